import { z } from 'zod'
import { queued } from '../delivery/delivery.ts'
import { codeOf, type Group } from '../partnership/arrangements.ts'
import { dayOf, secondsAfter } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import { groupById } from '../partnership/who.ts'
import type { Doc, Store, Write } from '../ports/store.ts'
import {
  type Action,
  actionDraft,
  actionId,
  counterDraft,
  counterId,
  formatRef,
  nextSerial,
  refPattern,
} from './action.ts'
import { boardUpdates } from './log-board.ts'
import type { ActionPorts } from './ports.ts'
import { markingFor } from './record-action.ts'

/** What is over, or was never accepted, is forgotten after a day. */
export const keptSeconds = 24 * 3600
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
  priority: z.string().optional(),
  marking: z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE']).optional(),
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
export type ImportRow = z.infer<typeof row>

export const readImport = (doc: Doc): LogImport => importBody.parse(doc.body)

export const importDraft = (id: string, body: LogImport, wakeAt: string | undefined) => ({
  id,
  type: 'import',
  body,
  tags: [],
  sort: id,
  wakeAt,
})

/**
 * Records the rows of an accepted import, some at a time; what was recorded and how far it is are one commit, so that
 * it goes on where it stopped. A row recorded by an earlier import is not recorded again.
 */
export async function carryImport(ports: ActionPorts, doc: Doc, now: string): Promise<void> {
  const present = readImport(doc)
  if (present.state !== 'accepted')
    return void (await ports.store.commit(doc, [{ delete: doc.id, etag: doc.etag }]))
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
    ...(over ? [{ create: told }, ...(await boardUpdates(ports.store, doc, group.id, now))] : []),
  ])
}

async function newRows({ store }: ActionPorts, doc: Doc, rows: readonly ImportRow[]): Promise<ImportRow[]> {
  const seen = new Set<string>()
  const fresh: ImportRow[] = []
  for (const one of rows) {
    const known = seen.has(one.key) || (await store.get(doc, markId(one))) || (await isOwn(store, doc, one))
    seen.add(one.key)
    if (!known) fresh.push(one)
  }
  return fresh
}

/** A log that was exported from here and comes back: its action is there under its own ref. */
async function isOwn(store: Store, doc: Doc, { oldRef }: ImportRow): Promise<boolean> {
  const ref = oldRef.toUpperCase()
  return refPattern.test(ref) && (await store.get(doc, actionId(ref))) !== undefined
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
    schema: 1,
    ref,
    group: group.id,
    what: one.what,
    owners: [{ person: one.owner, agency: one.agency }],
    eachAgency: false,
    dueOn: one.dueOn,
    dueMoves: [],
    marking: one.marking ?? markingFor({ what: one.what, source: one.source }),
    status: one.status,
    ...(one.source ? { source: one.source.slice(0, 300) } : {}),
    ...(one.priority ? { priority: one.priority } : {}),
    version: 1,
    history: [{ at: now, by, verb: 'record', detail, ...(note ? { note } : {}) }],
    chasedOn: dayOf(now),
  }
}
