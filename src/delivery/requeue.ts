import { type Doc, StaleWrite, type Store } from '../ports/store.ts'
import { type Delivery, deliveryDraft, type Recipient, readDelivery, recipientTag } from './delivery.ts'

/**
 * Puts what could not reach a recipient in line again, now that they can be reached; with no recipient named,
 * everybody's. What still cannot be reached comes back as unreachable. Returns how many.
 */
export async function requeueUnreachable(
  store: Store,
  partnership: string,
  now: string,
  to?: Recipient,
): Promise<number> {
  const tags = to ? [recipientTag(to), 'state:unreachable'] : ['state:unreachable']
  let count = 0
  let after: string | undefined
  do {
    const page = await store.find({
      partnership,
      type: 'delivery',
      tags,
      limit: 100,
      ...(after ? { after } : {}),
    })
    for (const doc of page.docs) count += await requeue(store, doc, now)
    after = page.next
  } while (after)
  return count
}

async function requeue(store: Store, doc: Doc, now: string): Promise<number> {
  const delivery: Delivery = { ...readDelivery(doc), state: 'queued', queuedAt: now, reason: undefined }
  try {
    await store.commit(doc, [{ replace: deliveryDraft(doc.id, delivery, now), etag: doc.etag }])
    return 1
  } catch (error) {
    if (error instanceof StaleWrite) return 0
    throw error
  }
}
