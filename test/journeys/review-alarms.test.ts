import { expect } from 'chai'
import { loadArrangements } from '../../src/partnership/records.ts'
import { StaleWrite, type Store, type Write } from '../../src/ports/store.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const posts = [
  'business-manager',
  'programme-manager',
  'independent-chair',
  'ad-cyp',
  'vice-chair',
  'ad-child-protection',
] as const

describe('the clocks of a rapid review raise alarms', () => {
  let app: RunningApp
  let manager: Member
  let lead: Member

  const start = async (
    now: string,
    { store = temporaryStore() as Store, extraClosures = [] as string[] } = {},
  ) => {
    const file = birminghamToWorkWith()
    const agencies = file.agencies.map(one => (one.id === 'bcc' ? { ...one, localAuthority: true } : one))
    const partnership = { ...file.partnership, extraClosures }
    app = await runApp({ store, file: { ...file, agencies, partnership }, now })
    manager = app.member('business-manager')
    lead = app.member('vice-chair')
    for (const post of posts) await app.member(post).install()
  }
  afterEach(() => app.stop())

  const open = async (values: object) => {
    const form = await manager.type('new review')
    const filled = { notified: '', agencies: 'wmp', ...values }
    const opened = await manager.press(form.card, 'Open the review', filled)
    await app.app.sweep()
    return opened
  }

  /** Every morning up to a day: who got a card that names the review, as 'day person', and what was on it. */
  async function mornings(until: string) {
    const posted = (await app.mornings(until)).filter(({ post }) => wordsOn(post.card).includes('RR-18-001'))
    return posted.map(({ day, post }) => ({
      key: `${day} ${posts.find(one => app.member(one).personal === post.conversation)}`,
      day,
      words: wordsOn(post.card),
      card: post.card,
    }))
  }
  const keys = (cards: Awaited<ReturnType<typeof mornings>>) => cards.map(({ key }) => key).sort()

  it('to the team, the chair and the authority while no notification is recorded, and then to nobody', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-28' })
    const cards = await mornings('2018-10-08')
    const told = ['ad-cyp', 'business-manager', 'independent-chair', 'programme-manager']
    expect(keys(cards)).to.deep.equal(
      ['2018-10-04', '2018-10-05', '2018-10-08'].flatMap(day => told.map(one => `${day} ${one}`)),
    )
    const [first, second, third] = [0, 4, 8].map(at => cards[at]?.words)
    expect(first)
      .to.contain('Reviews on their clocks (OFFICIAL-SENSITIVE)')
      .and.to.contain('RR-18-001 · notification to the Panel due Fri 5 Oct, one working day left')
      .and.to.contain('s.16C Children Act 2004')
    expect(second).to.contain('notification to the Panel due today')
    expect(third).to.contain('notification to the Panel overdue, was due Fri 5 Oct')
    const { card } = await app.member('independent-chair').press(cards[0]?.card, 'Open')
    expect(wordsOn(card)).to.contain('Rapid review RR-18-001')
    await manager.type('RR-18-001 notified on 8 Oct')
    await app.app.sweep()
    expect(
      keys(await mornings('2018-10-12')),
      'the return is asked for on the 8th, due on the 17th',
    ).to.deep.equal([])
  })

  it('after a word that it has begun, to the Executive’s chair and the partners, but to nobody who is asked for a return', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-24' })
    const before = app.connector.posted.length
    await manager.type('RR-18-001 notified on 28 Sep')
    await app.app.sweep()
    const posted = app.connector.posted.slice(before).filter(({ card }) => card !== undefined)
    const got = (words: string) =>
      posted.filter(({ card }) => wordsOn(card).includes(words)).map(({ conversation }) => conversation)
    const personal = (...ids: (typeof posts)[number][]) => ids.map(id => app.member(id).personal)
    expect(got('A rapid review has begun: RR-18-001')).to.have.members(
      personal('independent-chair', 'ad-cyp'),
    )
    expect(got('A return is asked of your agency: RR-18-001')).to.deep.equal(personal('vice-chair'))
  })

  it('to whoever owes a return on days 5 and 7, then to the team and the chair too, until it is answered', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-24', notified: '2018-09-28' })
    const cards = await mornings('2018-10-11')
    expect(keys(cards)).to.deep.equal([
      '2018-10-05 vice-chair',
      '2018-10-09 vice-chair',
      '2018-10-10 business-manager',
      '2018-10-10 independent-chair',
      '2018-10-10 programme-manager',
    ])
    expect(cards[0]?.words)
      .to.contain('RR-18-001 · a return due Tue 9 Oct')
      .and.contain('Asked of West Midlands')
    expect(cards[2]?.words).to.contain('Still to come: West Midlands Police')
    await lead.type('RR-18-001 received')
    expect(keys(await mornings('2018-10-17'))).to.deep.equal([])
  })

  it('to the team, the chair and the partners as the report is due, until it is recorded', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-24', notified: '2018-09-28' })
    await lead.type('RR-18-001 no involvement')
    const cards = await mornings('2018-10-19')
    const told = ['ad-cyp', 'business-manager', 'independent-chair', 'programme-manager', 'vice-chair']
    expect(keys(cards)).to.deep.equal(
      ['2018-10-18', '2018-10-19'].flatMap(day => told.map(one => `${day} ${one}`)),
    )
    expect(cards[0]?.words).to.contain('rapid review due Fri 19 Oct, one working day left')
    await manager.type('RR-18-001 reported on 19 Oct')
    expect(keys(await mornings('2018-10-26'))).to.deep.equal([])
  })

  it('on no weekend, bank holiday or closure: the due day is one on which somebody is there', async () => {
    await start('2018-12-18T09:30:00.000Z', { extraClosures: ['2018-12-27', '2018-12-28'] })
    await open({ aware: '2018-12-18' })
    const cards = await mornings('2019-01-02')
    expect([...new Set(cards.map(({ day }) => day))]).to.deep.equal([
      '2018-12-24',
      '2018-12-31',
      '2019-01-02',
    ])
  })

  it('in one card beside everything else of the day: nobody gets two', async () => {
    await start('2018-09-28T09:30:00.000Z')
    // Else the team hears of a group that its agenda does not reach.
    await manager.typeIn('19:scr@thread.tacv2', 'link SCR')
    await manager.type('new action QIO Independent Chair: to write to the Panel by 5 Oct')
    await open({ aware: '2018-09-28' })
    await open({ aware: '2018-09-28' })
    await open({ aware: '2018-09-21', notified: '2018-09-27' })
    const posted = await app.mornings('2018-10-19')
    const of = posted.map(({ day, post }) => `${day} ${post.conversation}`)
    expect(new Set(of).size).to.equal(of.length)
    const chair = posted.filter(({ post }) => post.conversation === app.member('independent-chair').personal)
    expect(wordsOn(chair[0]?.post.card)).to.contain('RR-18-001 ·').and.contain('RR-18-002 ·')
  })

  it('in one card each when nothing ran for three days', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await manager.typeIn('19:scr@thread.tacv2', 'link SCR')
    await open({ aware: '2018-09-24', notified: '2018-09-28' })
    await app.goTo('2018-10-04T08:00:00.000Z')
    const posted = await app.goTo('2018-10-10T08:20:00.000Z')
    const to = posted.map(({ conversation }) => conversation)
    expect(to).to.have.members(
      ['vice-chair', 'business-manager', 'independent-chair', 'programme-manager'].map(
        post => app.member(post).personal,
      ),
    )
    expect(await mornings('2018-10-16')).to.deep.equal([])
  })

  it('on the next working morning when it ran again only in the night, or at the weekend', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-24', notified: '2018-09-28' })
    await app.goTo('2018-10-04T08:00:00.000Z')
    expect(await app.goTo('2018-10-06T10:00:00.000Z')).to.deep.equal([])
    expect(keys(await mornings('2018-10-08'))).to.deep.equal(['2018-10-08 vice-chair'])
  })

  it('once when it was stopped after the card had gone and before that was noted', async () => {
    const whole = temporaryStore()
    let stopped = 0
    const isAlarm = (write: Write) =>
      'replace' in write && (write.replace.body as { alarmedOn?: string }).alarmedOn === '2018-10-05'
    const store: Store = {
      ...whole,
      get: whole.get.bind(whole),
      find: whole.find.bind(whole),
      due: whole.due.bind(whole),
      close: whole.close.bind(whole),
      async commit(partition, writes) {
        if (stopped > 1 || !writes.some(isAlarm)) return whole.commit(partition, writes)
        stopped += 1
        throw stopped === 1 ? new Error('stopped here') : new StaleWrite(partition.scope)
      },
    }
    await start('2018-09-28T09:30:00.000Z', { store })
    await open({ aware: '2018-09-24', notified: '2018-09-28' })
    expect(keys(await mornings('2018-10-05'))).to.deep.equal(['2018-10-05 vice-chair'])
    expect(await app.goTo('2018-10-05T08:05:00.000Z')).to.deep.equal([])
    expect(stopped).to.equal(2)
    expect(await app.goTo('2018-10-05T08:10:00.000Z')).to.deep.equal([])
    expect(keys(await mornings('2018-10-09'))).to.deep.equal(['2018-10-09 vice-chair'])
  })

  it('at once where a review is opened on the day on which it is due', async () => {
    await start('2018-10-05T10:00:00.000Z')
    const before = app.connector.posted.length
    await open({ aware: '2018-09-28' })
    const to = app.connector.posted.slice(before).filter(({ card }) => wordsOn(card).includes('due today'))
    expect(to.map(({ conversation }) => conversation)).to.have.members(
      ['ad-cyp', 'business-manager', 'independent-chair', 'programme-manager'].map(
        post => app.member(post).personal,
      ),
    )
  })

  it('of an overdue clock stay out of channels: what is asked there names no review', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-28' })
    await manager.typeIn('19:qio@thread.tacv2', 'link QIO')
    const posted = await app.mornings('2018-10-08')
    const inChannels = posted.filter(({ post }) => post.conversation.startsWith('19:'))
    for (const { post } of inChannels) expect(wordsOn(post.card)).not.to.contain('RR-18-001')
    const asked = await manager.typeIn('19:qio@thread.tacv2', 'reviews')
    expect(wordsOn(asked.card) + (asked.text ?? '')).not.to.contain('RR-18-001')
  })

  it('of a review that was kept before there were alarms too, from the next working morning on', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-28' })
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'review', limit: 5 })
    const [doc] = docs
    const { wakeAt: _, ...forgotten } = doc!
    await app.store.commit(doc!, [{ replace: forgotten, etag: doc!.etag }])
    const cards = await mornings('2018-10-04')
    expect([...new Set(cards.map(({ day }) => day))]).to.deep.equal(['2018-10-04'])
  })

  it('by the partnership’s own numbers, which the business team sets for all groups at once', async () => {
    await start('2018-09-28T09:30:00.000Z')
    await open({ aware: '2018-09-24', notified: '2018-09-28' })
    expect(wordsOn((await manager.type('chasing')).card)).to.contain('Chase returns, working days after')
    expect(wordsOn((await manager.type('chasing QIO')).card)).not.to.contain('Chase returns')
    expect((await manager.type('chasing QIO returns due 4')).text).to.contain(
      'the partnership’s, not a group’s',
    )
    await manager.forge('chasing.save', { group: 'qio', returnsDue: '4', askDecision: '8' })
    const { groups } = (await loadArrangements(app.store, 'bscb'))?.local ?? {}
    expect(groups?.['qio'], 'nor pressed: no card of theirs would show it').to.deep.equal({ askDecision: 8 })
    expect(wordsOn((await manager.type('chasing returns to the chair 6')).card)).to.contain(
      'Late returns go to the chair after they are due and were chased',
    )
    await manager.type('chasing returns chased 2, 3')
    await manager.type('chasing returns due 4')
    await manager.type('chasing returns to the chair 5')
    expect(wordsOn((await lead.type('RR-18-001')).card)).to.contain('Agency returns. Due Thu 4 Oct')
    expect(keys(await mornings('2018-10-05'))).to.deep.equal([
      '2018-10-02 vice-chair',
      '2018-10-03 vice-chair',
      '2018-10-05 business-manager',
      '2018-10-05 independent-chair',
      '2018-10-05 programme-manager',
    ])
  })

  it('with a summary that says how much there is and nothing of what: others may see it come', async () => {
    await start('2018-10-05T10:00:00.000Z')
    await open({ aware: '2018-09-28' })
    const summary = app.member('independent-chair').latest()?.summary
    expect(summary).to.equal('For your answer, Fri 5 Oct: 1 review')
  })
})
