import type { Role } from '../partnership/permissions.ts'
import type { ActionStatus } from './action.ts'

/** What somebody can be to one action: to its group, and to those who own it. */
export type ActionRole = Role | 'owner' | 'deputy' | 'agency-lead' | 'blocking-lead' | 'raised-to' | 'decides'

/** What must come with a step, beside words. */
type Need = 'date' | 'agency' | 'person' | 'group' | 'meeting'

/**
 * Who is told of a step, except whoever did it. Without a chair the business team is told instead. Of a hand-over its owners
 * before and after are told, each what it is to them.
 */
type Told = 'owners' | 'chairs' | 'blocking-lead' | 'hand-over'

export type Transition = {
  from: readonly ActionStatus[]
  by: readonly ActionRole[]
  /** Where it leads; 'same' leaves the status as it is. */
  to: ActionStatus | 'same'
  /** Statuses that it leaves as they are, whatever `to` says. */
  keeps?: readonly ActionStatus[]
  needs?: Need
  /** What must be written with it: asked for in these words. */
  asks?: string
  /** The owner cannot do this to their own action, whatever else they are. */
  notByOwner?: true
  /** Adds words and takes nothing away: it may be said about an action that moved on meanwhile, and others may go on after it. */
  addsOnly?: true
  /** No button of its own: another step becomes it. */
  hidden?: true
  /** On the button, and in "said it is …". */
  title: string
  past: string
  told: readonly Told[]
  /** The heading of the card that tells of it. */
  news: string
}
