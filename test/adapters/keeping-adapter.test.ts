import type { TurnContext } from 'botbuilder'
import { AuthenticationError } from 'botframework-connector'
import { expect } from 'chai'
import { KeepingAdapter } from '../../src/adapters/teams/keeping-adapter.ts'
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts'

type Adapter = InstanceType<typeof KeepingAdapter>

describe('the clients of turns', () => {
  let west: FakeConnector
  let east: FakeConnector
  let adapter: Adapter
  let answered: string[]
  beforeEach(async () => {
    west = await startFakeConnector()
    east = await startFakeConnector()
    answered = []
    adapter = new KeepingAdapter({} as never, place => answered.push(place.conversationId))
    adapter.onTurnError = async () => {}
  })
  afterEach(() => {
    west.stop()
    east.stop()
  })

  const clientsOf = async (url: string): Promise<unknown[]> => {
    let found: unknown[] = []
    await turn(adapter, url, async context => {
      found = [adapter.ConnectorClientKey, adapter.UserTokenClientKey].map(key => context.turnState.get(key))
    })
    return found
  }

  it('are made once for a service URL, and another URL has its own', async () => {
    const [first, tokens] = await clientsOf(west.url)
    const [again, sameTokens] = await clientsOf(west.url)
    const [other] = await clientsOf(east.url)
    expect(first).to.be.an('object')
    expect(again).to.equal(first)
    expect(other).not.to.equal(first)
    expect(tokens).to.be.an('object')
    expect(sameTokens).to.equal(tokens)
  })

  it('answer each turn where it came from', async () => {
    for (const [url, text] of [
      [west.url, 'one'],
      [east.url, 'two'],
      [west.url, 'three'],
    ] as const)
      await turn(adapter, url, async context => void (await context.sendActivity(text)))
    expect(west.posted.map(post => post.text)).to.deep.equal(['one', 'three'])
    expect(east.posted.map(post => post.text)).to.deep.equal(['two'])
  })

  it('tell of each request that answers a turn, and where: Teams counts it with all else', async () => {
    await turn(adapter, west.url, async context => {
      const sent = await context.sendActivity('one')
      await context.updateActivity({ id: sent?.id ?? '', text: 'two' })
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200 } })
    })
    expect(west.requests).to.have.length(2)
    expect(answered).to.deep.equal(['a:x', 'a:x'])
  })

  it('make one request of one call, used for the first time and again', async () => {
    for (const count of [1, 2, 3]) {
      west.trouble({ status: 503 })
      await turn(adapter, west.url, async context => void (await context.sendActivity('lost')))
      expect(west.requests).to.have.length(count)
    }
  })

  it('are not all kept, however many URLs are named', async () => {
    const [first] = await clientsOf(west.url)
    for (let i = 0; i < 100; i += 1) await clientsOf(`http://127.0.0.1:9/${i}`)
    const [later] = await clientsOf(west.url)
    expect(later).not.to.equal(first)
  })

  it('are made for nobody who is not verified', async () => {
    const verifying = new KeepingAdapter(
      { MicrosoftAppId: 'an-app', MicrosoftAppPassword: 'x' } as never,
      () => {},
    )
    let ran = false
    const refused = await turn(verifying, west.url, async () => {
      ran = true
    }).catch(error => error)
    expect(refused).to.be.instanceOf(AuthenticationError)
    expect(ran).to.equal(false)
  })
})

/** One message. */
async function turn(
  adapter: Adapter,
  serviceUrl: string,
  logic: (context: TurnContext) => Promise<void>,
): Promise<void> {
  const activity = {
    type: 'message',
    text: 'hello',
    id: '1',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:x' },
    recipient: { id: '28:convenor' },
    conversation: { id: 'a:x' },
  }
  await adapter.answer('', activity as never, logic)
}
