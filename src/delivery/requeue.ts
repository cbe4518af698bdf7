import { type Doc, StaleWrite, type Store } from '../ports/store.ts'
import { commitDeliveries } from './commit-deliveries.ts'
import { type Delivery, type Recipient, readDelivery, recipientTag } from './delivery.ts'

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
  const delivery = readDelivery(doc)
  const again: Delivery = { ...delivery, state: 'queued', queuedAt: now, reason: undefined }
  const change = { id: doc.id, now: again, wakeAt: now, before: { delivery, etag: doc.etag } }
  try {
    await commitDeliveries(store, { partnership: doc.partnership, scope: doc.scope }, [change])
    return 1
  } catch (error) {
    if (error instanceof StaleWrite) return 0
    throw error
  }
}
