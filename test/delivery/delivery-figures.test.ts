import { expect } from 'chai'
import { deliveryFigures } from '../../src/delivery/delivery-figures.ts'
import { heldUp } from '../../src/delivery/held-up.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/store.ts'
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts'
import { leapingTimer } from '../support/leaping-timer.ts'
import { kinds, letter, onItsWay, queueAll, reachable, startSending } from '../support/sending.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const here = { partnership: 'p', scope: 'people' }
const day = 86_400

describe('the age of the oldest message that has not arrived', () => {
  let store: Store
  let connector: FakeConnector
  let ahead: number
  const clock: Clock = { now: () => new Date(Date.now() + ahead).toISOString() }

  beforeEach(async () => {
    store = temporaryStore()
    ahead = 0
    connector = await startFakeConnector()
    await reachable(store, { people: ['p0', 'p1'], serviceUrl: connector.url })
  })
  afterEach(async () => {
    connector.stop()
    await store.close()
  })
  const figures = () => deliveryFigures(store, clock)()
  const sendFor = async (seconds: number, sweep: () => Promise<number>) => {
    for (const end = ahead + seconds * 1000; ahead < end; ahead += 1_200_000) await sweep()
    await sweep()
  }

  it('counts what fails by a fault of ours from when it was to go, however often it is tried, and says so', async () => {
    await queueAll(store, here, [letter('bad', 'p0', { kind: 'bad' }), letter('good', 'p1')])
    let broken = true
    const bad = {
      ...kinds.again!,
      card: async (...at: Parameters<NonNullable<typeof kinds.again>['card']>) => {
        if (broken) throw new Error('a fault of ours')
        return kinds.again!.card(...at)
      },
    }
    const { sweep } = startSending({ store, clock, timer: leapingTimer(clock), kinds: { ...kinds, bad } })
    await sendFor(day, sweep)
    const { oldestUnsentSeconds, waitsFor } = await figures()
    expect(oldestUnsentSeconds).to.be.within(day, day + 60)
    expect(waitsFor).to.deep.equal([
      'Convenor could not prepare this: a fault of its own, which its log names.',
    ])
    expect(await heldUp(store, 'p', clock.now()), 'on the business team’s card too').to.have.length(1)
    broken = false
    await sendFor(1200, sweep)
    expect(await figures()).to.deep.include({ oldestUnsentSeconds: 0, waitsFor: [] })
    expect(connector.posted.map(post => post.summary).sort()).to.deep.equal(['bad', 'good'])
  })

  it('counts what cannot even be read, and does not fall over it', async () => {
    await queueAll(store, here, [letter('torn', 'p0')])
    const doc = (await store.get(here, 'torn'))!
    const body = { ...(doc.body as object), attempts: 'none' }
    await store.commit(here, [{ replace: { ...doc, body }, etag: doc.etag }])
    await sendFor(day, startSending({ store, clock, timer: leapingTimer(clock) }).sweep)
    expect((await figures()).oldestUnsentSeconds).to.be.within(day, day + 60)
    expect(await heldUp(store, 'p', clock.now())).to.have.length(1)
  })

  it('counts what was on its way when we stopped from when it was to go, not from when it is looked at again', async () => {
    await queueAll(store, here, [letter('hanging', 'p0')])
    connector.trouble({ status: 'hang' })
    const sending = startSending({ store, clock, timer: leapingTimer(clock) }).sweep()
    await onItsWay(store, here)
    ahead += 60_000
    expect((await figures()).oldestUnsentSeconds).to.be.within(60, 70)
    await sending
  })

  it('counts nothing that is for later: tomorrow’s card has not waited', async () => {
    const now = new Date(Date.now() + day * 1000).toISOString()
    await queueAll(store, here, [letter('tomorrow', 'p0', { now })])
    ahead += 3600_000
    expect((await figures()).oldestUnsentSeconds).to.equal(0)
    ahead += day * 1000
    expect((await figures()).oldestUnsentSeconds).to.be.within(3600, 3660)
  })
})
