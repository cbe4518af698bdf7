import { expect } from 'chai'
import { outcomeOf } from '../../src/adapters/teams/outcomes.ts'
import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import { systemClock } from '../../src/ports/clock.ts'
import type { Messenger } from '../../src/ports/messenger.ts'
import { type FakeConnector, startFakeConnector, type Trouble } from '../support/fake-connector.ts'
import { placeOf } from '../support/sending.ts'

const message = { template: 'notice', data: { notice: 'Hello' }, summary: 'Hello' }

describe('what an answer of Teams means', () => {
  let connector: FakeConnector
  let messenger: Messenger
  before(async () => {
    connector = await startFakeConnector()
    messenger = createTeamsMessenger({} as never, { clock: systemClock, timeoutMilliseconds: 300 })
  })
  after(() => connector.stop())

  const post = () => messenger.post(placeOf('p1', connector.url), message)

  const table: [string, Trouble, object][] = [
    ['429 is certainly not delivered', { status: 429 }, { outcome: 'not-now', trouble: 'throttled' }],
    [
      '429 says how long to wait',
      { status: 429, retryAfter: 12 },
      { outcome: 'not-now', retryAfterSeconds: 12 },
    ],
    ['401 is trouble with our credentials', { status: 401 }, { outcome: 'not-now', trouble: 'credentials' }],
    ['403 is somebody who has blocked us', { status: 403 }, { outcome: 'unreachable', why: 'blocked' }],
    ['404 is a chat that is gone', { status: 404 }, { outcome: 'unreachable', why: 'removed' }],
    ['408 says nothing clear', { status: 408 }, { outcome: 'unknown' }],
    ['412 is worth another try', { status: 412 }, { outcome: 'not-now' }],
    [
      '413 is a card too large: our fault',
      { status: 413 },
      { outcome: 'refused', reason: 'Teams found the card too large.' },
    ],
    ['400 is our fault', { status: 400 }, { outcome: 'refused' }],
    ['500 may have been delivered', { status: 500 }, { outcome: 'unknown' }],
    ['502 may have been delivered', { status: 502 }, { outcome: 'unknown' }],
    ['503 may have been delivered', { status: 503 }, { outcome: 'unknown' }],
    ['504 may have been delivered', { status: 504, delivered: true }, { outcome: 'unknown' }],
    ['a connection that breaks may have brought it', { status: 'drop' }, { outcome: 'unknown' }],
    ['no answer in time may have brought it', { status: 'hang' }, { outcome: 'unknown' }],
  ]
  for (const [what, trouble, expected] of table) {
    it(`${what}, and one call makes one request`, async () => {
      connector.trouble(trouble)
      const before = connector.requests.length
      expect(await post()).to.deep.include(expected)
      expect(connector.requests.length - before).to.equal(1)
    })
  }

  it('a refused connection is certainly not delivered: nothing left this machine', async () => {
    const outcome = await messenger.post(placeOf('p1', 'http://127.0.0.1:1'), message)
    expect(outcome).to.deep.include({ outcome: 'not-now', trouble: 'no-connection' })
  })

  it('a card that cannot be made is our fault, and no request is made', async () => {
    const before = connector.requests.length
    let left = false
    const outcome = await messenger.post(
      placeOf('p1', connector.url),
      { ...message, template: 'no/such' },
      () => {
        left = true
      },
    )
    expect(outcome).to.include({ outcome: 'refused' })
    expect([connector.requests.length - before, left]).to.deep.equal([0, false])
  })

  it('no token is trouble with our credentials: nothing was asked of Teams', () => {
    expect(outcomeOf(new Error('AADSTS7000215'), systemClock.now())).to.deep.include({
      outcome: 'not-now',
      trouble: 'credentials',
    })
  })

  describe('Retry-After', () => {
    const now = '2026-11-23T09:00:00.000Z'
    const wait = (header: string | undefined) => {
      const response = { headers: { get: () => header } }
      return (
        outcomeOf({ name: 'RestError', statusCode: 429, response }, now) as { retryAfterSeconds?: number }
      ).retryAfterSeconds
    }
    const headers: [string | undefined, number | undefined][] = [
      ['5', 5],
      [' 2.5 ', 2.5],
      ['Mon, 23 Nov 2026 09:00:30 GMT', 30],
      ['Mon, 23 Nov 2026 08:00:00 GMT', undefined],
      ['0', undefined],
      ['-5', undefined],
      ['soon', undefined],
      ['', undefined],
      [undefined, undefined],
      ['7200', 7200],
      ['Mon, 23 Nov 2026 13:00:00 GMT', 14_400],
      ['86400', 86_400],
      ['604800', 86_400],
    ]
    for (const [header, seconds] of headers)
      it(`of ${JSON.stringify(header)} is ${seconds ?? 'not said'}`, () =>
        expect(wait(header)).to.equal(seconds))
  })

  describe('a 403', () => {
    const why = (code: string) =>
      (
        outcomeOf(
          { name: 'RestError', statusCode: 403, details: { error: { code } } },
          systemClock.now(),
        ) as { why: string }
      ).why
    it('names its cause where Teams does', () => {
      expect(why('MessageWritesBlocked')).to.equal('blocked')
      expect(why('ConversationBlockedByUser')).to.equal('blocked')
      expect(why('BotNotInConversationRoster')).to.equal('removed')
      expect(why('BotDisabledByAdmin')).to.equal('switched-off')
    })
  })
})
