import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import { carriedPace } from '../../src/delivery/carried-pace.ts'
import { type DeliveryKind, type NewDelivery, queued, readDelivery } from '../../src/delivery/delivery.ts'
import { deliveryFeature } from '../../src/delivery/index.ts'
import { createPacer, type PacerOptions } from '../../src/delivery/pacer.ts'
import { keepPlace } from '../../src/delivery/places.ts'
import { peopleOf, personDraft, registry, registryDraft } from '../../src/partnership/records.ts'
import { type Clock, systemClock, systemTimer, type Timer } from '../../src/ports/clock.ts'
import { createOnce } from '../../src/ports/decide-again.ts'
import { noMetrics, silentLog } from '../../src/ports/log.ts'
import type { Messenger, Place } from '../../src/ports/messenger.ts'
import type { Partition, Store } from '../../src/ports/store.ts'
import { tenantLeases } from '../../src/wake/tenant-leases.ts'
import { wakeLoop } from '../../src/wake/wake-loop.ts'

/** A card whose summary says which delivery it is, so that what arrived can be told apart. */
const card: DeliveryKind['card'] = async delivery => ({
  template: 'notice',
  data: { notice: 'For your attention' },
  summary: delivery.about.id,
})

/** Two kinds: one that must never be sent twice, and one that may be. */
export const kinds: Record<string, DeliveryKind> = {
  once: { ifUnknown: 'leave', card },
  again: { ifUnknown: 'repeat', card },
}

type Options = {
  store: Store
  instance?: string
  clock?: Clock
  timer?: Timer
  pace?: PacerOptions
  messenger?: Messenger
  leaseSeconds?: number
  kinds?: Record<string, DeliveryKind>
}

/** The wake loop with deliveries, and nothing else of the product. */
export function startSending(options: Options) {
  const { store, clock = systemClock, timer = systemTimer, instance = 'one' } = options
  const pacer = createPacer(timer, options.pace)
  const carried = carriedPace(pacer, clock, instance)
  const held = tenantLeases(store, instance, options.leaseSeconds, carried)
  const messenger =
    options.messenger ?? createTeamsMessenger({} as never, { clock, timeoutMilliseconds: 1000 })
  const shared = { store, clock, log: silentLog, metrics: noMetrics }
  const feature = deliveryFeature({
    ...shared,
    messenger,
    pacer,
    kinds: options.kinds ?? kinds,
    leads: partnership => held.hold(partnership, clock.now()),
  })
  const { wakes = {}, lanes = {} } = feature
  const loop = wakeLoop({ ...shared, leases: held, handlers: wakes, lanes })
  return { ...loop, pacer, release: () => held.release(clock.now()) }
}

export const placeOf = (person: string, serviceUrl: string, tenantId = 'tenant'): Place => ({
  kind: 'personal',
  tenantId,
  conversationId: `chat-${person}`,
  serviceUrl,
  entraId: `entra-${person}`,
})

/** A partnership whose people can all be reached at this connector. */
export async function reachable(
  store: Store,
  {
    partnership = 'p',
    people,
    serviceUrl,
    tenant = 'tenant',
  }: {
    partnership?: string
    people: readonly string[]
    serviceUrl: string
    tenant?: string
  },
): Promise<void> {
  await createOnce(store, registry, registryDraft(partnership))
  const draftOf = (id: string) =>
    personDraft({ id, title: id, agency: 'a', entraId: `entra-${id}`, tenant }, ['list'])
  for (let i = 0; i < people.length; i += 100) {
    const page = people.slice(i, i + 100)
    await store.commit(
      peopleOf(partnership),
      page.map(id => ({ create: draftOf(id) })),
    )
    await Promise.all(
      page.map(person => keepPlace(store, partnership, { person }, placeOf(person, serviceUrl, tenant))),
    )
  }
}

/** A delivery to create; its id is also what its card's summary says. */
export const letter = (id: string, person: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  id,
  kind: 'once',
  to: { person },
  about: { scope: 's', id },
  now: systemClock.now(),
  ...more,
})

export async function queueAll(
  store: Store,
  partition: Partition,
  letters: readonly NewDelivery[],
): Promise<void> {
  for (let i = 0; i < letters.length; i += 100)
    await store.commit(
      partition,
      letters.slice(i, i + 100).map(one => ({ create: queued(one) })),
    )
}

/** Every delivery of a partition, by id. */
export async function ledger(store: Store, partition: Partition) {
  const all = new Map<string, ReturnType<typeof readDelivery>>()
  let after: string | undefined
  do {
    const page = await store.find({ ...partition, type: 'delivery', limit: 500, after })
    for (const doc of page.docs) all.set(doc.id, readDelivery(doc))
    after = page.next
  } while (after)
  return all
}

/** Waits until something is under way. */
export async function onItsWay(store: Store, partition: Partition): Promise<void> {
  while (!(await states(store, partition))['sending']) await new Promise(resolve => setTimeout(resolve, 5))
}

/** How many deliveries are in each state. */
export async function states(store: Store, partition: Partition): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { state } of (await ledger(store, partition)).values()) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
