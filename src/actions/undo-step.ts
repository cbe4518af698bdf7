import { isDeepStrictEqual } from 'node:util'
import { type Action, type ActionState, type HistoryEntry, stateKeys, type Undoable } from './action.ts'
import { type ActionVerb, transitions, undoSeconds } from './action-transitions.ts'
import { answerStands, completing, sharesBefore, undoableWithout, withoutAnswer } from './undo-answer.ts'

/** Steps that make something in another record as well: they cannot be taken back by a word on this one. */
const elsewhereToo: readonly ActionVerb[] = ['split', 'transfer', 'raise']

/** Of an action of all agencies, each may answer within the same ten minutes. */
const mostKept = 30

/**
 * What can be taken back after a step: that step, and those before it that it leaves alone, since it only adds words, or
 * the answer of one agency of several. What a step says of the status counts as its own, also where the status was so
 * already; but for such an answer, since several can say it.
 */
export function undoableAfter(before: Action, after: Action, verb: ActionVerb): Action['undoable'] {
  if (elsewhereToo.includes(verb)) return undefined
  const { addsOnly, to } = transitions[verb]
  const shares = sharesBefore(before, after, verb)
  const changed = (key: keyof ActionState): boolean =>
    !isDeepStrictEqual(before[key], after[key]) || (key === 'status' && to !== 'same' && !shares)
  const keys = stateKeys.filter(key => changed(key) && !(shares && key === 'owners'))
  const was = Object.fromEntries(keys.map(key => [key, before[key]]))
  const kept = addsOnly || shares ? (before.undoable ?? []) : []
  const step = { version: after.version, keys, was, ...(shares ? { shares } : {}) }
  return stillOpen([...kept, step], after.history).slice(-mostKept)
}

/**
 * Of what could be taken back, the earliest last step of anybody, and what came after: nobody takes back more than their
 * last, and that asks what others changed since, not what went before.
 */
function stillOpen(undoable: readonly Undoable[], history: readonly HistoryEntry[]): Undoable[] {
  const isLast = (version: number): boolean => lastOf(history, history[version - 1]?.by) === version
  return undoable.slice(undoable.findIndex(({ version }) => isLast(version)))
}

type Asks = {
  person: string
  now: string
  /** The version of the card on which it was asked for. */
  version?: number | undefined
}

type Undone = {
  changed: Action
  undone: { version: number; verb: HistoryEntry['verb'] }
  /** The version whose news no longer holds: another's, where with their answer all agencies had answered. */
  news: number
}

/**
 * The action with somebody's last step taken back: within ten minutes, and while nobody changed what it changed. What
 * other agencies answered since changes nothing of one's own answer. Asked for on a card, it is the step that was their
 * last when the card was made, or none.
 */
export function undoStep(action: Action, asks: Asks): Undone | { refused: string[] } {
  const last = lastStep(action, asks)
  if ('refused' in last) return last
  const { step, entry } = last
  const before = step.shares
    ? withoutAnswer(action, step)
    : Object.fromEntries(step.keys.map(key => [key, step.was[key]]))
  const changed = {
    ...action,
    ...before,
    version: action.version + 1,
    history: [...action.history, { at: asks.now, by: asks.person, verb: 'undo' as const }],
    undoable: undoableWithout(action, step),
  }
  const news = (step.shares && completing(action)?.version) ?? step.version
  return { changed, undone: { version: step.version, verb: entry.verb }, news }
}

/** Whether somebody could take back their last step. */
export const canUndo = (action: Action, asks: Asks): boolean => !('refused' in lastStep(action, asks))

/** What somebody would take back, or why they cannot. */
function lastStep(
  action: Action,
  { person, now, version = action.version }: Asks,
): { step: Undoable; entry: HistoryEntry } | { refused: string[] } {
  const { history, undoable = [] } = action
  const mine = lastOf(history, person)
  const entry = history[mine - 1]
  const step = undoable.find(one => one.version === mine)
  if (lastOf(history.slice(0, version), person) !== mine)
    return {
      refused: [
        'You did something else here since this card was made. Nothing was taken back: look at it first.',
      ],
    }
  if (entry && !step && isClosedBy(history, mine)) return { refused: [othersWentOn] }
  if (!entry || !step) return { refused: ['There is no last step of yours here that could be undone.'] }
  if (Date.parse(now) > Date.parse(entry.at) + undoSeconds * 1000)
    return {
      refused: [
        'Your last step is more than ten minutes ago: others may have acted on it. Say what has to change instead.',
      ],
    }
  return isBuiltOn(action, step, entry.at) ? { refused: [othersWentOn] } : { step, entry }
}

const othersWentOn = 'Others went on from your last step. Say what has to change instead.'

/** Whether what somebody did last could have been taken back, before others went on from it. */
const isClosedBy = (history: readonly HistoryEntry[], mine: number): boolean => {
  const verb = history[mine - 1]?.verb
  const could = verb !== undefined && verb in transitions && !elsewhereToo.includes(verb as ActionVerb)
  return could && mine < history.length
}

/** Whether others changed since what a step changed: of one agency's answer, that answer. */
function isBuiltOn(action: Action, step: Undoable, at: string): boolean {
  if (step.shares) return !answerStands(action, step.shares, at)
  const { undoable = [] } = action
  const others = undoable.slice(undoable.indexOf(step) + 1)
  return others.some(({ keys }) => keys.some(key => step.keys.includes(key)))
}

/** The version that somebody's last step made; 0 where they did nothing. */
const lastOf = (history: readonly HistoryEntry[], person: string | undefined): number =>
  history.findLastIndex(entry => entry.by === person) + 1
