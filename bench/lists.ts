import { groupLog, myActions } from '../src/actions/index.ts'
import { openSqliteStore } from '../src/adapters/sqlite/sqlite-store.ts'
import { renderCard } from '../src/adapters/teams/render-card.ts'
import type { Context } from '../src/feature.ts'
import { dayOf } from '../src/partnership/day.ts'
import { whoIs } from '../src/partnership/records.ts'
import type { Store } from '../src/ports/store.ts'
import { type Sizes, sizesAsked } from './sizes.ts'
import { type Findings, middle, print, type Round } from './support/figure.ts'
import { seedHistory, seedStore } from './support/seed.ts'
import { startsAt } from './support/ticking-clock.ts'

/**
 * How long `my actions` and `log` take, from the store to the finished card, with a thousand actions stored and with
 * a thousand times as many. The open work of the partnership is the same in both, as a partnership has no more of it
 * after thirty years; the rest is history: closed actions in the same logs and of the same people, and the logs of
 * other partnerships in the same store.
 */
export async function benchLists({ lists: sizes }: Sizes): Promise<Findings> {
  const small = await opened(sizes.few, 0)
  const large = await opened(sizes.few, sizes.many - sizes.few)
  try {
    const figures = []
    for (const [name, show] of Object.entries(shown)) {
      const rounds: Round[] = []
      await timed(show, small, sizes.times)
      await timed(show, large, sizes.times)
      for (let round = 0; round < sizes.rounds; round += 1) {
        const baseline = await timed(show, small, sizes.times)
        rounds.push({ value: await timed(show, large, sizes.times), baseline })
      }
      const against = `with ${sizes.few.toLocaleString('en-GB')} stored`
      figures.push({
        name: `${name} with ${sizes.many.toLocaleString('en-GB')} stored`,
        unit: 'ms',
        against,
        target: { atMost: 1.3 },
        ...middle(rounds),
      })
    }
    return { figures, checked: [await estimate(large)] }
  } finally {
    for (const one of [small, large]) await one.close()
  }
}

type Opened = { store: Store; context: Context; close(): Promise<void> }

async function opened(open: number, history: number): Promise<Opened> {
  const { file, remove } = await seedStore(open)
  const store = openSqliteStore(file)
  await seedHistory(store, history)
  const today = dayOf(startsAt)
  const who = await whoIs(store, 'bscb', 'business-manager', today)
  if (!who) throw new Error('The business manager of the fixture was not found.')
  const place = { kind: 'personal' as const, tenantId: 't', conversationId: 'c', serviceUrl: 'http://x' }
  const context = { who, turnId: 't', place, openly: false, now: startsAt, today }
  const close = async () => {
    await store.close()
    await remove()
  }
  return { store, context, close }
}

const shown = {
  'My actions': async ({ store, context }: Opened) => renderCard(await myActions(store, context)),
  'A group’s log': async ({ store, context }: Opened) => {
    const reply = await groupLog(store, context, { code: 'qio', filter: {} })
    if (!('card' in reply)) throw new Error('The log was not shown.')
    return renderCard(reply.card)
  },
}

/** Milliseconds for one, the median of so many. */
async function timed(show: (one: Opened) => Promise<unknown>, one: Opened, times: number): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i += 1) {
    const started = performance.now()
    await show(one)
    taken.push(performance.now() - started)
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}

/**
 * What each costs on Cosmos DB, estimated: the emulator gives no metrics. Microsoft's figures: a point read of 1 KB is
 * 1 RU, a query about 2.3 RU to start plus what it reads; each document that an index finds costs about as much as its
 * size in KB. So the cost follows the documents returned, which are the same however many are stored.
 */
async function estimate({ store, context }: Opened): Promise<string> {
  const count = { gets: 0, queries: 0, kilobytes: 0 }
  const size = (docs: readonly unknown[]) =>
    docs.reduce<number>((sum, doc) => sum + JSON.stringify(doc).length, 0) / 1024
  const counting: Store = {
    ...store,
    async get(partition, id) {
      count.gets += 1
      const doc = await store.get(partition, id)
      count.kilobytes += doc ? size([doc]) : 0
      return doc
    },
    async find(query) {
      count.queries += 1
      const page = await store.find(query)
      count.kilobytes += size(page.docs)
      return page
    },
  }
  const said: string[] = []
  for (const [name, show] of Object.entries(shown)) {
    Object.assign(count, { gets: 0, queries: 0, kilobytes: 0 })
    await show({ store: counting, context, close: async () => {} })
    const units = count.gets + 2.3 * count.queries + count.kilobytes
    said.push(
      `${name}: ${count.gets} reads, ${count.queries} queries, ${count.kilobytes.toFixed(0)} KB: about ${units.toFixed(0)} RU`,
    )
  }
  return `on Cosmos DB, estimated (1 RU a read, 2.3 a query, 1 a KB): ${said.join('; ')}`
}

if (import.meta.main) print(await benchLists(sizesAsked()))
