import type { LaneWork, WakeHandler } from '../feature.ts'
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
  /** By lane: what does the work of documents that wait there, for one partnership. */
  lanes?: Readonly<Record<string, (partnership: string) => LaneWork>>
}

export type WakeLoop = {
  /** Sets going whatever is due, without waiting for it to be done. */
  look(): Promise<void>
  /** As `look`, and waits until all is done; returns how much was handed over. */
  sweep(): Promise<number>
  /** Waits for what is under way. */
  settled(): Promise<void>
}

/**
 * Hands every document whose moment has come to its type's handler, in all partnerships this instance leads, until
 * nothing is due. A handler that fails, or leaves its document as it was, has that document postponed; the others go
 * on. Each lane of each partnership has one loop of its own at a time: asked meanwhile, it looks once more, and
 * nobody waits for the backlog or fault of another partnership, or of another lane.
 */
export function wakeLoop(ports: WakePorts): WakeLoop {
  const running = new Map<string, Promise<number>>()
  const works = new Map<string, LaneWork>()
  const lanes = Object.entries(ports.lanes ?? {})

  const start = (
    partnership: string,
    lane: string,
    make: (partnership: string) => LaneWork,
  ): Promise<number> => {
    const key = `${partnership}/${lane}`
    const work = works.get(key) ?? make(partnership)
    works.set(key, work)
    const present = running.get(key)
    if (present) {
      work.nudge()
      return present
    }
    const run = work
      .run()
      .catch(error => failed(ports, partnership, error))
      .then(count => {
        running.delete(key)
        if (lane === '' && count > 0) startLanes(partnership)
        return count
      })
    running.set(key, run)
    return run
  }
  const startLanes = (partnership: string) => lanes.map(([lane, make]) => start(partnership, lane, make))
  const startAll = async (): Promise<Promise<number>[]> => {
    const partnerships = await listPartnerships(ports.store)
    return partnerships.flatMap(partnership => [
      start(partnership, '', () => oneByOne(ports, partnership)),
      ...startLanes(partnership),
    ])
  }
  return {
    look: async () => void (await startAll()),
    async sweep() {
      let total = 0
      // What was woken may have made something due in a lane that had nothing to do.
      for (let count = -1; count !== 0; total += count) count = sum(await Promise.all(await startAll()))
      return total
    },
    settled: async () => void (await Promise.all(running.values())),
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

function failed({ log }: WakePorts, partnership: string, error: unknown): number {
  log.error('sweep-failed', { partnership, why: errorKind(error) })
  return 0
}

/** The documents that are in no lane: one after the other, the longest waiting first. */
function oneByOne(ports: WakePorts, partnership: string): LaneWork {
  let again = false
  return {
    async run() {
      let count = 0
      do {
        again = false
        count += await sweepOne(ports, partnership)
      } while (again)
      return count
    },
    nudge() {
      again = true
    },
  }
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
  const { id, type, body, tags, sort, lane } = doc
  const wakeAt = secondsAfter(clock.now(), postponeSeconds)
  await store
    .commit(doc, [{ replace: { id, type, body, tags, sort, lane, wakeAt }, etag: doc.etag }])
    .catch(error => {
      if (!(error instanceof StaleWrite)) throw error
    })
}
