import { expect } from 'chai'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('a date of a review', () => {
  let app: RunningApp
  let manager: Member
  let lead: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    app = await runApp({ store: temporaryStore(), file, now: '2018-12-28T09:00:00.000Z' })
    manager = app.member('business-manager')
    lead = app.member('vice-chair')
    for (const one of [manager, lead]) await one.install()
  })
  afterEach(() => app.stop())

  const open = async (values: object = {}) => {
    const form = await manager.type('new review')
    const filled = { aware: '2018-12-14', notified: '2018-12-21', agencies: 'wmp', ...values }
    const opened = await manager.press(form.card, 'Open the review', filled)
    await app.app.sweep()
    return opened
  }
  const review = async (member = manager) => wordsOn((await member.type('RR-18-001')).card)

  it('typed wrongly is corrected with a reason: clocks and returns follow, and what it was stays visible', async () => {
    await open()
    expect(await review()).to.contain('Notified Fri 21 Dec; ')
    const typed = 'RR-18-001 correct notified to 24 Dec because the Panel’s receipt gives Monday'
    const words = wordsOn((await manager.type(typed)).card)
    expect(words)
      .to.contain('Notified Mon 24 Dec; Tue 25 Dec, Wed 26 Dec and Tue 1 Jan 2019 not counted')
      .and.to.contain('Agency returns. Due Mon 7 Jan 2019')
      .and.to.contain(
        'Mon 24 Dec instead of Fri 21 Dec: notification sent to the Panel. Why: the Panel’s receipt gives Monday (Business Manager, Fri 28 Dec)',
      )
    await app.app.sweep()
    const asking = lead.inbox().find(post => wordsOn(post.card).includes('A return is asked'))
    expect(asking?.updates, 'the card that asked says the new day').to.equal(1)
    expect(wordsOn(asking?.card)).to.contain('Due Mon 7 Jan 2019')
  })

  it('is corrected by a form too, which keeps what was filled in and gives every reason', async () => {
    await open()
    const { card: form } = await manager.press((await manager.type('RR-18-001')).card, 'Correct a date')
    expect(wordsOn((await manager.press(form, 'Back to the review')).card)).to.contain('Aware Fri 14 Dec')
    const values = { event: 'aware', date: '2018-12-22' }
    const { card: again } = await manager.press(form, 'Correct it', { ...values, reason: '' })
    expect(wordsOn(again)).to.contain('after the step that follows it').and.to.contain('Say why')
    expect(JSON.stringify(again)).to.contain('2018-12-22')
    const right = { event: 'aware', date: '2018-12-17', reason: 'The referral came on the Monday' }
    expect(wordsOn((await manager.press(again, 'Correct it', right)).card)).to.contain('Aware Mon 17 Dec; ')
    const { card } = await manager.press(form, 'Correct it', { ...right, date: '2018-12-18' })
    expect(wordsOn(card), 'a card of before').to.contain('moved on since your card was made')
  })

  it('typed without a reason comes back as the form, with what was typed', async () => {
    await open()
    const { card } = await manager.type('RR-18-001 correct aware to 13 Dec')
    expect(wordsOn(card)).to.contain('Say why')
    expect(JSON.stringify(card)).to.contain('2018-12-13')
  })

  it('is corrected by the business team only', async () => {
    await open()
    expect(buttonsOf((await lead.type('RR-18-001')).card)).not.to.contain('Correct a date')
    const { card } = await lead.type('RR-18-001 correct aware to 13 Dec because I say so')
    expect(wordsOn(card))
      .to.contain('Only the business team corrects this')
      .and.to.contain('Aware Fri 14 Dec')
    const stranger = app.member('ad-early-help')
    expect((await stranger.type('RR-18-001 correct aware to 13 Dec because x')).text).to.contain('no review')
  })

  it('that is still to come is refused as that, once: without its year it is not taken for last year’s', async () => {
    await open()
    const reported = wordsOn((await manager.type('RR-18-001 reported on 11 Jan')).card)
    expect(reported)
      .to.contain('The date is still to come. Record it when it has happened.')
      .and.not.contain('before the step it follows')
    const { card } = await manager.type('RR-18-001 correct notified to 29 Dec because of a slip')
    expect(wordsOn(card))
      .to.contain('still to come')
      .and.not.contain('before the step it follows')
      .and.not.contain('more than 60 days')
    expect(JSON.stringify(card)).to.contain('2018-12-29').and.not.contain('2017-12-29')
  })

  it('of months ago is shown before it is taken: it is mostly a slip', async () => {
    const first = await open({ aware: '29 Jul', notified: '' })
    expect(wordsOn(first.card)).to.contain('Sun 29 Jul 2018 is more than 60 days before')
    expect(wordsOn((await manager.press(first.card, 'Open the review')).card)).to.contain('RR-18-001 is open')
  })

  it('of months ago is typed with its year, or sent twice', async () => {
    const doubted = await open({ aware: '2018-08-08', notified: '' })
    await manager.press(doubted.card, 'Open the review')
    const asked = await manager.type('RR-18-001 notified on 10 Aug')
    expect(wordsOn(asked.card))
      .to.contain('Fri 10 Aug 2018 is more than 60 days')
      .and.to.contain('Not started')
    const { card } = await manager.press(asked.card, 'Record the date')
    expect(wordsOn(card)).to.contain('Notified Fri 10 Aug')
    const typed = await manager.type('RR-18-001 correct notified to 13 Aug 2018 because the receipt says so')
    expect(wordsOn(typed.card)).to.contain('Notified Mon 13 Aug')
  })
})

