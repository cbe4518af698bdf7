import { expect } from 'chai'
import type { Listening } from '../../src/adapters/http/server.ts'
import { readConfig } from '../../src/config.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { start } from '../../src/start.ts'
import { tenant } from '../support/accounts.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts'
import { memberClient } from '../support/member.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const now = '2018-10-01T08:00:00.000Z'

describe('the program as it is served', function () {
  this.timeout(20_000)
  let connector: FakeConnector
  let server: Listening

  before(async () => {
    connector = await startFakeConnector()
    const store = temporaryStore()
    await importPartnership(store, birminghamToWorkWith(), now)
    const ticking = globalThis.setInterval
    // No look comes by itself: what is sent here was not waiting for one.
    globalThis.setInterval = (() => undefined) as never
    const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent' })
    server = await start(config, { clock: { now: () => now }, store }).finally(() => {
      globalThis.setInterval = ticking
    })
  })
  after(async () => {
    await server.close()
    connector.stop()
  })

  it('sends at once what a turn has caused, and the next look is not waited for', async () => {
    const as = (person: string) =>
      memberClient({
        url: `http://127.0.0.1:${server.port}`,
        connector,
        person,
        entraId: `entra-${person}`,
        tenant,
      })
    const owner = as('yos-performance')
    await owner.type('hello')
    await as('business-manager').type(
      'new action QIO: Write the crib sheet; owner: yos-performance; due: 12 Oct',
    )
    const sent = () =>
      connector.posted.some(
        post => post.conversation === owner.personal && JSON.stringify(post).includes('Write the crib sheet'),
      )
    const until = Date.now() + 5000
    while (!sent() && Date.now() < until) await new Promise(resolve => setImmediate(resolve))
    expect(sent()).to.equal(true)
  })
})
