import type { LaneWork } from '../feature.ts'
import { secondsAfter } from '../partnership/day.ts'
import type { Clock } from '../ports/clock.ts'
import { errorKind, type Log } from '../ports/log.ts'
import { type Doc, StaleWrite, type Store, StoreUnavailable } from '../ports/store.ts'
import { type Lane, waitsTag } from './delivery.ts'

/** So many deliveries of a lane are looked at together, so that one tenant's backlog hides no other tenant's. */
const lookAhead = 250

/** A delivery that fails for a reason of ours is looked at again after this, so that it cannot hold up the others. */
const postponeSeconds = 300

export type SendDuePorts = {
  store: Store
  clock: Clock
  log: Log
  send(doc: Doc): Promise<void>
  leads(partnership: string): Promise<boolean>
  /** Whether nothing more is to be begun. */
  stopped(): boolean
}

/** What one lane of one partnership is busy with. */
type Busy = {
  underWay: Map<string, Promise<void>>
  /** By recipient, what was begun last. */
  last: Map<string, Promise<void>>
  /** The etags with which deliveries were taken up: one that comes back as it was is stuck. */
  handled: Map<string, string>
  /** The store could not be reached: what is due now has to wait for it. */
  away?: StoreUnavailable | undefined
  wake(): void
}

/**
 * Sends what is due in one lane of a partnership, side by side; what goes to one recipient goes in order, one after
 * the other. It begins nothing more once this instance has lost its lease, or is told to stop. Fails when the store
 * cannot be reached; what was due then is due still.
 */
export function sendDue(ports: SendDuePorts, partnership: string, lane: Lane): LaneWork {
  const busy: Busy = { underWay: new Map(), last: new Map(), handled: new Map(), wake: () => {} }
  const { underWay } = busy
  let nudged = false
  let more = false

  const startDue = async (): Promise<number> => {
    nudged = false
    const docs = await ports.store.due({ partnership, lane, before: ports.clock.now(), limit: lookAhead })
    forgetAllBut(busy, new Set(docs.map(doc => doc.id)))
    const fresh = docs.filter(doc => !underWay.has(doc.id)).sort(inOrder)
    for (const doc of fresh) start(ports, busy, doc)
    more = docs.length === lookAhead
    return fresh.length
  }
  return {
    nudge() {
      nudged = true
      busy.wake()
    },
    async run() {
      let count = 0
      while (!ports.stopped() && !busy.away && (await ports.leads(partnership))) {
        if (underWay.size === 0 || ((more || nudged) && underWay.size <= lookAhead / 2))
          count += await startDue()
        if (underWay.size === 0) break
        const change = new Promise<void>(resolve => {
          busy.wake = resolve
        })
        if (!nudged || underWay.size > lookAhead / 2) await change
      }
      await Promise.all(underWay.values())
      busy.handled.clear()
      const { away } = busy
      busy.away = undefined
      if (away) throw away
      return count
    },
  }
}

/** What is stuck is due still. Of all others nothing is kept: they may be a hundred thousand. */
function forgetAllBut({ handled, underWay }: Busy, due: ReadonlySet<string>): void {
  for (const id of handled.keys()) if (!due.has(id) && !underWay.has(id)) handled.delete(id)
}

function start(ports: SendDuePorts, busy: Busy, doc: Doc): void {
  const { underWay, last, handled } = busy
  const to = doc.tags.find(tag => tag.startsWith('to:')) ?? doc.id
  const before = last.get(to) ?? Promise.resolve()
  const stuck = handled.get(doc.id) === doc.etag
  handled.set(doc.id, doc.etag)
  const one = before
    .then(() => (stuck ? postpone(ports, doc, 'stuck') : attempt(ports, doc)))
    .catch(error => {
      if (error instanceof StoreUnavailable) busy.away = error
      else ports.log.error('wake-failed', { type: doc.type, why: errorKind(error) })
    })
    .finally(() => {
      underWay.delete(doc.id)
      if (last.get(to) === one) last.delete(to)
      busy.wake()
    })
  underWay.set(doc.id, one)
  last.set(to, one)
}

const inOrder = (a: Doc, b: Doc): number =>
  a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : a.id < b.id ? -1 : 1

async function attempt(ports: SendDuePorts, doc: Doc): Promise<void> {
  try {
    await ports.send(doc)
  } catch (error) {
    // A lost race means that somebody else dealt with it meanwhile: the next round sees how it stands.
    if (error instanceof StaleWrite) return
    // No fault of the delivery.
    if (error instanceof StoreUnavailable) throw error
    await postpone(ports, doc, errorKind(error))
  }
}

const ours = 'Convenor could not prepare this: a fault of its own, which its log names.'

/** The delivery waits, and says so, as for any other trouble: what is stuck must not look as if it were not yet due. */
async function postpone({ store, clock, log }: SendDuePorts, doc: Doc, why: string): Promise<void> {
  log.error('wake-failed', { partnership: doc.partnership, type: doc.type, why })
  const { id, type, sort, lane } = doc
  const wakeAt = secondsAfter(clock.now(), postponeSeconds)
  // It may be unreadable: that may be the fault.
  const body = { ...(doc.body as object), reason: ours }
  const tags = [...new Set([...doc.tags, waitsTag])]
  await store
    .commit(doc, [{ replace: { id, type, body, tags, sort, lane, wakeAt }, etag: doc.etag }])
    .catch(error => {
      if (!(error instanceof StaleWrite)) throw error
    })
}