describe('a return that was recorded wrongly', () => {
  let app: RunningApp
  let manager: Member
  let lead: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    app = await runApp({ store: temporaryStore(), file, now: '2018-12-19T10:00:00.000Z' })
    manager = app.member('business-manager')
    lead = app.member('vice-chair')
    const form = await manager.type('new review')
    const filled = { aware: '2018-12-14', notified: '2018-12-18', agencies: 'wmp,bct' }
    await manager.press(form.card, 'Open the review', filled)
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const type = async (member: Member, text: string) => wordsOn((await member.type(text)).card)

  it('is typed again by the business team, whenever and whoever gave it, and what it was stays', async () => {
    await type(lead, 'RR-18-001 no involvement')
    await app.goTo('2018-12-21T10:00:00.000Z')
    expect(await type(manager, 'RR-18-001 received: wmp'))
      .to.contain('Recorded for RR-18-001: West Midlands Police: received, instead of no involvement')
      .and.to.contain('Received, Fri 21 Dec, Business Manager (was: No involvement)')
    expect(await type(manager, 'RR-18-001 received: wmp')).to.contain('answered for already: received')
  })

  it('is taken back by the business team: it was another agency’s, and this one is chased as before', async () => {
    await type(manager, 'RR-18-001 received: bct')
    expect(await type(manager, 'RR-18-001 not received: bct')).to.contain('Requested (was: Received)')
    expect(await type(manager, 'RR-18-001 not received: bct')).to.contain('has not been answered for yet')
    const posted = await app.mornings('2018-12-31')
    const trust = posted.filter(
      ({ post }) => post.conversation === app.member('ad-child-protection').personal,
    )
    expect(trust.map(({ day }) => day)).to.deep.equal(['2018-12-27', '2018-12-31'])
  })

  it('is typed again by whoever gave it, within ten minutes; after that it is the business team’s', async () => {
    await type(lead, 'RR-18-001 received')
    await app.goTo('2018-12-19T10:09:00.000Z')
    expect(await type(lead, 'RR-18-001 no involvement')).to.contain('No involvement, Wed 19 Dec')
    await app.goTo('2018-12-19T10:20:00.000Z')
    expect(await type(lead, 'RR-18-001 received')).to.contain('Ask the business team if that is wrong')
    expect(await type(lead, 'RR-18-001 not received')).to.contain('Ask the business team if that is wrong')
  })

  it('is not overwritten by a card of before, which says what to type', async () => {
    const { card } = await manager.type('RR-18-001')
    await type(lead, 'RR-18-001 received')
    const pressed = await manager.press(card, 'No involvement', { agency: 'wmp' })
    expect(wordsOn(pressed.card))
      .to.contain('If that is wrong, type RR-18-001 no involvement wmp')
      .and.to.contain('Received, Wed 19 Dec')
  })

  it('is not overwritten either by a press that says it was typed: only what is typed is', async () => {
    await type(lead, 'RR-18-001 received')
    const asked = { ref: 'RR-18-001', agency: 'wmp', state: 'no-involvement', typed: true }
    expect(wordsOn((await manager.forge('review.answer-return', asked)).card))
      .to.contain('If that is wrong, type RR-18-001 no involvement wmp')
      .and.to.contain('Received, Wed 19 Dec')
  })
})
