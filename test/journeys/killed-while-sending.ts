import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { bulletinPartition, copyId, tallyId } from '../../src/bulletins/bulletin.ts'
import { type Delivery, queued } from '../../src/delivery/delivery.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import { type Clock, systemClock } from '../../src/ports/clock.ts'
import type { Partition, Store } from '../../src/ports/store.ts'
import { tenant } from '../support/accounts.ts'
import {
  type Area,
  approvedFor,
  bulletinApp,
  chatOf,
  practitionersAt,
  turnOf,
} from '../support/bulletin-app.ts'
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts'
import { type Instance, leaderOf, startInstance } from '../support/instance.ts'
import { countedByHand } from '../support/ledger.ts'
import { ledger } from '../support/sending.ts'
import { temporaryFile } from '../support/temporary-store.ts'

/** Teams’ fifty a second are for each tenant: in four of them thousands take half a minute. */
const tenants = Array.from({ length: 4 }, (_, i) => `tenant-${i}`)
const answer = 'answer:of-the-test'
const answerTo = (person: string) => `to:${answer}:${person}`

export type Killed = { kills: number; copies: number; answers: number }

/** Two instances of the program send so many copies of a bulletin and answers; one of them is killed again and again. */
export function killedWhileSending({ kills, copies, answers }: Killed): void {
  const deliveries = copies + answers
  /** Birmingham’s own people get a copy each, and so does each practitioner. */
  const practitioners = copies - 14
  describe(`kill -9 of the program, ${kills} times while two of it send ${deliveries}`, function () {
    this.timeout(1_200_000)
    const file = temporaryFile()
    const instances: Instance[] = []
    const killedAt: number[] = []
    let ledKilled = 0
    let connector: FakeConnector
    let store: Store
    let area: Area
    let ref = ''
    let partition: Partition

    const start = (at: number): void => {
      instances[at] = startInstance(`sqlite:${file}`, { LEASE_SECONDS: '5' })
    }
    const killAll = (): void => {
      for (const { child } of instances) child.kill('SIGKILL')
    }
    /** Waits until so many have arrived; or until nothing moves, since what is in doubt does not come any more. */
    const arrival = async (count: number): Promise<void> => {
      for (let still = 0, before = -1; connector.posted.length < count && still < 30_000; ) {
        before = connector.posted.length
        await pause(5)
        still = connector.posted.length === before ? still + 5 : 0
      }
    }
    /** Answers to some who asked: of a kind that is sent again where nobody knows whether it arrived. */
    const answerSome = async (from: number, count: number): Promise<void> => {
      const about = { scope: partition.scope, id: answer }
      const drafts = Array.from({ length: count }, (_, i) => {
        const person = `practitioner-${from + i}`
        const to = { id: answerTo(person), kind: 'bulletin-answer', to: { person }, about }
        return { create: queued({ ...to, now: systemClock.now() }) }
      })
      await store.commit(partition, drafts)
    }
    /** A bulletin to all of them is on its way, and an answer to questions on it is written. */
    const prepare = async (): Promise<void> => {
      await practitionersAt(store, practitioners, area)
      const desk = bulletinApp({ store, instance: 'the desk' })
      ref = await approvedFor(desk, area)
      partition = bulletinPartition('bscb', ref)
      const body = { schema: 1, ref, by: 'business-manager', question: 'From when?', text: 'From spring.' }
      await store.commit(partition, [
        { create: { id: answer, type: 'bulletin-answer', body, tags: [], sort: '' } },
      ])
      await turnOf(desk, area, { person: 'business-manager', text: `${ref} send now` })
      await desk.release()
    }
    const killThroughout = async (): Promise<void> => {
      start(0)
      start(1)
      for (let kill = 0; kill < kills; kill += 1) {
        await answerSome((kill * answers) / kills, answers / kills)
        // Each somewhere in its twentieth of all that is sent, the last among the last; mostly of the one that sends.
        await arrival((kill + Math.random()) * (deliveries / kills))
        const leader = await leaderOf(store, 'bscb', instances)
        const at = kill % 3 === 2 ? Math.floor(Math.random() * 2) : leader
        await pause(Math.random() * 30)
        killedAt.push(connector.posted.length)
        if (at === leader) ledKilled += 1
        instances[at]?.child.kill('SIGKILL')
        start(at)
      }
      await arrival(deliveries - 100)
      killAll()
    }
    /** What was under way at a kill is settled by whoever comes two minutes later. */
    const settle = async (): Promise<void> => {
      let ahead = 0
      const clock: Clock = { now: () => new Date(Date.now() + ahead).toISOString() }
      const pace = [{ requests: 2000, milliseconds: 1000 }]
      const last = bulletinApp({ store, instance: 'the last', clock, pace })
      for (ahead = 130_000; ahead < 1_000_000; ahead += 100_000) await last.sweep()
    }

    before(async () => {
      connector = await startFakeConnector({ latency: 3 })
      area = { partnership: 'bscb', tenant, serviceUrl: connector.url, others: tenants }
      store = openSqliteStore(file)
      await prepare()
      await killThroughout()
      await settle()
    })
    after(async () => {
      killAll()
      connector.stop()
      await store.close()
    })

    /** How often each arrived, by delivery. Cards on how the bulletin goes are none of them. */
    const arrived = (): Map<string, number> => {
      const counts = new Map<string, number>()
      for (const { conversation, summary = '' } of connector.posted) {
        const person = conversation.replace(chatOf(area, ''), '')
        const isCopy = summary === `Seeing the Bigger Picture (${ref})`
        const id = isCopy ? copyId(ref, 1, person) : answerTo(person)
        if (isCopy || summary.startsWith('An answer')) counts.set(id, (counts.get(id) ?? 0) + 1)
      }
      return counts
    }
    const standings = async (kind: string): Promise<[string, Delivery][]> =>
      [...(await ledger(store, partition))].filter(([, one]) => one.kind === kind)
    const countsOf = (found: readonly [string, Delivery][]) =>
      countedByHand(found.map(([person, { state }]) => ({ person, state })))

    it('loses none: each has arrived, or is counted as not known to have', async () => {
      const all = new Map([...(await standings('bulletin')), ...(await standings('bulletin-answer'))])
      expect(all.size).to.equal(deliveries)
      const found = arrived()
      for (const [id, { state, reason }] of all) {
        const count = found.get(id) ?? 0
        expect(state, id).to.be.oneOf(['sent', 'unconfirmed'])
        if (state === 'sent') expect(count, `${id} is sent, and has arrived`).to.be.at.least(1)
        if (count === 0) expect(reason, `${id} has not arrived, and is named with why`).to.be.a('string')
      }
      for (const id of found.keys()) expect(all.has(id), `${id} arrived, and is in the ledger`).to.equal(true)
      expect(
        countsOf(await standings('bulletin-answer')),
        'what may be repeated always arrives',
      ).to.deep.equal({
        sent: answers,
      })
    })

    it('sends nothing twice that must not be, and the rest no more often than there were kills under way', () => {
      const doubled = [...arrived()].filter(([, count]) => count > 1)
      expect(doubled.filter(([id]) => !id.startsWith(answerTo('')))).to.deep.equal([])
      for (const [id, count] of doubled) expect(count, id).to.be.at.most(4)
    })

    it('was hit from the first sends to the last, and mostly where it sends', () => {
      expect(killedAt).to.have.length(kills)
      expect(killedAt[0]).to.be.lessThan((2 * deliveries) / kills)
      expect(killedAt.at(-1)).to.be.greaterThan(deliveries - (2 * deliveries) / kills)
      expect(ledKilled).to.be.at.least(kills - Math.floor(kills / 3))
    })

    it('leaves few in doubt, and its tally adds up to them', async () => {
      const counts = countsOf(await standings('bulletin'))
      const doc = await store.get(partition, tallyId(ref, 1))
      expect(doc && totals(readTally(doc))).to.deep.equal(counts)
      expect((counts.sent ?? 0) + (counts.unconfirmed ?? 0)).to.equal(copies)
      // Of each tenant 25 requests are under way at most: so many every kill of the one that sends can leave in doubt, the last too.
      expect(counts.unconfirmed ?? 0).to.be.at.most((ledKilled + 1) * 25 * tenants.length)
    })
  })
}
