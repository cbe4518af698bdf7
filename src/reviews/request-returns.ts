import { queued } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import type { Draft } from '../ports/store.ts'
import { type Review, returnDeliveryId, reviewId } from './review.ts'

/**
 * A request to the lead of each agency that is asked for a return. An agency whose arrangements name no lead gets
 * none: the review's card says so to the business team.
 */
export function requestReturns(arrangements: Arrangements, review: Review, now: string): Draft[] {
  const about = { scope: `review:${review.ref}`, id: reviewId(review.ref) }
  return review.returns.flatMap(({ agency }) => {
    const lead = arrangements.agencies.find(one => one.id === agency)?.lead
    const id = returnDeliveryId(review.ref, agency)
    return lead ? [queued({ id, kind: 'return-request', to: { person: lead }, about, now })] : []
  })
}
