import type { CardMessage } from '../card-message.ts'
import { readDelivery } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { loadNames } from '../partnership/records.ts'
import type { Who } from '../partnership/who.ts'
import type { Doc, Store } from '../ports/store.ts'
import { answersFor, askedFor } from './asked.ts'
import {
  type Review,
  readReview,
  returnDeliveryId,
  reviewId,
  reviewPartition,
  reviewRefPattern,
} from './review.ts'
import { type ReviewShowing, reviewCard } from './review-card.ts'
import { mayOnReview, type ReviewRole, reviewRoles } from './review-rules.ts'

export type SeenReview = { doc: Doc; review: Review; roles: ReviewRole[] }

export const noSuchReview = { text: 'There is no review with that ref that you can see.' }

/** The review, if it is there and this person may see it; otherwise undefined, for either reason. */
export async function seeReview(
  store: Store,
  who: Who,
  ref: string,
  today: Day,
): Promise<SeenReview | undefined> {
  if (!reviewRefPattern.test(ref)) return undefined
  const doc = await store.get(reviewPartition(who.partnership.partnership.id, ref), reviewId(ref))
  if (!doc) return undefined
  const review = readReview(doc)
  const roles = reviewRoles(who, review, today)
  return mayOnReview(roles, 'see') ? { doc, review, roles } : undefined
}

/** The review's card as this reader sees it. */
export async function reviewCardFor(
  store: Store,
  { who, today }: { who: Who; today: Day },
  { review, roles }: Pick<SeenReview, 'review' | 'roles'>,
  more: Pick<ReviewShowing, 'notice' | 'heading' | 'doubt' | 'view'> = {},
): Promise<CardMessage> {
  const people = [
    ...review.returns.flatMap(one => (one.answeredBy ? [one.answeredBy] : [])),
    ...review.corrections.map(({ by }) => by),
  ]
  const names = await loadNames(store, who.partnership.partnership.id, people)
  const unreached = mayOnReview(roles, 'answer-any-return')
    ? await notReached(store, who.partnership, review, today)
    : new Map<string, string>()
  const leads = answersFor(who.partnership, who.person.id, today)
  return reviewCard({ arrangements: who.partnership, review, roles, leads, unreached, today, names, ...more })
}

/** By agency, why our request did not reach whoever answers for it: the business team then asks them another way. */
async function notReached(
  store: Store,
  arrangements: Arrangements,
  review: Review,
  today: Day,
): Promise<ReadonlyMap<string, string>> {
  const partition = reviewPartition(arrangements.partnership.id, review.ref)
  const waiting = review.events.notified ? review.returns.filter(one => one.state === 'requested') : []
  const found = await Promise.all(
    waiting.map(async ({ agency }) => {
      const [person] = askedFor(arrangements, agency, today)
      if (person === undefined) return undefined
      const doc = await store.get(partition, returnDeliveryId(review.ref, agency, person))
      if (!doc) return [agency, 'It went to somebody else, who has left or stood in.'] as const
      const { state, reason = '' } = readDelivery(doc)
      const stuck = ['unreachable', 'failed', 'unconfirmed'].includes(state)
      return stuck ? ([agency, reason] as const) : undefined
    }),
  )
  return new Map(found.filter(one => one !== undefined))
}
