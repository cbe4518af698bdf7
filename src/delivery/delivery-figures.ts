import { listPartnerships } from '../partnership/records.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { type DeliveryState, inLine, lanes, waitsTag } from './delivery.ts'

/** How sending goes, in figures only. */
export type DeliveryFigures = {
  /** How long the oldest delivery that should have arrived by now has waited; 0 when none has. */
  oldestUnsentSeconds: number
  /** What holds up that which is in line, in plain words: credentials, an outage. Empty when nothing does. */
  waitsFor: string[]
  /** How many deliveries are in each state that is not the end of a good story. A thousand stands for so many or more. */
  states: Record<(typeof watched)[number], number>
}

const watched = [
  'held',
  'queued',
  'sending',
  'unconfirmed',
  'unreachable',
  'failed',
] as const satisfies DeliveryState[]

const mostCounted = 1000
/** Whoever asks more often gets the same figures: looking must cost nothing beside the work. */
const freshSeconds = 15

/** Figures of all partnerships of a store, at most fifteen seconds old. Fails when the store does. */
export function deliveryFigures(store: Store, clock: Clock): () => Promise<DeliveryFigures> {
  let last: { at: number; figures: Promise<DeliveryFigures> } | undefined
  return () => {
    const at = Date.parse(clock.now())
    if (!last || at - last.at >= freshSeconds * 1000) {
      last = { at, figures: gather(store, clock.now()) }
      last.figures.catch(() => {
        last = undefined
      })
    }
    return last.figures
  }
}

async function gather(store: Store, now: string): Promise<DeliveryFigures> {
  const partnerships = await listPartnerships(store)
  const unsent = await Promise.all(partnerships.map(partnership => unsentIn(store, partnership, now)))
  const states = Object.fromEntries(watched.map(state => [state, 0])) as DeliveryFigures['states']
  for (const partnership of partnerships) {
    for (const state of watched) {
      const query = { partnership, type: 'delivery', tags: [`state:${state}`], limit: mostCounted }
      const { docs } = await store.find(query)
      states[state] = Math.min(states[state] + docs.length, mostCounted)
    }
  }
  const waitsFor = [...new Set(unsent.flatMap(({ reasons }) => reasons))].sort()
  return { oldestUnsentSeconds: Math.max(0, ...unsent.map(({ seconds }) => seconds)), waitsFor, states }
}

/**
 * What was to have gone by now and has not arrived: what is due, what is on its way, what trouble has put off. Each has
 * waited since it was put in line, whenever it is tried next; what is put in line for later has not waited.
 */
async function unsentIn(
  store: Store,
  partnership: string,
  now: string,
): Promise<{ seconds: number; reasons: string[] }> {
  const tagged = (tag: string) =>
    store.find({ partnership, type: 'delivery', tags: [tag], limit: mostCounted }).then(({ docs }) => docs)
  const [due, sending, waiting] = await Promise.all([
    Promise.all(lanes.map(lane => store.due({ partnership, lane, before: now, limit: 1 }))),
    tagged('state:sending'),
    tagged(waitsTag),
  ])
  const since = [...due.flat(), ...sending, ...waiting].map(doc => inLine(doc).since)
  return {
    seconds: Math.max(0, ...since.map(moment => (Date.parse(now) - Date.parse(moment)) / 1000)),
    reasons: waiting.flatMap(doc => inLine(doc).reason ?? []),
  }
}
