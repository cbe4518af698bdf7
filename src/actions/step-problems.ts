import { addMonths, type Day } from '../partnership/day.ts'
import { holidaysKnown } from '../partnership/working-days.ts'
import type { Action } from './action.ts'
import { decisionAsked } from './action-history.ts'
import { transitions } from './action-transitions.ts'
import type { Named, Step } from './step.ts'

/** Due dates reach this far (local rule). */
const mostMonthsAhead = 24

/** The latest day an action can be due. */
export function latestDue(today: Day): Day {
  const limit = addMonths(today, mostMonthsAhead)
  return limit < holidaysKnown.to ? limit : holidaysKnown.to
}

export const noMeeting = 'The group has no meeting planned. Decide it another way.'

/** What the step needs and does not have, or has and cannot mean. */
export function missing(action: Action, step: Step, today: Day): string[] {
  if (step.unfound) return [step.unfound]
  const { needs } = transitions[step.verb]
  if (needs === 'date') return dateProblems(action, step.dueOn, today)
  if (needs === 'agency') return agencyProblems(action, step.agency)
  if (needs === 'person') return personProblems(action, step)
  if (needs === 'group') {
    if (!step.group) return ['Name the group it goes to, by its code.']
    return step.group.id === action.group ? ['It is in that group’s log already.'] : []
  }
  if (needs === 'meeting') {
    if (!step.meeting) return [noMeeting]
    return step.meeting === action.agenda ? ['It is on the agenda of that meeting already.'] : []
  }
  if (step.verb === 'raise' && action.raised) return ['It is with the Executive already.']
  if (step.problems && step.problems.length > 0) return [...step.problems]
  if (step.verb === 'describe' && Object.keys(step.details ?? {}).length === 0)
    return ['Say what to add: a link, its impact on children, its priority, its marking or its colour.']
  return []
}

/** Whether a day can be a due date; none given is a problem of its own. */
function dateProblems(action: Pick<Action, 'dueOn'>, dueOn: Day | undefined, today: Day): string[] {
  if (!dueOn) return ['Give the new date, like 12 Jan or 12/01/2027.']
  if (dueOn < today) return ['The new date is in the past. Give a day from today on.']
  if (dueOn > latestDue(today)) return ['The new date is more than two years away. Give a nearer day.']
  return dueOn === action.dueOn ? ['That is the date it has.'] : []
}

function agencyProblems(action: Action, agency: Named | undefined): string[] {
  if (!agency) return ['Name the agency that must act first.']
  const own = action.owners.every(owner => owner.agency === agency.id)
  return own ? ['That is the owner’s own agency. Name the one that must act first.'] : []
}

function personProblems(action: Action, { person, note }: Step): string[] {
  if (!person) return ['Name the person who takes it over.']
  if (decisionAsked(action) !== undefined && note.trim() === '')
    return ['Say why: a decision is recorded with its reason.']
  if (action.owners.some(owner => owner.person === person.id)) return [`${person.name} owns it already.`]
  const sameAgency = action.owners.some(owner => owner.agency === person.agency)
  return action.eachAgency && !sameAgency
    ? ['Every agency answers for itself here: name somebody of an agency that is asked.']
    : []
}
