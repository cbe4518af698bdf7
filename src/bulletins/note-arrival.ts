import { commitDeliveries } from '../delivery/commit-deliveries.ts'
import { type Delivery, readDelivery, recipientTag } from '../delivery/delivery.ts'
import { mayBeRepeat } from '../delivery/outcome-rules.ts'
import type { Place } from '../ports/messenger.ts'
import { StaleWrite, type Store } from '../ports/store.ts'
import type { SeenBulletin } from './see-bulletin.ts'
import { copies, editCopy } from './spread.ts'

type Pressed = { person: string; place: Place; activityId: string; now: string }

/** So many messages that one bulletin made for one person are looked at. */
const mostMessages = 100

/**
 * What was pressed is there, and is known from then on: whichever message of theirs was in doubt counts as sent, where
 * it was pressed. So it can be corrected and withdrawn, and what was corrected meanwhile is corrected in it. Repeated, it
 * changes nothing. Where this is lost in a crash, the next press notes it.
 */
export async function noteArrival(
  store: Store,
  { doc, bulletin, copy }: SeenBulletin,
  pressed: Pressed,
): Promise<void> {
  const { person, place, activityId, now } = pressed
  if (isAt(copy, pressed)) return
  const { docs } = await store.find({
    partnership: doc.partnership,
    scope: doc.scope,
    type: 'delivery',
    tags: [recipientTag({ person })],
    limit: mostMessages,
  })
  const theirs = docs.map(one => ({ doc: one, delivery: readDelivery(one) }))
  if (theirs.some(({ delivery }) => isAt(delivery, pressed))) return
  const found = theirs.find(({ delivery }) => isInDoubt(delivery))
  if (!found) return
  const { id, etag } = found.doc
  const before = { delivery: found.delivery, etag }
  const arrived: Delivery = {
    ...found.delivery,
    state: 'sent',
    reason: undefined,
    posted: { place, activityId },
  }
  try {
    await commitDeliveries(store, doc, [{ id, now: arrived, before }])
  } catch (error) {
    // It is being sent again at this moment.
    if (error instanceof StaleWrite) return
    throw error
  }
  const no = bulletin.corrections.at(-1)?.no
  if (no !== undefined) await editCopy(store, doc, { bulletin, no, now, copy: { id, delivery: arrived } })
}

const isAt = (delivery: Delivery | undefined, { place, activityId }: Pressed): boolean =>
  delivery?.posted?.activityId === activityId && delivery.posted.place.conversationId === place.conversationId

/** In doubt, or about to be sent again because it was; or there, since it was read, and nobody knows where. */
const isInDoubt = (delivery: Delivery): boolean =>
  copies.includes(delivery.kind) &&
  (delivery.state === 'unconfirmed' ||
    (delivery.state === 'sent' && delivery.posted === undefined) ||
    (waiting.includes(delivery.state) && mayBeRepeat(delivery)))

const waiting: readonly string[] = ['held', 'queued']
