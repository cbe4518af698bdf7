import { type NewDelivery, readDelivery } from '../delivery/delivery.ts'
import { holderOf } from '../delivery/holder.ts'
import { queueMany } from '../delivery/queue-many.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Bulletin, bulletinId, type Job, reminderTally, tallyId } from './bulletin.ts'
import { isRead, readingOf } from './reads.ts'

const pageSize = 500

/**
 * Puts reminders for one page of the audience in line: for those who have it, or may have it, and have not read it as it is now.
 * Returns where the next page begins, if there is one. Nobody gets the same reminder twice.
 */
export async function remindPage(
  store: Store,
  doc: Doc,
  { bulletin, job, now }: { bulletin: Bulletin; job: Job; now: string },
): Promise<string | undefined> {
  if (job.kind !== 'remind' || !bulletin.frozen) return undefined
  const { ref } = bulletin
  const { docs, next } = await store.find({
    partnership: doc.partnership,
    scope: doc.scope,
    type: 'delivery',
    tags: [`tally:${tallyId(ref, bulletin.frozen.no)}`],
    limit: pageSize,
    ...(job.after ? { after: job.after } : {}),
  })
  const wanted = await Promise.all(
    docs.map(copy => reminderFor(store, doc, { bulletin, no: job.no, now, copy })),
  )
  await queueMany(store, doc, wanted.flat())
  return next
}

async function reminderFor(
  store: Store,
  doc: Doc,
  { bulletin, no, now, copy }: { bulletin: Bulletin; no: number; now: string; copy: Doc },
): Promise<NewDelivery[]> {
  const { ref } = bulletin
  const delivery = readDelivery(copy)
  const { to, state, tally } = delivery
  if (!('person' in to) || (state !== 'sent' && state !== 'unconfirmed')) return []
  if (isRead(bulletin, await readingOf(store, doc, { ref, person: to.person }))) return []
  return [
    {
      id: `remind:${ref}:${no}:${to.person}`,
      kind: 'bulletin-reminder',
      to,
      // Whoever took the post over since never had it: there is nothing to remind them of.
      account: holderOf(delivery),
      about: { scope: doc.scope, id: bulletinId(ref) },
      now,
      tally: { id: reminderTally(ref, no), line: tally?.line ?? '' },
    },
  ]
}
