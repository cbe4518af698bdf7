import type { Day } from '../partnership/day.ts'
import type { ActionState } from './action.ts'
import type { ActionVerb } from './action-transitions.ts'
import type { ActionRole } from './transition.ts'

export type Named = { id: string; name: string }

/** What somebody asks to be done, with all that they named found. What is undefined was not given, or not found. */
export type Step = {
  verb: ActionVerb
  note: string
  dueOn?: Day | undefined
  agency?: Named | undefined
  /** Of an action that each agency answers for itself: all of them are meant. */
  allAgencies?: boolean | undefined
  person?: (Named & { agency: string }) | undefined
  group?: Named | undefined
  /** What was named and is not known here, as a sentence with the words it was named in. */
  unfound?: string | undefined
  /** The day of the group's next meeting. */
  meeting?: Day | undefined
  /** Why details cannot be taken as they are. */
  problems?: readonly string[] | undefined
  details?: Partial<Pick<ActionState, 'priority' | 'evidence' | 'impact' | 'marking' | 'brag'>> | undefined
}

/** Who does it, when, and what the group allows. */
export type Author = {
  person: string
  roles: readonly ActionRole[]
  now: string
  today: Day
  /** Whether owners of this group may move a due date once without being asked. */
  ownersMoveOnce: boolean
  /** Whether no meeting of this group is to come: then nothing goes to an agenda. */
  meetsNoMore?: boolean
  /** In whose place they may answer: their own, and those whose deputy they are. */
  standsFor: readonly string[]
  /** Agencies that they lead. */
  leads: readonly string[]
}

/** Whoever looks at an action, and may take steps on it. */
export type Reader = Omit<Author, 'now'>

/** Whether they may decide for all who own it, whoever that is. */
export const decidesForAll = (roles: readonly ActionRole[]): boolean =>
  roles.some(role => role === 'chair' || role === 'business-team' || role === 'raised-to')
