import { commitDeliveries, type DeliveryChange, mostChanges } from '../delivery/commit-deliveries.ts'
import { readDelivery, tallyTag } from '../delivery/delivery.ts'
import { dayOf } from '../partnership/day.ts'
import { loadPerson } from '../partnership/records.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Bulletin, type Job, tallyId } from './bulletin.ts'

const pageSize = 500

/**
 * Takes out, of one page of those who wait, whoever has left the partnership since the audience was frozen. Returns where
 * the next page begins, if there is one. Repeated, it finds nobody new. Fails with StaleWrite when one changed meanwhile.
 */
export async function leaversPage(
  store: Store,
  doc: Doc,
  { bulletin, job, now }: { bulletin: Bulletin; job: Job; now: string },
): Promise<string | undefined> {
  if (job.kind !== 'leavers' || !bulletin.frozen) return undefined
  const { docs, next } = await store.find({
    partnership: doc.partnership,
    scope: doc.scope,
    type: 'delivery',
    tags: [tallyTag(tallyId(bulletin.ref, bulletin.frozen.no), 'held')],
    limit: pageSize,
    ...(job.after ? { after: job.after } : {}),
  })
  const today = dayOf(now)
  const changes = await Promise.all(
    docs.map(async (copy): Promise<DeliveryChange[]> => {
      const delivery = readDelivery(copy)
      const { to } = delivery
      if (!('person' in to) || (await loadPerson(store, doc.partnership, to.person, today))) return []
      const reason = 'They had left before it was sent.'
      const left = { ...delivery, state: 'not-needed' as const, reason }
      return [{ id: copy.id, now: left, before: { delivery, etag: copy.etag } }]
    }),
  )
  const gone = changes.flat()
  for (let i = 0; i < gone.length; i += mostChanges)
    await commitDeliveries(store, doc, gone.slice(i, i + mostChanges))
  return next
}
