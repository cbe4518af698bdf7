import { type NewDelivery, queued } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { businessTeam } from '../partnership/records.ts'
import type { Draft, Store } from '../ports/store.ts'
import { askedFor, whyUnasked } from './asked.ts'
import { type Review, returnDeliveryId, reviewId } from './review.ts'

const aboutOf = ({ ref }: Review): NewDelivery['about'] => ({ scope: `review:${ref}`, id: reviewId(ref) })

/**
 * What asks for the returns that are still to come: a card to whoever is there for each agency, and where nobody is, one
 * to each of the business team, who then ask another way. Made again on another day, those who are asked anew are more.
 */
export async function requestReturns(
  store: Store,
  arrangements: Arrangements,
  review: Review,
  now: string,
): Promise<Draft[]> {
  const today = dayOf(now)
  const { ref } = review
  const about = aboutOf(review)
  const open = review.returns.filter(({ state }) => state === 'requested').map(({ agency }) => agency)
  const asked = open.flatMap(agency =>
    askedFor(arrangements, agency, today).map(person => {
      const id = returnDeliveryId(ref, agency, person)
      return queued({ id, kind: 'return-request', to: { person }, about, now })
    }),
  )
  if (!open.some(agency => whyUnasked(arrangements, agency, today))) return asked
  const team = await businessTeam(store, arrangements.partnership.id, today)
  const told = team.map(({ id: person }) =>
    queued({ id: `unasked:${ref}:${person}:${today}`, kind: 'return-unasked', to: { person }, about, now }),
  )
  return [...asked, ...told]
}

/** What brings the cards that asked up to date, once a date of the review is another. */
export function requestUpdates(arrangements: Arrangements, review: Review, now: string): Draft[] {
  const { ref, version, returns } = review
  const about = aboutOf(review)
  return returns.flatMap(({ agency }) =>
    askedFor(arrangements, agency, dayOf(now)).map(person => {
      const updates = returnDeliveryId(ref, agency, person)
      const id = `${updates}:${version}`
      return queued({ id, kind: 'return-request', to: { person }, about, updates, now })
    }),
  )
}
