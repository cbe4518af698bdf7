import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { isAway, rulesFor } from '../partnership/local-rules.ts'
import { authorityLeads, chairsAsked, partnerLeads, type Who } from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import { morningAfter } from '../partnership/working-hours.ts'
import { answersFor, askedFor } from './asked.ts'
import { type ClockName, clocks } from './clock-rules.ts'
import type { Review } from './review.ts'

/** What a review raises an alarm about, the most urgent first. */
export const alarmKinds = ['notification', 'rapid-review', 'returns', 'own-return'] as const
export type AlarmKind = (typeof alarmKinds)[number]

export const isClock = (kind: AlarmKind): kind is ClockName => kind in clocks

/** An alarm, whom it goes to, and of which agencies returns are still to come. */
export type Alarm = { kind: AlarmKind; to: readonly string[]; agencies: readonly string[] }

/** A day, and who the business team is then. */
export type Morning = { today: Day; team: readonly string[] }

/**
 * The mornings on which an alarm is raised while nobody deals with it, without end. A clock: with one working day left, on
 * the due day, and every working day from then. Returns: chased, taken to the chair, and both again every so many days.
 */
function* morningsOf(
  kind: AlarmKind,
  { events, returns }: Review,
  arrangements: Arrangements,
): Generator<Day> {
  const { partnership: calendar } = arrangements
  const { again, chaseReturns, escalateReturns } = rulesFor(arrangements)
  if (events.reported) return
  if (isClock(kind)) {
    const { from, until, days } = clocks[kind]
    const start = events[from]
    if (start && !events[until]) yield* every(1, addWorkingDays(start, days - 1, calendar), calendar)
    return
  }
  const { notified } = events
  if (!notified || returns.every(({ state }) => state !== 'requested')) return
  const on = (count: number): Day => addWorkingDays(notified, count, calendar)
  if (kind === 'own-return') for (const count of [...chaseReturns].sort((a, b) => a - b)) yield on(count)
  yield* every(again, on(kind === 'own-return' ? escalateReturns + again : escalateReturns), calendar)
}

function* every(count: number, first: Day, calendar: Arrangements['partnership']): Generator<Day> {
  for (let day = first; ; day = addWorkingDays(day, count, calendar)) yield day
}

/** Whether a morning of an alarm lies after one day (from the beginning, without one) and up to another. */
function comes(
  kind: AlarmKind,
  review: Review,
  { arrangements, after = '', until }: { arrangements: Arrangements; after?: Day | undefined; until: Day },
): boolean {
  // Whoever is asked for a return today is not chased for it today, however late the notification was recorded.
  const askedOn = kind === 'returns' || kind === 'own-return' ? (review.requestedOn ?? '') : ''
  for (const day of morningsOf(kind, review, arrangements)) {
    if (day > until) return false
    if (day > after && day > askedOn) return true
  }
  return false
}

/** The alarms that stand on people's cards of a day: raised on it or before, and not dealt with yet. */
export function alarmsStanding(arrangements: Arrangements, review: Review, morning: Morning): Alarm[] {
  return alarmKinds
    .filter(kind => comes(kind, review, { arrangements, until: morning.today }))
    .flatMap(kind => alarmsOf(kind, review, arrangements, morning))
}

/** Of them, those whose morning has come since the review was last looked at: whoever they go to gets a card for them. */
export function alarmsRaised(arrangements: Arrangements, review: Review, morning: Morning): Alarm[] {
  return kindsRaised(arrangements, review, morning.today).flatMap(kind =>
    alarmsOf(kind, review, arrangements, morning),
  )
}

const kindsRaised = (arrangements: Arrangements, review: Review, today: Day): AlarmKind[] =>
  alarmKinds.filter(kind => comes(kind, review, { arrangements, after: review.alarmedOn, until: today }))

/**
 * When a review is next looked at, in UTC: now if an alarm has come, else the next working morning; undefined once its
 * report is sent. Every working morning, so that new closures and numbers need no planning anew: few reviews are open.
 */
export function nextLook(arrangements: Arrangements, review: Review, now: string): string | undefined {
  if (review.events.reported) return undefined
  const today = dayOf(now)
  if (kindsRaised(arrangements, review, today).length > 0) return now
  return morningAfter(today, arrangements.partnership)
}

function alarmsOf(kind: AlarmKind, review: Review, arrangements: Arrangements, morning: Morning): Alarm[] {
  const open = review.returns.filter(({ state }) => state === 'requested').map(({ agency }) => agency)
  if (kind !== 'own-return') return [{ kind, to: told(kind, arrangements, morning), agencies: open }]
  return open.map(agency => {
    const asked = there(askedFor(arrangements, agency, morning.today), arrangements, morning)
    // Where nobody answers for an agency, the business team asks it another way.
    const to = asked.length > 0 ? asked : there(morning.team, arrangements, morning)
    return { kind, to, agencies: [agency] }
  })
}

/**
 * Whom an alarm goes to beyond the agencies, on a day. Local rule: a clock with one working day left goes straight to the
 * Executive's chair and those responsible, the local authority of the notification, the partners of the rapid review.
 */
function told(
  kind: Exclude<AlarmKind, 'own-return'>,
  arrangements: Arrangements,
  morning: Morning,
): string[] {
  const { today, team } = morning
  const responsible = {
    notification: authorityLeads,
    'rapid-review': partnerLeads,
    returns: () => [],
  }[kind](arrangements, today)
  return [
    ...new Set(
      there([...team, ...executiveChairs(arrangements, today), ...responsible], arrangements, morning),
    ),
  ]
}

/** The Executive's chair, or the vice-chair while the seat is vacant or its holder away. */
export function executiveChairs(arrangements: Arrangements, today: Day): string[] {
  const executives = arrangements.groups.filter(({ kind }) => kind === 'executive')
  return executives.flatMap(group => chairsAsked(group, today, arrangements))
}

const there = (people: readonly string[], arrangements: Arrangements, { today }: Morning): string[] =>
  people.filter(person => !isAway(arrangements, person, today))

/** Whether an alarm of any review can go to somebody at all: of most people nothing needs be looked up. */
export function mayBeAlarmed({ partnership, person }: Who, today: Day): boolean {
  const chairs = executiveChairs(partnership, today).includes(person.id)
  return person.businessTeam === true || chairs || answersFor(partnership, person.id, today).length > 0
}
