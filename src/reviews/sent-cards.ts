import type { CardMessage } from '../card-message.ts'
import type { Delivery, DeliveryKind } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { loadArrangements, loadPerson } from '../partnership/records.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Store } from '../ports/store.ts'
import { askedFor, whyUnasked } from './asked.ts'
import { requestReturns } from './request-returns.ts'
import { type Review, readReview, reviewPartition } from './review.ts'
import { reviewCardFor, seeReview } from './see-review.ts'

type At = { partnership: string; now: string }

/** The cards that are sent of a review: as each reader sees it on the day. */
export function reviewCards(store: Store): Record<string, DeliveryKind> {
  return {
    'return-request': {
      ifUnknown: 'repeat',
      fallback: 'mention',
      card: (delivery, at) => askingCard(store, delivery, at),
    },
    'return-unasked': {
      ifUnknown: 'repeat',
      fallback: 'mention',
      card: (delivery, at) => unaskedCard(store, delivery, at),
    },
    'review-begun': {
      ifUnknown: 'repeat',
      fallback: 'mention',
      card: (delivery, at) => begunCard(store, delivery, at),
    },
  }
}

/**
 * Asks for a return. Whoever does not answer for the agency any more, or is away by now, is not sent it: those who stand
 * in for them are asked, or the business team is told.
 */
async function askingCard(store: Store, delivery: Delivery, at: At): Promise<CardMessage | undefined> {
  const found = await openFor(store, delivery, at)
  if (!found) return undefined
  const { arrangements, review, today, person } = found
  const isAsked = review.returns.some(({ agency }) => askedFor(arrangements, agency, today).includes(person))
  if (isAsked) return shown(store, found, `A return is asked of your agency: ${review.ref}`)
  const partition = reviewPartition(at.partnership, review.ref)
  for (const draft of await requestReturns(store, arrangements, review, at.now))
    await createOnce(store, partition, draft)
  return undefined
}

/** Tells one of the business team for which agencies nobody can be asked. */
async function unaskedCard(store: Store, delivery: Delivery, at: At): Promise<CardMessage | undefined> {
  const found = await openFor(store, delivery, at)
  if (!found) return undefined
  const { arrangements, review, today } = found
  const missing = review.returns.some(
    ({ agency, state }) => state === 'requested' && whyUnasked(arrangements, agency, today),
  )
  return missing ? shown(store, found, `Nobody could be asked for a return: ${review.ref}`) : undefined
}

/** Tells those above that a rapid review has begun; once its report is sent there is nothing to tell. */
async function begunCard(store: Store, delivery: Delivery, at: At): Promise<CardMessage | undefined> {
  const found = await openFor(store, delivery, at)
  return found && !found.review.events.reported
    ? shown(store, found, `A rapid review has begun: ${found.review.ref}`)
    : undefined
}

type Found = { arrangements: Arrangements; review: Review; today: Day; person: string }

/** What a delivery is about, as it is on the day. */
async function openFor(
  store: Store,
  { to, about }: Delivery,
  { partnership, now }: At,
): Promise<Found | undefined> {
  if (!('person' in to)) return undefined
  const [arrangements, doc] = await Promise.all([
    loadArrangements(store, partnership),
    store.get({ partnership, scope: about.scope }, about.id),
  ])
  return arrangements && doc
    ? { arrangements, review: readReview(doc), today: dayOf(now), person: to.person }
    : undefined
}

async function shown(
  store: Store,
  { arrangements, review, today, person: id }: Found,
  heading: string,
): Promise<CardMessage | undefined> {
  const person = await loadPerson(store, arrangements.partnership.id, id, today)
  const who = person && { partnership: arrangements, person }
  const seen = who && (await seeReview(store, who, review.ref, today))
  return seen && reviewCardFor(store, { who, today }, seen, { heading })
}
