import { setImmediate } from 'node:timers/promises'
import { queued } from '../delivery/delivery.ts'
import { dayOf, secondsAfter } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import { createOnce } from '../ports/decide-again.ts'
import { largestList, UnreadableFile } from '../ports/files.ts'
import type { Doc, Draft, Partition, Store } from '../ports/store.ts'
import { decidePart } from './carry-people.ts'
import type { PeoplePorts } from './import-people.ts'
import {
  further,
  type ImportRow,
  importDraft,
  keptSeconds,
  newImport,
  type PeopleImport,
  partDrafts,
  partId,
  piecesOf,
  readImport,
  readPiece,
  readRows,
} from './people-import.ts'
import { summed } from './people-preview.ts'
import { keepProblems } from './people-problems.ts'
import { type PeopleRow, readPeopleTable } from './people-table.ts'

/** So many parts are compared by one wake: others have their turn between. */
const partsTogether = 5

/** Reads the file that was put in: its rows are kept in parts to be compared, and the file itself goes. */
export async function readList({ store, spreadsheets }: PeoplePorts, doc: Doc, now: string): Promise<void> {
  const present = readImport(doc)
  const pieces = await Promise.all(piecesOf(doc.id, present.pieces ?? 0).map(id => store.get(doc, id)))
  const there = pieces.flatMap(piece => (piece ? [piece] : []))
  const bytes = Buffer.concat(there.map(piece => Buffer.from(readPiece(piece), 'base64')))
  const read = await rowsOf({ spreadsheets }, store, doc, { bytes, name: present.name ?? '', now })
  if ('refused' in read) {
    const over: PeopleImport = { ...present, state: 'refused', why: `${read.refused} Nothing was changed.` }
    await commitRead(store, doc, { present: over, there, told: [previewDelivery(doc, present, now)], now })
    return
  }
  const rows = importable(read.rows)
  const wakeAt = secondsAfter(now, keptSeconds)
  for (const part of partDrafts(doc.id, rows, wakeAt)) await createOnce(store, doc, part)
  await keepProblems(store, { partnership: doc.partnership, person: present.by ?? '', now }, read.rows)
  const preview = summed(read.rows)
  const begun: PeopleImport = { ...newImport(rows.length, 'comparing', present.by), preview }
  await commitRead(store, doc, { present: begun, there, told: [], now })
}

type Reading = { bytes: Uint8Array; name: string; now: string }

async function rowsOf(
  { spreadsheets }: Pick<PeoplePorts, 'spreadsheets'>,
  store: Store,
  { partnership }: Partition,
  { bytes, name, now }: Reading,
): Promise<{ rows: PeopleRow[] } | { refused: string }> {
  const arrangements = await loadArrangements(store, partnership)
  try {
    const table = await spreadsheets.read(bytes, name, largestList)
    const reading = readPeopleTable(table, { agencies: arrangements?.agencies ?? [], today: dayOf(now) })
    return 'refused' in reading ? reading : { rows: await gathered(reading.rows) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.message }
    throw error
  }
}

type Read = { present: PeopleImport; there: readonly Doc[]; told: Draft[]; now: string }

/** The file's pieces go in the commit that says it was read, or in those before where they are many. */
async function commitRead(store: Store, doc: Doc, { present, there, told, now }: Read): Promise<void> {
  const wakeAt = present.state === 'comparing' ? now : secondsAfter(now, keptSeconds)
  await store.commit(doc, [
    { replace: importDraft(doc.id, present, wakeAt), etag: doc.etag },
    ...there.map(piece => ({ delete: piece.id, etag: piece.etag })),
    ...told.map(create => ({ create })),
  ])
}

/** Compares some parts with who is known, changing nobody; after the last, whoever put the list in is shown it. */
export async function compareList({ store }: PeoplePorts, doc: Doc, now: string): Promise<void> {
  let present = readImport(doc)
  const end = Math.min(present.parts, present.next + partsTogether)
  while (present.next < end) {
    const part = await store.get(doc, partId(doc.id, present.next))
    present = further(present, await decidePart(store, doc.partnership, part ? readRows(part) : []))
    await setImmediate()
  }
  const done = present.next >= present.parts
  const shown: PeopleImport = done ? { ...present, state: 'shown' } : present
  const wakeAt = done ? secondsAfter(now, keptSeconds) : now
  await store.commit(doc, [
    { replace: importDraft(doc.id, shown, wakeAt), etag: doc.etag },
    ...(done ? [{ create: previewDelivery(doc, present, now) }] : []),
  ])
}

const previewDelivery = ({ id, scope }: Doc, { by = '' }: PeopleImport, now: string): Draft =>
  queued({ id: `preview:${id}`, kind: 'people-preview', to: { person: by }, about: { scope, id }, now })

const rowsAtOnce = 500

/** All rows, read some at a time: others have their turn in between. */
export async function gathered(rows: Iterable<PeopleRow>): Promise<PeopleRow[]> {
  const all: PeopleRow[] = []
  for (const row of rows) {
    all.push(row)
    if (all.length % rowsAtOnce === 0) await setImmediate()
  }
  return all
}

export const importable = (rows: readonly PeopleRow[]): ImportRow[] =>
  rows.flatMap(({ line, person, clears }) =>
    person ? [{ line, person, ...(clears ? { clears: [...clears] } : {}) }] : [],
  )
