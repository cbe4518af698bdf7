import { type Day, dayOf } from '../partnership/day.ts'
import type { Action, HistoryEntry } from './action.ts'

const answers: readonly HistoryEntry['verb'][] = ['update', 'done', 'block', 'resume', 'extend', 'ask-date']

const startsAgain: readonly HistoryEntry['verb'][] = ['record', 'return', 'reopen', 'reassign', 'decided']

/** A history without the steps that were taken back, nor the taking back: what is undone is one's own last step. */
export function standing(history: readonly HistoryEntry[]): HistoryEntry[] {
  const stands: HistoryEntry[] = []
  for (const entry of history) {
    const undone = entry.verb === 'undo' ? stands.findLastIndex(({ by }) => by === entry.by) : -1
    if (entry.verb !== 'undo') stands.push(entry)
    else if (undone >= 0) stands.splice(undone, 1)
  }
  return stands
}

type Answered = Pick<Action, 'history'> & Partial<Pick<Action, 'dueMoves' | 'eachAgency' | 'status'>>

/** Handed over, an action begins anew; but for one that several agencies have, each for itself. */
const beginsAnew = ({ eachAgency }: Pick<Answered, 'eachAgency'>, { verb }: HistoryEntry): boolean =>
  startsAgain.includes(verb) && !(eachAgency === true && verb === 'reassign')

/** The day from which it is chased: the day it is due, or that on which it was last recorded, returned, reopened, handed over or decided on by the Executive if that is later. What comes late into the log is asked of its owner first. */
export function chasedFrom(action: Pick<Action, 'dueOn'> & Answered): Day {
  const again = standing(action.history).findLast(entry => beginsAnew(action, entry))
  return again && dayOf(again.at) > action.dueOn ? dayOf(again.at) : action.dueOn
}

/** Whose word is an answer: an owner's or their deputy's, or the lead's of the agency that must act first. */
export type Answering =
  | { owner: string; deputies: readonly string[]; agency: string | undefined }
  | 'any-owner'
  | 'blocking-lead'

/**
 * The last word on it of whoever was asked, since it was recorded, last returned, or given another date: their own,
 * their deputy's, their agency's lead's, or what the business team wrote down for them. What a chair writes is no answer
 * of theirs; nor is what one agency says the answer of another, nor that it is blocked the answer of who blocks it.
 */
export function lastAnswer(
  action: Answered,
  of: Answering = 'any-owner',
  among: readonly HistoryEntry['verb'][] = answers,
): HistoryEntry | undefined {
  const history = standing(action.history)
  const again = history.findLastIndex(entry => beginsAnew(action, entry))
  const blocked = of === 'blocking-lead' ? history.findLastIndex(({ verb }) => verb === 'block') : -1
  const moved = action.dueMoves?.at(-1)?.at ?? ''
  return history
    .slice(Math.max(again, blocked) + 1)
    .findLast(entry => entry.at > moved && among.includes(entry.verb) && isOf(entry, of))
}

const ofOwners: readonly string[] = ['owner', 'deputy', 'agency-lead', 'business-team']

function isOf({ by, as, agency }: HistoryEntry, of: Answering): boolean {
  if (of === 'blocking-lead') return as === 'blocking-lead' || as === 'business-team'
  if (of === 'any-owner') return as === undefined || ofOwners.includes(as)
  if (as === 'agency-lead') return agency !== undefined && agency === of.agency
  return by === of.owner || (as === 'deputy' && of.deputies.includes(by))
}

/** Whether the step that made a version was taken back since. */
export function isTakenBack({ history }: Pick<Action, 'history'>, version: number): boolean {
  const entry = history[version - 1]
  return history.slice(version).find(({ by }) => by === entry?.by)?.verb === 'undo'
}

/** The level at which a decision on it is asked for now; undefined when none is. */
export function decisionAsked(action: Pick<Action, 'chases' | 'dueOn' | 'history'>): number | undefined {
  const last = action.chases?.at(-1)
  return last && last.level >= 3 && last.day >= chasedFrom(action) ? last.level : undefined
}
