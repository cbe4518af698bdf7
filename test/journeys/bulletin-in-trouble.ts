import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { bulletinPartition, copyId, correctionTally, tallyId } from '../../src/bulletins/bulletin.ts'
import { type Counts, readTally, totals } from '../../src/delivery/tally.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/store.ts'
import { tenant } from '../support/accounts.ts'
import {
  type Area,
  approvedFor,
  bulletinApp,
  chatOf,
  practitionersAt,
  turnOf,
} from '../support/bulletin-app.ts'
import { type FakeConnector, type Posted, startFakeConnector } from '../support/fake-connector.ts'
import { countedByHand, type Ledger, ledgersIn, sum } from '../support/ledger.ts'
import { program } from '../support/program.ts'
import { temporaryFile } from '../support/temporary-store.ts'

/** Nothing moved for so long: it will not. However slow the machine is, it moves. */
const stillSeconds = 120
/** How often the documents are counted by hand on the way: at each so great a part of it. */
const parts = 5

/** A bulletin to so many practitioners (whole hundreds), and its correction, with all that can go wrong on the way. */
export function bulletinInTrouble(practitioners: number): void {
  const hundredth = practitioners / 100
  describe(`a bulletin to ${practitioners}, with throttling, doubt, blocks and two kills`, function () {
    this.timeout(1_200_000)
    const file = temporaryFile()
    let connector: FakeConnector
    let store: Store
    let ledgers: ReturnType<typeof ledgersIn>
    let app: ReturnType<typeof bulletinApp>
    let child: ChildProcess | undefined
    let area: Area
    let ref = ''
    let audience = 0
    let ahead = 0
    let instances = 0
    /** Sums at each look, by tally; and what the documents contradicted at the looks at which they were counted. */
    const sums = new Map<string, number[]>()
    const sumsOf = (tally: string): number[] => {
      const known = sums.get(tally) ?? []
      sums.set(tally, known)
      return known
    }
    const contradictions: string[] = []
    let handCounts = 0
    const clock: Clock = { now: () => new Date(Date.now() + ahead).toISOString() }

    const chat = (i: number) => chatOf(area, `practitioner-${i}`)
    const each = (offset: number) => Array.from({ length: hundredth }, (_, i) => i * 100 + offset)
    const people = (...offsets: number[]) =>
      new Set(offsets.flatMap(offset => each(offset).map(i => `practitioner-${i}`)))
    /** One in a hundred throttled, one in a hundred of unknown outcome (half of them arrived); all in chats of their own. */
    const troubles = (on: 'post' | 'update') => {
      for (const i of each(5)) connector.trouble({ status: 429, retryAfter: 1, on, in: chat(i) })
      for (const i of each(6)) {
        const status = i % 400 === 6 ? 'drop' : 504
        connector.trouble({ status, delivered: i % 200 === 6, on, in: chat(i) })
      }
    }
    const start = (): void => {
      instances += 1
      child = program('test/support/bulletin-child.ts', {
        args: [file, `instance-${instances}`, String(ahead)],
      })
      child.stdout?.resume()
      child.stderr?.resume()
    }
    const isCopy = ({ summary }: Posted) => summary === `Seeing the Bigger Picture (${ref})`
    const copies = () => connector.posted.filter(isCopy)
    const copiesByChat = () => Map.groupBy(copies(), copy => copy.conversation)

    const counts = async (tally: string): Promise<Counts> => {
      const doc = await store.get(bulletinPartition('bscb', ref), tally)
      return doc ? totals(readTally(doc)) : {}
    }
    const idsOf = (tally: string) => {
      const ids = copyId(ref, 1, '')
      return tally === tallyId(ref, 1) ? ids : `correct:${ref}:1:${ids}`
    }
    /** The ledger against its documents, and those against what the connector got: nobody without a state, none twice. */
    const countByHand = (tally: string): Ledger => {
      const ledger = ledgers.read(tally, idsOf(tally))
      const byHand = countedByHand(ledger.deliveries)
      const arrived = copiesByChat()
      const wrong = ledger.deliveries.filter(({ person, state }) => {
        const count = arrived.get(chatOf(area, person))?.length ?? 0
        return count > 1 || (state === 'sent' && count !== 1) || (state === 'unreachable' && count !== 0)
      })
      handCounts += 1
      const whose = new Set(ledger.deliveries.map(({ person }) => person))
      if (whose.size !== ledger.deliveries.length) contradictions.push('somebody is counted twice')
      for (const state of new Set([...Object.keys(byHand), ...Object.keys(ledger.counts)]) as Set<
        keyof Counts
      >)
        if (byHand[state] !== ledger.counts[state])
          contradictions.push(`${state}: ${ledger.counts[state]} said, ${byHand[state]} there`)
      for (const { person, state } of wrong) contradictions.push(`${person} is ${state}`)
      return ledger
    }
    /** Looks at the sums until so many are dealt with; gives up when nothing moves any more. */
    const until = async (done: (all: Counts) => boolean, tally: string): Promise<void> => {
      let last = ''
      let movedAt = performance.now()
      let part: number | undefined
      for (;;) {
        const all = await counts(tally)
        sumsOf(tally).push(sum(all))
        if (done(all)) return
        const reached = Math.floor((parts * (all.sent ?? 0)) / audience)
        if (reached !== (part ?? reached)) countByHand(tally)
        part = reached
        const present = JSON.stringify(all)
        if (present !== last) movedAt = performance.now()
        last = present
        if (performance.now() - movedAt > stillSeconds * 1000) throw new Error(`It stands still: ${present}`)
        await pause(50)
      }
    }
    /** Kills whoever sends; returns for whom the outcome is known to nobody now. */
    const kill = async (tally: string): Promise<string[]> => {
      const gone = child && once(child, 'exit')
      child?.kill('SIGKILL')
      await gone
      const { deliveries } = countByHand(tally)
      return deliveries.filter(({ state }) => state === 'sending').map(({ person }) => person)
    }
    /** Sends so many, with two kills on the way; returns who was cut off by them. */
    const sendWithKills = async (tally: string, total: number): Promise<Set<string>> => {
      const cutOff = new Set<string>()
      start()
      for (const moment of [0.25, 0.6]) {
        await until(all => (all.sent ?? 0) > total * moment, tally)
        for (const person of await kill(tally)) cutOff.add(person)
        start()
      }
      await until(
        all => sum(all) === total && !all.held && !all.queued && (all.sending ?? 0) <= cutOff.size,
        tally,
      )
      for (const person of await kill(tally)) cutOff.add(person)
      // What was on its way when somebody was killed is settled by whoever comes later.
      for (let rounds = 0; rounds < 30 && !isSettled(await counts(tally)); rounds += 1) {
        ahead += 60_000
        await app.sweep()
      }
      await app.release()
      return cutOff
    }
    const isSettled = ({ held, queued, sending }: Counts) => !held && !queued && !sending

    let cutOff: Set<string>
    before(async () => {
      connector = await startFakeConnector({ latency: 2 })
      area = { partnership: 'bscb', tenant, serviceUrl: connector.url }
      store = openSqliteStore(file)
      await practitionersAt(store, practitioners, area)
      app = bulletinApp({ store, instance: 'the last', clock })
      ref = await approvedFor(app, area)
      ledgers = ledgersIn(file, bulletinPartition('bscb', ref))
      audience = sum(await counts(tallyId(ref, 1)))
      troubles('post')
      for (const i of [...each(20), ...each(50), ...each(80)])
        connector.trouble({ status: 403, in: chat(i), on: 'post' })
      await turnOf(app, area, { person: 'business-manager', text: `${ref} send now` })
      await app.release()
      cutOff = await sendWithKills(tallyId(ref, 1), audience)
    })
    after(async () => {
      child?.kill('SIGKILL')
      connector.stop()
      ledgers.close()
      await store.close()
    })

    const inState = (state: string) =>
      new Set(
        ledgers
          .read(tallyId(ref, 1), copyId(ref, 1, ''))
          .deliveries.flatMap(one => (one.state === state ? [one.person] : [])),
      )

    it('loses none: each is delivered once, not reachable, or said to be in doubt, and nobody is anything else', () => {
      const { counts: all, deliveries } = countByHand(tallyId(ref, 1))
      expect(audience).to.equal(practitioners + 14)
      expect(deliveries).to.have.length(audience)
      expect((all.sent ?? 0) + (all.unreachable ?? 0) + (all.unconfirmed ?? 0)).to.equal(audience)
      const arrived = copiesByChat()
      const without = [...inState('sent')].filter(person => arrived.get(chatOf(area, person))?.length !== 1)
      expect(without, 'said to be delivered').to.deep.equal([])
    })

    it('is in doubt of those alone whose answer was lost, on the way or with whoever was killed', () => {
      const doubt = new Set([...people(6), ...cutOff])
      expect([...inState('unconfirmed')].sort()).to.deep.equal([...doubt].sort())
      const blocked = [...people(20, 50, 80)].filter(person => !cutOff.has(person))
      expect([...inState('unreachable')].sort()).to.deep.equal(blocked.sort())
    })

    it('doubles none, with one in a hundred in doubt and two kills', () => {
      const twice = [...copiesByChat()].filter(([, its]) => its.length > 1)
      expect(twice.map(([conversation]) => conversation)).to.deep.equal([])
    })

    it('has exact sums at every moment that anybody looked', () => {
      const seen = sumsOf(tallyId(ref, 1))
      expect(seen.length).to.be.greaterThan(50)
      expect(new Set(seen)).to.deep.equal(new Set([audience]))
    })

    it('is corrected in every copy under the same trouble, with a ledger of its own that adds up, and doubles none', async () => {
      troubles('update')
      const sent = (await counts(tallyId(ref, 1))).sent ?? 0
      const before = copies().length
      const data = { title: 'Seeing it', text: 'The whole family.', source: 'an audit', acknowledge: 'true' }
      const form = { ref, correct: true, note: 'a number was wrong.', ...data }
      await turnOf(app, area, { person: 'business-manager', verb: 'bulletin.save', data: form })
      await turnOf(app, area, { person: 'independent-chair', text: `${ref} approve correction` })
      await app.release()
      const tally = correctionTally(ref, 1)
      await sendWithKills(tally, sent)
      expect(countByHand(tally).counts).to.deep.equal({ sent })
      expect(sum(await counts(tallyId(ref, 1))), 'the bulletin’s own ledger').to.equal(audience)
      const seen = sumsOf(tally)
      expect(seen, 'no edit is lost on the way').to.deep.equal(seen.toSorted((a, b) => a - b))
      expect(seen.at(-1)).to.equal(sent)
      expect(copies(), 'edited, not sent again').to.have.length(before)
      const known = inState('sent')
      const old = copies().filter(({ card }) => !JSON.stringify(card).includes('a number was wrong'))
      const missed = old.map(({ conversation }) => conversation).filter(one => known.has(personIn(one)))
      expect(missed, 'with the old words').to.deep.equal([])
    })
    const personIn = (conversation: string) => conversation.replace(chatOf(area, ''), '')

    it('is contradicted by its documents, or by what arrived, at none of the looks', () => {
      expect(handCounts).to.be.greaterThan(parts)
      expect(contradictions).to.deep.equal([])
    })
  })
}
