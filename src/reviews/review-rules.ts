import type { Day } from '../partnership/day.ts'
import { sayDay } from '../partnership/day.ts'
import type { Who } from '../partnership/who.ts'
import { chairsOn } from '../partnership/who.ts'
import { answersFor } from './asked.ts'
import type { EventDates, Review, ReviewEvent } from './review.ts'

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
  if (led.some(agency => agency.kind === 'statutory-partner')) found.push('partner')
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

const order: readonly ReviewEvent[] = ['aware', 'notified', 'reported']

/** Every reason why an event cannot be recorded on a day; none means that it can. */
export function eventRefusals(
  events: EventDates,
  event: ReviewEvent,
  on: Day | undefined,
  today: Day,
): string[] {
  if (!on) return ['The date could not be read. Write it like 24 Dec or 24/12/2026.']
  const found: string[] = []
  const before = order[order.indexOf(event) - 1]
  const earlier = before && events[before]
  if (on > today) found.push('The date is still to come. Record it when it has happened.')
  if (before && !earlier)
    found.push('No rapid review without a notification: record first when the notification was sent.')
  if (earlier && on < earlier) found.push(`The date is before the step it follows (${sayDay(earlier)}).`)
  if (events[event]) found.push(`This is recorded already, for ${sayDay(events[event])}.`)
  return found
}
