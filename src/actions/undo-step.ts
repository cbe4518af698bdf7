import { isDeepStrictEqual } from 'node:util'
import { secondsAfter } from '../partnership/day.ts'
import { type Action, type HistoryEntry, stateKeys } from './action.ts'
import { type ActionVerb, transitions, undoSeconds } from './action-transitions.ts'

/** Steps that make something in another record as well: they cannot be taken back by a word on this one. */
const elsewhereToo: readonly ActionVerb[] = ['split', 'transfer', 'to-agenda', 'raise']

const mostKept = 5

/**
 * What can be taken back after a step: that step, and those before it that it leaves alone, since it only adds words.
 * What a step says of the status counts as its own, also where the status was so already.
 */
export function undoableAfter(before: Action, after: Action, verb: ActionVerb): Action['undoable'] {
  if (elsewhereToo.includes(verb)) return undefined
  const { addsOnly, to } = transitions[verb]
  const keys = stateKeys.filter(
    key => !isDeepStrictEqual(before[key], after[key]) || (key === 'status' && to !== 'same'),
  )
  const was = Object.fromEntries(keys.map(key => [key, before[key]]))
  const kept = addsOnly ? (before.undoable ?? []) : []
  return [...kept, { version: after.version, keys, was }].slice(-mostKept)
}

type Asks = {
  person: string
  now: string
  /** The version of the card on which it was asked for. */
  version?: number | undefined
}

type Undone = { changed: Action; undone: { version: number; verb: HistoryEntry['verb'] } }

/**
 * The action with somebody's last step taken back: within ten minutes, and while nobody changed what it changed. Asked
 * for on a card, it is the step that was their last when the card was made, or none.
 */
export function undoStep(
  action: Action,
  { person, now, version = action.version }: Asks,
): Undone | { refused: string[] } {
  const { history, undoable = [] } = action
  const mine = lastOf(history, person)
  const at = undoable.findIndex(one => one.version === mine)
  const [entry, step] = [history[mine - 1], undoable[at]]
  if (lastOf(history.slice(0, version), person) !== mine)
    return {
      refused: [
        'You did something else here since this card was made. Nothing was taken back: look at it first.',
      ],
    }
  if (!entry || !step) return { refused: ['There is no last step of yours here that could be undone.'] }
  if (now > secondsAfter(entry.at, undoSeconds))
    return {
      refused: [
        'Your last step is more than ten minutes ago: others may have acted on it. Say what has to change instead.',
      ],
    }
  const others = undoable.slice(at + 1)
  if (others.some(({ keys }) => keys.some(key => step.keys.includes(key))))
    return { refused: ['Others went on from your last step. Say what has to change instead.'] }
  const before = Object.fromEntries(step.keys.map(key => [key, step.was[key]]))
  const changed = {
    ...action,
    ...before,
    version: action.version + 1,
    history: [...history, { at: now, by: person, verb: 'undo' as const }],
    undoable: undoable.filter(one => one !== step),
  }
  return { changed, undone: { version: mine, verb: entry.verb } }
}

/** The version that somebody's last step made; 0 where they did nothing. */
const lastOf = (history: readonly HistoryEntry[], person: string): number =>
  history.findLastIndex(entry => entry.by === person) + 1
