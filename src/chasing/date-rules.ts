import { type Action, isWithOwner, lastAnswer } from '../actions/index.ts'
import { type Day, dayOf, instantOf } from '../partnership/day.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import { firstHour } from '../partnership/working-hours.ts'
import type { Around } from './answer-rules.ts'
import { type Level, latestOf, type Step } from './chase-rules.ts'

type Facts = Pick<Action, 'status' | 'asked' | 'agenda' | 'history' | 'chasedOn'>

/**
 * Whether another date waits to be agreed on a day. A day that has passed can be agreed no more, and what is on an agenda
 * waits for its meeting.
 */
export const waitsForDate = ({ status, asked, agenda }: Omit<Facts, 'chasedOn'>, on: Day): boolean =>
  isWithOwner(status) && asked !== undefined && asked.dueOn >= on && !(agenda !== undefined && agenda >= on)

/**
 * The mornings on which another date is asked about again while nobody answers it, by the numbers of what is late: of those
 * who agree to it, then of those of whom decisions are asked as well. Who agrees is told at once when it is first asked for.
 */
function* dateSteps(action: Facts, { rules, calendar }: Around): Generator<Step> {
  const { asked } = action
  const said = asked && lastAnswer(action, 'any-owner', ['ask-date'])
  if (!said) return
  const first = dayOf(said.at)
  const others = addWorkingDays(first, rules.askDecision, calendar)
  for (let day = first; day <= asked.dueOn; ) {
    day = addWorkingDays(day, rules.again, calendar)
    if (waitsForDate(action, day)) yield { level: day < others ? 2 : 3, day }
  }
}

const latest = (action: Facts, around: Around, today: Day): Step | undefined =>
  latestOf(dateSteps(action, around), today)

/** The one that is to be taken today, if any: it has come since the last time, and a date waits still. */
export function decideDateStep(action: Facts, around: Around, today: Day): Step | undefined {
  const step = waitsForDate(action, today) ? latest(action, around, today) : undefined
  return step && step.day > action.chasedOn ? step : undefined
}

/** At which level another date stands on people's cards of a day: from its first day on it is there. */
export const dateLevelOn = (action: Facts, around: Around, today: Day): Level =>
  latest(action, around, today)?.level ?? 2

/** The next morning of them, in UTC; undefined when none will come. */
export function nextDateStep(action: Facts, around: Around): string | undefined {
  for (const { day } of dateSteps(action, around)) if (day > action.chasedOn) return instantOf(day, firstHour)
  return undefined
}
