import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { dayOf, sayDay, secondsAfter } from '../partnership/day.ts'
import { may } from '../partnership/permissions.ts'
import { groupPartition, listPeople } from '../partnership/records.ts'
import { findGroup, findPriority } from '../partnership/who.ts'
import { StaleWrite } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import {
  carryImport,
  type ImportRow,
  importDraft,
  keptSeconds,
  type LogImport,
  readImport,
} from './carry-import.ts'
import { importCard } from './import-card.ts'
import { readLogTable, rowKey, type TableRow } from './log-table.ts'
import type { ActionPorts } from './ports.ts'

const noSuchLog = {
  text: 'There is no such group, or logs are not yours to import: the business team does that. Put the file into this chat with the words import and the group’s code, such as import QIO.',
}
const noFile = {
  text: 'Put the Excel or CSV file into this chat, in the same message as the words import and the group’s code.',
}

/** Reads an existing log that was put into the chat, and shows what would be recorded and every row's problems. Nothing is recorded yet. */
export async function previewImport(ports: ActionPorts, context: Context, code: string): Promise<Answer> {
  const { who, today, attached } = context
  const group = findGroup(who.partnership, code)
  if (!group || !may(who, 'import-log', group, today)) return noSuchLog
  if (!attached) return noFile
  const table = await ports.spreadsheets.read(await attached.fetch(), attached.name)
  const { id } = who.partnership.partnership
  const people = await listPeople(ports.store, id, { today, limit: 1000 })
  const reading = readLogTable(table, { people, agencies: who.partnership.agencies, today })
  if ('refused' in reading) return { text: `${reading.refused.join(' ')} Nothing was changed.` }
  const rows = reading.rows.flatMap(one => importable(one, people, who.partnership) ?? [])
  const importId = `import:${context.turnId}`
  const card = importCard({ group, reading, recordable: rows.length, importId })
  if (rows.length === 0) return { card }
  const body: LogImport = {
    schema: 1,
    group: group.id,
    by: who.person.id,
    state: 'shown',
    rows,
    next: 0,
    recorded: 0,
  }
  return decideOnce(ports.store, groupPartition(id, group.id), context, async () => ({
    writes: [{ create: importDraft(importId, body, secondsAfter(context.now, keptSeconds)) }],
    reply: { card },
  }))
}

function importable(
  one: TableRow,
  people: readonly { id: string; agency: string }[],
  arrangements: Arrangements,
): ImportRow[] | undefined {
  const { owner, dueOn, what, status, note, oldRef, problems } = one
  const agency = people.find(person => person.id === owner)?.agency
  if (problems.length > 0 || !owner || !dueOn || !agency) return undefined
  const agreed = one.agreedOn ? `agreed on ${sayDay(one.agreedOn)}` : ''
  const source = [one.source, agreed].filter(text => text !== '').join(', ')
  const priority = findPriority(arrangements, one.priority)?.id
  return [
    {
      key: rowKey(one),
      what,
      owner,
      agency,
      dueOn,
      status,
      source,
      note,
      oldRef,
      ...(priority ? { priority } : {}),
      ...(one.marking ? { marking: one.marking } : {}),
    },
  ]
}

/** Accepts a preview: its rows are recorded by the wake loop, and whoever accepted is told when that is done. */
export function acceptImport(ports: ActionPorts, context: Context, data: unknown): Promise<Answer> {
  const { who, today, now } = context
  const asked = z.looseObject({ group: z.string().max(64), import: z.string().max(100) }).parse(data)
  const group = findGroup(who.partnership, asked.group)
  if (!group || !may(who, 'import-log', group, today)) return Promise.resolve(noSuchLog)
  const partition = groupPartition(who.partnership.partnership.id, group.id)
  return decideOnce(ports.store, partition, context, async () => {
    const doc = await ports.store.get(partition, asked.import)
    const present = doc && readImport(doc)
    if (!doc || present?.state !== 'shown')
      return {
        writes: [],
        reply: {
          text: 'This import has been dealt with, or is over a day old. Put the file in again to see.',
        },
      }
    const accepted: LogImport = { ...present, state: 'accepted', by: who.person.id }
    const reply = {
      text: `${accepted.rows.length} actions are being recorded. You will be told when it is done.`,
    }
    return { writes: [{ replace: importDraft(doc.id, accepted, now), etag: doc.etag }], reply }
  })
}

export type CommandLineImport = {
  arrangements: Arrangements
  group: Group
  /** Whoever brings it in: their name stands in every action's history. */
  by: string
  sheet: { bytes: Uint8Array; name: string }
  write: boolean
  now: string
}

/**
 * The same import from the command line: says what the file holds and every row's problems, and with `write` records
 * the rows that have none. Again, it makes no doubles. Throws UnreadableFile for what is no spreadsheet.
 */
export async function importLog(
  ports: ActionPorts,
  { arrangements, group, by, sheet, write, now }: CommandLineImport,
): Promise<{ ok: boolean; lines: string[] }> {
  const today = dayOf(now)
  const { id } = arrangements.partnership
  const people = await listPeople(ports.store, id, { today, limit: 1000 })
  if (!people.some(person => person.id === by && person.businessTeam))
    return { ok: false, lines: [`${by} is nobody of the business team. Nothing was recorded.`] }
  const table = await ports.spreadsheets.read(sheet.bytes, sheet.name)
  const reading = readLogTable(table, { people, agencies: arrangements.agencies, today })
  if ('refused' in reading) return { ok: false, lines: reading.refused }
  const rows = reading.rows.flatMap(one => importable(one, people, arrangements) ?? [])
  const wrong = reading.rows.filter(one => one.problems.length > 0)
  const lines = wrong.map(({ line, problems }) => `row ${line}: ${problems.join(' ')}`)
  lines.push(`${rows.length} rows can be recorded, ${wrong.length} cannot as they stand.`)
  if (!write)
    return { ok: wrong.length === 0, lines: [...lines, 'Nothing was recorded: add --write for that.'] }
  const partition = groupPartition(id, group.id)
  const importId = `import:command-line:${hash('sha256', sheet.bytes, 'base64url').slice(0, 16)}:${now}`
  const body: LogImport = { schema: 1, group: group.id, by, state: 'accepted', rows, next: 0, recorded: 0 }
  await ports.store.commit(partition, [{ create: importDraft(importId, body, undefined) }])
  for (;;) {
    const doc = await ports.store.get(partition, importId)
    const present = doc && readImport(doc)
    if (!doc || !present || present.state === 'done')
      return {
        ok: true,
        lines: [...lines, `${present?.recorded ?? 0} recorded; the others were there already.`],
      }
    // A running Convenor on the same store may carry it too: whoever loses sees how far it is.
    await carryImport(ports, doc, now).catch(error => {
      if (!(error instanceof StaleWrite)) throw error
    })
  }
}
