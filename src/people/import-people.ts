import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { dayOf, secondsAfter } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import { createOnce } from '../ports/decide-again.ts'
import { largestList, type Spreadsheets } from '../ports/files.ts'
import { StaleWrite, type Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { carryPeople } from './carry-people.ts'
import {
  type ImportRow,
  importDraft,
  keptSeconds,
  newImport,
  partDrafts,
  pieceDrafts,
  readImport,
  shownTag,
} from './people-import.ts'
import { type PeopleReading, readPeopleTable } from './people-table.ts'
import { gathered, importable } from './read-people.ts'

export type PeoplePorts = { store: Store; spreadsheets: Spreadsheets }

const notYours = { text: 'Lists of people are brought in by the business team. Please ask them.' }
const noFile = {
  text: 'Put the Excel or CSV file into this chat, in the same message as the words import people.',
}

/**
 * Takes a list that was put into the chat. However long it is, the answer is given at once: the wake loop reads it,
 * compares it with who is known, and sends the preview. Nobody is brought in yet.
 */
export async function previewPeople({ store }: PeoplePorts, context: Context): Promise<Answer> {
  const { who, now, attached, turnId } = context
  if (!who.person.businessTeam) return notYours
  if (!attached) return noFile
  const bytes = await attached.fetch()
  const importId = `people-import:${turnId}`
  const partition = peopleOf(who.partnership.partnership.id)
  const pieces = pieceDrafts(importId, bytes, secondsAfter(now, keptSeconds))
  for (const piece of pieces) await createOnce(store, partition, piece)
  const file = { name: attached.name, pieces: pieces.length }
  const body = { ...newImport(0, 'reading', who.person.id), ...file }
  return decideOnce(store, partition, context, async () => ({
    writes: [{ create: importDraft(importId, body, now) }],
    reply: { text: 'Your list is being read. What it would bring in follows; nobody is brought in yet.' },
  }))
}

/** The list that somebody was shown last, if it is still to be brought in. */
async function lastShownTo(store: Store, partnership: string, person: string): Promise<string> {
  const tags = [shownTag(person)]
  const { docs } = await store.find({ ...peopleOf(partnership), type: 'people-import', tags, limit: 100 })
  // What is being read wakes first, and is what they mean: it was put in last.
  const underWay = docs.find(doc => readImport(doc).state !== 'shown')
  const latest = underWay ?? docs.toSorted((a, b) => ((a.wakeAt ?? '') < (b.wakeAt ?? '') ? 1 : -1))[0]
  return latest?.id ?? ''
}

/** Accepts a preview: the wake loop brings its people in, and whoever accepted is told when that is done. */
export async function acceptPeople(store: Store, context: Context, data: unknown): Promise<Answer> {
  const { who, now } = context
  const asked = z.object({ import: z.string().max(100).optional(), last: z.boolean().default(false) })
  const { import: pressed = '', last } = asked.parse(data)
  if (!who.person.businessTeam) return notYours
  const partition = peopleOf(who.partnership.partnership.id)
  return decideOnce(store, partition, context, async () => {
    const id = last ? await lastShownTo(store, who.partnership.partnership.id, who.person.id) : pressed
    const doc = id.startsWith('people-import:') ? await store.get(partition, id) : undefined
    const present = doc && readImport(doc)
    if (present?.state === 'reading' || present?.state === 'comparing')
      return { writes: [], reply: { text: 'Your list is still being read. What it would bring in follows.' } }
    if (!doc || present?.state !== 'shown')
      return {
        writes: [],
        reply: { text: 'This list has been dealt with, or is over a day old. Put the file in again to see.' },
      }
    const accepted = newImport(present.rows, 'accepted', who.person.id)
    const reply = {
      text: `${sayPeople(present.rows - present.refused.length - present.refusedMore)} being brought in. You will be told when it is done.`,
    }
    return { writes: [{ replace: importDraft(doc.id, accepted, now), etag: doc.etag }], reply }
  })
}

const sayPeople = (count: number): string =>
  count === 1 ? '1 person is' : `${count.toLocaleString('en-GB')} people are`

export type ListFile = { bytes: Uint8Array; name: string }

/** What a list holds, in lines: every row's problems, and how many people it would bring in. Throws UnreadableFile. */
export async function checkPeople(
  { spreadsheets }: Pick<PeoplePorts, 'spreadsheets'>,
  arrangements: Arrangements,
  { bytes, name }: ListFile,
  now: string,
): Promise<{ ok: boolean; lines: string[]; rows: ImportRow[] }> {
  const table = await spreadsheets.read(bytes, name, largestList)
  const reading: PeopleReading = readPeopleTable(table, {
    agencies: arrangements.agencies,
    today: dayOf(now),
  })
  if ('refused' in reading) return { ok: false, lines: [reading.refused], rows: [] }
  const all = await gathered(reading.rows)
  const wrong = all.filter(({ problems }) => problems.length > 0)
  const rows = importable(all)
  const lines = wrong.map(({ line, problems }) => `row ${line}: ${problems.join(' ')}`)
  lines.push(`${rows.length} people can be brought in, ${wrong.length} rows cannot as they stand.`)
  return { ok: wrong.length === 0, lines, rows }
}

/**
 * Brings in the rows of a list that have no problem, from the command line, and says how it went. Stopped half way, a
 * running Convenor goes on with it within a moment; so does the same command, which makes no doubles.
 */
export async function importPeople(
  ports: PeoplePorts,
  arrangements: Arrangements,
  file: ListFile,
  now: string,
): Promise<{ ok: boolean; lines: string[] }> {
  const { rows, lines, ok } = await checkPeople(ports, arrangements, file, now)
  if (rows.length === 0) return { ok, lines }
  const { store } = ports
  const partition = peopleOf(arrangements.partnership.id)
  const importId = `people-import:command-line:${hash('sha256', file.bytes, 'base64url').slice(0, 16)}:${now}`
  const wakeAt = secondsAfter(now, keptSeconds)
  for (const part of partDrafts(importId, rows, wakeAt)) await createOnce(store, partition, part)
  await store.commit(partition, [{ create: importDraft(importId, newImport(rows.length, 'accepted'), now) }])
  for (;;) {
    const doc = await store.get(partition, importId)
    const present = doc && readImport(doc)
    if (!doc || !present || present.state === 'done') {
      const { added = 0, changed = 0, refused = [], refusedMore = 0, noted = [] } = present ?? {}
      const left = refused.length + refusedMore
      const more = refusedMore > 0 ? [`and ${refusedMore} more rows like these.`] : []
      const said = `${added} people are new, ${changed} were changed, ${left} rows were left out; the others were there already.`
      return { ok: ok && left === 0, lines: [...lines, ...refused, ...more, ...noted, said] }
    }
    // A running Convenor on the same store may carry it too: whoever loses sees how far it is.
    await carryPeople(store, doc, now).catch(error => {
      if (!(error instanceof StaleWrite)) throw error
    })
  }
}
