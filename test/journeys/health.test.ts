import { expect } from 'chai'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('what tells how sending goes', () => {
  let app: RunningApp
  beforeEach(async () => {
    const file = birminghamToWorkWith()
    app = await runApp({ store: temporaryStore(), file, now: '2018-10-01T08:00:00.000Z' })
    const manager = app.member('business-manager')
    await manager.type('hello')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
  })
  afterEach(() => app.stop())

  const health = async (headers: Record<string, string> = {}) => {
    const answer = await fetch(`${app.url}/health`, { headers })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  it('says how old the oldest unsent delivery is, though trouble keeps putting it off', async () => {
    app.connector.trouble({ status: 401, times: 1000, on: 'open' }, { status: 401, times: 1000 })
    expect((await health()).body['oldestUnsentSeconds']).to.equal(0)
    for (const time of ['08:10', '09:00', '10:30']) await app.goTo(`2018-10-01T${time}:00.000Z`)
    const { status, body } = await health()
    expect(status, 'it can serve all the same').to.equal(200)
    expect(body['oldestUnsentSeconds']).to.equal(9000)
    expect(body['waitsFor'], 'and why').to.deep.equal(['Teams did not accept our credentials.'])
    app.connector.calm()
    await app.goTo('2018-10-01T12:00:00.000Z')
    expect((await health()).body).to.deep.include({ oldestUnsentSeconds: 0, waitsFor: [] })
  })

  it('tells the business team on its card what is held up, since when, and what helps', async () => {
    const manager = app.member('business-manager')
    const owner = app.member('yos-performance')
    await owner.type('hello')
    app.connector.trouble({ status: 401, times: 1000, in: owner.personal })
    for (const time of ['08:10', '09:00', '10:30']) await app.goTo(`2018-10-01T${time}:00.000Z`)
    const words = wordsOn((await manager.type('unreachable')).card)
    expect(words)
      .to.contain('Messages are held up')
      .and.to.contain('1 message waits, the first since Mon 1 Oct.')
    expect(words).to.contain('Teams did not accept our credentials.').and.to.contain('MicrosoftAppPassword')
    app.connector.calm()
    await app.goTo('2018-10-01T12:00:00.000Z')
    expect((await manager.type('unreachable')).text).to.contain('could be reached')
  })

  it('counts deliveries by state, for this machine only: how much is going on is nobody else’s business', async () => {
    app.connector.trouble({ status: 403, times: 1000 })
    await app.app.sweep()
    const none = { held: 0, queued: 0, sending: 0, unconfirmed: 0, unreachable: 1, failed: 0 }
    expect((await health()).body['deliveries']).to.deep.equal(none)
    expect((await health({ 'x-forwarded-for': '203.0.113.7' })).body).not.to.have.property('deliveries')
    const metrics = await (await fetch(`${app.url}/metrics`)).text()
    expect(metrics).to.contain('convenor_deliveries{state="unreachable"} 1')
    expect(metrics).to.contain('convenor_delivery_oldest_unsent_seconds 0')
    expect(metrics).not.to.match(/yos-performance|toolkit/)
  })
})
