import { isDeepStrictEqual } from 'node:util'
import type { Action, ActionState, Owner, Undoable } from './action.ts'
import type { ActionVerb } from './action-transitions.ts'

/** The owners that an answer was given for, as they were before; undefined for any step that is no such answer. */
export function sharesBefore(before: Action, after: Action, verb: ActionVerb): Owner[] | undefined {
  if (verb !== 'done' || !before.eachAgency) return undefined
  return before.owners.filter((owner, index) => !isDeepStrictEqual(owner, after.owners[index]))
}

/** Whether the answer that was given at a moment for these owners is the one that stands. */
export const answerStands = (
  { owners }: Pick<Action, 'owners'>,
  shares: readonly Owner[],
  at: string,
): boolean => shares.every(share => owners.some(owner => isSame(owner, share) && owner.answeredAt === at))

/** The answer by which all agencies had answered, while that is where it stands. */
export const completing = ({
  status,
  undoable = [],
}: Pick<Action, 'status' | 'undoable'>): Undoable | undefined =>
  status === 'awaiting-agreement'
    ? undoable.findLast(({ shares, keys }) => shares && keys.includes('status'))
    : undefined

/**
 * What stands once one agency's answer is taken back: theirs is asked for again, and those of others are left alone. Where
 * all had answered, it is with the owners as it was before the last of them did.
 */
export function withoutAnswer(action: Action, step: Undoable): Partial<ActionState> {
  const { undoable = [], owners } = action
  const later = undoable.slice(undoable.indexOf(step) + 1)
  const own = step.keys.filter(key => later.every(({ keys, shares }) => !shares && !keys.includes(key)))
  const last = completing(action)
  return {
    ...stoodBefore(step, own),
    ...(last ? stoodBefore(last, last.keys) : {}),
    owners: owners.map(owner => step.shares?.find(share => isSame(share, owner)) ?? owner),
  }
}

/** What can still be taken back after that: of the answer by which all had answered, no more than the answer. */
export function undoableWithout({ undoable = [], ...action }: Action, step: Undoable): Undoable[] {
  const last = completing({ ...action, undoable })
  return undoable
    .filter(one => one !== step)
    .map(one => (step.shares && one === last ? { ...one, keys: [], was: {} } : one))
}

const stoodBefore = ({ was }: Undoable, keys: Undoable['keys']): Partial<ActionState> =>
  Object.fromEntries(keys.map(key => [key, was[key]]))

const isSame = (one: Owner, other: Owner): boolean =>
  one.person === other.person && one.agency === other.agency
