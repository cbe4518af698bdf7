import type { Action } from '../actions/index.ts'
import { nextMeetingAfter } from '../meetings/index.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { holdersOf } from '../partnership/held.ts'
import { rulesFor } from '../partnership/local-rules.ts'
import { groupById, leadOn } from '../partnership/who.ts'
import type { Around } from './answer-rules.ts'
import { nextStep } from './chase-rules.ts'
import { nextDateStep } from './date-rules.ts'

/** What the ladder of a group's actions goes by: its numbers, the working days, its meetings. */
export function aroundOf(arrangements: Arrangements, group: string): Around {
  const { meets } = groupById(arrangements, group)
  return {
    rules: rulesFor(arrangements, group),
    calendar: arrangements.partnership,
    nextMeeting: after => (meets ? nextMeetingAfter(meets, after) : undefined),
    hasLead: (agency, on) => leadOn(arrangements, agency, on) !== undefined,
    deputiesOf: person => holdersOf(arrangements.deputies?.[person]).map(one => one.person),
  }
}

/** The morning on which an action is next looked at, as an instant; undefined when none will come. */
export function nextAttention(action: Action, arrangements: Arrangements): string | undefined {
  const around = aroundOf(arrangements, action.group)
  const mornings = [nextStep(action, around), nextDateStep(action, around)]
  return mornings.filter(morning => morning !== undefined).sort()[0]
}
