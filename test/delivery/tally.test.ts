import { expect } from 'chai'
import fc from 'fast-check'
import {
  type DeliveryState,
  deliveryStates,
  type NewDelivery,
  readDelivery,
} from '../../src/delivery/delivery.ts'
import { moveMany, queueMany } from '../../src/delivery/queue-many.ts'
import { counted, readTally, totals } from '../../src/delivery/tally.ts'
import type { Partition, Store } from '../../src/ports/store.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const now = '2026-11-23T09:00:00.000Z'
const later = '2026-11-23T10:00:00.000Z'
const here: Partition = { partnership: 'p', scope: 'bulletin:1' }
const tallyId = 'tally:1'

const wanted = (n: number, more: Partial<NewDelivery> = {}): NewDelivery => ({
  id: `bulletin:1:p${n}`,
  kind: 'bulletin',
  to: { person: `p${n}` },
  about: { scope: here.scope, id: 'bulletin:1' },
  now,
  tally: { id: tallyId, line: `agency-${n % 3}` },
  ...more,
})

describe('a tally', () => {
  let store: Store
  beforeEach(() => {
    store = temporaryStore()
  })
  afterEach(() => store.close())

  const many = (count: number, more: Partial<NewDelivery> = {}) =>
    Array.from({ length: count }, (_, i) => wanted(i, more))
  const tally = async () => {
    const doc = await store.get(here, tallyId)
    return doc ? readTally(doc) : { lines: {}, whys: {} }
  }
  /** Every delivery, counted one by one. */
  const recount = async () => {
    const lines: Record<string, Partial<Record<DeliveryState, number>>> = {}
    const whys: Record<string, Record<string, number>> = {}
    const { docs } = await store.find({ ...here, type: 'delivery', limit: 1000 })
    for (const delivery of docs.map(readDelivery)) {
      const line = lines[delivery.tally?.line ?? ''] ?? {}
      line[delivery.state] = (line[delivery.state] ?? 0) + 1
      lines[delivery.tally?.line ?? ''] = line
      if (delivery.state !== 'unreachable' || !delivery.why) continue
      const its = whys[delivery.tally?.line ?? ''] ?? {}
      its[delivery.why] = (its[delivery.why] ?? 0) + 1
      whys[delivery.tally?.line ?? ''] = its
    }
    return { lines, whys }
  }

  it('says how many deliveries each line has in each state, from their creation on', async () => {
    expect(await queueMany(store, here, [...many(250), wanted(900, { state: 'held' })])).to.equal(251)
    await queueMany(store, here, [wanted(901, { state: 'unreachable', reason: 'Nobody has met them.' })])
    expect(totals(await tally())).to.deep.equal({ queued: 250, held: 1, unreachable: 1 })
    expect(await tally()).to.deep.equal(await recount())
  })

  it('counts nothing twice when the same is created again, whole or stopped half-way', async () => {
    await queueMany(store, here, many(130))
    expect(await queueMany(store, here, many(130))).to.equal(0)
    expect(await queueMany(store, here, many(260))).to.equal(130)
    expect(totals(await tally())).to.deep.equal({ queued: 260 })
  })

  it('counts once what two create at the same time', async () => {
    const counts = await Promise.all([queueMany(store, here, many(300)), queueMany(store, here, many(300))])
    expect(counts[0] + counts[1]).to.equal(300)
    expect(await tally()).to.deep.equal(await recount())
  })

  it('follows what is held and released, a page at a time', async () => {
    await queueMany(store, here, many(250))
    const hold = { tally: tallyId, from: ['queued'], to: 'held', now: later, reason: 'Paused.' } as const
    expect(await moveMany(store, here, { ...hold, limit: 120 })).to.deep.equal({ moved: 120, more: true })
    expect(totals(await tally())).to.deep.equal({ held: 120, queued: 130 })
    expect(await moveMany(store, here, hold)).to.deep.equal({ moved: 130, more: false })
    expect(
      await store.due({ partnership: 'p', lane: 'bulk', before: later, limit: 9 }),
      'none is due',
    ).to.deep.equal([])
    expect(await moveMany(store, here, hold), 'again, there is nothing to move').to.deep.equal({
      moved: 0,
      more: false,
    })
    await moveMany(store, here, { tally: tallyId, from: ['held'], to: 'queued', now: later })
    expect(await tally()).to.deep.equal(await recount())
    const due = await store.due({ partnership: 'p', lane: 'bulk', before: later, limit: 500 })
    expect(due).to.have.length(250)
    expect(new Set(due.map(doc => readDelivery(doc).queuedAt)), 'its day begins anew').to.deep.equal(
      new Set([later]),
    )
  })

  it('adds up when moves and creations race', async () => {
    await queueMany(store, here, many(200))
    await Promise.all([
      moveMany(store, here, { tally: tallyId, from: ['queued'], to: 'held', now: later }),
      moveMany(store, here, { tally: tallyId, from: ['queued'], to: 'not-needed', now: later }),
      queueMany(store, here, many(400)),
    ])
    expect(await tally()).to.deep.equal(await recount())
    expect(Object.values(totals(await tally())).reduce((sum, count) => sum + count, 0)).to.equal(400)
  })

  it('says why the unreachable of each line are, however many, and no longer once they can be reached', async () => {
    const missed = (why: NewDelivery['why']) => ({
      state: 'unreachable' as const,
      reason: 'They cannot.',
      why,
    })
    await queueMany(store, here, many(1200, missed('never-met')))
    await queueMany(
      store,
      here,
      Array.from({ length: 3 }, (_, i) => wanted(2000 + 3 * i, missed('blocked'))),
    )
    const { whys = {} } = await tally()
    expect(whys['agency-0']).to.deep.equal({ 'never-met': 400 })
    expect(whys['agency-2']).to.deep.equal({ 'never-met': 400, blocked: 3 })
    await moveMany(store, here, {
      tally: tallyId,
      from: ['unreachable'],
      to: 'queued',
      now: later,
      limit: 2000,
    })
    expect((await tally()).whys).to.deep.equal({ 'agency-0': {}, 'agency-1': {}, 'agency-2': {} })
  })

  it('can be found by state', async () => {
    await queueMany(store, here, [...many(3), wanted(7, { state: 'held' })])
    const { docs } = await store.find({
      ...here,
      type: 'delivery',
      tags: [`tally:${tallyId}/held`],
      limit: 9,
    })
    expect(docs.map(doc => doc.id)).to.deep.equal(['bulletin:1:p7'])
  })

  it('after any moves adds up to the deliveries that were ever created', () => {
    const state = fc.constantFrom(...deliveryStates)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), state)), steps => {
        const stands = new Map<number, DeliveryState>()
        let now: ReturnType<typeof readTally> = { lines: {}, whys: {} }
        for (const [n, to] of steps) {
          const from = stands.get(n)
          const move = { to: { state: to, tally: { id: tallyId, line: String(n % 2) } } }
          now = counted(now, [from ? { ...move, from: { state: from } } : move])
          stands.set(n, to)
        }
        const expected: Partial<Record<DeliveryState, number>> = {}
        for (const one of stands.values()) expected[one] = (expected[one] ?? 0) + 1
        expect(totals(now)).to.deep.equal(expected)
      }),
    )
  })
})
