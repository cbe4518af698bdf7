import type { DeliveryChange } from '../delivery/commit-deliveries.ts'
import {
  type Delivery,
  type DeliveryKind,
  type DeliveryState,
  type NewDelivery,
  readDelivery,
} from '../delivery/delivery.ts'
import { creation, queueMany } from '../delivery/queue-many.ts'
import { againInLine } from '../delivery/requeue.ts'
import type { Doc, Partition, Store } from '../ports/store.ts'
import { type Bulletin, bulletinId, correctionTally, type Job } from './bulletin.ts'

const pageSize = 500

/** Kinds of delivery that put a bulletin's words into somebody's chat. */
export const copies = ['bulletin', 'bulletin-reminder']

type Spreading = { bulletin: Bulletin; job: Job; now: string }

/**
 * Puts the edits of one page of copies in line: of each that arrived before the correction, and of those on their way
 * then. Returns where the next page begins, if there is one. What leaves later is corrected already. A copy of which
 * Teams gave no sign cannot be edited, and stays counted as unconfirmed.
 */
export async function spreadPage(
  store: Store,
  doc: Doc,
  { bulletin, job, now }: Spreading,
): Promise<string | undefined> {
  if (job.kind !== 'spread') return undefined
  const { docs, next } = await store.find({
    partnership: doc.partnership,
    scope: doc.scope,
    type: 'delivery',
    to: job.at,
    limit: pageSize,
    ...(job.after ? { after: job.after } : {}),
  })
  const edits = docs.flatMap((copy): NewDelivery[] => {
    const delivery = readDelivery(copy)
    const { kind, state } = delivery
    if (!copies.includes(kind) || (state !== 'sent' && state !== 'sending')) return []
    return [editOf(doc, { bulletin, no: job.no, now, copy: { id: copy.id, delivery } })]
  })
  await queueMany(store, doc, edits)
  return next
}

type Edit = {
  bulletin: Pick<Bulletin, 'ref'>
  no: number
  now: string
  copy: { id: string; delivery: Delivery }
}

function editOf({ scope }: Partition, { bulletin: { ref }, no, now, copy }: Edit): NewDelivery {
  return {
    id: `correct:${ref}:${no}:${copy.id}`,
    kind: 'bulletin-correction',
    to: copy.delivery.to,
    about: { scope, id: bulletinId(ref), version: no },
    updates: copy.id,
    now,
    tally: { id: correctionTally(ref, no), line: copy.delivery.tally?.line ?? 'copies' },
  }
}

/** What puts the edit of one copy in line, of which it is known only now where it is: for the commit that notes that. */
export async function editOfFound(store: Store, partition: Partition, edit: Edit): Promise<DeliveryChange[]> {
  const wanted = editOf(partition, edit)
  const doc = await store.get(partition, wanted.id)
  if (!doc) return [creation(wanted)]
  const present = readDelivery(doc)
  return over.includes(present.state) ? [againInLine(doc, present, edit.now)] : []
}

const over: readonly DeliveryState[] = ['unconfirmed', 'failed', 'unreachable', 'not-needed']

/** A posted copy as it is to read now; not needed where a later correction follows. */
export function correctionKind(
  read: (partnership: string, ref: string) => Promise<Bulletin | undefined>,
  card: DeliveryKind['card'],
): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    async card(delivery, at) {
      const bulletin = await read(at.partnership, delivery.about.id.replace('bulletin:', ''))
      const last = bulletin?.corrections.at(-1)?.no
      return last === delivery.about.version ? card(delivery, at) : undefined
    },
  }
}
