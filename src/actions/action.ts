import { z } from 'zod'
import { type Day, dayOf, isDay } from '../partnership/day.ts'
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
  marking: z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE']),
  /** In place of the computed one, with the reason. */
  brag: z.object({ word: z.enum(brags), reason: z.string(), by: z.string() }).optional(),
  /** The meeting to whose agenda a chair took it: until then nobody is asked about it. */
  agenda: day.optional(),
  /** Since when it is with the Executive, and by whom: a chair, or nobody's decision. */
  raised: z.object({ on: day, by: z.string().optional(), reason: z.string().optional() }).optional(),
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
  chases: z.array(z.object({ day, level: z.number().int(), to: z.array(z.string()) })).optional(),
  /** How it stood before the latest step, for its author to undo it. */
  before: state.optional(),
  /** The ref it has in the log it was moved to. */
  movedTo: z.string().optional(),
})

/** One agreed action of a group's log. Refs are never reused. */
export type Action = z.infer<typeof actionBody>
export type ActionState = z.infer<typeof state>

const stateKeys = Object.keys(state.shape) as (keyof ActionState)[]

/** How an action stands, without its name, its words and its history. */
export function stateOf(action: Action): ActionState {
  return Object.fromEntries(stateKeys.map(key => [key, action[key]])) as ActionState
}

/** The action as it would be if it stood so. */
export function withState(action: Action, standing: ActionState): Action {
  const none = Object.fromEntries(stateKeys.map(key => [key, undefined]))
  return { ...action, ...none, ...standing }
}

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

const answers: readonly HistoryEntry['verb'][] = ['update', 'done', 'block', 'resume', 'extend', 'ask-date']

const startsAgain: readonly HistoryEntry['verb'][] = ['return', 'reopen', 'reassign', 'decided']

/** Its history without the steps that were taken back, nor the taking back. */
function standing(history: readonly HistoryEntry[]): HistoryEntry[] {
  const stands: HistoryEntry[] = []
  for (const entry of history) {
    if (entry.verb === 'undo') stands.pop()
    else stands.push(entry)
  }
  return stands
}

type Answered = Pick<Action, 'history'> & Partial<Pick<Action, 'dueMoves' | 'eachAgency' | 'status'>>

/** Handed over, an action begins anew; but for one that several agencies have, each for itself. */
const beginsAnew = ({ eachAgency }: Pick<Answered, 'eachAgency'>, { verb }: HistoryEntry): boolean =>
  startsAgain.includes(verb) && !(eachAgency === true && verb === 'reassign')

/** The day from which it is chased: the day it is due, or that on which it was last returned, reopened, handed over or decided on by the Executive if that is later. */
export function chasedFrom(action: Pick<Action, 'dueOn'> & Answered): Day {
  const again = standing(action.history).findLast(entry => beginsAnew(action, entry))
  return again && dayOf(again.at) > action.dueOn ? dayOf(again.at) : action.dueOn
}

/** Whose word is an answer: an owner's or their deputy's, or the lead's of the agency that must act first. */
export type Answering = { owner: string; deputy: string | undefined } | 'any-owner' | 'blocking-lead'

/**
 * The last word on it of whoever was asked, since it was recorded, last returned, or given another date: their own,
 * their deputy's, or what the business team wrote down for them. What a chair writes is no answer of theirs; nor is what
 * one agency says the answer of another, nor that it is blocked the answer of who blocks it.
 */
export function lastAnswer(action: Answered, of: Answering = 'any-owner'): HistoryEntry | undefined {
  const history = standing(action.history)
  const again = history.findLastIndex(entry => beginsAnew(action, entry))
  const blocked = of === 'blocking-lead' ? history.findLastIndex(({ verb }) => verb === 'block') : -1
  const moved = action.dueMoves?.at(-1)?.at ?? ''
  return history
    .slice(Math.max(again, blocked) + 1)
    .findLast(entry => entry.at > moved && answers.includes(entry.verb) && isOf(entry, of))
}

function isOf({ by, as }: HistoryEntry, of: Answering): boolean {
  if (of === 'blocking-lead') return as === 'blocking-lead' || as === 'business-team'
  if (of === 'any-owner') return as === undefined || ['owner', 'deputy', 'business-team'].includes(as)
  return by === of.owner || (as === 'deputy' && by === of.deputy)
}

/** The level at which a decision on it is asked for now; undefined when none is. */
export function decisionAsked(action: Pick<Action, 'chases' | 'dueOn' | 'history'>): number | undefined {
  const last = action.chases?.at(-1)
  return last && last.level >= 3 && last.day >= chasedFrom(action) ? last.level : undefined
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
