import { type Action, chasedFrom, isWithOwner, owing } from '../actions/index.ts'
import { type Day, dayOf, instantOf } from '../partnership/day.ts'
import type { Chased, ChasingRules } from '../partnership/local-rules.ts'
import { addWorkingDays, workingDayFrom } from '../partnership/working-days.ts'
import { firstHour } from '../partnership/working-hours.ts'
import { type Around, dayAt, dueStep, type Facts, isAnswered, isEachFor } from './answer-rules.ts'

export type Level = 0 | 1 | 2 | 3 | 4

/** Who is asked at each level. From 2 on it is a setting; from 3 on a decision is asked for. */
export function askedAt(
  level: Level,
  { tellWhom, decisionOf, executiveOf }: ChasingRules,
): readonly Chased[] {
  const ladder: Readonly<Record<Level, readonly Chased[]>> = {
    0: ['owner'],
    1: ['owner', 'deputy'],
    2: tellWhom,
    3: decisionOf,
    4: executiveOf,
  }
  return ladder[level]
}

/** One step of an action's ladder. Its day is always a working day. */
export type Step = { level: Level; day: Day }

type Chase = NonNullable<Action['chases']>[number]

/** Chasers go out in working hours. */
export { morningAfter, workingHours as chasingHours } from '../partnership/working-hours.ts'

/**
 * The steps of an action in the order of their days, without end while nobody acts: reminders, chasers, the chairs
 * told, a decision asked of them and asked again, and once it has been asked the Executive. Raised by a chair, it is with the Executive from that
 * day. Taken to an agenda, nothing is asked before that meeting is over: then the decision that was due by then, of those
 * it was with, or else what is due later. What is said to be done is the chairs' to agree, and goes up as what is late does.
 */
export function* stepsOf(action: Facts, around: Around): Generator<Step> {
  const { rules, calendar } = around
  if (action.status === 'awaiting-agreement') yield* unagreed(action, around)
  if (!isWithOwner(action.status)) return
  const { raised, agenda } = action
  if (raised) {
    const waits = agenda !== undefined && agenda >= raised.on
    const from = waits ? addWorkingDays(agenda, 1, calendar) : workingDayFrom(raised.on, calendar)
    return yield* again(4, from, around)
  }
  if (!agenda) return yield* usual(action, around)
  if (dayAt(action, rules.askDecision, calendar) > agenda) {
    for (const step of usual(action, around)) if (step.day > agenda) yield step
    return
  }
  const first = addWorkingDays(agenda, 1, calendar)
  yield* decisions(action, around, { first, executive: first })
}

function* usual(action: Facts, around: Around): Generator<Step> {
  const { rules, calendar } = around
  const on = (offset: number): Day => dayAt(action, offset, calendar)
  for (const before of [...rules.reminders].sort((a, b) => b - a)) yield { level: 0, day: on(-before) }
  for (const past of [...rules.chases].sort((a, b) => a - b)) yield { level: 1, day: on(past) }
  yield { level: 2, day: on(rules.tellChairs) }
  yield* decisions(action, around, {
    first: decisionDay(action, on, around),
    executive: on(rules.executive),
  })
}

/**
 * A decision is asked for, and asked for again. The Executive comes after that only: not before its day, nor sooner after
 * the first asking than its day is after that of the decision, whatever kept the asking.
 */
function* decisions(
  action: Facts,
  around: Around,
  { first, executive }: { first: Day; executive: Day },
): Generator<Step> {
  const { rules, calendar } = around
  const asked = firstAsking(action)
  if (!asked) return yield* again(3, first, around)
  const on = asked.cameOn ?? asked.day
  const silent = asked.level === 4 ? on : addWorkingDays(on, rules.executive - rules.askDecision, calendar)
  const until = later(silent, executive)
  yield* again(3, later(first, on), around, until)
  yield* again(4, until, around)
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)

/** The first time that a decision, or agreement, was asked for as it stands now. */
export function firstAsking(action: Facts): Chase | undefined {
  const from = later(chasedFrom(action), action.agenda ?? '')
  const since = action.status === 'awaiting-agreement' ? saidDoneOn(action) : from
  return action.chases?.find(({ day, level }) => level >= 3 && day > since)
}

/** What is said to be done and not agreed: the chairs are asked again, then told with the others, then the Executive. */
function* unagreed(action: Facts, around: Around): Generator<Step> {
  const { rules, calendar } = around
  const on = (count: number): Day => addWorkingDays(saidDoneOn(action), count, calendar)
  const first = on(rules.askDecision)
  yield* again(2, on(rules.again), around, first)
  yield* decisions(action, around, { first, executive: on(rules.executive) })
}

