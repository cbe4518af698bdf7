import { z } from 'zod'
import { secondsAfter } from '../partnership/day.ts'
import { arrangementsAt } from '../partnership/records.ts'
import { decideAgain, put } from '../ports/decide-again.ts'
import type { Doc, Draft, Partition, Store } from '../ports/store.ts'
import { commitDeliveries, commitUnchanged, type DeliveryChange, mostChanges } from './commit-deliveries.ts'
import { type Delivery, type DeliveryState, type Recipient, readDelivery, recipientTag } from './delivery.ts'

/** What thousands get is not sent by itself so long after its moment: whoever sent it is asked to send it again. */
const staleAfterSeconds = 30 * 24 * 3600
const waitedTooLong =
  'They can be reached now, but it waited for more than 30 days. It is sent when it is sent again.'

/**
 * Puts what could not reach a recipient in line again, now that they can be reached. What still cannot be reached comes
 * back as unreachable; of what went to many, what is over 30 days old stays, and says why. Returns how many.
 */
export async function requeueUnreachable(
  store: Store,
  partnership: string,
  now: string,
  to: Recipient,
): Promise<number> {
  const tags = [recipientTag(to), 'state:unreachable']
  let count = 0
  let after: string | undefined
  do {
    const page = await pageOf(store, partnership, tags, after)
    count += await requeuePage(store, page.docs, now)
    after = page.next
  } while (after)
  return count
}

/**
 * Puts one delivery in line again, where it stands in one of these states: somebody asks for it, however long ago it was.
 * Returns whether it did.
 */
export function requeueOne(
  store: Store,
  partition: Partition,
  { id, from, now }: { id: string; from: readonly DeliveryState[]; now: string },
): Promise<boolean> {
  return decideAgain(async () => {
    const doc = await store.get(partition, id)
    const delivery = doc && readDelivery(doc)
    if (!doc || !delivery || !from.includes(delivery.state)) return false
    await commitDeliveries(store, partition, [againInLine(doc, delivery, now)])
    return true
  })
}

const body = z.object({ schema: z.literal(1), at: z.string(), after: z.string().optional() })

/** `at`: when they came into reach. What failed after that failed for a reason of its own. */
const draft = (at: string, wakeAt = at, after?: string): Draft => ({
  id: 'requeue',
  type: 'requeue',
  body: { schema: 1, at, ...(after ? { after } : {}) },
  tags: [],
  sort: at,
  wakeAt,
})

/** Has everybody's put in line again, by the wake loop: there may be tens of thousands, and who says hello waits for none. */
export function requeueEverybody(store: Store, partnership: string, now: string): Promise<void> {
  return put(store, arrangementsAt(partnership), draft(now))
}

/** One page of it a wake. Stopped anywhere it goes on there; done twice, it finds less. */
export async function carryRequeue(store: Store, doc: Doc, now: string): Promise<void> {
  const { at, after } = body.parse(doc.body)
  const page = await pageOf(store, doc.partnership, ['state:unreachable'], after)
  const before = page.docs.filter(one => (readDelivery(one).attempts.at(-1)?.at ?? '') < at)
  await requeuePage(store, before, now)
  await store.commit(doc, [
    page.next ? { replace: draft(at, now, page.next), etag: doc.etag } : { delete: doc.id, etag: doc.etag },
  ])
}

function pageOf(store: Store, partnership: string, tags: string[], after: string | undefined) {
  return store.find({ partnership, type: 'delivery', tags, limit: mostChanges, ...(after ? { after } : {}) })
}

async function requeuePage(store: Store, docs: readonly Doc[], now: string): Promise<number> {
  let count = 0
  for (const [scope, its] of Map.groupBy(docs, doc => doc.scope)) {
    const partnership = its[0]?.partnership ?? ''
    const changes = its.flatMap(doc => changeOf(doc, now))
    const changed = await commitUnchanged(store, { partnership, scope }, changes)
    count += changed.filter(({ now }) => now.state === 'queued').length
  }
  return count
}

function changeOf(doc: Doc, now: string): DeliveryChange[] {
  const delivery = readDelivery(doc)
  const before = { delivery, etag: doc.etag }
  // A card that was posted is brought up to date however late it is.
  if (delivery.tally && !delivery.updates && now > secondsAfter(delivery.queuedAt, staleAfterSeconds))
    return delivery.reason === waitedTooLong
      ? []
      : [{ id: doc.id, now: { ...delivery, reason: waitedTooLong }, before }]
  return [againInLine(doc, delivery, now)]
}

/** What puts one delivery in line again, for a commit of its own making. */
export const againInLine = (doc: Doc, delivery: Delivery, now: string): DeliveryChange => ({
  id: doc.id,
  now: { ...delivery, state: 'queued', queuedAt: now, reason: undefined },
  wakeAt: now,
  before: { delivery, etag: doc.etag },
})
