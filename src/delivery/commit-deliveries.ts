import {
  AlreadyExists,
  type Draft,
  type Partition,
  StaleWrite,
  type Store,
  type Write,
} from '../ports/store.ts'
import { type Delivery, deliveryDraft } from './delivery.ts'
import { counted, type Move, readTally, tallyDraft } from './tally.ts'

/** A delivery to create, or one that was read (with its etag) and is now otherwise. */
export type DeliveryChange = {
  id: string
  now: Delivery
  wakeAt?: string | undefined
  before?: { delivery: Delivery; etag: string } | undefined
}

/** So many changes fit a commit with their tallies: nearly always one, and never more than a few. */
export const mostChanges = 95

const mostRaces = 20

/**
 * Commits changes of deliveries of one partition, together with the tallies that count them: all or none. Returns
 * the deliveries' new etags. A race for a tally is run again; a race for a delivery fails with StaleWrite or
 * AlreadyExists, which names it.
 */
export async function commitDeliveries(
  store: Store,
  partition: Partition,
  changes: readonly DeliveryChange[],
): Promise<readonly string[]> {
  const writes = changes.map(writeOf)
  const tallies = [...new Set(changes.flatMap(({ now }) => now.tally?.id ?? []))]
  for (let race = 1; ; race += 1) {
    try {
      const counts = await Promise.all(tallies.map(id => tallyWrite(store, partition, id, changes)))
      const etags = await store.commit(partition, [...writes, ...counts])
      return etags.slice(0, changes.length)
    } catch (error) {
      const lostRace = error instanceof StaleWrite || error instanceof AlreadyExists
      if (!lostRace || !tallies.includes(error.id) || race === mostRaces) throw error
    }
  }
}

/** The same, without what changed since it was read. Returns what was committed. */
export async function commitUnchanged(
  store: Store,
  partition: Partition,
  changes: readonly DeliveryChange[],
): Promise<readonly DeliveryChange[]> {
  let left = changes
  while (left.length > 0) {
    try {
      await commitDeliveries(store, partition, left)
      break
    } catch (error) {
      if (!(error instanceof StaleWrite)) throw error
      left = left.filter(({ id }) => id !== error.id)
    }
  }
  return left
}

function writeOf({ id, now, wakeAt, before }: DeliveryChange): Write {
  const draft: Draft = deliveryDraft(id, now, wakeAt)
  return before ? { replace: draft, etag: before.etag } : { create: draft }
}

async function tallyWrite(
  store: Store,
  partition: Partition,
  id: string,
  changes: readonly DeliveryChange[],
): Promise<Write> {
  const moves: Move[] = changes.flatMap(({ before, now }) =>
    now.tally?.id === id ? [{ from: before?.delivery, to: now }] : [],
  )
  const doc = await store.get(partition, id)
  const draft = tallyDraft(id, counted(doc ? readTally(doc) : { lines: {} }, moves))
  return doc ? { replace: draft, etag: doc.etag } : { create: draft }
}
