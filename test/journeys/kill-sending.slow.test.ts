import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { queueMany } from '../../src/delivery/queue-many.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/store.ts'
import { startFakeConnector } from '../support/fake-connector.ts'
import { program } from '../support/program.ts'
import { ledger, letter, queueAll, reachable, startSending, states } from '../support/sending.ts'
import { temporaryFile } from '../support/temporary-store.ts'

const deliveries = 5000
const kills = 20
const bulletin = { partnership: 'p', scope: 'bulletin:1' }
const chasers = { partnership: 'p', scope: 'people' }

describe('kill -9, twenty times while two instances send five thousand', function () {
  this.timeout(600_000)
  const file = temporaryFile()
  const children: ChildProcess[] = []
  const killedAt: number[] = []
  let connector: Awaited<ReturnType<typeof startFakeConnector>>
  let store: Store

  const start = (at: number): void => {
    const child = program('test/support/sending-child.ts', { args: [file, `instance-${at}-${Date.now()}`] })
    child.stdout?.resume()
    child.stderr?.resume()
    children[at] = child
  }
  /** Waits until it is so; or until nothing moves, since what is in doubt does not come any more. */
  const until = async (what: () => boolean): Promise<void> => {
    for (let still = 0, before = -1; !what() && still < 15_000; before = connector.posted.length) {
      await pause(2)
      still = connector.posted.length === before ? still + 2 : 0
    }
  }

  before(async () => {
    connector = await startFakeConnector({ latency: 3 })
    store = openSqliteStore(file)
    const people = Array.from({ length: 500 }, (_, i) => `p${i}`)
    await reachable(store, { people, serviceUrl: connector.url })
    const tally = (i: number) => ({ tally: { id: 'tally:1', line: `agency-${i % 7}` } })
    const person = (i: number) => `p${i % people.length}`
    const once = Array.from({ length: 4000 }, (_, i) => letter(`once:${i}`, person(i), tally(i)))
    const again = Array.from({ length: 1000 }, (_, i) => letter(`again:${i}`, person(i), { kind: 'again' }))
    await queueMany(store, bulletin, once)
    await queueAll(store, chasers, again)
    start(0)
    start(1)
    for (let kill = 0; kill < kills; kill += 1) {
      // Each somewhere in its twentieth of all that is sent, the last among the last.
      const moment = (kill + Math.random()) * (deliveries / kills)
      await until(() => connector.posted.length >= moment)
      killedAt.push(connector.posted.length)
      await pause(Math.random() * 30)
      const at = kill % 3 === 2 ? Math.floor(Math.random() * 2) : leader()
      children[at]?.kill('SIGKILL')
      start(at)
    }
    await until(() => connector.posted.length >= deliveries - 250)
    for (const child of children) child.kill('SIGKILL')
    const later: Clock = { now: () => new Date(Date.now() + ahead).toISOString() }
    let ahead = 200_000
    const wide = { tenant: [{ requests: 2000, milliseconds: 1000 }] }
    const rest = startSending({ store, clock: later, instance: 'the last', pace: wide })
    for (; ahead < 1_000_000; ahead += 100_000) await rest.sweep()
  })
  after(async () => {
    for (const child of children) child.kill('SIGKILL')
    connector.stop()
    await store.close()
  })

  /** Whichever of the two began last is not the one that leads: kills should hit the one that sends. */
  const leader = (): number => {
    const [one, two] = children.map(child => Number(child.pid))
    return (one ?? 0) < (two ?? 0) ? 0 : 1
  }
  const arrived = () => {
    const copies = new Map<string, number>()
    for (const { summary = '' } of connector.posted) copies.set(summary, (copies.get(summary) ?? 0) + 1)
    return copies
  }

  it('loses none: each has arrived, or is counted as not known to have', async () => {
    const all = new Map([...(await ledger(store, bulletin)), ...(await ledger(store, chasers))])
    expect(all.size).to.equal(deliveries)
    const copies = arrived()
    for (const [id, { state, reason }] of all) {
      const count = copies.get(id) ?? 0
      expect(state, id).to.be.oneOf(['sent', 'unconfirmed'])
      if (state === 'sent') expect(count, `${id} is sent, and has arrived`).to.be.at.least(1)
      if (count === 0) expect(reason, `${id} has not arrived, and is named with why`).to.be.a('string')
    }
    for (const id of copies.keys()) expect(all.has(id), `${id} arrived, and is in the ledger`).to.equal(true)
    expect(await states(store, chasers), 'what may be repeated always arrives').to.deep.equal({ sent: 1000 })
  })

  it('sends nothing twice that must not be, and the rest no more often than there were kills under way', () => {
    const doubled = [...arrived()].filter(([, count]) => count > 1)
    expect(doubled.filter(([id]) => id.startsWith('once:'))).to.deep.equal([])
    for (const [id, count] of doubled) expect(count, id).to.be.at.most(4)
  })

  it('was hit from the first sends to the last', () => {
    expect(killedAt).to.have.length(kills)
    expect(killedAt[0]).to.be.lessThan(deliveries / 10)
    expect(killedAt.at(-1)).to.be.greaterThan(deliveries * 0.9)
  })

  it('leaves few in doubt, and its tally adds up to them', async () => {
    const counts = await states(store, bulletin)
    const doc = await store.get(bulletin, 'tally:1')
    expect(doc && totals(readTally(doc))).to.deep.equal(counts)
    expect((counts['sent'] ?? 0) + (counts['unconfirmed'] ?? 0)).to.equal(4000)
    // Of a tenant 25 requests are under way at most: so many each kill can leave in doubt, and no more.
    expect(counts['unconfirmed']).to.be.at.most(20 * 25)
  })
})
