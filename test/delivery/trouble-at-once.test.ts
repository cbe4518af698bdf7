import { expect } from 'chai'
import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import { queueMany } from '../../src/delivery/queue-many.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/store.ts'
import { type FakeConnector, startFakeConnector, type Trouble } from '../support/fake-connector.ts'
import { ledger, letter, queueAll, reachable, startSending, states } from '../support/sending.ts'
import { teamsWindows } from '../support/teams-windows.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const here = { partnership: 'p', scope: 'bulletin:1' }
const count = 320
const people = Array.from({ length: count }, (_, i) => `p${i}`)

/** What becomes of one message: how it stands in the end, and its copies in order, marked as a possible repeat or not. */
type Fate = [state: string, copies: ('first' | 'repeat')[]]

/** One trouble, and what becomes of a message that must not be sent twice and of one that may be. */
const table: [what: string, trouble: Omit<Trouble, 'in'>, once: Fate, again: Fate][] = [
  ['429', { status: 429, retryAfter: 1, times: 2 }, ['sent', ['first']], ['sent', ['first']]],
  [
    'accepted, then 504',
    { status: 504, delivered: true },
    ['unconfirmed', ['first']],
    ['sent', ['first', 'repeat']],
  ],
  ['504, not accepted', { status: 504 }, ['unconfirmed', []], ['sent', ['repeat']]],
  ['dropped', { status: 'drop' }, ['unconfirmed', []], ['sent', ['repeat']]],
  [
    'accepted, then dropped',
    { status: 'drop', delivered: true },
    ['unconfirmed', ['first']],
    ['sent', ['first', 'repeat']],
  ],
  [
    'accepted, then silent',
    { status: 'hang', delivered: true },
    ['unconfirmed', ['first']],
    ['sent', ['first', 'repeat']],
  ],
  ['blocked', { status: 403 }, ['unreachable', []], ['unreachable', []]],
  ['removed', { status: 404 }, ['unreachable', []], ['unreachable', []]],
]

describe('every trouble at once, within Teams’ windows', function () {
  this.timeout(120_000)
  let store: Store
  let connector: FakeConnector
  let ahead = 0
  const clock: Clock = { now: () => new Date(Date.now() + ahead).toISOString() }
  const fates = new Map<string, Fate>()

  before(async () => {
    store = temporaryStore()
    connector = await startFakeConnector({ windows: teamsWindows, latency: 20 })
    await reachable(store, { people, serviceUrl: connector.url })
    const isOnce = (i: number) => i % 2 === 0
    const tally = (i: number) => ({ tally: { id: 'tally:1', line: `agency-${i % 3}` } })
    const letters = people.map((person, i) =>
      letter(`for-${person}`, person, isOnce(i) ? tally(i) : { kind: 'again' }),
    )
    for (const { id } of letters) fates.set(id, ['sent', ['first']])
    // Trouble comes twice in each forty, to one of each kind.
    for (let at = 0; at < count; at += 40)
      table.forEach(([, trouble, once, again], row) => {
        connector.trouble(
          { ...trouble, in: `chat-p${at + 4 * row}` },
          { ...trouble, in: `chat-p${at + 4 * row + 1}` },
        )
        fates.set(`for-p${at + 4 * row}`, once)
        fates.set(`for-p${at + 4 * row + 1}`, again)
      })
    await queueMany(
      store,
      here,
      letters.filter((_, i) => isOnce(i)),
    )
    await queueAll(
      store,
      here,
      letters.filter((_, i) => !isOnce(i)),
    )
    // Patient enough that a busy machine makes no trouble of its own.
    const messenger = createTeamsMessenger({} as never, { clock, timeoutMilliseconds: 5000 })
    const { sweep } = startSending({ store, clock, messenger })
    for (let tries = 0; tries < 300; tries += 1) {
      await sweep()
      const counts = await states(store, here)
      if (!counts['queued'] && !counts['sending']) break
      // Whatever was put off is due; the pace is kept in real time all the same.
      ahead += 900_000
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  })
  after(async () => {
    connector.stop()
    await store.close()
  })

  const copiesOf = (id: string) =>
    connector.posted
      .filter(post => post.summary === id)
      .map(post => (JSON.stringify(post.card).includes('had this already') ? 'repeat' : 'first'))

  it('ends each message as its own trouble says: which copies came, and which of them say they may be repeats', async () => {
    const found = await ledger(store, here)
    expect(found.size).to.equal(count)
    for (const [id, fate] of fates) expect([found.get(id)?.state, copiesOf(id)], id).to.deep.equal(fate)
  })

  it('says in plain words why each one that did not arrive for certain did not', async () => {
    for (const [id, { state, reason }] of await ledger(store, here))
      if (state !== 'sent')
        expect(reason, id).to.match(/^(Teams gave no clear answer|They have blocked|The chat is gone)/)
  })

  it('counts them all in their tally', async () => {
    const doc = await store.get(here, 'tally:1')
    const each = table.filter(([, , [state]]) => state === 'unconfirmed').length * 8
    expect(doc && totals(readTally(doc))).to.deep.equal({
      sent: count / 2 - each - 16,
      unconfirmed: each,
      unreachable: 16,
    })
  })
})
