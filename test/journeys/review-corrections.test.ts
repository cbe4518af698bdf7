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

  it('of months ago is shown before it is taken: it is mostly a slip', async () => {
    const first = await open({ aware: '29 Dec', notified: '' })
    expect(wordsOn(first.card)).to.contain('Fri 29 Dec 2017 is more than 60 days before')
    expect(wordsOn((await manager.press(first.card, 'Open the review')).card)).to.contain('RR-18-001 is open')
  })

  it('of months ago is typed with its year, or sent twice', async () => {
    const doubted = await open({ aware: '2018-01-08', notified: '' })
    await manager.press(doubted.card, 'Open the review')
    const asked = await manager.type('RR-18-001 notified on 10 Jan')
    expect(wordsOn(asked.card))
      .to.contain('Wed 10 Jan 2018 is more than 60 days')
      .and.to.contain('Not started')
    const { card } = await manager.press(asked.card, 'Record the date')
    expect(wordsOn(card)).to.contain('Notified Wed 10 Jan')
    const typed = await manager.type('RR-18-001 correct notified to 11 Jan 2018 because the receipt says so')
    expect(wordsOn(typed.card)).to.contain('Notified Thu 11 Jan')
  })
})
