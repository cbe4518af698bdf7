import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { type Review, readReview } from '../../src/reviews/review.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, inputsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

type File = ReturnType<typeof birminghamToWorkWith>

describe('on the card of the day a review', () => {
  let app: RunningApp
  let file: File
  let manager: Member
  let lead: Member
  let chair: Member

  const start = async (now: string, leads: Record<string, string> = {}) => {
    file = led({ bcc: 'ad-cyp', ...leads }, birminghamToWorkWith())
    app = await runApp({ store: temporaryStore(), file, now })
    manager = app.member('business-manager')
    lead = app.member('vice-chair')
    chair = app.member('independent-chair')
    for (const one of [manager, lead, chair, app.member('ad-cyp')]) await one.install()
  }
  afterEach(() => app.stop())

  const led = (leads: Record<string, string>, from: File): File => ({
    ...from,
    agencies: from.agencies.map(agency => ({
      ...agency,
      lead: leads[agency.id] ?? agency.lead,
      localAuthority: agency.id === 'bcc',
    })),
  })
  const handOver = (leads: Record<string, string>) =>
    importPartnership(app.store, led(leads, file), app.clock.now())
  /** Whoever got a card of the day that names it, each morning up to a day. */
  const askedOf = async (ref: string, until: string) =>
    (await app.mornings(until))
      .filter(({ post }) => post.summary?.startsWith('For your answer') && wordsOn(post.card).includes(ref))
      .map(({ day, post }) => `${day} ${post.conversation.replace('personal-entra-', '')}`)
  /** Where a row stands alone on its card, nothing else is asked once it is answered. */
  const nothingElse = 'Nothing else is asked of you today.'

  const open = async (values: object) => {
    const form = await manager.type('new review')
    const filled = { notified: '', agencies: 'wmp', ...values }
    const asked = await manager.press(form.card, 'Open the review', filled)
    // A date of months ago is asked about once.
    if (buttonsOf(asked.card).includes('Open the review')) await manager.press(asked.card, 'Open the review')
    await app.app.sweep()
  }
  const review = async (ref = 'RR-18-001'): Promise<Review> =>
    readReview((await app.store.get({ partnership: 'bscb', scope: `review:${ref}` }, `review:${ref}`))!)
  const ofPolice = { 'agency-RR-18-001': 'wmp' }
  const chased = async (leads: Record<string, string> = {}, agencies = 'wmp') => {
    await start('2018-09-28T09:30:00.000Z', leads)
    await open({ aware: '2018-09-24', notified: '2018-09-28', agencies })
    await app.mornings('2018-10-05')
  }

  it('has its return answered by the agency’s lead, who is asked for it no more', async () => {
    await chased()
    const card = lead.latest()?.card
    expect(buttonsOf(card)).to.deep.equal(['Return sent', 'No involvement', 'Open'])
    const { text } = await lead.press(card, 'Return sent', ofPolice)
    expect(text).to.equal(`Recorded for RR-18-001: West Midlands Police: received. ${nothingElse}`)
    const [one] = (await review()).returns
    expect(one).to.include({ agency: 'wmp', state: 'received', answeredBy: 'vice-chair' })
    expect(await askedOf('RR-18-001', '2018-10-17')).to.deep.equal([])
  })

  it('pressed twice is answered once, which is said', async () => {
    await chased()
    const card = lead.latest()?.card
    await lead.press(card, 'No involvement', ofPolice)
    const before = await review()
    const { text } = await lead.press(card, 'No involvement', ofPolice)
    expect(text).to.contain('RR-18-001: West Midlands Police has been answered for already: no involvement.')
    expect(text).to.contain(nothingElse)
    expect((await lead.press(card, 'Return sent', ofPolice)).text).to.contain('If that is wrong, type')
    expect(await review()).to.deep.equal(before)
  })

  it('is answered for each agency that somebody leads, and its row goes with the last', async () => {
    await chased({ bct: 'vice-chair' }, 'wmp,bct')
    await open({ aware: '2018-09-24', notified: '2018-09-28' })
    await app.mornings('2018-10-09')
    const card = lead.latest()?.card
    expect(wordsOn(card)).to.contain('RR-18-001 ·').and.to.contain('RR-18-002 ·')
    const press = (on: typeof card, agency: string) =>
      lead.press(on, 'Return sent', { 'agency-RR-18-001': agency })
    const first = await press(card, 'bct')
    expect(wordsOn(first.card))
      .to.contain("Recorded for RR-18-001: Birmingham Children's Trust: received.")
      .and.to.contain('For your answer, Tue 9 Oct')
      .and.to.contain('Asked of West Midlands Police')
    const second = await press(first.card, 'wmp')
    expect(wordsOn(second.card)).to.contain('RR-18-002 ·').and.not.to.contain('RR-18-001 ·')
    expect((await review()).returns.map(({ state }) => state)).to.deep.equal(['received', 'received'])
  })

  it('that was handed over is answered by its new lead, and by the one before no more', async () => {
    await chased()
    const card = lead.latest()?.card
    await handOver({ wmp: 'director-of-practice' })
    const before = await review()
    expect((await lead.press(card, 'Return sent', ofPolice)).text).to.contain('no review with that ref')
    expect(await review()).to.deep.equal(before)
    const successor = app.member('director-of-practice')
    const theirs = await successor.type('for my answer')
    await successor.press(theirs.card, 'Return sent', ofPolice)
    expect((await review()).returns[0]).to.include({ answeredBy: 'director-of-practice' })
  })

  it('of which one agency was handed over stays on the card, which says who answers for that one', async () => {
    await chased({ bct: 'vice-chair' }, 'wmp,bct')
    const card = lead.latest()?.card
    await handOver({ wmp: 'director-of-practice', bct: 'vice-chair' })
    const refused = await lead.press(card, 'Return sent', ofPolice)
    expect(wordsOn(refused.card))
      .to.contain('RR-18-001: Only the agency’s lead, whoever stands in for them, or the business team')
      .and.to.contain("Asked of Birmingham Children's Trust")
    expect((await review()).returns[0]).to.include({ state: 'requested' })
  })

  it('has late returns answered by the business team for any agency; its chair can only look', async () => {
    await chased()
    await app.mornings('2018-10-10')
    expect(buttonsOf(chair.latest()?.card)).to.deep.equal(['Open'])
    // As a client presses it that knows Action.Submit only.
    const { text } = await manager.pressSubmit(manager.latest()!, 'No involvement', ofPolice)
    expect(text).to.contain('West Midlands Police: no involvement')
    expect((await review()).returns[0]).to.include({
      state: 'no-involvement',
      answeredBy: 'business-manager',
    })
  })

  it('offers the business team some of many agencies, and says how many there are', async () => {
    const all = birminghamToWorkWith()
      .agencies.filter(({ kind }) => kind !== 'independent')
      .map(({ id }) => id)
    await chased({}, all.slice(0, 9).join(','))
    await app.mornings('2018-10-10')
    expect(wordsOn(manager.latest()?.card)).to.contain('Answer for (8 of 9: Open has all)')
  })

  it('has the day of its notification recorded, with today’s date to begin with', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-28' })
    await app.mornings('2018-10-04')
    const card = manager.latest()?.card
    expect(buttonsOf(chair.latest()?.card), 'the chair cannot record it').to.deep.equal(['Open'])
    expect(JSON.stringify(card)).to.contain(
      '"id":"date-RR-18-001","label":"Notification sent to the Panel on","value":"2018-10-04"',
    )
    const press = (date: string) => manager.press(card, 'Record the date', { 'date-RR-18-001': date })
    const early = await press('2018-10-05')
    expect(wordsOn(early.card))
      .to.contain('RR-18-001: The date is still to come.')
      .and.to.contain('For your answer, Thu 4 Oct')
    expect((await press('2018-10-04')).text).to.equal(
      `Recorded for RR-18-001: notification sent to the Panel on Thu 4 Oct 2018. ${nothingElse}`,
    )
    expect((await press('2018-10-04')).text).to.contain('This is recorded already, for Thu 4 Oct 2018')
    expect((await review()).events.notified).to.equal('2018-10-04')
    expect((await review()).history).to.have.length(2)
    expect(await askedOf('RR-18-001', '2018-10-10')).to.deep.equal([])
  })

  it('asks about a date of months ago on its own card, and shows the day’s again once it is meant', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-06-01' })
    const inputs = { 'date-RR-18-001': '2018-06-08' }
    const { card } = await manager.press(manager.latest()?.card, 'Record the date', inputs)
    expect(wordsOn(card)).to.contain('Rapid review RR-18-001').and.to.contain('press the button once more')
    expect(inputsOf(card)['date']).to.equal('2018-06-08')
    const again = await manager.press(card, 'Record the date')
    expect(wordsOn(again.card))
      .to.contain('Recorded for RR-18-001')
      .and.to.contain('For your answer, Fri 28 Sep')
      .and.to.contain('rapid review overdue')
  })

  it('has the day of its report recorded, though a return was answered since the card came', async () => {
    await chased()
    await app.mornings('2018-10-18')
    const card = manager.latest()?.card
    await lead.type('RR-18-001 received')
    await manager.press(card, 'Record the date', { 'date-RR-18-001': '2018-10-18' })
    expect((await review()).events.reported).to.equal('2018-10-18')
    expect(await askedOf('RR-18-001', '2018-10-26')).to.deep.equal([])
  })

  it('on its clock with returns still to come has both answered, the returns a few at a time', async () => {
    await chased({}, 'wmp,bct,bwc,yos')
    await app.mornings('2018-10-18')
    const card = manager.latest()?.card
    const both = ['Record the date', 'Return sent', 'No involvement', 'Open']
    expect(buttonsOf(card)).to.deep.equal(both)
    expect(wordsOn(card)).to.contain('Answer for (2 of 4: Open has all)')
    const answered = await manager.press(card, 'Return sent', ofPolice)
    expect(wordsOn(answered.card)).to.contain('Answer for (2 of 3: Open has all)')
    const recorded = await manager.press(answered.card, 'Record the date', {
      'date-RR-18-001': '2018-10-18',
    })
    expect(recorded.text).to.contain('report sent to the Panel on Thu 18 Oct 2018')
  })

  it('on a page of all that is asked is answered there, and that page comes again', async () => {
    await chased()
    await open({ aware: '2018-09-24', notified: '2018-09-28' })
    await app.mornings('2018-10-09')
    const all = await lead.type('for my answer')
    const { card } = await lead.press(all.card, 'Return sent', ofPolice)
    expect(wordsOn(card))
      .to.contain('All that waits for your answer')
      .and.to.contain('RR-18-002 ·')
      .and.not.to.contain('RR-18-001 ·')
  })
})
