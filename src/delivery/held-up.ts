import { secondsAfter } from '../partnership/day.ts'
import type { Store } from '../ports/store.ts'
import { inLine, waitsTag } from './delivery.ts'

/** What is in line and waits for one trouble to be over: credentials, an outage, a limit of Teams. */
export type HeldUp = {
  /** In plain words. */
  reason: string
  count: number
  /** At least so many. */
  more: boolean
  /** Since when the first of them is in line. Instant, UTC. */
  since: string
}

const mostLookedAt = 500
/** What is over by itself within this is nobody's concern. */
const passingSeconds = 900

/** What has been held up for a quarter of an hour or more, by its trouble, the longest first. Nothing of it is lost. */
export async function heldUp(store: Store, partnership: string, now: string): Promise<HeldUp[]> {
  const query = { partnership, type: 'delivery', tags: [waitsTag], limit: mostLookedAt }
  const { docs, next } = await store.find(query)
  const found = new Map<string, HeldUp>()
  for (const doc of docs) {
    const { reason = '', since: queuedAt } = inLine(doc)
    const known = found.get(reason)
    const since = known && known.since < queuedAt ? known.since : queuedAt
    found.set(reason, { reason, count: (known?.count ?? 0) + 1, more: next !== undefined, since })
  }
  return [...found.values()]
    .filter(({ since }) => secondsAfter(since, passingSeconds) <= now)
    .sort((a, b) => a.since.localeCompare(b.since))
}
