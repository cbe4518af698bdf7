import { expect } from 'chai'
import type { WakeHandler } from '../../src/feature.ts'
import { registry, registryDraft } from '../../src/partnership/records.ts'
import { noMetrics, silentLog } from '../../src/ports/log.ts'
import type { Draft, Store } from '../../src/ports/store.ts'
import { type Carried, leases } from '../../src/wake/lease.ts'
import { wakeLoop } from '../../src/wake/wake-loop.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 23, 9) + seconds * 1000).toISOString()

describe('a lease', () => {
  let store: Store
  beforeEach(() => {
    store = temporaryStore()
  })
  afterEach(() => store.close())

  it('is held by one of two instances, and by the other once it has run out', async () => {
    const [first, second] = [leases(store, 'first'), leases(store, 'second')]
    expect(await first.hold('p', at(0))).to.equal(true)
    expect(await second.hold('p', at(29))).to.equal(false)
    expect(await second.hold('p', at(31))).to.equal(true)
    expect(await first.hold('p', at(32)), 'the first has lost it, and stops').to.equal(false)
  })

  it('is kept by renewing it, so that work goes on in one place', async () => {
    const [first, second] = [leases(store, 'first'), leases(store, 'second')]
    for (let second = 0; second < 120; second += 10) expect(await first.hold('p', at(second))).to.equal(true)
    expect(await second.hold('p', at(125))).to.equal(false)
  })

  it('taken by ten at once is held by one', async () => {
    const holders = await Promise.all(
      Array.from({ length: 10 }, (_, i) => leases(store, `i${i}`).hold('p', at(0))),
    )
    expect(holders.filter(Boolean)).to.have.length(1)
  })

  it('asked for by many at the moment it is renewed is held for all of them', async () => {
    const one = leases(store, 'one')
    await one.hold('p', at(0))
    const answers = await Promise.all(Array.from({ length: 20 }, () => one.hold('p', at(20))))
    expect(answers).to.deep.equal(Array(20).fill(true))
  })

  it('given up is free once Teams’ shortest windows have passed: the next knows only roughly what has just left', async () => {
    const [first, second] = [leases(store, 'first'), leases(store, 'second')]
    await first.hold('p', at(0))
    await first.release(at(1))
    expect(await second.hold('p', at(2))).to.equal(false)
    expect(await second.hold('p', at(3))).to.equal(true)
  })

  describe('carries what its holders tell', () => {
    const heard: string[] = []
    const teller = (words: string, pressing = () => false): Carried => ({
      pressing,
      tell: () => words,
      learn: ({ holder, last, told }) => void heard.push(`${holder} until ${last.slice(14, 19)}: ${told}`),
    })
    beforeEach(() => void heard.splice(0))

    it('to whoever takes it from them, who hears since when nothing is done under it', async () => {
      const first = leases(store, 'first', 30, teller('hello'))
      await first.hold('p', at(0))
      const second = leases(store, 'second', 30, teller('bye'))
      expect(await second.hold('p', at(10))).to.equal(false)
      expect(heard).to.deep.equal([])
      await second.hold('p', at(31))
      await second.release(at(40))
      expect(await first.hold('p', at(42))).to.equal(true)
      expect(heard).to.deep.equal(['first until 00:28: hello', 'second until 00:40: bye'])
    })

    it('not to themselves, who know', async () => {
      const one = leases(store, 'one', 30, teller('hello'))
      for (const moment of [0, 20, 90]) await one.hold('p', at(moment))
      expect(heard).to.deep.equal([])
    })

    it('before it is held any further, when they must; and again when there is more by then', async () => {
      let [toTell, writes] = [0, 0]
      const counting: Store = {
        ...store,
        commit: (...all) => {
          writes += 1
          return store.commit(...all)
        },
      }
      const telling: Carried = {
        ...teller('busy', () => toTell > 0),
        tell: () => {
          toTell -= 1
          return 'busy'
        },
      }
      const one = leases(counting, 'one', 30, telling)
      await one.hold('p', at(0))
      toTell = 1
      await one.hold('p', at(1))
      expect([toTell, writes], 'long before half of it is gone').to.deep.equal([0, 2])
      toTell = 2
      expect(await Promise.all([one.hold('p', at(2)), one.hold('p', at(2))])).to.deep.equal([true, true])
      expect([toTell, writes], 'nobody goes on before all is told').to.deep.equal([0, 4])
    })
  })
})

