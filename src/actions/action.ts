import { z } from 'zod'
import { type Day, isDay } from '../partnership/day.ts'
import type { Doc, Draft } from '../ports/store.ts'
import { actionVerbs } from './action-transitions.ts'

/** Where an action stands, as the field says it (docs/field.md, "The action log"). */
export const actionStatuses = [
  'open',
  'in-progress',
  'blocked',
  'awaiting-agreement',
  'returned',
  'complete',
  'not-pursued',
  'transferred',
] as const
export type ActionStatus = (typeof actionStatuses)[number]

export const statusWords: Record<ActionStatus, string> = {
  open: 'Open',
  'in-progress': 'In progress',
  blocked: 'Blocked by another agency',
  'awaiting-agreement': 'Done, awaiting agreement',
  returned: 'Returned',
  complete: 'Complete',
  'not-pursued': 'Not pursued',
  transferred: 'Transferred',
}

const day = z.string().refine(isDay)

const historyEntry = z.object({
  at: z.string(),
  by: z.string(),
  /** What they were to the action when they did it; absent for what is not a step of the workflow. */
  as: z.string().optional(),
  verb: z.enum(actionVerbs),
  /** Their own words. */
  note: z.string().optional(),
  /** Where it is the decision that was asked for: the level at which it was. */
  level: z.number().int().optional(),
  /** Where a lead answered for their agency's share of it: which agency. */
  agency: z.string().optional(),
  /** What it did beside the verb, in words: 'from 1 Dec 2026 to 12 Jan 2027'. */
  detail: z.string().optional(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

const owner = z.object({
  person: z.string(),
  agency: z.string(),
  /** Where each agency answers for itself: when this one did. */
  answeredAt: z.string().optional(),
})
export type Owner = z.infer<typeof owner>

export const markings = ['OFFICIAL', 'OFFICIAL-SENSITIVE'] as const
export const brags = ['Blue', 'Red', 'Amber', 'Green'] as const

/** What one step can change, and undoing it brings back. */
const state = z.object({
  owners: z.array(owner).min(1),
  dueOn: day,
  /** Every revision of the due date, with its reason. */
  dueMoves: z.array(z.object({ from: day, to: day, reason: z.string(), by: z.string(), at: z.string() })),
  /** A new date that an owner asks for, until a chair answers. */
  asked: z.object({ dueOn: day, reason: z.string(), by: z.string() }).optional(),
  status: z.enum(actionStatuses),
  /** While it is blocked: the agency that must act first. */
  blockedBy: z.string().optional(),
  priority: z.string().optional(),
  /** A link to what shows that it is done. */
  evidence: z.string().optional(),
  /** What it has changed for children. */
  impact: z.string().optional(),
  marking: z.enum(markings),
  /** In place of the computed one, with the reason. */
  brag: z.object({ word: z.enum(brags), reason: z.string(), by: z.string() }).optional(),
  /** The meeting to whose agenda a chair took it: until then nobody is asked about it. */
  agenda: day.optional(),
  /** Since when it is with the Executive, and by whom: a chair, or nobody's decision; and which version of it that made. */
  raised: z
    .object({
      on: day,
      by: z.string().optional(),
      reason: z.string().optional(),
      version: z.number().int().optional(),
    })
    .optional(),
  /** The last day on which its chasing was dealt with: no step up to that day comes again. */
  chasedOn: day,
})

const actionBody = state.extend({
  schema: z.literal(1),
  ref: z.string(),
  group: z.string(),
  what: z.string(),
  /** Where it was agreed: a meeting and item, a review, an audit, another action. */
  source: z.string().optional(),
  /** "All agencies to…": every owner answers for their agency, and it is done when all have. */
  eachAgency: z.boolean(),
  /** Goes up by one with every change somebody makes, as its history does; cards carry it, so that a stale press is noticed. */
  version: z.number().int(),
  /** Append only: who did what, when. */
  history: z.array(historyEntry),
  /** Whom it was raised with, on which day, at which level; the latest so many. What arrived, the deliveries say. */
  chases: z
    .array(
      z.object({
        day,
        level: z.number().int(),
        to: z.array(z.string()),
        /** Where its cards are known to have come later than on its day: on which the first of them did. */
        cameOn: day.optional(),
      }),
    )
    .optional(),
  /** What the latest steps changed, and what stood there before, for their authors to undo them. */
  undoable: z
    .array(
      z.object({
        version: z.number().int(),
        keys: z.array(state.keyof()),
        was: state.partial(),
        /** Where it was the answer of one agency of several: its owners as they were, with no word on the others. */
        shares: z.array(owner).optional(),
      }),
    )
    .optional(),
  /** The days on which it was recorded and closed in the log that it was brought in from. */
  before: z.object({ recordedOn: day.optional(), closedOn: day.optional() }).optional(),
  /** The ref it has in the log it was moved to. */
  movedTo: z.string().optional(),
  /** The refs it had in the logs it was moved from: what was sent while it was there names it so. */
  formerRefs: z.array(z.string()).optional(),
})

/** One agreed action of a group's log. Refs are never reused. */
export type Action = z.infer<typeof actionBody>
export type ActionState = z.infer<typeof state>
export type Undoable = NonNullable<Action['undoable']>[number]

export const stateKeys = state.keyof().options

export const refPattern = /^[A-Z][A-Z0-9]{1,11}-\d{2}-\d{3,5}$/

const closed: readonly ActionStatus[] = ['complete', 'not-pursued', 'transferred']
export const isClosed = (status: ActionStatus): boolean => closed.includes(status)

/** With the owner, who owes the next move. */
export const isWithOwner = (status: ActionStatus): boolean =>
  !isClosed(status) && status !== 'awaiting-agreement'

/** The owners who still owe an answer: all of them, except those who answered for their agency already. */
export const owing = ({ owners }: Pick<Action, 'owners'>): Owner[] =>
  owners.filter(one => one.answeredAt === undefined)

export const actionId = (ref: string): string => `action:${ref}`

/**
 * Found by where it is (`in:qio`, `open:qio`) and, while it is open, by whom it is with (`owner:`, `agency:`) and how it
 * stands. What is closed has tags of its own: thirty years of history do not slow the reading of this week's work.
 */
export function actionDraft(action: Action, wakeAt: string | undefined): Draft {
  const here = isClosed(action.status) ? 'closed' : 'open'
  const was = here === 'closed' ? 'was-' : ''
  const tags = new Set([
    ...owing(action).map(one => `${was}owner:${one.person}`),
    ...action.owners.map(one => `${was}agency:${one.agency}`),
    `status:${action.status}`,
    `${here}:${action.group}`,
    `in:${action.group}`,
  ])
  if (action.priority) tags.add(`${was}priority:${action.priority}`)
  if (action.raised && here === 'open') tags.add('raised')
  if (action.asked && here === 'open') tags.add('asked')
  if (here === 'open' && (action.chases?.at(-1)?.level ?? 0) >= 2) tags.add('late')
  if (action.blockedBy && action.status === 'blocked') tags.add(`blocked-by:${action.blockedBy}`)
  return {
    id: actionId(action.ref),
    type: 'action',
    body: action,
    tags: [...tags],
    sort: action.dueOn,
    wakeAt,
  }
}

export const readAction = (doc: Doc): Action => actionBody.parse(doc.body)

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
