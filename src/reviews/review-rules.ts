import type { Day } from '../partnership/day.ts'
import { addDays, sayDay } from '../partnership/day.ts'
import type { Who } from '../partnership/who.ts'
import { chairsOn } from '../partnership/who.ts'
import { answersFor } from './asked.ts'
import { type EventDates, type Review, type ReviewEvent, reviewEvents } from './review.ts'

/** What somebody is to a review on a day. */
export type ReviewRole = 'business-team' | 'agency-lead' | 'partner' | 'executive-chair'

/** Who may see and do what in a review. Everyone else is told that there is no such review. */
export const reviewPermissions = {
  see: ['business-team', 'agency-lead', 'partner', 'executive-chair'],
  'record-event': ['business-team'],
  'answer-any-return': ['business-team'],
  'answer-own-return': ['agency-lead'],
} as const satisfies Record<string, readonly ReviewRole[]>

export function reviewRoles(who: Who, review: Review, today: Day): ReviewRole[] {
  const answered = answersFor(who.partnership, who.person.id, today)
  const led = who.partnership.agencies.filter(({ id }) => answered.includes(id))
  const asked = new Set(review.returns.map(one => one.agency))
  const found: ReviewRole[] = []
  if (who.person.businessTeam) found.push('business-team')
  if (led.some(agency => asked.has(agency.id))) found.push('agency-lead')
  if (led.some(({ kind, localAuthority }) => kind === 'statutory-partner' || localAuthority))
    found.push('partner')
  const executives = who.partnership.groups.filter(group => group.kind === 'executive')
  if (executives.some(group => chairsOn(group, today, who.partnership).includes(who.person.id)))
    found.push('executive-chair')
  return found
}

export function mayOnReview(
  roles: readonly ReviewRole[],
  permission: keyof typeof reviewPermissions,
): boolean {
  const allowed: readonly ReviewRole[] = reviewPermissions[permission]
  return roles.some(role => allowed.includes(role))
}

/** Every reason why an event cannot be recorded on a day; none means that it can. */
export function eventRefusals(
  events: EventDates,
  event: ReviewEvent,
  on: Day | undefined,
  today: Day,
): string[] {
  if (!on) return [unreadable]
  const found = dateRefusals(events, event, on, today)
  const before = reviewEvents[reviewEvents.indexOf(event) - 1]
  if (before && !events[before])
    found.push('No rapid review without a notification: record first when the notification was sent.')
  if (events[event])
    found.push(`This is recorded already, for ${sayDay(events[event])}. The business team can correct it.`)
  return found
}

/** Every reason why the date of an event cannot be corrected to a day; none means that it can. */
export function correctionRefusals(
  events: EventDates,
  { event, reason }: { event: ReviewEvent; reason: string },
  on: Day | undefined,
  today: Day,
): string[] {
  const found = on ? dateRefusals(events, event, on, today) : [unreadable]
  if (!events[event]) found.push('This is not recorded yet, so that there is nothing to correct.')
  else if (events[event] === on) found.push(`It is recorded for ${sayDay(on)} already.`)
  if (reason === '') found.push('Say why, so that it can be understood later.')
  if (reason.length > mostReason) found.push(`Say why in ${mostReason} characters.`)
  return found
}

export const mostReason = 300
const unreadable = 'The date could not be read. Write it like 24 Dec or 24/12/2026.'

/** Of steps before and after, only the nearest is said: the others say the same of it. */
function dateRefusals(events: EventDates, event: ReviewEvent, on: Day, today: Day): string[] {
  if (on > today) return ['The date is still to come. Record it when it has happened.']
  const at = reviewEvents.indexOf(event)
  const follows = reviewEvents.slice(0, at).findLast(one => events[one])
  const followed = reviewEvents.slice(at + 1).find(one => events[one])
  const earlier = follows && events[follows]
  const later = followed && events[followed]
  return [
    ...(earlier && on < earlier ? [`The date is before the step it follows (${sayDay(earlier)}).`] : []),
    ...(later && on > later ? [`The date is after the step that follows it (${sayDay(later)}).`] : []),
  ]
}

const longAgoDays = 60

/** Said to be meant: typed with its year, or shown once and sent again. */
export type Sure = true | Day | undefined

/** What happens in a review is recorded within days: a date of months ago may be a slip, and is shown before it is taken. */
export function isDoubtful(on: Day, today: Day, sure: Sure): boolean {
  return on < addDays(today, -longAgoDays) && sure !== true && sure !== on
}

export const sayLongAgo = (on: Day, today: Day): string =>
  `${sayDay(on)} is more than ${longAgoDays} days before ${sayDay(today)}. If it is right, press the button once more, or type it with its year.`

/** Whether a date was written with its year: without, the year is our reading of it. */
export const saysYear = (text: string): boolean => /\d{4}|\d[/.-]\d+[/.-]\d{2}$/.test(text.trim())
