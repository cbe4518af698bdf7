import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { agencyName } from '../partnership/who.ts'
import type { PeopleImport } from './people-import.ts'
import type { PeopleRow } from './people-table.ts'

const linesShown = 30
const agenciesShown = 20

type Preview = { arrangements: Arrangements; rows: readonly PeopleRow[]; importId: string }

/** Whom a list would bring in, and every row's problems, before anybody is. */
export function previewCard({ arrangements, rows, importId }: Preview): CardMessage {
  const people = rows.flatMap(({ person }) => person ?? [])
  const wrong = rows.filter(({ problems }) => problems.length > 0)
  const unmet = people.filter(({ entraId }) => !entraId).length
  return {
    template: 'people/import',
    summary: `A list of people: ${people.length} to bring in, ${wrong.length} rows with problems`,
    data: {
      heading: 'A list of people to bring in',
      intro: `${counted(people.length, 'person', 'people')} can be brought in; ${counted(wrong.length, 'row', 'rows')} cannot as they stand. Nobody is brought in yet.`,
      note:
        unmet > 0
          ? `${counted(unmet, 'row has', 'rows have')} no Entra id. Whoever is known with one keeps it; Teams cannot reach others until they have one.`
          : '',
      wrongTitle: wrong.length > 0 ? 'Rows to correct in the file' : '',
      wrong: first(
        wrong.map(({ line, problems }) => `Row ${line}: ${clip(problems.join(' '), 200)}`),
        linesShown,
        ': type people problems for a file of all',
      ),
      rightTitle: people.length > 0 ? 'People by agency' : '',
      right: first(byAgency(arrangements, people), agenciesShown),
      canBring: people.length > 0,
      bring: { title: `Bring in ${counted(people.length, 'person', 'people')}`, data: { import: importId } },
      later:
        'Whoever is known already is brought up to date in what the file says, and nobody is there twice; a dash in a cell takes away what was there. Whoever is not in the file stays; to end somebody’s access, give the day it ends in a column To. Typing import people now does the same as the button.',
    },
  }
}

function byAgency(arrangements: Arrangements, people: readonly { agency: string }[]): string[] {
  const counts = new Map<string, number>()
  for (const { agency } of people) counts.set(agency, (counts.get(agency) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([agency, count]) => `${agencyName(arrangements, agency)}: ${count}`)
}

function first(lines: readonly string[], most: number, rest = ''): { line: string }[] {
  const more = lines.length - most
  const shown = lines.slice(0, most).map(line => ({ line }))
  return more > 0 ? [...shown, { line: `and ${more} more${rest}` }] : shown
}

/** Tells whoever accepted a list what came of it. */
export function doneCard(done: PeopleImport): CardMessage {
  const left = done.refused.length + done.refusedMore
  const same = done.rows - done.added - done.changed - left
  return {
    template: 'people/import',
    summary: `The list of people is brought in: ${done.added} new, ${done.changed} changed`,
    data: {
      heading: 'The list of people is brought in',
      intro: `${counted(done.added, 'person is', 'people are')} new, ${done.changed} changed, ${same} as before.`,
      note: '',
      wrongTitle: left > 0 ? `${counted(left, 'row was', 'rows were')} left out` : '',
      wrong: first(
        done.refused.map(line => clip(line, 200)),
        linesShown,
      ),
      rightTitle: '',
      right: [],
      canBring: false,
      bring: { title: '', data: {} },
      later: '',
    },
  }
}

const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

const clip = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text)
