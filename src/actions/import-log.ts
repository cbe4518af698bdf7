import { z } from 'zod'
import { queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { codeOf, type Group } from '../partnership/arrangements.ts'
import { dayOf, secondsAfter } from '../partnership/day.ts'
import { may } from '../partnership/permissions.ts'
import { groupPartition, listPeople, loadArrangements } from '../partnership/records.ts'
import { findGroup, groupById } from '../partnership/who.ts'
import type { Doc, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { type Action, actionDraft, counterDraft, counterId, formatRef, nextSerial } from './action.ts'
import { importCard } from './import-card.ts'
import { readLogTable, rowKey, type TableRow } from './log-table.ts'
import type { ActionPorts } from './ports.ts'

/** A preview that nobody accepts is forgotten after a day. */
const keptSeconds = 24 * 3600
/** Each row is an action and its mark: with the counter and the import itself, a commit holds so many. */
const rowsACommit = 40

const row = z.object({
  key: z.string(),
  what: z.string(),
  owner: z.string(),
  agency: z.string(),
  dueOn: z.string(),
  status: z.enum(['open', 'in-progress', 'complete', 'not-pursued']),
  source: z.string(),
  note: z.string(),
  oldRef: z.string(),
})
const importBody = z.object({
  schema: z.literal(1),
  group: z.string(),
  by: z.string(),
  state: z.enum(['shown', 'accepted', 'done']),
  rows: z.array(row),
  /** Rows dealt with so far, and how many of them were new. */
  next: z.number().int(),
  recorded: z.number().int(),
})
export type LogImport = z.infer<typeof importBody>
type ImportRow = z.infer<typeof row>

export const readImport = (doc: Doc): LogImport => importBody.parse(doc.body)

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
  const rows = reading.rows.flatMap(one => importable(one, people) ?? [])
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

const importDraft = (id: string, body: LogImport, wakeAt: string | undefined) => ({
  id,
  type: 'import',
  body,
  tags: [],
  sort: id,
  wakeAt,
})

function importable(
  one: TableRow,
  people: readonly { id: string; agency: string }[],
): ImportRow[] | undefined {
  const { owner, dueOn, what, status = 'open', source, note, oldRef, problems } = one
  const agency = people.find(person => person.id === owner)?.agency
  if (problems.length > 0 || !owner || !dueOn || !agency) return undefined
  return [{ key: rowKey(one), what, owner, agency, dueOn, status, source, note, oldRef }]
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

/**
 * Records the rows of an accepted import, some at a time; what was recorded and how far it is are one commit, so that
 * it goes on where it stopped. A row recorded by an earlier import is not recorded again.
 */
export async function carryImport(ports: ActionPorts, doc: Doc, now: string): Promise<void> {
  const present = readImport(doc)
  if (present.state !== 'accepted') return ports.store.commit(doc, [{ delete: doc.id, etag: doc.etag }])
  const arrangements = await loadArrangements(ports.store, doc.partnership)
  if (!arrangements) throw new Error('An import belongs to a partnership whose arrangements are not kept.')
  const group = groupById(arrangements, present.group)
  const chunk = present.rows.slice(present.next, present.next + rowsACommit)
  const unknown = await newRows(ports, doc, chunk)
  const { writes } = await recordRows(ports, doc, { rows: unknown, group, by: present.by, now, arrangements })
  const next = present.next + chunk.length
  const over = next >= present.rows.length
  const changed: LogImport = {
    ...present,
    next,
    recorded: present.recorded + unknown.length,
    state: over ? 'done' : 'accepted',
  }
  const about = { scope: doc.scope, id: doc.id }
  const told = queued({ id: `done:${doc.id}`, kind: 'import-done', to: { person: present.by }, about, now })
  await ports.store.commit(doc, [
    { replace: importDraft(doc.id, changed, over ? secondsAfter(now, keptSeconds) : now), etag: doc.etag },
    ...writes,
    ...(over ? [{ create: told }] : []),
  ])
}

async function newRows({ store }: ActionPorts, doc: Doc, rows: readonly ImportRow[]): Promise<ImportRow[]> {
  const seen = new Set<string>()
  const fresh: ImportRow[] = []
  for (const one of rows) {
    const known = seen.has(one.key) || (await store.get(doc, markId(one)))
    seen.add(one.key)
    if (!known) fresh.push(one)
  }
  return fresh
}

const markId = ({ key }: ImportRow): string => `imported:${key}`

type Recording = {
  rows: readonly ImportRow[]
  group: Group
  by: string
  now: string
  arrangements: Parameters<ActionPorts['nextAttention']>[1]
}

async function recordRows(
  ports: ActionPorts,
  doc: Doc,
  { rows, group, by, now, arrangements }: Recording,
): Promise<{ writes: Write[] }> {
  if (rows.length === 0) return { writes: [] }
  const today = dayOf(now)
  const code = codeOf(group)
  const counter = counterId(code, today.slice(2, 4))
  const counted = await ports.store.get(doc, counter)
  const first = nextSerial(counted)
  const last = first + rows.length - 1
  const writes: Write[] = [
    counted
      ? { replace: counterDraft(counter, last), etag: counted.etag }
      : { create: counterDraft(counter, last) },
  ]
  for (const [i, one] of rows.entries()) {
    const action = imported(one, { ref: formatRef(code, today, first + i), group, by, now })
    const mark = {
      id: markId(one),
      type: 'imported',
      body: { schema: 1, ref: action.ref },
      tags: [],
      sort: now,
    }
    writes.push({ create: actionDraft(action, ports.nextAttention(action, arrangements)) }, { create: mark })
  }
  return { writes }
}

function imported(
  one: ImportRow,
  { ref, group, by, now }: { ref: string; group: Group; by: string; now: string },
): Action {
  const detail = one.oldRef ? `from the log it was kept in, as ${one.oldRef}` : 'from the log it was kept in'
  const note = one.note.trim()
  return {
    schema: 2,
    ref,
    group: group.id,
    what: one.what,
    owners: [{ person: one.owner, agency: one.agency }],
    eachAgency: false,
    dueOn: one.dueOn,
    dueMoves: [],
    marking: 'OFFICIAL',
    status: one.status,
    ...(one.source ? { source: one.source.slice(0, 300) } : {}),
    version: 1,
    history: [{ at: now, by, verb: 'record', detail, ...(note ? { note } : {}) }],
    chasedOn: dayOf(now),
  }
}
