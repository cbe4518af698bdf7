import { z } from 'zod'
import type { PeopleRow } from './people-table.ts'

/** As many as a card has room for. */
const linesShown = 30
const mostCharacters = 200

/** What the card that shows a list says of it. */
export const peoplePreview = z.object({
  /** Rows that cannot be brought in as they are, and the first of them with their problems. */
  wrong: z.number().int(),
  wrongFirst: z.array(z.string()),
  /** Whom Teams cannot reach yet: no Entra id. */
  unmet: z.number().int(),
  agencies: z.record(z.string(), z.number().int()),
})
export type PeoplePreview = z.infer<typeof peoplePreview>

/** A list in a few numbers and lines. */
export function summed(rows: readonly PeopleRow[]): PeoplePreview {
  const people = rows.flatMap(({ person }) => person ?? [])
  const wrong = rows.filter(({ problems }) => problems.length > 0)
  const agencies: Record<string, number> = {}
  for (const { agency } of people) agencies[agency] = (agencies[agency] ?? 0) + 1
  return {
    wrong: wrong.length,
    wrongFirst: wrong
      .slice(0, linesShown)
      .map(({ line, problems }) => `Row ${line}: ${clip(problems.join(' '), mostCharacters)}`),
    unmet: people.filter(({ entraId }) => !entraId).length,
    agencies,
  }
}

export const clip = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text
