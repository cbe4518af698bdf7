import { type Action, chasedFrom, isWithOwner, lastAnswer } from '../actions/index.ts'
import { type Day, dayOf, instantOf } from '../partnership/day.ts'
import { addWorkingDays, type Calendar, workingDayFrom } from '../partnership/working-days.ts'

/** Who a step of chasing goes to. */
export type Chased = 'owner' | 'deputy' | 'agency-lead' | 'chairs'

/** One step: so many working days after the due date (before it, when negative). */
export type ChaseStep = { level: 0 | 1 | 2; offset: number; to: readonly Chased[] }

/** When an action is chased, and with whom, in the order of days (local rule; the ladder of docs/field.md). */
export const chaseSteps: readonly ChaseStep[] = [
  { level: 0, offset: -5, to: ['owner'] },
  { level: 0, offset: -1, to: ['owner'] },
  { level: 1, offset: 0, to: ['owner', 'deputy'] },
  { level: 1, offset: 1, to: ['owner', 'deputy'] },
  { level: 1, offset: 3, to: ['owner', 'deputy'] },
  { level: 2, offset: 5, to: ['agency-lead', 'chairs'] },
]

/** The hour of chasers, on a London clock, and the hour after which a late one waits for the next morning. */
const chaseHour = '09:00'
const lastHour = '17:00'

type Facts = Pick<Action, 'dueOn' | 'status' | 'chasedOn' | 'history'>

/** The day a step falls on: always a working day. */
export function dayOfStep(step: ChaseStep, dueOn: Day, calendar: Calendar): Day {
  return workingDayFrom(addWorkingDays(dueOn, step.offset, calendar), calendar)
}

/**
 * The step that is to be taken today, if any: the latest one that has come since the last time, unless the owner
 * has answered at its level. An answer quietens the level it answers: one given before the due date stops the
 * reminders, one given after it stops the chasers to the owner; the chairs' step stands. What was returned is chased from that day.
 */
export function decideChase(action: Facts, calendar: Calendar, today: Day): ChaseStep | undefined {
  if (!isWithOwner(action.status)) return undefined
  const step = chaseSteps.findLast(one => {
    const day = dayOfStep(one, chasedFrom(action), calendar)
    return day <= today && day > action.chasedOn
  })
  return step && !isAnswered(action, step.level, calendar) ? step : undefined
}

/** The morning on which an action is next looked at: its next step's, in UTC. Undefined when none will come. */
export function nextAttention(action: Facts, calendar: Calendar): string | undefined {
  if (!isWithOwner(action.status)) return undefined
  for (const step of chaseSteps) {
    const day = dayOfStep(step, chasedFrom(action), calendar)
    if (day > action.chasedOn) return instantOf(day, chaseHour)
  }
  return undefined
}

/** Whether chasers go out at this moment; else the instant of the next morning on which they do. */
export function chasingHours(now: string, calendar: Calendar): { open: true } | { opensAt: string } {
  const today = dayOf(now)
  const from = workingDayFrom(today, calendar)
  if (from === today && now >= instantOf(today, chaseHour) && now < instantOf(today, lastHour))
    return { open: true }
  if (from === today && now < instantOf(today, chaseHour)) return { opensAt: instantOf(today, chaseHour) }
  return { opensAt: instantOf(addWorkingDays(today, 1, calendar), chaseHour) }
}

/** Whether an action's owner is asked about it in a chaser of this day: soon due or overdue, and not answered yet. */
export function isAskedOf(action: Facts, calendar: Calendar, today: Day): boolean {
  if (!isWithOwner(action.status)) return false
  const [first] = chaseSteps
  if (first && today < dayOfStep(first, chasedFrom(action), calendar)) return false
  return !isAnswered(action, today < dueStep(action, calendar) ? 0 : 1, calendar)
}

function isAnswered(action: Facts, level: ChaseStep['level'], calendar: Calendar): boolean {
  const answer = lastAnswer(action)
  if (!answer || level === 2) return false
  return level === 0 || dayOf(answer.at) >= dueStep(action, calendar)
}

const dueStep = (action: Facts, calendar: Calendar): Day => workingDayFrom(chasedFrom(action), calendar)
