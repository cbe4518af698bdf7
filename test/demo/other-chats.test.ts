import { expect } from 'chai'
import { startOtherChats } from '../../demo/other-chats.ts'
import { demoPartnership } from '../../demo/prepare.ts'
import { placeDemo } from '../../demo/seed.ts'
import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import { findPlace } from '../../src/delivery/places.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const now = '2026-11-26T09:00:00.000Z'
const nobodyListens = 'http://127.0.0.1:9'
const card = { template: 'notice', data: { notice: 'Hello' }, summary: 'Hello' }

describe('the demo, of which the Playground shows one chat', () => {
  it('takes what is sent to all others, so that nobody is taken for gone', async () => {
    const others = await startOtherChats()
    const store = temporaryStore()
    const file = demoPartnership('2026-11-26')
    await importPartnership(store, file, now)
    await placeDemo(store, file.people, nobodyListens, { as: 'named-nurse', others: others.serviceUrl })
    const messenger = createTeamsMessenger({} as never, { clock: systemClock, timeoutMilliseconds: 2000 })
    const outcomes = new Map<string, string>()
    for (const { id } of file.people) {
      const found = await findPlace(store, { partnership: 'demo', to: { person: id }, now })
      if ('known' in found) outcomes.set(id, (await messenger.post(found.known, card)).outcome)
    }
    expect(outcomes.size).to.equal(file.people.length)
    for (const [id, outcome] of outcomes)
      expect(outcome, id).to.equal(id === 'named-nurse' ? 'not-now' : 'sent')
    await store.close()
    others.close()
  })
})
