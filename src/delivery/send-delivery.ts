import type { CardMessage } from '../card-message.ts'
import { secondsAfter } from '../partnership/day.ts'
import type { Metrics } from '../ports/log.ts'
import type { Messenger, Place } from '../ports/messenger.ts'
import type { Doc, Store } from '../ports/store.ts'
import { attempted, type Delivery, type DeliveryKind, deliveryDraft, readDelivery } from './delivery.ts'
import type { Outcome } from './outcome.ts'
import { judge, mayBeRepeat } from './outcome-rules.ts'
import { findPlace } from './places.ts'

/** A delivery still 'sending' after this long was interrupted: nobody knows what became of it. */
const interruptedAfterSeconds = 120

export type SendPorts = {
  store: Store
  messenger: Messenger
  metrics: Metrics
  kinds: Readonly<Record<string, DeliveryKind>>
}

/**
 * Sends one delivery whose moment has come. 'Sending' is written before the request leaves, so that a crash
 * cannot hide an attempt; the outcome is written after. Run twice at once, the second loses at the first write.
 */
export async function sendDelivery(ports: SendPorts, doc: Doc, now: string): Promise<void> {
  const delivery = readDelivery(doc)
  const kind = ports.kinds[delivery.kind]
  if (!kind)
    return settle(ports, doc, {
      ...delivery,
      state: 'failed',
      reason: 'This version of Convenor does not know this kind of message.',
    })
  if (delivery.state === 'sending') return interrupted(ports, doc, kind, now)
  if (delivery.state !== 'queued') return settle(ports, doc, delivery)

  const message = await kind.card(delivery, { partnership: doc.partnership, now })
  if (message === 'hold') return settle(ports, doc, { ...delivery, state: 'held' })
  if (!message) return settle(ports, doc, { ...delivery, state: 'not-needed' })
  const made: Made = { delivery, kind, message, now }
  await (delivery.updates ? updatePosted(ports, doc, made) : postNew(ports, doc, made))
}

type Made = { delivery: Delivery; kind: DeliveryKind; message: CardMessage; now: string }

async function postNew(ports: SendPorts, doc: Doc, made: Made): Promise<void> {
  const { delivery, kind, now } = made
  const place = await findPlace(ports, { partnership: doc.partnership, to: delivery.to, now })
  if (!('outcome' in place)) return send(ports, doc, { ...made, place })
  await record(ports, doc, attempted(delivery, now, place.outcome), { kind, outcome: place, now })
}

/** Brings a posted card up to date. Safe to repeat, so nothing is written before. Not posted yet: it will be posted as it is then. */
async function updatePosted(
  ports: SendPorts,
  doc: Doc,
  { delivery, kind, message, now }: Made,
): Promise<void> {
  const original = await ports.store.get(doc, delivery.updates ?? '')
  const before = original && readDelivery(original)
  if (!before?.posted && before?.state !== 'sending')
    return settle(ports, doc, { ...delivery, state: 'not-needed' })
  const outcome: Outcome = before.posted
    ? await ports.messenger.update(before.posted.place, before.posted.activityId, message)
    : { outcome: 'not-now', reason: 'The card is being posted.' }
  const repeatable: DeliveryKind = { ...kind, ifUnknown: 'repeat' }
  await record(ports, doc, attempted(delivery, now, outcome.outcome), { kind: repeatable, outcome, now })
}

async function send(
  ports: SendPorts,
  doc: Doc,
  { delivery, kind, place, message, now }: Made & { place: Place },
): Promise<void> {
  const started: Delivery = { ...attempted(delivery, now, 'started'), state: 'sending' }
  const wakeAt = secondsAfter(now, interruptedAfterSeconds)
  await ports.store.commit(doc, [{ replace: deliveryDraft(doc.id, started, wakeAt), etag: doc.etag }])
  const sending = await ports.store.get(doc, doc.id)
  if (!sending) return
  const notice = mayBeRepeat(delivery)
    ? 'You may have had this already: we could not tell whether it arrived.'
    : undefined
  const outcome = await ports.messenger.post(place, notice ? { ...message, notice } : message)
  const ended: Delivery = { ...attempted(delivery, now, outcome.outcome), state: 'sending' }
  const posted = outcome.outcome === 'sent' ? { posted: { place, activityId: outcome.activityId } } : {}
  await record(ports, sending, { ...ended, ...posted }, { kind, outcome, now })
}

/** The process died, or lost its store, between 'sending' and the outcome: that is an unknown outcome. */
async function interrupted(ports: SendPorts, doc: Doc, kind: DeliveryKind, now: string): Promise<void> {
  const outcome: Outcome = { outcome: 'unknown', reason: 'Convenor stopped while sending this.' }
  await record(ports, doc, readDelivery(doc), { kind, outcome, now })
}

async function record(
  ports: SendPorts,
  doc: Doc,
  delivery: Delivery,
  { kind, outcome, now }: { kind: DeliveryKind; outcome: Outcome; now: string },
): Promise<void> {
  const { wakeAt, ...verdict } = judge(outcome, delivery, kind, now)
  await settle(ports, doc, { ...delivery, reason: undefined, ...verdict }, wakeAt)
}

async function settle(
  { store, metrics }: SendPorts,
  doc: Doc,
  delivery: Delivery,
  wakeAt?: string,
): Promise<void> {
  metrics.count('deliveries_total', { kind: delivery.kind, state: delivery.state })
  await store.commit(doc, [{ replace: deliveryDraft(doc.id, delivery, wakeAt), etag: doc.etag }])
}
