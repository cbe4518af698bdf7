import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { bulletinPartition, correctionTally, tallyId } from '../../src/bulletins/bulletin.ts'
import { type Counts, readTally, totals } from '../../src/delivery/tally.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/store.ts'
import { approvedFor, bulletinApp, chatOf, practitionersAt, turnOf } from '../support/bulletin-app.ts'
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts'
import { wordsOn } from '../support/member.ts'
import { program } from '../support/program.ts'
import { temporaryFile } from '../support/temporary-store.ts'

const practitioners = 10_000
const hundredth = practitioners / 100
/** Requests under way at once, and so cut off by each of the kills. */
const mostCutOff = 3 * 25

describe('a bulletin to ten thousand, with throttling, doubt, blocks and two kills', function () {
  this.timeout(300_000)
  const file = temporaryFile()
  const sums: number[] = []
  let connector: FakeConnector
  let store: Store
  let app: ReturnType<typeof bulletinApp>
  let child: ChildProcess | undefined
  let ref = ''
  let audience = 0
  let ahead = 0
  let instances = 0
  const clock: Clock = { now: () => new Date(Date.now() + ahead).toISOString() }

  const chat = (i: number) => chatOf(`practitioner-${i}`)
  /** One in a hundred throttled, one in a hundred of unknown outcome (half of them arrived); all in chats of their own. */
  const troubles = (on: 'post' | 'update') => {
    for (let i = 0; i < hundredth; i += 1) {
      connector.trouble({ status: 429, retryAfter: 1, on, in: chat(i * 100 + 5) })
      connector.trouble({
        status: i % 4 === 0 ? 'drop' : 504,
        delivered: i % 2 === 0,
        on,
        in: chat(i * 100 + 6),
      })
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
  const counts = async (tally: string): Promise<Counts> => {
    const doc = await store.get(bulletinPartition('bscb', ref), tally)
    return doc ? totals(readTally(doc)) : {}
  }
  const sum = (all: Counts): number => Object.values(all).reduce((total, one) => total + one, 0)
  /** Looks at the sums until so many are dealt with. */
  const until = async (done: (all: Counts) => boolean, tally: string): Promise<void> => {
    const giveUpAt = performance.now() + 90_000
    for (;;) {
      const all = await counts(tally)
      if (tally === tallyId(ref, 1)) sums.push(sum(all))
      if (done(all)) return
      if (performance.now() > giveUpAt) throw new Error(`It goes no further: ${JSON.stringify(all)}`)
      await pause(50)
    }
  }
  /** Kills whoever sends, twice, on the way. */
  const sendWithKills = async (tally: string): Promise<void> => {
    start()
    for (const moment of [0.25, 0.6]) {
      await until(all => (all.sent ?? 0) > audience * moment, tally)
      child?.kill('SIGKILL')
      start()
    }
    await until(
      all => sum(all) >= audience * 0.9 && !all.held && !all.queued && (all.sending ?? 0) <= mostCutOff,
      tally,
    )
    child?.kill('SIGKILL')
    // What was on its way when somebody was killed is settled by whoever comes later.
    for (let i = 0; i < 12; i += 1) {
      ahead += 60_000
      await app.sweep()
    }
    await app.release()
  }

  before(async () => {
    connector = await startFakeConnector({ latency: 2 })
    store = openSqliteStore(file)
    await practitionersAt(store, practitioners, connector.url)
    app = bulletinApp({ store, instance: 'the last', clock })
    ref = await approvedFor(app)
    audience = sum(await counts(tallyId(ref, 1)))
    troubles('post')
    for (let i = 0; i < hundredth; i += 1)
      for (const blocked of [20, 50, 80]) connector.trouble({ status: 403, in: chat(i * 100 + blocked) })
    await turnOf(app, 'business-manager', { text: `${ref} send now` })
    await app.release()
    await sendWithKills(tallyId(ref, 1))
  })
  after(async () => {
    child?.kill('SIGKILL')
    connector.stop()
    await store.close()
  })

  const copies = () => connector.posted.filter(post => post.summary === `Seeing the Bigger Picture (${ref})`)

  it('loses none: each is delivered, not reachable, or said to be in doubt', async () => {
    const all = await counts(tallyId(ref, 1))
    expect(audience).to.equal(practitioners + 14)
    expect((all.sent ?? 0) + (all.unreachable ?? 0) + (all.unconfirmed ?? 0)).to.equal(audience)
    // Of some that were blocked, the answer was cut off with whoever asked.
    expect(all.unreachable).to.be.within(hundredth * 3 - mostCutOff, hundredth * 3)
    expect(all.unconfirmed).to.be.within(hundredth, hundredth + mostCutOff)
    expect(copies().length).to.be.at.least(all.sent ?? 0)
  })

  it('doubles none, with one in a hundred in doubt and two kills', () => {
    const chats = copies().map(copy => copy.conversation)
    expect(new Set(chats).size).to.equal(chats.length)
  })

  it('has exact sums at every moment that anybody looked', () => {
    expect(sums.length).to.be.greaterThan(50)
    expect(new Set(sums)).to.deep.equal(new Set([audience]))
  })

  it('is corrected in every copy under the same trouble, with a ledger of its own', async () => {
    troubles('update')
    const sent = (await counts(tallyId(ref, 1))).sent ?? 0
    const data = { title: 'Seeing it', text: 'The whole family.', source: 'an audit', acknowledge: 'true' }
    const form = { ref, correct: true, note: 'a number was wrong.', ...data }
    await turnOf(app, 'business-manager', { verb: 'bulletin.save', data: form })
    await turnOf(app, 'independent-chair', { text: `${ref} approve correction` })
    await app.release()
    audience = sent
    await sendWithKills(correctionTally(ref, 1))
    expect(await counts(correctionTally(ref, 1))).to.deep.equal({ sent })
    const corrected = copies().filter(copy => wordsOn(copy.card).includes('a number was wrong'))
    expect(corrected).to.have.length(sent)
  })
})
