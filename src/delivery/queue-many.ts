import { AlreadyExists, type Partition, type Store } from '../ports/store.ts'
import { commitDeliveries, commitUnchanged, type DeliveryChange, mostChanges } from './commit-deliveries.ts'
import {
  type Delivery,
  type DeliveryState,
  type NewDelivery,
  queued,
  readDelivery,
  tallyTag,
} from './delivery.ts'
import { noteUnreachable } from './unreachable.ts'

/**
 * Creates deliveries of one partition with their tally, in commits of at most 100 writes; what exists is left as it
 * is. Returns how many were created. Stopped in the middle and asked again, it creates the rest.
 */
export async function queueMany(
  store: Store,
  partition: Partition,
  wanted: readonly NewDelivery[],
): Promise<number> {
  let count = 0
  for (let i = 0; i < wanted.length; i += mostChanges) {
    const page = wanted.slice(i, i + mostChanges)
    await Promise.all(page.map(one => noteMissed(store, partition, one)))
    count += await createAll(store, partition, page.map(creation))
  }
  return count
}

/** Whoever is known beforehand to be out of reach is listed as anybody else who is. */
async function noteMissed(store: Store, { partnership }: Partition, wanted: NewDelivery): Promise<void> {
  if (wanted.state !== 'unreachable') return
  const reason = wanted.reason ?? 'They could not be reached.'
  await noteUnreachable(store, partnership, { to: wanted.to, reason, now: wanted.now })
}

/** What creates one delivery, for a commit of its own making. */
export function creation(wanted: NewDelivery): DeliveryChange {
  const draft = queued(wanted)
  return { id: draft.id, now: draft.body as DeliveryChange['now'], wakeAt: draft.wakeAt }
}

/** Tried as one commit first; when some exist already, without those. */
async function createAll(store: Store, partition: Partition, changes: DeliveryChange[]): Promise<number> {
  let left = changes
  while (left.length > 0) {
    try {
      await commitDeliveries(store, partition, left)
      return left.length
    } catch (error) {
      if (!(error instanceof AlreadyExists)) throw error
      const there = await Promise.all(left.map(({ id }) => store.get(partition, id)))
      const absent = left.filter((_, i) => !there[i])
      // Somebody else created one meanwhile, or it is in another partition: that one at least is left out.
      left = absent.length < left.length ? absent : left.filter(({ id }) => id !== error.id)
    }
  }
  return 0
}

type Target = 'queued' | 'held' | 'not-needed'
type ManyMoved = {
  tally: string
  from: readonly DeliveryState[]
  /** Where to, or for each where to: to another state than the one it is in. */
  to: Target | ((delivery: Delivery) => Promise<Target | 'sent' | 'unconfirmed' | 'unreachable' | 'failed'>)
  /** Instant, UTC. */
  now: string
  reason?: string
  limit?: number
}

/**
 * Moves deliveries of one tally out of some states: released (queued, due at once), held, or not needed, a page at a
 * time with their tally. Returns how many this call moved (at most `limit`, 1,000 unless told), and whether there are
 * more. One that changed meanwhile is left for the next call: it may be on its way. Repeated, it moves the rest.
 */
export async function moveMany(
  store: Store,
  partition: Partition,
  { limit = 1000, ...move }: ManyMoved,
): Promise<{ moved: number; more: boolean }> {
  let moved = 0
  for (const state of move.from.filter(from => from !== move.to)) {
    for (;;) {
      if (moved >= limit) return { moved, more: true }
      const most = Math.min(mostChanges, limit - moved)
      const page = await movePage(store, partition, { ...move, state, most })
      moved += page.moved
      if (page.raced) return { moved, more: true }
      if (page.last) break
    }
  }
  return { moved, more: false }
}

type OnePage = Omit<ManyMoved, 'from' | 'limit'> & { state: DeliveryState; most: number }

async function movePage(store: Store, partition: Partition, { tally, state, most, ...move }: OnePage) {
  const tags = [tallyTag(tally, state)]
  const { docs, next } = await store.find({ ...partition, type: 'delivery', tags, limit: most })
  const changes = await Promise.all(
    docs.map(async (doc): Promise<DeliveryChange> => {
      const delivery = readDelivery(doc)
      const to = typeof move.to === 'string' ? move.to : await move.to(delivery)
      const now = { ...delivery, state: to, reason: to === 'queued' ? undefined : move.reason }
      return {
        id: doc.id,
        now: to === 'queued' ? { ...now, queuedAt: move.now } : now,
        wakeAt: to === 'queued' ? move.now : undefined,
        before: { delivery, etag: doc.etag },
      }
    }),
  )
  const { length: moved } = await commitUnchanged(store, partition, changes)
  return { moved, raced: moved < changes.length, last: next === undefined }
}
