import { dayOf } from '../partnership/day.ts'
import { type Action, isClosed } from './action.ts'

/** What the Executive decided on a challenge about an action. */
export type Decision = {
  /** The challenge's number. */
  challenge: string
  text: string
  by: string
  /** The day of the decision, and the moment at which it was recorded. */
  on: string
  at: string
  /** Whether nothing else that the action is challenged for waits for a decision. */
  settled: boolean
}

/**
 * The action with the Executive's decision in its history, once. When all is decided it is with its owner again, and
 * chased from that day: neither raised nor on an agenda. The same action when nothing is to be written.
 */
export function withDecision(action: Action, { challenge, text, by, on, at, settled }: Decision): Action {
  const known = action.history.some(
    ({ verb, detail, note }) => verb === 'decided' && detail === challenge && note === text,
  )
  const ends = settled && action.raised !== undefined && action.raised.on <= on && !isClosed(action.status)
  if (known && !ends) return action
  const entry = { at, by, verb: 'decided' as const, note: text, detail: challenge }
  const history = known ? action.history : [...action.history, entry]
  return {
    ...action,
    ...(ends ? { raised: undefined, agenda: undefined, chasedOn: later(action.chasedOn, dayOf(at)) } : {}),
    version: action.version + (known ? 0 : 1),
    history,
    undoable: undefined,
  }
}

const later = (a: string, b: string): string => (a > b ? a : b)
