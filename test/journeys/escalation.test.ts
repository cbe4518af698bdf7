import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const meets = { every: 'month' as const, on: 'third tuesday', startsOn: '2018-11-01' }

describe('an overdue action', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member
  let chair: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    const groups = file.groups.map(group => (group.id === 'qio' ? { ...group, meets } : group))
    app = await runApp({
      store: temporaryStore(),
      file: { ...file, groups },
      now: '2018-10-01T08:00:00.000Z',
    })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    chair = app.member('ad-early-help')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 17 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const mornings = (until: string) => app.mornings(until)
  const to = (cards: Awaited<ReturnType<typeof mornings>>, day: string) =>
    cards
      .filter(one => one.day === day && one.post.summary?.startsWith('For your answer'))
      .map(one => one.post.conversation.replace('personal-entra-', ''))
  const ofAction = async () => {
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 5 })
    return readAction(docs[0]!)
  }

  it('after ten working days asks the chairs and the business manager for a decision, with what was delivered', async () => {
    const cards = await mornings('2018-10-31')
    expect(to(cards, '2018-10-31')).to.have.members([
      'independent-chair',
      'ad-early-help',
      'business-manager',
      'programme-manager',
    ])
    const words = wordsOn(chair.latest()?.card)
    expect(words).to.contain('A decision is asked of you').and.to.contain('Decide on QIO-18-001')
    expect(words, 'on its usual day').not.to.contain('Asked sooner')
    expect(words).to.contain('Wed 17 Oct (delivered), Thu 18 Oct (delivered), Mon 22 Oct (delivered)')
    expect(to(cards, '2018-10-30'), 'nobody is asked twice in between').to.deep.equal([])
  })

  it('moved to another log keeps what was delivered while it was in the first: its cards named the old ref', async () => {
    await mornings('2018-10-18')
    await manager.type('QIO-18-001 transfer to SCR: a review')
    await mornings('2018-10-31')
    const asked = wordsOn(manager.latest()?.card)
    expect(asked).to.contain('Decide on SCR-18-001')
    expect(asked).to.contain('Wed 17 Oct (delivered), Thu 18 Oct (delivered)')
  })

  it('of which a chaser may have arrived (delivered, and answered 504) is not called undelivered to the chairs', async () => {
    await mornings('2018-10-16')
    const before = owner.inbox().length
    app.connector.trouble({ status: 504, in: owner.personal, times: 50, delivered: true })
    await mornings('2018-10-17')
    for (const minute of ['01', '02', '05', '20']) await app.goTo(`2018-10-17T08:${minute}:00.000Z`)
    expect(owner.inbox().length - before, 'copies').to.be.within(1, 3)
    app.connector.calm()
    await mornings('2018-10-31')
    expect(wordsOn(chair.latest()?.card)).to.contain('Wed 17 Oct (may have arrived), Thu 18 Oct (delivered)')
  })

  it('is given a new date on the chair’s card: the reason is kept, and the ladder begins anew', async () => {
    await mornings('2018-10-31')
    const { card } = await chair.press(chair.latest()?.card, 'Decide', {
      'decision-QIO-18-001': 'extend',
      'note-QIO-18-001': 'the printer closed',
    })
    expect(wordsOn(card), 'the words are kept').to.contain('the printer closed')
    await chair.press(card, 'Move the date', {
      date: '2018-11-30',
      'note-QIO-18-001': 'the printer closed',
    })
    const decision = (await ofAction()).history.at(-1)
    expect(decision).to.include({ verb: 'extend', by: 'ad-early-help', level: 3, note: 'the printer closed' })
    expect(to(await mornings('2018-11-22'), '2018-11-14'), 'no silence is escalated').to.deep.equal([])
  })

  const closings: [typed: string, status: string][] = [
    ['raise: nobody leads', 'open'],
    ['not pursue: overtaken', 'not-pursued'],
  ]
  for (const [typed, status] of closings)
    it(`is the business manager’s to decide on (${typed}) once that is asked of them, and not before`, async () => {
      await manager.type(`QIO-18-001 ${typed}`)
      expect((await ofAction()).history).to.have.length(1)
      await mornings('2018-10-31')
      expect(wordsOn(manager.latest()?.card)).to.contain('A decision is asked of you')
      await manager.type(`QIO-18-001 ${typed}`)
      const { history, ...action } = await ofAction()
      expect(history.at(-1)).to.include({ by: 'business-manager', level: 3 })
      expect(action.status).to.equal(status)
    })

  it('taken to the agenda is on it, and asked about again once the meeting has passed', async () => {
    await mornings('2018-10-31')
    await chair.press(chair.latest()?.card, 'Decide', {
      'decision-QIO-18-001': 'to-agenda',
      'note-QIO-18-001': 'which agency leads',
    })
    expect(wordsOn((await manager.type('agenda QIO')).card)).to.contain('QIO-18-001: Publish the toolkit')
    const cards = await mornings('2018-11-21')
    expect(to(cards, '2018-11-14')).to.deep.equal([])
    expect(to(cards, '2018-11-21'), 'the day after the meeting of 20 November').to.include('ad-early-help')
  })

  it('taken to the agenda is there with what is to be decided, and with neither once that is taken back', async () => {
    const agenda = async () => wordsOn((await manager.type('agenda QIO')).card)
    await manager.type('new action QIO: Agree who speaks for RR-18-001; owner: yos-performance; due: 17 Oct')
    await manager.type('QIO-18-001 to the agenda: whether to move it to the summer')
    await manager.type('QIO-18-002 to the agenda: which school')
    const taken = await agenda()
    expect(taken).to.contain('Publish the toolkit. To decide: whether to move it to the summer (asked for by')
    expect(taken, 'read by a channel').to.contain('QIO-18-002 (OFFICIAL-SENSITIVE) (asked for by')
    expect(taken).not.to.contain('which school')
    const { card } = await manager.type('QIO-18-001 undo')
    expect(wordsOn(card)).to.contain('your last step is taken back').and.not.to.contain('On the agenda')
    expect(await agenda())
      .to.contain('QIO-18-002 (OFFICIAL')
      .and.not.to.contain('QIO-18-001: Publish')
  })

  it('taken to the agenda goes with its item when that meeting is moved, and is asked about after it', async () => {
    await mornings('2018-10-31')
    await chair.type('QIO-18-001 to agenda: which agency leads')
    const file = birminghamToWorkWith()
    const later = { ...meets, on: 'last wednesday' }
    const groups = file.groups.map(group => (group.id === 'qio' ? { ...group, meets: later } : group))
    await importPartnership(app.store, { ...file, groups }, app.clock.now())
    await app.app.sweep()
    expect((await ofAction()).agenda).to.equal('2018-11-28')
    const cards = await mornings('2018-11-29')
    expect(to(cards, '2018-11-21'), 'the day after the old date').to.deep.equal([])
    expect(to(cards, '2018-11-29'), 'the day after the new one').to.include('ad-early-help')
  })

  it('is planned anew when another file is brought in: a meeting that it adds brings the decision forward', async () => {
    const file = birminghamToWorkWith()
    const groups = file.groups.map(group =>
      group.id === 'qio' ? { ...group, meets: { dates: ['2018-10-24'] } } : group,
    )
    await mornings('2018-10-24')
    await importPartnership(app.store, { ...file, groups }, app.clock.now())
    const cards = await mornings('2018-10-31')
    expect(to(cards, '2018-10-25')).to.include('ad-early-help')
    const asked = cards.find(
      ({ day, post }) => day === '2018-10-25' && post.conversation.endsWith('ad-early-help'),
    )
    expect(wordsOn(asked?.post.card), 'why so soon').to.contain(
      'Asked sooner, since the group met on Wed 24 Oct without word of it. Chased',
    )
  })

  it('is offered for the agenda where the group meets, and not where no meeting is to come', async () => {
    await manager.type('new action LD: Publish the plan; owner: yos-performance; due: 17 Oct')
    await mornings('2018-10-31')
    const choices = (ref: string) => JSON.stringify(manager.latest()?.card).split(`decision-${ref}`)[1]
    expect(choices('QIO-18-001')?.split('Input.Text')[0]).to.contain('to-agenda')
    expect(choices('LD-18-001')?.split('Input.Text')[0])
      .to.contain('reassign')
      .and.not.to.contain('to-agenda')
    expect(buttonsOf((await manager.type('QIO-18-001')).card)).to.contain('Take to the agenda')
    expect(buttonsOf((await manager.type('LD-18-001')).card)).not.to.contain('Take to the agenda')
  })

  it('is not decided on without saying what, or why', async () => {
    await mornings('2018-10-31')
    const { card } = chair.latest() ?? {}
    const nothing = await chair.press(card, 'Decide', { 'note-QIO-18-001': 'hm' })
    expect(wordsOn(nothing.card)).to.contain('choose first what you decide')
    await chair.press(card, 'Decide', { 'decision-QIO-18-001': 'not-pursue' })
    const handed = await chair.type('QIO-18-001 reassign to ad-cyp')
    expect(wordsOn(handed.card)).to.contain('a decision is recorded with its reason')
    expect(await ofAction()).to.include({ status: 'open' })
  })

  it('that nobody decides on goes to the Executive and into the challenge log: answered, decided, signed off', async () => {
    const cards = await mornings('2018-11-14')
    expect(to(cards, '2018-11-07'), 'asked again').to.include('ad-early-help')
    expect(to(cards, '2018-11-14')).to.include.members(['independent-chair', 'vice-chair', 'ad-cyp'])
    expect(wordsOn(owner.latest()?.card)).to.contain('CL-18-001 · Waits for the agency’s response')
    const opened = await owner.type('CL-18-001')
    expect(wordsOn(opened.card))
      .to.contain('QIO-18-001, Publish the toolkit: No decision was taken in time.')
      .and.to.contain('Waits for the agency’s response, due Wed 28 Nov')
    expect((await app.member('scr-co-chair-doctor').type('CL-18-001')).text, 'not theirs to see').to.contain(
      'no challenge with that number that you can see',
    )
    await app.goTo('2018-11-19T09:00:00.000Z')
    await owner.press(opened.card, 'Send the response', { note: 'The text is at the printer' })
    await app.app.sweep()
    const executive = app.member('independent-chair')
    expect(executive.latest()?.summary, 'each by its name').to.match(/\b1 challenge$/)
    expect(wordsOn(executive.latest()?.card), 'on the card of the day').to.contain(
      'CL-18-001 · Waits for the Executive’s decision',
    )
    expect(wordsOn((await executive.type('CL-18-001')).card))
      .to.contain('The text is at the printer')
      .and.to.contain('3 working days')
    expect(wordsOn((await executive.type('CL-18-001 sign off')).card), 'an outcome comes first').to.contain(
      'Record first what was decided',
    )
    await executive.type('CL-18-001 decision: publish without print')
    await executive.type('CL-18-001 sign off')
    expect(wordsOn((await manager.type('challenges closed')).card))
      .to.contain('CL-18-001')
      .and.to.contain('Closed on')
    const again = await executive.type('CL-18-001 decision: something else')
    expect(wordsOn(again.card)).to.contain('It is closed')
  })

  it('raised by a chair goes to the Executive at once, once, however often it is pressed', async () => {
    await chair.type('QIO-18-001 raise: no agency will lead')
    await chair.type('QIO-18-001 raise: I mean it')
    await app.app.sweep()
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'challenge', limit: 5 })
    expect(docs.map(doc => doc.id)).to.deep.equal(['challenge:CL-18-001'])
    expect(wordsOn(app.member('vice-chair').latest()?.card)).to.contain('no agency will lead')
    const partner = await app
      .member('vice-chair')
      .type('QIO-18-001 extend to 30 Nov because the agency asked')
    expect(wordsOn(partner.card)).to.contain('moved the due date')
    expect((await ofAction()).raised, 'what the Executive settles is back with the group').to.equal(undefined)
  })

  it('whose agency is a chair’s own is seen by the business manager with the chairs', async () => {
    await manager.type('new action SCR: Share the chronology; owner: ad-child-protection; due: 17 Oct')
    const cards = await mornings('2018-10-24')
    expect(to(cards, '2018-10-24')).to.include.members(['scr-co-chair-doctor', 'business-manager'])
    expect(wordsOn(manager.latest()?.card)).to.contain('SCR-18-001')
  })

  it('that waits for another agency is asked of that agency’s lead, and later goes to them and the chairs', async () => {
    await owner.type('QIO-18-001 blocked by bwc: the figures')
    const cards = await mornings('2018-10-24')
    expect(to(cards, '2018-10-17')).to.deep.equal(['chief-nurse-bwc'])
    expect(to(cards, '2018-10-24')).to.include.members(['chief-nurse-bwc', 'ad-early-help'])
    expect(wordsOn(chair.latest()?.card)).to.contain('Blocked by another agency')
  })
})
