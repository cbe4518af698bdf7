import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import { secondsAfter } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import { put } from '../ports/decide-again.ts'
import type { Spreadsheets } from '../ports/files.ts'
import type { Store } from '../ports/store.ts'
import { keptSeconds } from './people-import.ts'
import type { PeopleRow } from './people-table.ts'

type Ports = { store: Store; spreadsheets: Spreadsheets }

/** What a document can hold. */
const mostProblems = 4000
const mostCharacters = 200

const body = z.object({
  schema: z.literal(1),
  rows: z.array(z.object({ line: z.number().int(), problem: z.string() })),
})

const noneKept = {
  text: 'No list of yours with rows to correct was looked at today. Put the file into this chat with the words import people.',
}

/** Keeps every problem of the list somebody looked at last, for a day: a card holds a few of them only. */
export async function keepProblems(
  store: Store,
  { partnership, person, now }: { partnership: string; person: string; now: string },
  rows: readonly PeopleRow[],
): Promise<void> {
  const wrong = rows.filter(({ problems }) => problems.length > 0).slice(0, mostProblems)
  const id = problemsId(person)
  await put(store, peopleOf(partnership), {
    id,
    type: 'people-problems',
    body: {
      schema: 1,
      rows: wrong.map(({ line, problems }) => ({
        line,
        problem: problems.join(' ').slice(0, mostCharacters),
      })),
    },
    tags: [],
    sort: id,
    wakeAt: secondsAfter(now, keptSeconds),
  })
}

/** Offers them as an Excel file. Nothing is sent before it is accepted. */
export async function offerProblems(ports: Ports, context: Context): Promise<Answer> {
  const file = await problemsFile(ports, context)
  if (!file) return noneKept
  const accept = { verb: 'people.problems', data: {} }
  return {
    offer: {
      name: file.name,
      size: file.bytes.byteLength,
      description: `${file.count} rows to correct, each with its problems`,
      accept,
    },
  }
}

/** The file, once it was accepted: of whoever accepts, whatever was offered. */
export async function acceptedProblems(ports: Ports, context: Context): Promise<Answer> {
  const file = await problemsFile(ports, context)
  return file ? { file: { name: file.name, bytes: file.bytes } } : noneKept
}

async function problemsFile({ store, spreadsheets }: Ports, context: Context) {
  const { who, today } = context
  const doc = who.person.businessTeam
    ? await store.get(peopleOf(who.partnership.partnership.id), problemsId(who.person.id))
    : undefined
  if (!doc) return undefined
  const { rows } = body.parse(doc.body)
  const bytes = await spreadsheets.write({
    name: 'Rows to correct',
    columns: [
      { title: 'Row', width: 8, kind: 'text' },
      { title: 'Problem', width: 100, kind: 'text' },
    ],
    rows: rows.map(({ line, problem }) => [String(line), problem]),
  })
  return { name: `people-to-correct-${today}.xlsx`, bytes, count: rows.length }
}

const problemsId = (person: string): string => `people-problems:${person}`
