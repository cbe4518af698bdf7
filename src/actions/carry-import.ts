import { z } from 'zod'
import { queued } from '../delivery/delivery.ts'
import { codeOf, type Group } from '../partnership/arrangements.ts'
import { dayOf, secondsAfter } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import { groupById } from '../partnership/who.ts'
import type { Doc, Write } from '../ports/store.ts'
import {
  type Action,
  actionDraft,
  counterDraft,
  counterId,
  formatRef,
  markings,
  nextSerial,
  type Owner,
} from './action.ts'
import { boardUpdates } from './log-board.ts'
import { type LogMove, sayDays } from './log-table-details.ts'
import { logStatuses } from './log-table-status.ts'
import type { ActionPorts } from './ports.ts'
import { markingFor } from './record-action.ts'
import { markDraft, markId } from './recorded-log.ts'

/** What is over, or was never accepted, is forgotten after a day. */
export const keptSeconds = 24 * 3600
/** Each row is an action and its mark: with the counter and the import itself, a commit holds so many. */
const rowsACommit = 40

const preview = z.object({ intro: z.string(), read: z.string(), pages: z.number().int() })

const row = z.preprocess(
  withOwners,
  z.object({
    key: z.string(),
    what: z.string(),
    owners: z.array(z.object({ person: z.string(), agency: z.string() })).min(1),
    eachAgency: z.boolean(),
    dueOn: z.string(),
    dueBefore: z.string().optional(),
    status: z.enum(logStatuses),
    source: z.string(),
    note: z.string(),
    oldRef: z.string(),
    /** It may be in the log already: recorded only if that is asked for. */
    alike: z.boolean().default(false),
    priority: z.string().optional(),
    marking: z.enum(markings).optional(),
    evidence: z.string().optional(),
    impact: z.string().optional(),
    blockedBy: z.string().optional(),
    recordedOn: z.string().optional(),
    closedOn: z.string().optional(),
    dueMoves: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })).optional(),
  }),
)
const importBody = z.object({
  schema: z.literal(1),
  group: z.string(),
  by: z.string(),
  state: z.enum(['shown', 'accepted', 'done']),
  rows: z.array(row),
  /** Rows dealt with so far, and how many of them were new. */
  next: z.number().int(),
  recorded: z.number().int(),
  /** When it was compared with the log, and when it last recorded something. */
  shownAt: z.string().default(''),
  recordedAt: z.string().default(''),
  /** What its preview says above its lines, and on how many pages these are. */
  preview: preview.default({ intro: '', read: '', pages: 0 }),
})

/** Until 26 November 2026 a row had one owner. */
function withOwners(stored: unknown): unknown {
  const { owner, agency, ...one } = stored as Record<string, unknown>
  return owner === undefined ? one : { ...one, owners: [{ person: owner, agency }], eachAgency: false }
}

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
    recordedAt: now,
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
    const known = seen.has(one.key) || (await store.get(doc, markId(one.key)))
    seen.add(one.key)
    if (!known) fresh.push(one)
  }
  return fresh
}

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
    const mark = markDraft(one.key, { ref: action.ref, oldRef: one.oldRef }, now)
    writes.push({ create: actionDraft(action, ports.nextAttention(action, arrangements)) }, { create: mark })
  }
  return { writes }
}

function imported(
  one: ImportRow,
  { ref, group, by, now }: { ref: string; group: Group; by: string; now: string },
): Action {
  const detail = `from the log it was kept in${one.oldRef ? `, as ${one.oldRef}` : ''}${sayDays(one)}`
  const note = one.note.trim()
  const { evidence, impact, blockedBy, recordedOn, closedOn } = one
  return {
    schema: 1,
    ref,
    group: group.id,
    what: one.what,
    owners: ownersOf(one, now),
    eachAgency: one.eachAgency,
    dueOn: one.dueOn,
    dueMoves: movesOf(one).map(move => ({ ...move, by, at: now })),
    marking: one.marking ?? markingFor({ what: one.what, source: one.source }),
    status: one.status,
    ...(one.source ? { source: one.source.slice(0, 300) } : {}),
    ...(one.priority ? { priority: one.priority } : {}),
    ...(evidence ? { evidence } : {}),
    ...(impact ? { impact } : {}),
    ...(blockedBy ? { blockedBy } : {}),
    ...(recordedOn || closedOn
      ? { before: { ...(recordedOn ? { recordedOn } : {}), ...(closedOn ? { closedOn } : {}) } }
      : {}),
    version: 1,
    history: [{ at: now, by, verb: 'record', detail, ...(note ? { note } : {}) }],
    chasedOn: dayOf(now),
  }
}

/** Each revision that the old log gives, or the one that its two dates tell of. */
function movesOf({ dueMoves, dueBefore, dueOn }: ImportRow): LogMove[] {
  const reason = 'Revised in the log it was kept in'
  if (dueMoves) return dueMoves.map(move => ({ ...move, reason: move.reason || reason }))
  return dueBefore ? [{ from: dueBefore, to: dueOn, reason }] : []
}

/** What every agency answers for and waits to be agreed, all have answered. */
const ownersOf = ({ owners, eachAgency, status }: ImportRow, now: string): Owner[] =>
  eachAgency && status === 'awaiting-agreement'
    ? owners.map(owner => ({ ...owner, answeredAt: now }))
    : owners
