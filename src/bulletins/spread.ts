import { type DeliveryKind, type NewDelivery, readDelivery } from '../delivery/delivery.ts'
import { queueMany } from '../delivery/queue-many.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Bulletin, bulletinId, correctionTally, type Job } from './bulletin.ts'

const pageSize = 500

/** Kinds of delivery that put a bulletin's words into somebody's chat. */
const copies = ['bulletin', 'bulletin-reminder']

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
  const tally = correctionTally(bulletin.ref, job.no)
  const edits = docs.flatMap((copy): NewDelivery[] => {
    const { kind, state, to, tally: counted } = readDelivery(copy)
    if (!copies.includes(kind) || (state !== 'sent' && state !== 'sending')) return []
    return [
      {
        id: `correct:${bulletin.ref}:${job.no}:${copy.id}`,
        kind: 'bulletin-correction',
        to,
        about: { scope: doc.scope, id: bulletinId(bulletin.ref), version: job.no },
        updates: copy.id,
        now,
        tally: { id: tally, line: counted?.line ?? 'copies' },
      },
    ]
  })
  await queueMany(store, doc, edits)
  return next
}

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
