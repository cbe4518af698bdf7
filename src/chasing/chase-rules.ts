import { type Action, chasedFrom, isWithOwner, lastAnswer } from '../actions/index.ts'
import { addDays, type Day, dayOf, instantOf } from '../partnership/day.ts'
import type { ChasingRules } from '../partnership/local-rules.ts'
import { addWorkingDays, type Calendar, workingDayFrom } from '../partnership/working-days.ts'

/** Whom a step of the ladder goes to. */
export type Chased =
  | 'owner'
  | 'deputy'
  | 'agency-lead'
  | 'chairs'
  | 'business-manager'
  | 'executive'
  | 'partners'

export type Level = 0 | 1 | 2 | 3 | 4

/** Who is asked at each level (local rule; the ladder of docs/field.md). From 3 on a decision is asked for. */
export const ladder: Readonly<Record<Level, readonly Chased[]>> = {
  0: ['owner'],
  1: ['owner', 'deputy'],
  2: ['agency-lead', 'chairs'],
  3: ['chairs', 'business-manager'],
  4: ['executive', 'partners', 'chairs', 'business-manager'],
}

/** One step of an action's ladder. Its day is always a working day. */
export type Step = { level: Level; day: Day }

/** What the ladder goes by, beside the action. */
export type Around = {
  rules: ChasingRules
  calendar: Calendar
  /** The group's first meeting after a day, where one is known. */
  nextMeeting(after: Day): Day | undefined
}

type Facts = Pick<Action, 'dueOn' | 'status' | 'chasedOn' | 'history'> &
  Partial<Pick<Action, 'raised' | 'agenda'>>

/** The hour of chasers, on a London clock, and the hour after which a late one waits for the next morning. */
const chaseHour = '09:00'
const lastHour = '17:00'

/**
 * The steps of an action in the order of their days, without end while nobody acts: reminders, chasers, the chairs
 * told, a decision asked of them and asked again, the Executive. Raised by a chair, it is with the Executive from that
 * day; taken to an agenda, nothing is asked before that meeting is over. What is said to be done is the chairs' to agree.
 */
export function* stepsOf(action: Facts, around: Around): Generator<Step> {
  const { rules, calendar } = around
  if (action.status === 'awaiting-agreement') {
    yield* again(2, addWorkingDays(saidDoneOn(action), rules.again, calendar), around)
  }
  if (!isWithOwner(action.status)) return
  if (action.raised) return yield* again(4, workingDayFrom(action.raised.on, calendar), around)
  if (action.agenda) {
    const asked = addWorkingDays(action.agenda, 1, calendar)
    const silent = addWorkingDays(asked, rules.executive - rules.askDecision, calendar)
    yield* again(3, asked, around, silent)
    return yield* again(4, silent, around)
  }
  const on = (offset: number): Day =>
    workingDayFrom(addWorkingDays(chasedFrom(action), offset, calendar), calendar)
  for (const before of [...rules.reminders].sort((a, b) => b - a)) yield { level: 0, day: on(-before) }
  for (const past of [...rules.chases].sort((a, b) => a - b)) yield { level: 1, day: on(past) }
  yield { level: 2, day: on(rules.tellChairs) }
  yield* again(3, decisionDay(action, on, around), around, on(rules.executive))
  yield* again(4, on(rules.executive), around)
}

/** A decision is asked for on its day, or once the next meeting has passed without a word of the owner. */
function decisionDay(action: Facts, on: (offset: number) => Day, around: Around): Day {
  const { rules, calendar } = around
  const latest = on(rules.askDecision)
  const meeting = isAnswered(action, 1, calendar) ? undefined : around.nextMeeting(chasedFrom(action))
  if (!meeting) return latest
  const passed = addWorkingDays(meeting, 1, calendar)
  const earliest = addWorkingDays(on(rules.tellChairs), 1, calendar)
  const day = passed > earliest ? passed : earliest
  return day < latest ? day : latest
}

function* again(level: Level, first: Day, { rules, calendar }: Around, until?: Day): Generator<Step> {
  for (let day = first; until === undefined || day < until; day = addWorkingDays(day, rules.again, calendar))
    yield { level, day }
}

function saidDoneOn({ history, chasedOn }: Facts): Day {
  const said = history.findLast(entry => entry.verb === 'done')
  return said ? dayOf(said.at) : chasedOn
}

/**
 * The step that is to be taken today, if any: the latest one that has come since the last time, unless the owner
 * has answered at its level. An answer quietens the level it answers: one given before the due date stops the
 * reminders, one given after it stops the chasers to the owner; from level 2 on others are asked, and those steps
 * stand until they act.
 */
export function decideChase(action: Facts, around: Around, today: Day): Step | undefined {
  const step = latest(action, around, today)
  if (!step || step.day <= action.chasedOn) return undefined
  return isAnswered(action, step.level, around.calendar) ? undefined : step
}

/** The level that an action stands at on a day, whether or not it was dealt with; undefined before its first step. */
export function levelOn(action: Facts, around: Around, today: Day): Level | undefined {
  return latest(action, around, today)?.level
}

function latest(action: Facts, around: Around, today: Day): Step | undefined {
  let found: Step | undefined
  for (const step of stepsOf(action, around)) {
    if (step.day > today) break
    found = step
  }
  return found
}

/** The morning on which an action is next looked at: its next step's, in UTC. Undefined when none will come. */
export function nextStep(action: Facts, around: Around): string | undefined {
  for (const step of stepsOf(action, around)) {
    if (step.day > action.chasedOn) return instantOf(step.day, chaseHour)
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
  return { opensAt: morningAfter(today, calendar) }
}

/** Nine o'clock on the first working day after a day. */
export function morningAfter(day: Day, calendar: Calendar): string {
  return instantOf(workingDayFrom(addDays(day, 1), calendar), chaseHour)
}

/** Whether an action's owner is asked about it in a chaser of this day: soon due or overdue, and not answered yet. */
export function isAskedOf(action: Facts, around: Around, today: Day): boolean {
  if (!isWithOwner(action.status)) return false
  const [first] = stepsOf(action, around)
  if (first && today < first.day) return false
  return !isAnswered(action, today < dueStep(action, around.calendar) ? 0 : 1, around.calendar)
}

function isAnswered(action: Facts, level: Level, calendar: Calendar): boolean {
  const answer = lastAnswer(action)
  if (!answer || level >= 2) return false
  return level === 0 || dayOf(answer.at) >= dueStep(action, calendar)
}

const dueStep = (action: Facts, calendar: Calendar): Day => workingDayFrom(chasedFrom(action), calendar)
