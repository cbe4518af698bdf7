import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import { rulesFor } from '../partnership/local-rules.ts'
import { agencyName } from '../partnership/who.ts'
import { sayKept } from '../privacy/index.ts'
import { whyUnasked } from './asked.ts'
import { type ClockName, readClock, returnsDue } from './clock-rules.ts'
import { type AgencyReturn, eventWords, type Review, returnWords } from './review.ts'
import { answerable, answerWords, nextEvent, type ReviewReader } from './review-answers.ts'
import { mayOnReview } from './review-rules.ts'

export type ReviewShowing = ReviewReader & {
  arrangements: Arrangements
  review: Review
  /** By agency, why the request for its return did not reach its lead; for those who can ask another way. */
  unreached: ReadonlyMap<string, string>
  today: Day
  names(id: string): string
  notice?: string | undefined
  /** A date that may be a slip: shown once more, to be sent again. */
  doubt?: Day | undefined
  /** The list on which such a date was recorded: it is shown again. */
  view?: string | undefined
  heading?: string | undefined
}

const secureRoute = 'Send documents by your secure route, never here. A case is known by its reference only.'

/** A review with its two clocks, their sums, and how each agency's return stands. */
export function reviewCard(showing: ReviewShowing): CardMessage {
  const { review, arrangements, today, notice, doubt } = showing
  const mayRecord = mayOnReview(showing.roles, 'record-event')
  const calendar = arrangements.partnership
  const clock = (name: ClockName) => readClock(name, review.events, calendar, today)
  const { notified } = review.events
  const due = notified
    ? ` Due ${sayDay(returnsDue(notified, calendar, rulesFor(arrangements).returnsDue), today)} (local rule).`
    : ' Asked for when the notification is sent.'
  return {
    template: 'reviews/review',
    summary: `${review.ref}: ${clock('rapid-review').state}`,
    ...(notice ? { notice } : {}),
    data: {
      heading: showing.heading ?? `Rapid review ${review.ref}`,
      marking: 'OFFICIAL-SENSITIVE',
      clocks: [clock('notification'), clock('rapid-review')],
      returnsTitle: `Agency returns.${due}`,
      returns: review.returns.map(one => returnRow(one, showing)),
      answerable: answerable(showing),
      answerLabel: answerWords.agency,
      receivedTitle: answerWords.received,
      noneTitle: answerWords.none,
      received: { ref: review.ref, state: 'received' },
      none: { ref: review.ref, state: 'no-involvement' },
      nextTitle: nextEvent(review)?.title ?? '',
      canRecord: nextEvent(review) !== undefined && mayRecord,
      recordTitle: answerWords.record,
      recordButton: recordButton(showing),
      date: doubt ?? today,
      correctionsTitle: 'Corrected dates',
      corrections: corrections(showing),
      canCorrect: mayRecord,
      correctTitle: 'Correct a date',
      correctButton: { ref: review.ref },
      secureRoute,
    },
  }
}

function returnRow(one: AgencyReturn, { arrangements, review, unreached, today, names }: ReviewShowing) {
  const answered =
    one.answeredAt && one.answeredBy
      ? `, ${sayDay(dayOf(one.answeredAt), today)}, ${names(one.answeredBy)}`
      : ''
  const was = one.before?.at(-1)
  const instead = was ? ` (was: ${returnWords[was.state]})` : ''
  const nobody = one.state === 'requested' ? whyUnasked(arrangements, one.agency, today) : undefined
  const unasked = nobody === undefined ? '' : `: ${nobody}, please ask them yourself`
  const asked = review.events.notified !== undefined
  const why = unreached.get(one.agency)
  const missed =
    why === undefined ? '' : `: our request may not have arrived (${why}) Please ask them yourself.`
  return {
    agency: agencyName(arrangements, one.agency),
    state: asked ? `${returnWords[one.state]}${answered}${instead}${unasked}${missed}` : 'Not asked yet',
  }
}

const recordButton = ({ review, doubt, view }: ReviewShowing) => ({
  ref: review.ref,
  version: review.version,
  event: nextEvent(review)?.event ?? '',
  ...(doubt ? { sure: doubt } : {}),
  ...(view ? { view } : {}),
})

/** What was recorded before, the latest first, as many as a card holds. */
function corrections({ review, today, names }: ReviewShowing): { line: string }[] {
  return review.corrections
    .toReversed()
    .slice(0, mostCorrections)
    .map(({ event, from, to, reason, by, at }) => ({
      line: `${sayDay(to, today)} instead of ${sayDay(from, today)}: ${eventWords[event]}. Why: ${reason} (${names(by)}, ${sayDay(dayOf(at), today)})`,
    }))
}

const mostCorrections = 5

export type NewReviewForm = {
  arrangements: Arrangements
  filled: { aware: string; notified: string; agencies: string; sure: string }
  refused: readonly string[]
}

/** The form to open a review: dates and agencies, and no field that could hold a name. */
export function newReviewCard({ arrangements, filled, refused }: NewReviewForm): CardMessage {
  return {
    template: 'reviews/new-review',
    summary: refused.length > 0 ? 'The review was not opened yet' : 'Open a rapid review',
    data: {
      heading: 'Open a rapid review',
      intro:
        'The reference is given by Convenor. Write nothing that could identify a child: there is no place for it here.',
      refusedTitle: `Not opened yet. ${sayKept(refused)}`,
      refused: refused.map(reason => ({ reason })),
      choices: arrangements.agencies
        .filter(agency => agency.kind !== 'independent')
        .map(agency => ({ title: agency.name, value: agency.id })),
      labels: newReviewLabels,
      aware: filled.aware,
      notified: filled.notified,
      agencies: filled.agencies,
      openButton: { sure: filled.sure },
    },
  }
}

const newReviewLabels = {
  aware: 'The local authority became aware on',
  notified: 'The notification was sent to the Panel on (leave empty if not yet)',
  agencies: 'Agencies asked for a return',
  open: 'Open the review',
}
