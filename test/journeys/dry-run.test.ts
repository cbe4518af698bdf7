import { expect } from 'chai'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('the dry run of chasing', () => {
  let app: RunningApp
  beforeEach(async () => {
    const file = birminghamToWorkWith()
    app = await runApp({ store: temporaryStore(), file, now: '2018-10-01T08:00:00.000Z' })
  })
  afterEach(() => app.stop())

  it('names everybody whose card for the next morning is in line, since today’s has gone without it', async () => {
    for (const time of ['09:00', '09:10']) {
      await app.goTo(`2018-10-01T${time}:00.000Z`)
      await app.member('ad-early-help').type('new challenge QIO to yos: no returns')
      await app.app.sweep()
    }
    const manager = app.member('business-manager')
    const { card } = await manager.type('chasing dry run')
    const words = wordsOn((await manager.press(card, 'Show', { day: '2018-10-02' })).card)
    const cards = (await app.mornings('2018-10-02')).filter(({ day, post }) => {
      return day === '2018-10-02' && post.summary?.startsWith('For your answer')
    })
    expect(cards).to.have.length(4)
    expect(words).to.contain('4 people, one card each').and.to.contain('Independent Chair: 2 challenges')
  })
})
