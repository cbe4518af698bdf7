import { fieldIdOf, type RowAnswer } from '../actions/index.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { agencyName } from '../partnership/who.ts'
import { type Alarm, isClock } from './alarm-rules.ts'
import type { Review } from './review.ts'
import { mayOnReview, type ReviewRole } from './review-rules.ts'

/** Who reads of a review: what they are to it, and the agencies they answer for. */
export type ReviewReader = { roles: readonly ReviewRole[]; leads: readonly string[] }

export const answerWords = {
  agency: 'Answer for',
  received: 'Return sent',
  none: 'No involvement',
  record: 'Record the date',
}

type Returns = ReviewReader & { arrangements: Arrangements; review: Review }

/** The agencies that the reader may answer for and that have not answered yet. */
export function answerable({ arrangements, review, roles, leads }: Returns) {
  if (!review.events.notified) return []
  const any = mayOnReview(roles, 'answer-any-return')
  const open = review.returns.filter(one => one.state === 'requested' && (any || leads.includes(one.agency)))
  return open.map(one => ({ title: agencyName(arrangements, one.agency), value: one.agency }))
}

/** The event that a review waits for now; none once its report is sent. */
export function nextEvent({ events }: Review): { event: 'notified' | 'reported'; title: string } | undefined {
  if (!events.notified) return { event: 'notified', title: 'Notification sent to the Panel on' }
  if (!events.reported) return { event: 'reported', title: 'Report sent to the Panel on' }
  return undefined
}

type Asked = Returns & { today: Day; alarms: readonly Alarm[]; mostAgencies: number }

/** The date and the button of a clock take the place of so many agencies on a card. */
const agenciesForClock = 6

/**
 * What a reader answers alarms of a review with, as far as they may: a clock with the day of its event, and the returns they
 * are asked for, as many as there is room for beside it.
 */
export function alarmAnswer({ mostAgencies, ...asked }: Asked): RowAnswer {
  const clock = clockPart(asked)
  const left = Math.max(0, mostAgencies - (clock ? agenciesForClock : 0))
  const returns = returnsPart(asked, left)
  const buttons = [...(clock?.buttons ?? []), ...(returns?.buttons ?? [])]
  return { title: `Answer ${asked.review.ref}`, ...clock, ...returns, buttons }
}

type Part = Omit<Asked, 'mostAgencies'>

function clockPart({ review, roles, alarms, today }: Part) {
  const { ref } = review
  const next = nextEvent(review)
  if (!next || !alarms.some(({ kind }) => isClock(kind)) || !mayOnReview(roles, 'record-event'))
    return undefined
  return {
    dateFields: [{ id: fieldIdOf('date', ref), label: next.title, value: today }],
    buttons: [{ title: answerWords.record, verb: 'review.record-event', data: { ref, event: next.event } }],
  }
}

function returnsPart({ alarms, ...returns }: Part, most: number) {
  const { ref } = returns.review
  const asked = alarms.flatMap(({ kind, agencies }) => (isClock(kind) ? [] : agencies))
  const all = answerable(returns).filter(({ value }) => asked.includes(value))
  const choices = all.slice(0, most)
  const [first] = choices
  if (!first) return undefined
  const rest = all.length > choices.length ? ` (${choices.length} of ${all.length}: Open has all)` : ''
  const label = `${answerWords.agency}${rest}`
  const verb = 'review.answer-return'
  return {
    choiceFields: [{ id: fieldIdOf('agency', ref), label, value: first.value, choices }],
    buttons: [
      { title: answerWords.received, verb, data: { ref, state: 'received' } },
      { title: answerWords.none, verb, data: { ref, state: 'no-involvement' } },
    ],
  }
}
