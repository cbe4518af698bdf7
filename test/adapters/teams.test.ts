import { expect } from 'chai'
import { outcomeOf } from '../../src/adapters/teams/outcomes.ts'
import { readTurn, typedText } from '../../src/adapters/teams/read-activity.ts'
import { stopRetries } from '../../src/adapters/teams/single-request.ts'

const activity = {
  id: '1',
  serviceUrl: 'https://smba.example/uk/',
  from: { id: '29:x', name: 'X', aadObjectId: 'oid' },
  conversation: { id: '19:a@thread.tacv2;messageid=77', conversationType: 'channel', tenantId: 'host' },
  channelData: {
    tenant: { id: 'host' },
    channel: { id: '19:a@thread.tacv2' },
    team: { id: '19:team@thread.tacv2' },
  },
}

describe('an activity', () => {
  it('of a thread belongs to its channel, so that agendas start threads of their own', () => {
    expect(readTurn(activity as never, { text: 'x' })?.place).to.deep.equal({
      kind: 'channel',
      tenantId: 'host',
      conversationId: '19:a@thread.tacv2',
      serviceUrl: 'https://smba.example/uk/',
    })
  })

  it('is known by its conversation as well: Teams’ ids are unique there only', () => {
    const id = (change: object) => readTurn({ ...activity, ...change } as never, { text: 'x' })?.activityId
    expect(id({})).to.equal(id({}))
    expect(id({ id: '2' })).not.to.equal(id({}))
    expect(id({ conversation: { ...activity.conversation, id: 'other' } })).not.to.equal(id({}))
    expect(id({ id: undefined }), 'without an id it is never taken for a repeat').not.to.equal(
      id({ id: undefined }),
    )
  })

  it('tells which message was pressed, of a press alone: what is typed in a thread names the thread', () => {
    const read = (input: object) =>
      readTurn({ ...activity, replyToId: '77' } as never, input as never)?.pressed
    expect(read({ verb: 'bulletin.read', data: {} })).to.equal('77')
    expect(read({ text: 'x' })).to.equal(undefined)
    const odd = { ...activity, replyToId: 5 }
    expect(readTurn(odd as never, { verb: 'x', data: {} })?.pressed, 'none is refused for it').to.equal(
      undefined,
    )
    expect(readTurn(odd as never, { verb: 'x', data: {} })).not.to.equal(undefined)
  })

  it('says what was typed, without the mention that it begins with', () => {
    expect(typedText({ text: '<at>Convenor</at>\u00a0 my actions \n' })).to.equal('my actions')
    expect(typedText({ text: 'ask <at>Sam</at>' })).to.equal('ask <at>Sam</at>')
    expect(typedText({})).to.equal('')
  })
})

describe('an answer of the connector', () => {
  const rest = (fields: object) => Object.assign(new Error('x'), { name: 'RestError' }, fields)
  const retryAfter = { headers: { get: (name: string) => (name === 'retry-after' ? '7' : undefined) } }
  const table: [string, unknown, object][] = [
    [
      '429 is not delivered, and says when to come back',
      rest({ statusCode: 429, response: retryAfter }),
      { outcome: 'not-now', retryAfterSeconds: 7 },
    ],
    ['403 is a person who blocked it', rest({ statusCode: 403 }), { outcome: 'unreachable' }],
    ['404 is a chat that is gone', rest({ statusCode: 404 }), { outcome: 'unreachable' }],
    [
      '401 is our credentials, worth another try',
      rest({ statusCode: 401 }),
      { outcome: 'not-now', trouble: 'credentials' },
    ],
    ['400 is a fault of ours', rest({ statusCode: 400 }), { outcome: 'refused' }],
    ['413 is a fault of ours', rest({ statusCode: 413 }), { outcome: 'refused' }],
    ['408 may have been delivered', rest({ statusCode: 408 }), { outcome: 'unknown' }],
    ['500 may have been delivered', rest({ statusCode: 500 }), { outcome: 'unknown' }],
    ['504 may have been delivered', rest({ statusCode: 504 }), { outcome: 'unknown' }],
    ['a refused connection was never made', rest({ code: 'ECONNREFUSED' }), { outcome: 'not-now' }],
    ['a broken connection may have delivered', rest({ code: 'ECONNRESET' }), { outcome: 'unknown' }],
    [
      'a timeout may have delivered',
      Object.assign(new Error('x'), { name: 'AbortError' }),
      { outcome: 'unknown' },
    ],
    ['no token means that nothing was sent', new Error('AADSTS7000222'), { outcome: 'not-now' }],
  ]
  for (const [what, error, expected] of table)
    it(what, () => expect(outcomeOf(error, '2026-11-23T09:00:00.000Z')).to.deep.include(expected))

  it('is never repeated by the pipeline: when that can no longer be switched off, Convenor does not start sending', () => {
    expect(() => stopRetries({})).to.throw('retries cannot be stopped')
  })
})
