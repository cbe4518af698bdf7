import type { WakeHandler } from '../feature.ts'
import { secondsAfter } from '../partnership/day.ts'
import { listPartnerships } from '../partnership/records.ts'
import type { Clock } from '../ports/clock.ts'
import { errorKind, type Log, type Metrics } from '../ports/log.ts'
import { type Doc, StaleWrite, type Store } from '../ports/store.ts'
import type { Leases } from './lease.ts'

const batch = 50
/** A document whose handler failed is looked at again after this, so that it cannot hold up the others. */
const postponeSeconds = 300

export type WakePorts = {
  store: Store
  clock: Clock
  log: Log
  metrics: Metrics
  leases: Leases
  /** By document type. */
  handlers: Readonly<Record<string, WakeHandler>>
}

export type WakeLoop = { sweep(): Promise<number> }

/**
 * `sweep` hands every document whose moment has come to its type's handler, in all partnerships this instance leads,
 * until nothing is due; it returns how many were handed over. A handler that fails, or leaves its document as it
 * was, has that document postponed; the others go on. Each partnership has one loop of its own at a time: a sweep
 * asked for meanwhile makes it look once more, and nobody waits for another partnership's backlog or fault.
 */
export function wakeLoop(ports: WakePorts): WakeLoop {
  const running = new Map<string, Promise<number>>()
  const wantedAgain = new Set<string>()

  const run = async (partnership: string): Promise<number> => {
    let count = 0
    do {
      wantedAgain.delete(partnership)
      count += await sweepOne(ports, partnership).catch(error => failed(ports, partnership, error))
    } while (wantedAgain.has(partnership))
    running.delete(partnership)
    return count
  }
  const start = (partnership: string): Promise<number> => {
    const present = running.get(partnership)
    if (present) wantedAgain.add(partnership)
    const work = present ?? run(partnership)
    running.set(partnership, work)
    return work
  }
  return {
    async sweep() {
      const partnerships = await listPartnerships(ports.store)
      const counts = await Promise.all(partnerships.map(start))
      return counts.reduce((sum, count) => sum + count, 0)
    },
  }
}

function failed({ log }: WakePorts, partnership: string, error: unknown): number {
  log.error('sweep-failed', { partnership, why: errorKind(error) })
  return 0
}

async function sweepOne(ports: WakePorts, partnership: string): Promise<number> {
  const handled = new Map<string, string>()
  let count = 0
  for (;;) {
    const docs = await ports.store.due({ partnership, before: ports.clock.now(), limit: batch })
    if (docs.length === 0) return count
    for (const doc of docs) {
      if (!(await ports.leases.hold(partnership, ports.clock.now()))) return count
      const stuck = handled.get(doc.id) === doc.etag
      handled.set(doc.id, doc.etag)
      await (stuck ? postpone(ports, doc, 'stuck') : wake(ports, doc))
      count += 1
    }
  }
}

async function wake(ports: WakePorts, doc: Doc): Promise<void> {
  const handler = ports.handlers[doc.type]
  ports.metrics.count('wakes_total', { type: doc.type })
  if (!handler) return postpone(ports, doc, 'no-handler')
  try {
    await handler(doc, ports.clock.now())
  } catch (error) {
    // A lost race means that somebody else dealt with it meanwhile: the next round sees how it stands.
    if (error instanceof StaleWrite) return
    await postpone(ports, doc, errorKind(error))
  }
}

async function postpone({ store, clock, log }: WakePorts, doc: Doc, why: string): Promise<void> {
  log.error('wake-failed', { partnership: doc.partnership, type: doc.type, why })
  const { id, type, body, tags, sort } = doc
  const wakeAt = secondsAfter(clock.now(), postponeSeconds)
  await store
    .commit(doc, [{ replace: { id, type, body, tags, sort, wakeAt }, etag: doc.etag }])
    .catch(error => {
      if (!(error instanceof StaleWrite)) throw error
    })
}
