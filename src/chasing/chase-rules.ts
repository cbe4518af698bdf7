import { type Action, chasedFrom, isWithOwner, lastAnswer, owing } from '../actions/index.ts'
import { type Day, dayOf, instantOf } from '../partnership/day.ts'
import type { Chased, ChasingRules } from '../partnership/local-rules.ts'
import { addWorkingDays, type Calendar, workingDayFrom } from '../partnership/working-days.ts'
import { firstHour } from '../partnership/working-hours.ts'

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

/** What the ladder goes by, beside the action. */
export type Around = {
  rules: ChasingRules
  calendar: Calendar
  /** The group's first meeting after a day, where one is known. */
  nextMeeting(after: Day): Day | undefined
  /** Whether somebody answers for an agency on a day, who is asked while it must act first. */
  hasLead(agency: string | undefined, on: Day): boolean
  deputiesOf(person: string): readonly string[]
}

type Facts = Pick<Action, 'dueOn' | 'status' | 'chasedOn' | 'history'> &
  Partial<
    Pick<
      Action,
      'raised' | 'agenda' | 'owners' | 'eachAgency' | 'blockedBy' | 'dueMoves' | 'chases' | 'asked'
    >
  >

/** Chasers go out in working hours. */
export { morningAfter, workingHours as chasingHours } from '../partnership/working-hours.ts'

/**
 * The steps of an action in the order of their days, without end while nobody acts: reminders, chasers, the chairs
 * told, a decision asked of them and asked again, the Executive. Raised by a chair, it is with the Executive from that
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
  const asked = addWorkingDays(agenda, 1, calendar)
  const silent = addWorkingDays(asked, rules.executive - rules.askDecision, calendar)
  yield* again(3, asked, around, silent)
  yield* again(4, silent, around)
}

/** The working day so many working days from that on which an action is chased from. */
const dayAt = (action: Facts, offset: number, calendar: Calendar): Day =>
  workingDayFrom(addWorkingDays(chasedFrom(action), offset, calendar), calendar)

function* usual(action: Facts, around: Around): Generator<Step> {
  const { rules, calendar } = around
  const on = (offset: number): Day => dayAt(action, offset, calendar)
  for (const before of [...rules.reminders].sort((a, b) => b - a)) yield { level: 0, day: on(-before) }
  for (const past of [...rules.chases].sort((a, b) => a - b)) yield { level: 1, day: on(past) }
  yield { level: 2, day: on(rules.tellChairs) }
  yield* again(3, decisionDay(action, on, around), around, on(rules.executive))
  yield* again(4, on(rules.executive), around)
}

/** What is said to be done and not agreed: the chairs are asked again, then told with the others, then the Executive. */
function* unagreed(action: Facts, around: Around): Generator<Step> {
  const { rules, calendar } = around
  const on = (count: number): Day => addWorkingDays(saidDoneOn(action), count, calendar)
  yield* again(2, on(rules.again), around, on(rules.askDecision))
  yield* again(3, on(rules.askDecision), around, on(rules.executive))
  yield* again(4, on(rules.executive), around)
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

/** Whether several agencies are asked, each for itself. */
const isEachFor = (action: Facts, around: Around, on: Day): boolean =>
  action.eachAgency === true && !isWithBlocker(action, around, on)

const isWithBlocker = ({ status, blockedBy }: Facts, around: Around, on: Day): boolean =>
  status === 'blocked' && around.hasLead(blockedBy, on)

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
    const missed = isMissed(action, step) && !isQuiet(action, step.level, around, step.day)
    if (step.day > action.chasedOn || missed) return instantOf(step.day, firstHour)
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

/**
 * Local rule: whoever gave word as long before the first reminder as that is before the due date is not reminded. What was
 * said months ago is no answer to a reminder.
 */
const reminderReach = 2

/** On which day an answer is looked for, and where each answers for itself, whose. */
type Asked = { on: Day; owner?: string | undefined }

/** Whether there is an answer at a level to owners: given in the time of the reminders, or from the due date on. */
function isAnswered(action: Facts, level: Level, around: Around, { on, owner }: Asked): boolean {
  if (level >= 2) return false
  const agency = action.owners?.find(({ person }) => person === owner)?.agency
  const each = owner === undefined ? 'any-owner' : { owner, deputies: around.deputiesOf(owner), agency }
  const answering = isWithBlocker(action, around, on) ? 'blocking-lead' : each
  const answer = lastAnswer(action, answering)
  if (!answer) return false
  // Whoever asks for another date waits for an answer themselves.
  if (action.asked && lastAnswer(action, answering, ['ask-date'])) return true
  const { rules, calendar } = around
  const lately = dayAt(action, -reminderReach * Math.max(0, ...rules.reminders), calendar)
  return dayOf(answer.at) >= (level === 0 ? lately : dueStep(action, calendar))
}

const dueStep = (action: Facts, calendar: Calendar): Day => workingDayFrom(chasedFrom(action), calendar)
