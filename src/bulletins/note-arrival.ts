import { commitDeliveries, type DeliveryChange } from '../delivery/commit-deliveries.ts'
import { type Delivery, readDelivery, recipientTag, twiceTag } from '../delivery/delivery.ts'
import { mayBeRepeat } from '../delivery/outcome-rules.ts'
import type { Place } from '../ports/messenger.ts'
import { AlreadyExists, type Doc, StaleWrite, type Store } from '../ports/store.ts'
import type { SeenBulletin } from './see-bulletin.ts'
import { copies, editOfFound } from './spread.ts'

type Pressed = { person: string; place: Place; activityId: string; now: string }

/** So many messages that one bulletin made for one person are looked at. */
const mostMessages = 100

/**
 * What was pressed is there, and is known from then on: whichever message of theirs was in doubt counts as sent, where
 * it was pressed; and the first of two that were sent is a copy too. So it can be corrected and withdrawn, and what was corrected meanwhile is corrected in it. Repeated, it
 * changes nothing. Where this is lost in a crash, the next press notes it.
 */
export async function noteArrival(
  store: Store,
  { doc, bulletin, copy }: SeenBulletin,
  pressed: Pressed,
): Promise<void> {
  const { person, now } = pressed
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
  const first = theirs.find(one => one.doc.tags.includes(twiceTag))
  const arrived = found ? foundAt(found, pressed) : first && foundFirst(first, pressed)
  if (!arrived) return
  const no = bulletin.corrections.at(-1)?.no
  const edit =
    no === undefined ? [] : await editOfFound(store, doc, { bulletin, no, now, copy: arrived.copy })
  try {
    await commitDeliveries(store, doc, [...arrived.changes, ...edit])
  } catch (error) {
    // It is being sent again at this moment, or was noted in another turn.
    if (error instanceof StaleWrite || error instanceof AlreadyExists) return
    throw error
  }
}

type Theirs = { doc: Doc; delivery: Delivery }
type Arrived = { changes: DeliveryChange[]; copy: { id: string; delivery: Delivery } }

/** What was in doubt is there. */
function foundAt({ doc: { id, etag }, delivery: before }: Theirs, { place, activityId }: Pressed): Arrived {
  const delivery: Delivery = {
    ...before,
    state: 'sent',
    reason: undefined,
    posted: { place, activityId },
  }
  return {
    changes: [{ id, now: delivery, before: { delivery: before, etag } }],
    copy: { id, delivery },
  }
}

/** It was sent again, and the first is there too: that is a copy of its own from now on, which no sum counts. */
function foundFirst(
  { doc: { id, etag }, delivery: again }: Theirs,
  { place, activityId, now }: Pressed,
): Arrived {
  const { tally: _, watch: __, ...copy } = again
  const first: Delivery = { ...copy, createdAt: now, attempts: [], posted: { place, activityId } }
  const attempts = again.attempts.map(one =>
    unknown.includes(one.outcome) ? { ...one, outcome: 'sent' } : one,
  )
  const firstId = `first:${id}`
  return {
    changes: [
      { id: firstId, now: first },
      { id, now: { ...again, attempts }, before: { delivery: again, etag } },
    ],
    copy: { id: firstId, delivery: first },
  }
}

const unknown: readonly string[] = ['unknown', 'started']

const isAt = (delivery: Delivery | undefined, { place, activityId }: Pressed): boolean =>
  delivery?.posted?.activityId === activityId && delivery.posted.place.conversationId === place.conversationId

/** In doubt, or about to be sent again because it was; or there, since it was read, and nobody knows where. */
const isInDoubt = (delivery: Delivery): boolean =>
  copies.includes(delivery.kind) &&
  (delivery.state === 'unconfirmed' ||
    (delivery.state === 'sent' && delivery.posted === undefined) ||
    (waiting.includes(delivery.state) && mayBeRepeat(delivery)))

const waiting: readonly string[] = ['held', 'queued']
