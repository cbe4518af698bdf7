import { z } from 'zod'
import { type Day, isDay } from '../partnership/day.ts'
import type { Doc, Draft } from '../ports/store.ts'

/** Where an action stands, as the field says it (docs/field.md, "The action log"). */
export const actionStatuses = ['open', 'in-progress', 'awaiting-agreement', 'returned', 'complete'] as const
export type ActionStatus = (typeof actionStatuses)[number]

export const statusWords: Record<ActionStatus, string> = {
  open: 'Open',
  'in-progress': 'In progress',
  'awaiting-agreement': 'Done, awaiting agreement',
  returned: 'Returned',
  complete: 'Complete',
}

const day = z.string().refine(isDay)

const historyEntry = z.object({
  at: z.string(),
  by: z.string(),
  verb: z.enum(['record', 'update', 'done', 'agree', 'return']),
  note: z.string().optional(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

const actionBody = z.object({
  schema: z.literal(1),
  ref: z.string(),
  group: z.string(),
  what: z.string(),
  owner: z.object({ person: z.string(), agency: z.string() }),
  dueOn: day,
  priority: z.string().optional(),
  status: z.enum(actionStatuses),
  /** Goes up by one with every change somebody makes; cards carry it, so that a stale press is noticed. */
  version: z.number().int(),
  /** Append only: who did what, when. */
  history: z.array(historyEntry),
  /** The last day on which its chasing was dealt with: no step up to that day comes again. */
  chasedOn: day,
})

/** One agreed action of a group's log. Refs are never reused. */
export type Action = z.infer<typeof actionBody>

export const refPattern = /^[A-Z][A-Z0-9]{1,11}-\d{2}-\d{3,5}$/

export const isClosed = (status: ActionStatus): boolean => status === 'complete'

/** With the owner, who owes the next move. */
export const isWithOwner = (status: ActionStatus): boolean =>
  !isClosed(status) && status !== 'awaiting-agreement'

export const actionId = (ref: string): string => `action:${ref}`

export function actionDraft(action: Action, wakeAt: string | undefined): Draft {
  const state = isClosed(action.status) ? 'closed' : 'open'
  const tags = [
    `owner:${action.owner.person}`,
    `agency:${action.owner.agency}`,
    `status:${action.status}`,
    state,
  ]
  if (action.priority) tags.push(`priority:${action.priority}`)
  return { id: actionId(action.ref), type: 'action', body: action, tags, sort: action.dueOn, wakeAt }
}

export const readAction = (doc: Doc): Action => actionBody.parse(doc.body)

/** The London day of the owner's last word on it, if they have said anything since it was recorded. */
export function lastAnswer(action: Pick<Action, 'history'>): HistoryEntry | undefined {
  return action.history.findLast(entry => entry.verb === 'update' || entry.verb === 'done')
}

/** The next ref of a group in a year, kept beside its actions so that both are written in one commit. */
const counterBody = z.object({ schema: z.literal(1), last: z.number().int() })

export const counterId = (code: string, year: string): string => `counter:${code}-${year}`

export function nextSerial(counter: Doc | undefined): number {
  return counter ? counterBody.parse(counter.body).last + 1 : 1
}

export function counterDraft(id: string, last: number): Draft {
  return { id, type: 'counter', body: { schema: 1, last }, tags: [], sort: id }
}

export function formatRef(code: string, today: Day, serial: number): string {
  return `${code}-${today.slice(2, 4)}-${String(serial).padStart(3, '0')}`
}
