import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../src/adapters/sqlite/sqlite-store.ts'
import { registry, registryDraft } from '../src/partnership/records.ts'
import { systemClock } from '../src/ports/clock.ts'
import { noMetrics, silentLog } from '../src/ports/log.ts'
import type { Doc, Draft, Store } from '../src/ports/store.ts'
import { leases } from '../src/wake/lease.ts'
import { wakeLoop } from '../src/wake/wake-loop.ts'
import { type Sizes, sizesAsked } from './sizes.ts'
import { CheckFailed, type Findings, middle, print, type Round } from './support/figure.ts'

const partnership = 'p'
const perScope = 10_000
const commitHolds = 100

/**
 * How long the loop takes to wake all that is due, with ten thousand documents stored and with a hundred times as
 * many: the cost should follow what is due. What is not due wakes at some later moment, as open work does.
 */
export async function benchWakeSweep({ wakes: sizes }: Sizes): Promise<Findings> {
  const small = await opened(sizes.few)
  const large = await opened(sizes.many)
  try {
    const rounds: Round[] = []
    await timed(small, sizes.due, 'warm')
    await timed(large, sizes.due, 'warm')
    for (let round = 0; round < sizes.rounds; round += 1) {
      const baseline = await timed(small, sizes.due, String(round))
      rounds.push({ value: await timed(large, sizes.due, String(round)), baseline })
    }
    const say = (count: number) => count.toLocaleString('en-GB')
    const name = `${say(sizes.due)} wakes among ${say(sizes.many)}`
    const figure = { name, unit: 'ms', against: `among ${say(sizes.few)}`, target: { atMost: 1.3 } }
    const woken = sizes.due * sizes.rounds * 2
    return {
      figures: [{ ...figure, ...middle(rounds) }],
      checked: [`${woken} were due, and each was woken once`],
    }
  } finally {
    for (const one of [small, large]) await one.close()
  }
}

type Opened = { store: Store; close(): Promise<void> }

async function opened(stored: number): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'convenor-bench-'))
  const store = openSqliteStore(join(folder, 'convenor.db'))
  await store.commit(registry, [{ create: registryDraft(partnership) }])
  const scopes: Promise<void>[] = []
  for (let i = 0; i < stored; i += perScope) {
    const drafts = Array.from({ length: Math.min(perScope, stored - i) }, (_, n) =>
      draft(`stored:${i + n}`, new Date(Date.UTC(2030, 0, 1) + (i + n) * 1000).toISOString()),
    )
    scopes.push(createAll(store, `scope-${i}`, drafts))
    if (scopes.length >= 8) await Promise.all(scopes.splice(0))
  }
  await Promise.all(scopes)
  const close = async () => {
    await store.close()
    await rm(folder, { recursive: true })
  }
  return { store, close }
}

/** About as large as an action, and found by as many tags. */
function draft(id: string, wakeAt: string): Draft {
  const body = {
    schema: 1,
    what: 'Report to the group how many schools have had the audit, and what it found.',
  }
  return {
    id,
    type: 'action',
    body,
    tags: ['status:open', 'owner:somebody'],
    sort: wakeAt.slice(0, 10),
    wakeAt,
  }
}

async function createAll(store: Store, scope: string, drafts: readonly Draft[]): Promise<void> {
  for (let i = 0; i < drafts.length; i += commitHolds) {
    const writes = drafts.slice(i, i + commitHolds).map(create => ({ create }))
    await store.commit({ partnership, scope }, writes)
  }
}

/** Milliseconds for a sweep that wakes so many. */
async function timed({ store }: Opened, due: number, round: string): Promise<number> {
  const now = systemClock.now()
  await createAll(
    store,
    'due',
    Array.from({ length: due }, (_, i) => draft(`due:${round}:${i}`, now)),
  )
  const woken: string[] = []
  const asleep = ({ id, type, body, tags, sort }: Doc) => ({ id, type, body, tags, sort })
  const { sweep } = wakeLoop({
    store,
    clock: systemClock,
    log: silentLog,
    metrics: noMetrics,
    leases: leases(store, 'bench'),
    handlers: {
      action: doc => {
        woken.push(doc.id)
        return store.commit(doc, [{ replace: asleep(doc), etag: doc.etag }])
      },
    },
  })
  const started = performance.now()
  await sweep()
  const took = performance.now() - started
  if (woken.length !== due || new Set(woken).size !== due)
    throw new CheckFailed(`${due} were due, and ${woken.length} were woken.`)
  return took
}

if (import.meta.main) print(await benchWakeSweep(sizesAsked()))