/** A decision is asked for on its day, or once the next meeting has passed without a word of the owner. */
function decisionDay(action: Facts, on: (offset: number) => Day, around: Around): Day {
  const { rules, calendar } = around
  const latest = on(rules.askDecision)
  const meeting = around.nextMeeting(chasedFrom(action))
  if (!meeting || isAnswered(action, 1, around, { on: meeting })) return latest
  const passed = addWorkingDays(meeting, 1, calendar)
  const earliest = addWorkingDays(on(rules.tellChairs), 1, calendar)
  const day = passed > earliest ? passed : earliest
  return day < latest ? day : latest
}

/** The meeting for which a decision is asked before its day, while that day is still to come. */
export function broughtForwardBy(action: Facts, around: Around, today: Day): Day | undefined {
  if (!isWithOwner(action.status) || action.raised || action.agenda) return undefined
  const on = (offset: number): Day => dayAt(action, offset, around.calendar)
  const usually = on(around.rules.askDecision)
  const isSooner = today < usually && decisionDay(action, on, around) < usually
  return isSooner ? around.nextMeeting(chasedFrom(action)) : undefined
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
 * The step that is to be taken today, if any: the latest one that has come since the last time, unless whoever it asks
 * has answered at its level. An answer quietens the level it answers: one given lately stops the
 * reminders, one given after the due date stops the chasers to the owner; from level 2 on others are asked, and those
 * steps stand until they act.
 */
export function decideChase(action: Facts, around: Around, today: Day): Step | undefined {
  const step = latest(action, around, today)
  if (!step || (step.day <= action.chasedOn && !isMissed(action, step))) return undefined
  return isQuiet(action, step.level, around, today) ? undefined : step
}

/** A step that new numbers have put behind the last one, and that asks more than was asked: it is still to come. */
function isMissed(action: Facts, { level }: Step): boolean {
  if (!isWithOwner(action.status) || action.raised || action.agenda) return false
  const from = chasedFrom(action)
  const taken = (action.chases ?? []).filter(chase => chase.day >= from)
  return taken.length > 0 && taken.every(chase => chase.level < level)
}

/** The owners whom a step to owners asks: of those who owe an answer, whoever has given none at its level. */
export function ownersToAsk(action: Action, level: Level, around: Around, today: Day): Action['owners'] {
  const owe = owing(action)
  if (level >= 2 || !isEachFor(action, around, today)) return owe
  return owe.filter(({ person }) => !isAnswered(action, level, around, { on: today, owner: person }))
}

/** Whether nobody whom a level asks still owes an answer at it. */
function isQuiet(action: Facts, level: Level, around: Around, on: Day): boolean {
  if (level >= 2) return false
  return isEachFor(action, around, on) && action.owners
    ? owing({ owners: action.owners }).every(({ person }) =>
        isAnswered(action, level, around, { on, owner: person }),
      )
    : isAnswered(action, level, around, { on })
}

/** The level that an action stands at on a day, whether or not it was dealt with; undefined before its first step. */
export function levelOn(action: Facts, around: Around, today: Day): Level | undefined {
  return latest(action, around, today)?.level
}

const latest = (action: Facts, around: Around, today: Day): Step | undefined =>
  latestOf(stepsOf(action, around), today)

/** The latest of steps, in the order of their days, that has come by a day; undefined before the first. */
export function latestOf(steps: Iterable<Step>, today: Day): Step | undefined {
  let found: Step | undefined
  for (const step of steps) {
    if (step.day > today) break
    found = step
  }
  return found
}

/** The morning on which an action is next looked at: its next step's, in UTC. Undefined when none will come. */
export function nextStep(action: Facts, around: Around): string | undefined {
  for (const step of stepsOf(action, around)) {
    const isToCome =
      step.day > action.chasedOn || (isMissed(action, step) && !isQuiet(action, step.level, around, step.day))
    if (isToCome) return instantOf(step.day, firstHour)
  }
  return undefined
}

/**
 * Whether an owner (the lead of the agency that must act first, while there is one) is asked about an action in a
 * chaser of this day: soon due or overdue, and not answered yet.
 */
export function isAskedOf(action: Facts, around: Around, today: Day, owner?: string): boolean {
  if (!isWithOwner(action.status)) return false
  const [first] = stepsOf(action, around)
  if (first && today < first.day) return false
  const level = today < dueStep(action, around.calendar) ? 0 : 1
  return !isAnswered(action, level, around, {
    on: today,
    owner: isEachFor(action, around, today) ? owner : undefined,
  })
}
