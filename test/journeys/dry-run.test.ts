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

  it('names whoever is to answer a challenge that a chair has raised and the morning opens', async () => {
    const manager = app.member('business-manager')
    await manager.type('new action QIO: Publish; owner: yos-performance; due: 17 Dec')
    await app.goTo('2018-10-01T18:00:00.000Z')
    await app.member('ad-early-help').type('QIO-18-001 raise: nobody leads')
    await app.app.sweep()
    const words = wordsOn((await manager.type('chasing dry run')).card)
    const cards = (await app.mornings('2018-10-02')).filter(({ post }) =>
      /^For your/.test(post.summary ?? ''),
    )
    expect(cards.map(({ post }) => post.conversation)).to.include('personal-entra-yos-performance')
    expect(words).to.contain('Performance and Development Manager: QIO-18-001 (others decide), 1 challenge')
  })

  it('says of whom a card would not reach now: unreachable has why, and what helps', async () => {
    const manager = app.member('business-manager')
    const owner = app.member('yos-performance')
    await manager.type('new action QIO: Publish; owner: yos-performance; due: 3 Oct')
    await owner.type('hello')
    app.connector.trouble({ status: 403, in: owner.personal, times: 20 })
    await app.mornings('2018-10-02')
    const { card } = await manager.type('chasing dry run')
    const words = wordsOn((await manager.press(card, 'Show', { day: '2018-10-03' })).card)
    expect(words).to.contain('Performance and Development Manager (cannot be reached now): QIO-18-001')
    expect(wordsOn((await manager.type('unreachable')).card)).to.contain(
      'Performance and Development Manager',
    )
  })

  it('of what is filled in says what is tried, for which group; it can be kept, or gone on with', async () => {
    const manager = app.member('business-manager')
    const { card } = await manager.type('chasing QIO')
    const tried = (await manager.press(card, 'Who would get what?', { askDecision: '8' })).card
    expect(wordsOn(tried)).to.match(/Tried for Quality.*, and not kept: .*decision.*: 8\./)
    const back = (await manager.press(tried, 'Back')).card
    expect(JSON.stringify(back), 'what was filled in').to.contain('"value":"8"')
    const kept = await manager.press(tried, 'Keep these numbers')
    expect(wordsOn(kept.card)).to.contain('The settings are kept')
    const run = wordsOn((await manager.type('chasing dry run QIO')).card)
    expect(run).to.match(/By the numbers of Quality.*, as they are kept\./)
    expect(wordsOn((await manager.type('dry run')).card)).to.contain(
      'By the numbers of the whole partnership',
    )
  })

  it('of what cannot be taken comes back as the form, with the reason and what was filled in', async () => {
    const manager = app.member('business-manager')
    const { card } = await manager.type('chasing QIO')
    const refused = (await manager.press(card, 'Who would get what?', { askDecision: 'soon' })).card
    expect(wordsOn(refused)).to.contain('Nothing was changed yet').and.to.contain('write ')
    expect(JSON.stringify(refused)).to.contain('"value":"soon"')
  })

  it('carries on what its form asks for and nothing else: what a press brings beside that is on no card', async () => {
    const manager = app.member('business-manager')
    const { card } = await manager.forge('chasing.dry-run', { askDecision: '8', verb: 'x', beside: 'y' })
    expect(wordsOn(card)).to.contain('Tried for the whole partnership')
    expect(JSON.stringify(card)).not.to.contain('beside')
  })
})
