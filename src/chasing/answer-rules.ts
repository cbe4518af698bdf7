import { type Action, chasedFrom, lastAnswer } from '../actions/index.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import type { ChasingRules } from '../partnership/local-rules.ts'
import { addWorkingDays, type Calendar, workingDayFrom } from '../partnership/working-days.ts'

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

/** What of an action its chasing goes by. */
export type Facts = Pick<Action, 'dueOn' | 'status' | 'chasedOn' | 'history'> &
  Partial<
    Pick<
      Action,
      'raised' | 'agenda' | 'owners' | 'eachAgency' | 'blockedBy' | 'dueMoves' | 'chases' | 'asked'
    >
  >

/** The working day so many working days from that on which an action is chased from. */
export const dayAt = (action: Facts, offset: number, calendar: Calendar): Day =>
  workingDayFrom(addWorkingDays(chasedFrom(action), offset, calendar), calendar)

/** Whether several agencies are asked, each for itself. */
export const isEachFor = (action: Facts, around: Around, on: Day): boolean =>
  action.eachAgency === true && !isWithBlocker(action, around, on)

const isWithBlocker = ({ status, blockedBy }: Facts, around: Around, on: Day): boolean =>
  status === 'blocked' && around.hasLead(blockedBy, on)

/**
 * Local rule: whoever gave word as long before the first reminder as that is before the due date is not reminded. What was
 * said months ago is no answer to a reminder.
 */
const reminderReach = 2

/** On which day an answer is looked for, and where each answers for itself, whose. */
type Asked = { on: Day; owner?: string | undefined }

/** Whether there is an answer at a level to owners: given in the time of the reminders, or from the due date on. */
export function isAnswered(action: Facts, level: number, around: Around, { on, owner }: Asked): boolean {
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

export const dueStep = (action: Facts, calendar: Calendar): Day =>
  workingDayFrom(chasedFrom(action), calendar)