describe('the wake loop', () => {
  let store: Store
  let now: string
  const here = { partnership: 'p', scope: 's' }
  const draft = (id: string, wakeAt: string): Draft => ({
    id,
    type: 'task',
    body: {},
    tags: [],
    sort: id,
    wakeAt,
  })

  beforeEach(async () => {
    store = temporaryStore()
    now = at(0)
    await store.commit(registry, [{ create: registryDraft('p') }])
  })
  afterEach(() => store.close())

  const run = (task: WakeHandler, instance = 'one') =>
    wakeLoop({
      store,
      clock: { now: () => now },
      log: silentLog,
      metrics: noMetrics,
      leases: leases(store, instance),
      handlers: { task },
    }).sweep()
  const finish: WakeHandler = doc => store.commit(doc, [{ delete: doc.id, etag: doc.etag }])

  it('hands over what is due, the longest waiting first, and nothing that is not', async () => {
    await store.commit(here, [
      { create: draft('late', at(-1)) },
      { create: draft('later', at(-9)) },
      { create: draft('not yet', at(1)) },
    ])
    const seen: string[] = []
    await run(async (doc, moment) => {
      seen.push(doc.id)
      await finish(doc, moment)
    })
    expect(seen).to.deep.equal(['later', 'late'])
  })

  it('goes on when one document fails, and looks at that one again later', async () => {
    await store.commit(here, [{ create: draft('bad', at(-9)) }, { create: draft('good', at(-1)) }])
    const seen: string[] = []
    const task: WakeHandler = async (doc, moment) => {
      seen.push(doc.id)
      if (doc.id === 'bad') throw new Error('always')
      await finish(doc, moment)
    }
    await run(task)
    expect(seen).to.deep.equal(['bad', 'good'])
    now = at(600)
    await run(task)
    expect(seen).to.deep.equal(['bad', 'good', 'bad'])
  })

  it('is not held up by a handler that leaves its document as it was', async () => {
    await store.commit(here, [{ create: draft('stuck', at(-1)) }])
    expect(await run(async () => {})).to.equal(2)
    expect((await store.get(here, 'stuck'))?.wakeAt).to.equal(at(300))
  })

  it('lets no partnership wait for another one’s backlog', async () => {
    await store.commit(registry, [{ create: registryDraft('q') }])
    await store.commit(here, [{ create: draft('slow', at(-1)) }])
    let release = (): void => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const seen: string[] = []
    const ports = { store, clock: { now: () => now }, log: silentLog, metrics: noMetrics }
    const task: WakeHandler = async (doc, moment) => {
      if (doc.id === 'slow') await held
      seen.push(doc.id)
      await finish(doc, moment)
    }
    const { sweep } = wakeLoop({ ...ports, leases: leases(store, 'one'), handlers: { task } })
    const first = sweep()
    await new Promise(resolve => setTimeout(resolve, 50))
    await store.commit({ partnership: 'q', scope: 's' }, [{ create: draft('quick', at(-1)) }])
    const second = sweep()
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(seen).to.deep.equal(['quick'])
    release()
    await Promise.all([first, second])
    expect(seen).to.deep.equal(['quick', 'slow'])
  })

  it('lets nobody wait for the backlog of a lane, and looking waits for nothing', async () => {
    let release = (): void => {}
    const backlog = new Promise<number>(resolve => {
      release = () => resolve(0)
    })
    let nudges = 0
    const bulk = () => ({
      run: () => backlog,
      nudge: () => {
        nudges += 1
      },
    })
    const seen: string[] = []
    const task: WakeHandler = (doc, moment) => {
      seen.push(doc.id)
      return finish(doc, moment)
    }
    const ports = { store, clock: { now: () => now }, log: silentLog, metrics: noMetrics }
    const loop = wakeLoop({ ...ports, leases: leases(store, 'one'), handlers: { task }, lanes: { bulk } })
    await loop.look()
    await store.commit(here, [{ create: draft('task', at(-1)) }])
    await loop.look()
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(seen).to.deep.equal(['task'])
    expect(nudges, 'the lane hears that there may be more').to.be.greaterThan(0)
    release()
    await loop.settled()
  })

  it('leaves what is in a lane to that lane', async () => {
    await store.commit(here, [{ create: { ...draft('letter', at(-1)), lane: 'post' } }])
    expect(await run(finish)).to.equal(0)
    expect(await store.get(here, 'letter')).not.to.equal(undefined)
  })

  it('does nothing while another instance leads', async () => {
    await store.commit(here, [{ create: draft('task', at(-1)) }])
    await leases(store, 'other').hold('p', now)
    expect(await run(finish)).to.equal(0)
    expect(await store.get(here, 'task')).not.to.equal(undefined)
  })

  it('stops at the next document when its lease is lost', async () => {
    await store.commit(
      here,
      Array.from({ length: 5 }, (_, i) => ({ create: draft(`t${i}`, at(-5 + i)) })),
    )
    let count = 0
    await run(async (doc, moment) => {
      count += 1
      await finish(doc, moment)
      now = at(60)
      await leases(store, 'other').hold('p', now)
    })
    expect(count).to.equal(1)
  })
})
