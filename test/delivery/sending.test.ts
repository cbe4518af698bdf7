import { expect } from 'chai'
import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import type { DeliveryKind } from '../../src/delivery/delivery.ts'
import { queueMany } from '../../src/delivery/queue-many.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Messenger } from '../../src/ports/messenger.ts'
import { type Store, StoreUnavailable, type Write } from '../../src/ports/store.ts'
import { leases } from '../../src/wake/lease.ts'
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts'
import { knownWay } from '../support/known-way.ts'
import { leapingTimer } from '../support/leaping-timer.ts'
import {
  kinds,
  ledger,
  letter,
  onItsWay,
  queueAll,
  reachable,
  startSending,
  states,
} from '../support/sending.ts'
import { teamsWindows } from '../support/teams-windows.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const here = { partnership: 'p', scope: 'bulletin:1' }
const people = Array.from({ length: 200 }, (_, i) => `p${i}`)

describe('sending', function () {
  this.timeout(30_000)
  let store: Store
  let connector: FakeConnector
  let ahead: number
  const clock: Clock = { now: () => new Date(Date.now() + ahead).toISOString() }

  beforeEach(() => {
    store = temporaryStore()
    ahead = 0
  })
  afterEach(async () => {
    connector.stop()
    await store.close()
  })

  /** Sends, with the clock put forward whenever nothing is due, until nothing waits any more. */
  const sendAll = async (sweep: () => Promise<number>) => {
    for (let hours = 0; hours < 20; hours += 0.2) {
      await sweep()
      const counts = await states(store, here)
      if (!counts['queued'] && !counts['sending']) return
      ahead += 720_000
    }
  }
  /** Patient enough that a busy machine makes no trouble of its own. */
  const patient = () => createTeamsMessenger({} as never, { clock, timeoutMilliseconds: 10_000 })
  const arrived = (id: string) => connector.posted.filter(post => post.summary === id).length

  it('keeps Teams’ windows with the answers under way, though they come closer together: nothing is throttled, all arrives', async () => {
    const { timer, leaving, arrivesAt } = knownWay()
    connector = await startFakeConnector({ windows: teamsWindows, latency: 60, arrivesAt })
    await reachable(store, { people, serviceUrl: connector.url })
    const chatty = Array.from({ length: 9 }, (_, i) => letter(`chatty${i}`, 'p0'))
    await queueAll(store, here, [...people.slice(1, 120).map(person => letter(person, person)), ...chatty])
    const { sweep } = startSending({ store, timer, messenger: leaving(patient()) })
    for (let tries = 0; tries < 20 && connector.posted.length < 128; tries += 1) {
      await sweep()
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    expect(connector.throttled).to.deep.equal([])
    expect(connector.posted).to.have.length(128)
    const order = connector.in('chat-p0').map(post => post.summary)
    expect(order, 'one conversation gets its messages in order').to.deep.equal(chatty.map(one => one.id))
  })

  it('lets no message overtake the one before it to the same person, which has to be tried again', async () => {
    connector = await startFakeConnector({ latency: 20 })
    await reachable(store, { people, serviceUrl: connector.url })
    const three = ['first', 'second', 'third'].map(id => letter(id, 'p0', { kind: 'again' }))
    await queueAll(store, here, three)
    connector.trouble({ status: 429, retryAfter: 5 }, { status: 503 })
    await sendAll(startSending({ store, clock, timer: leapingTimer(clock) }).sweep)
    expect(connector.posted.map(post => post.summary)).to.deep.equal(['first', 'second', 'third'])
  })

  it('stops a tenant whose credentials fail, says why on all that waits, and goes on by itself', async () => {
    connector = await startFakeConnector()
    const police = await startFakeConnector()
    await reachable(store, { people: people.slice(0, 100), serviceUrl: connector.url, tenant: 'lea' })
    await reachable(store, { people: people.slice(100), serviceUrl: police.url, tenant: 'police' })
    await queueAll(
      store,
      here,
      people.map(person => letter(person, person)),
    )
    connector.trouble({ status: 401, times: 1000 })
    const { sweep } = startSending({ store, clock, timer: leapingTimer(clock) })
    await sweep()
    expect(police.posted, 'the other tenant has all').to.have.length(100)
    expect(connector.requests.length, 'few attempts are spent').to.be.at.most(30)
    const { docs } = await store.find({ ...here, type: 'delivery', tags: ['waits'], limit: 200 })
    expect(docs).to.have.length(100)
    for (const { reason } of [...(await ledger(store, here)).values()].filter(one => one.state === 'queued'))
      expect(reason).to.equal('Teams did not accept our credentials.')
    const before = connector.requests.length
    ahead += 3_600_000
    await sweep()
    expect(connector.requests.length - before, 'one tries').to.be.at.most(2)
    connector.calm()
    ahead += 3_600_000
    await sweep()
    expect(connector.posted).to.have.length(100)
    expect(await states(store, here)).to.deep.equal({ sent: 200 })
    police.stop()
  })

  it('fails nothing over a weekend without credentials, however often one tries: on Monday all of it goes', async () => {
    connector = await startFakeConnector()
    await reachable(store, { people: people.slice(0, 50), serviceUrl: connector.url })
    const bulletin = people
      .slice(0, 50)
      .map(person => letter(person, person, { tally: { id: 'tally:1', line: 'x' } }))
    await queueMany(store, here, bulletin)
    connector.trouble({ status: 401, times: 100_000 })
    const { sweep } = startSending({ store, clock, timer: leapingTimer(clock) })
    for (let hours = 0; hours < 64; hours += 0.5) {
      await sweep()
      ahead += 1_800_000
    }
    expect(await states(store, here)).to.deep.equal({ queued: 50 })
    connector.calm()
    await sweep()
    expect(await states(store, here)).to.deep.equal({ sent: 50 })
    for (const person of people.slice(0, 50)) expect(arrived(person), person).to.equal(1)
  })

  it('after days in which it was down fails nothing at the first 429 or pause', async () => {
    connector = await startFakeConnector()
    await reachable(store, { people: people.slice(0, 30), serviceUrl: connector.url })
    await queueAll(
      store,
      here,
      people.slice(0, 30).map(person => letter(person, person)),
    )
    ahead += 5 * 86_400_000
    connector.trouble({ status: 429, retryAfter: 30, times: 8 })
    const { sweep } = startSending({ store, clock, timer: leapingTimer(clock) })
    await sweep()
    expect(await states(store, here)).not.to.have.property('failed')
    await sendAll(sweep)
    expect(await states(store, here)).to.deep.equal({ sent: 30 })
  })

  it('lets a chaser go before a bulletin of hundreds, and stops when told', async () => {
    connector = await startFakeConnector()
    await reachable(store, { people, serviceUrl: connector.url })
    const many = people.map(person => letter(person, person, { tally: { id: 't', line: 'x' } }))
    await queueMany(store, here, many)
    const messenger = patient()
    const left: string[] = []
    const post: Messenger['post'] = (place, message, leaving) => {
      left.push(message.summary)
      return messenger.post(place, message, leaving)
    }
    const sending = startSending({ store, messenger: { ...messenger, post } })
    // Counted from where it stands in line: how many leave while it is stored and found is the machine's.
    let before = 0
    const { turn } = sending.pacer
    sending.pacer.turn = asked => {
      if (asked.urgent) before = left.length
      return turn(asked)
    }
    const until = async (what: () => boolean) => {
      while (!what()) await new Promise(resolve => setTimeout(resolve, 5))
    }
    await sending.look()
    await until(() => left.length > 60)
    await queueAll(store, { partnership: 'p', scope: 'people' }, [letter('chaser', 'p7', { kind: 'again' })])
    await sending.look()
    await until(() => arrived('chaser') > 0)
    expect(left.indexOf('chaser'), 'behind those who have leave already').to.be.within(before, before + 25)
    sending.pacer.stop()
    await sending.settled()
    const stopped = connector.posted.length
    expect(stopped).to.be.lessThan(200)
    expect(await states(store, here)).to.deep.equal({ sent: stopped - 1, queued: 201 - stopped })
    const due = await store.due({ partnership: 'p', lane: 'bulk', before: clock.now(), limit: 500 })
    expect(due, 'whoever starts next goes on at once').to.have.length(201 - stopped)
  })

  it('holds what its cause has paused, and takes back what is held when it is on its way already', async () => {
    connector = await startFakeConnector()
    await reachable(store, { people, serviceUrl: connector.url })
    const many = people.slice(0, 50).map(person => letter(person, person, { tally: { id: 't', line: 'x' } }))
    await queueMany(store, here, many)
    const paused = { ...kinds, once: { ifUnknown: 'leave', card: async () => 'hold' } } as typeof kinds
    await startSending({ store, kinds: paused }).sweep()
    expect(await states(store, here)).to.deep.equal({ held: 50 })
    const doc = await store.get(here, 't')
    expect(doc && totals(readTally(doc))).to.deep.equal({ held: 50 })
    expect(connector.requests).to.deep.equal([])
  })

  it('from two instances that both believe they lead sends each once: the first to write “sending” has it', async () => {
    connector = await startFakeConnector({ latency: 5 })
    await reachable(store, { people, serviceUrl: connector.url })
    await queueAll(
      store,
      here,
      people.map(person => letter(person, person, { kind: 'again' })),
    )
    const fast: Clock = { now: () => new Date(Date.now() + 60_000).toISOString() }
    const wide = { tenant: [{ requests: 1000, milliseconds: 1000 }] }
    const messenger = patient()
    const one = startSending({ store, instance: 'one', pace: wide, messenger })
    const two = startSending({ store, instance: 'two', pace: wide, clock: fast, messenger })
    const first = one.sweep()
    await new Promise(resolve => setTimeout(resolve, 15))
    await Promise.all([first, two.sweep(), one.sweep()])
    for (const person of people) expect(arrived(person), person).to.equal(1)
    expect(await states(store, here)).to.deep.equal({ sent: 200 })
  })

  it('from two instances keeps the pace of a tenant that two partnerships share, whoever led which before', async () => {
    const tenantOf = (chat: string) => (chat.includes('three') ? 'police' : 'council')
    const { timer, leaving, arrivesAt } = knownWay()
    connector = await startFakeConnector({ windows: teamsWindows, latency: 20, tenantOf, arrivesAt })
    const serviceUrl = connector.url
    for (const partnership of ['one', 'two', 'three']) {
      const theirs = people.slice(0, 60).map(person => `${partnership}-${person}`)
      const tenant = partnership === 'three' ? 'police' : 'council'
      await reachable(store, { partnership, people: theirs, serviceUrl, tenant })
      const letters = theirs.map(person => letter(person, person))
      await queueAll(store, { partnership, scope: 'people' }, letters)
    }
    const leaseSeconds = 2
    const instance = (name: string) =>
      startSending({ store, instance: name, leaseSeconds, timer, messenger: leaving(patient()) })
    const [one, two] = [instance('one'), instance('two')]
    // Each had one of the two before their tenant was known to be the same.
    await leases(store, 'one', leaseSeconds).hold('one', clock.now())
    for (const led of ['two', 'three']) await leases(store, 'two', leaseSeconds).hold(led, clock.now())
    for (let tries = 0; tries < 40 && connector.posted.length < 180; tries += 1) {
      await Promise.all([one.sweep(), two.sweep()])
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    expect(connector.posted).to.have.length(180)
    expect(connector.throttled).to.deep.equal([])
  })

  it('that stalls for minutes and then goes on sends nothing that another instance has settled', async () => {
    connector = await startFakeConnector()
    await reachable(store, { people, serviceUrl: connector.url })
    await queueAll(store, here, [letter('stalled', 'p1')])
    connector.trouble({ status: 'hang' })
    const stalled = startSending({ store, instance: 'one' }).sweep()
    await onItsWay(store, here)
    const later: Clock = { now: () => new Date(Date.now() + 300_000).toISOString() }
    await startSending({ store, instance: 'two', clock: later }).sweep()
    expect(await states(store, here)).to.deep.equal({ unconfirmed: 1 })
    await stalled
    expect(await states(store, here)).to.deep.equal({ unconfirmed: 1 })
    expect(connector.posted).to.have.length(0)
  })

  it('loses its store between “sending” and “sent”: what must not be sent twice is unconfirmed, and stays so', async () => {
    connector = await startFakeConnector()
    await reachable(store, { people, serviceUrl: connector.url })
    await queueAll(
      store,
      here,
      people.slice(0, 10).map(person => letter(person, person)),
    )
    const isSent = (write: Write) => 'replace' in write && write.replace.tags.includes('state:sent')
    let broken = true
    const breakable: Store = {
      ...store,
      commit: async (partition, writes) => {
        if (broken && writes.some(isSent)) throw new StoreUnavailable('lost')
        return store.commit(partition, writes)
      },
    }
    await startSending({ store: breakable, clock }).sweep()
    expect(await states(store, here)).to.deep.equal({ sending: 10 })
    broken = false
    await sendAll(startSending({ store: breakable, clock }).sweep)
    expect(connector.posted).to.have.length(10)
    expect(await states(store, here)).to.deep.equal({ unconfirmed: 10 })
  })

  it('cannot write to its store: nothing is sent, nothing spins, and it goes on when the store does', async () => {
    connector = await startFakeConnector()
    await reachable(store, { people, serviceUrl: connector.url })
    await queueAll(
      store,
      here,
      people.slice(0, 10).map(person => letter(person, person)),
    )
    let broken = true
    const readOnly: Store = {
      ...store,
      commit: async (partition, writes) => {
        if (broken && partition.scope === here.scope) throw new StoreUnavailable('the disk is full')
        return store.commit(partition, writes)
      },
    }
    const { sweep } = startSending({ store: readOnly })
    expect(await sweep()).to.equal(0)
    expect(connector.requests).to.deep.equal([])
    broken = false
    await sweep()
    expect(await states(store, here)).to.deep.equal({ sent: 10 })
  })

  /** Sends one letter whose record changes while 'sending' is written, which takes so long. */
  const sendChanging = async (milliseconds: number, then: 'new words' | 'hold') => {
    connector = await startFakeConnector()
    await reachable(store, { people, serviceUrl: connector.url })
    await queueAll(store, here, [letter('one', 'p0')])
    let summary = 'old words'
    const slow: Store = {
      ...store,
      async commit(partition, writes) {
        const begins = writes.some(one => 'replace' in one && one.replace.tags.includes('state:sending'))
        if (begins) [ahead, summary] = [ahead + milliseconds, then]
        return store.commit(partition, writes)
      },
    }
    const card: DeliveryKind['card'] = async () =>
      summary === 'hold' ? 'hold' : { template: 'notice', data: { notice: 'x' }, summary }
    await startSending({ store: slow, clock, kinds: { once: { ifUnknown: 'leave', card } } }).sweep()
    return connector.posted.map(post => post.summary)
  }

  it('writes “sending” slowly: the card is made anew, since whoever corrected it may not have seen it leave', async () => {
    expect(await sendChanging(1500, 'new words')).to.deep.equal(['new words'])
  })

  it('writes “sending” quickly: the card is not made twice', async () => {
    expect(await sendChanging(0, 'new words')).to.deep.equal(['old words'])
  })

  it('writes “sending” slowly and is paused meanwhile: it is held as if it had never begun', async () => {
    expect(await sendChanging(1500, 'hold')).to.deep.equal([])
    const found = (await ledger(store, here)).get('one')
    expect(found).to.include({ state: 'held' })
    expect(found?.attempts).to.deep.equal([])
  })

  it('is away from its store for a moment: what is known is written down all the same', async () => {
    connector = await startFakeConnector()
    await reachable(store, { people, serviceUrl: connector.url })
    await queueAll(
      store,
      here,
      people.slice(0, 10).map(person => letter(person, person)),
    )
    let failures = 2
    const isSent = (write: Write) => 'replace' in write && write.replace.tags.includes('state:sent')
    const breakable: Store = {
      ...store,
      commit: async (partition, writes) => {
        if (writes.some(isSent) && failures-- > 0) throw new StoreUnavailable('for a moment')
        return store.commit(partition, writes)
      },
    }
    await startSending({ store: breakable }).sweep()
    expect(await states(store, here)).to.deep.equal({ sent: 10 })
  })
})
