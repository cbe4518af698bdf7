import { type Day, dayOf, secondsAfter } from '../partnership/day.ts'
import { type Action, isClosed } from './action.ts'
import { type ActionVerb, transitions, undoSeconds } from './action-transitions.ts'

/** What was decided on an action that was with the Executive, in the words of its history. */
export type Settled = {
  action: string
  /** Of the action with the decision: an undo is the entry after it. */
  version: number
  text: string
  by: string
  on: Day
  /** From when on it can be taken back no longer. Instant, UTC. */
  standsAt: string
}

/** Steps by which what was raised is decided. Returning it, or only asking, decides nothing. */
const settles: readonly ActionVerb[] = ['extend', 'agree-date', 'reassign', 'not-pursue', 'agree', 'transfer']

/** What a step decided on an action that was with the Executive; undefined for any other. An owner decides nothing. */
export function settledBy(before: Action, changed: Action): Settled | undefined {
  const entry = changed.history.at(-1)
  const over = changed.raised === undefined || isClosed(changed.status)
  if (!before.raised || !over || !entry) return undefined
  const verb = settles.find(one => one === entry.verb)
  if (!verb || entry.as === 'owner' || entry.as === 'deputy') return undefined
  const { by, at, detail, note } = entry
  const { ref, version } = changed
  const text = `${ref}: ${transitions[verb].past}${detail ? ` (${detail})` : ''}${note ? `: ${note}` : ''}`
  return { action: ref, version, text, by, on: dayOf(at), standsAt: secondsAfter(at, undoSeconds) }
}

/** Whether a decision stands: it was not taken back, and the action is not with the Executive again. */
export function stillSettled(action: Action, { version }: Pick<Settled, 'version'>): boolean {
  const again = action.raised !== undefined && !isClosed(action.status)
  return action.history[version]?.verb !== 'undo' && !again
}
