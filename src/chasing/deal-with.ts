import type { Action } from '../actions/index.ts'
import { isWithOwner } from '../actions/index.ts'
import { aroundOf } from './around.ts'
import { decideChase, ownersToAsk, type Step } from './chase-rules.ts'
import { decideDateStep } from './date-rules.ts'
import { dateAskedOf, type People, recipientsOf } from './recipients.ts'

/** So many of an action's chases are kept with it. */
const chasesKept = 40

/** An action after its morning, whom that asks, and of whom of them a decision is asked. */
export type Dealt = { action: Action; to: string[]; decides: string[] }

/**
 * What an action's morning makes of it: whom its step goes to, and the action with that step noted, or with nothing but
 * the day where no step is due. Whoever answers for another date that waits is asked with them. Both what is done and what
 * is foreseen go by this.
 */
export function dealWith(action: Action, people: People): Dealt {
  const { arrangements, today } = people
  const around = aroundOf(arrangements, action.group)
  const dated = decideDateStep(action, around, today)
  const forDate = dated ? dateAskedOf(dated.level, action, people) : []
  const step = decideChase(action, around, today)
  if (!step) return { action: { ...action, chasedOn: today }, to: forDate, decides: [] }
  const owners = ownersToAsk(action, step.level, around, today)
  const to = recipientsOf(step.level, step.level < 2 ? { ...action, owners } : action, people)
  const decides = step.level >= 3 && isWithOwner(action.status) ? to : []
  return { action: chased(action, step, { today, to }), to: [...new Set([...to, ...forDate])], decides }
}

/** The action with one more chase; with the Executive from the day on which its step reaches them. */
function chased(action: Action, { level }: Step, { today, to }: { today: string; to: string[] }): Action {
  const late = level === 4 && isWithOwner(action.status)
  const raised = late ? { raised: action.raised ?? { on: today, version: action.version } } : {}
  const chases = [...(action.chases ?? []), { day: today, level, to }].slice(-chasesKept)
  return { ...action, ...raised, chases, chasedOn: today }
}
