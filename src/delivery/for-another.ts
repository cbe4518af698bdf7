import { dayOf } from '../partnership/day.ts'
import { loadPerson } from '../partnership/records.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Delivery, type DeliveryKind, readDelivery } from './delivery.ts'
import type { DeliveryWriter } from './delivery-writer.ts'
import { isHolders } from './holder.ts'
import { mayBeRepeat } from './outcome-rules.ts'
import { isStillTheirs } from './places.ts'

type Left = Pick<Delivery, 'state' | 'reason'>

/**
 * What becomes of a delivery that is for somebody who held the post before, instead of being sent: the edit of a card
 * in their chat, or what was theirs alone. Undefined for all others, and for an edit that is made in every chat.
 */
export async function forAnother(
  { store, kinds }: { store: Store; kinds: Readonly<Record<string, DeliveryKind>> },
  doc: Doc,
  now: string,
): Promise<Left | undefined> {
  const delivery = readDelivery(doc)
  const { updates, to, account, tally } = delivery
  if (!('person' in to)) return undefined
  if (account !== undefined) {
    const person = await loadPerson(store, doc.partnership, to.person, dayOf(now))
    if (person && !isHolders({ account }, person)) return notTheNext(delivery)
  }
  if (updates === undefined || kinds[delivery.kind]?.everyChat) return undefined
  const original = await store.get(doc, updates)
  const posted = original && readDelivery(original).posted
  if (!posted) return undefined
  const at = { partnership: doc.partnership, to, now }
  if (await isStillTheirs(store, at, posted.place)) return undefined
  // What is counted says that this copy stays as it was; of the rest nobody need be told.
  const reason = 'It stands in the chat of an account that is no longer theirs, and stays there as it was.'
  return tally ? { state: 'failed', reason } : { state: 'not-needed', reason: undefined }
}

/** What may have reached the one before stays in doubt. */
const notTheNext = (delivery: Delivery): Left => ({
  state: mayBeRepeat(delivery) ? 'unconfirmed' : 'not-needed',
  reason: 'It was for an account that held this post before.',
})

/** Settles it so, unsent. Fails with StaleWrite when it changed meanwhile. */
export async function leaveAlone(writer: DeliveryWriter, doc: Doc, left: Left): Promise<void> {
  const delivery = readDelivery(doc)
  await writer.write(doc, { id: doc.id, now: { ...delivery, ...left }, before: { delivery, etag: doc.etag } })
}
