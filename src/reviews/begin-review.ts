import { queued } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { partnerLeads } from '../partnership/who.ts'
import type { Draft, Store } from '../ports/store.ts'
import { executiveChairs } from './alarm-rules.ts'
import { askedFor } from './asked.ts'
import { requestReturns } from './request-returns.ts'
import { type Review, reviewId } from './review.ts'

/**
 * What the notification sets going, for the commit that records it: the returns are asked for, and the Executive's chair and
 * the partners are told that the rapid review has begun; but for whoever is asked for a return, or recorded it.
 */
export async function beginReview(
  store: Store,
  arrangements: Arrangements,
  review: Review,
  { by, now }: { by: string; now: string },
): Promise<Draft[]> {
  const today = dayOf(now)
  const requests = await requestReturns(store, arrangements, review, now)
  const asked = review.returns.flatMap(({ agency }) => askedFor(arrangements, agency, today))
  const told = [...executiveChairs(arrangements, today), ...partnerLeads(arrangements, today)]
  const about = { scope: `review:${review.ref}`, id: reviewId(review.ref) }
  const news = [...new Set(told)]
    .filter(person => person !== by && !asked.includes(person) && !isAway(arrangements, person, today))
    .map(person =>
      queued({ id: `begun:${review.ref}:${person}`, kind: 'review-begun', to: { person }, about, now }),
    )
  return [...requests, ...news]
}
