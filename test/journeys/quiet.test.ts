import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { loadArrangements } from '../../src/partnership/records.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('chasing is quiet', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    const people = file.people.map(person =>
      person.id === 'ad-cyp' ? { ...person, deputy: 'programme-manager' } : person,
    )
    app = await runApp({
      store: temporaryStore(),
      file: { ...file, people },
      now: '2018-10-01T08:00:00.000Z',
    })
    manager = app.member('business-manager')
    owner = app.member('ad-cyp')
    await manager.type('new action QIO: Publish the toolkit; owner: ad-cyp; due: 17 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const asked = async (until: string) =>
    (await app.mornings(until))
      .filter(one => one.post.summary?.startsWith('For your answer'))
      .map(one => `${one.day} ${one.post.conversation.replace('personal-entra-', '')}`)

  it('on leave: the deputy is asked, and the owner has one card on the first morning back', async () => {
    expect((await owner.type('away until 18 Oct')).text).to.contain(
      'You are away until Thu 18 Oct. Programme Manager is asked meanwhile.',
    )
    expect(await asked('2018-10-19')).to.deep.equal([
      '2018-10-10 programme-manager',
      '2018-10-16 programme-manager',
      '2018-10-17 programme-manager',
      '2018-10-18 programme-manager',
      '2018-10-19 ad-cyp',
    ])
  })

  it('until somebody is back, who may come back sooner; the business team notes it for others', async () => {
    await manager.type('away until 18 Oct for ad-cyp')
    expect((await app.member('yos-performance').type('away until 18 Oct for ad-cyp')).text).to.contain(
      'Only the business team notes leave for others',
    )
    expect(wordsOn((await manager.type('chasing')).card)).to.contain('away until Thu 18 Oct')
    expect((await owner.type('back')).text).to.contain('You are back.')
    expect(await asked('2018-10-10')).to.deep.equal(['2018-10-10 ad-cyp'])
  })

  it('for somebody who is back sooner than noted, they get what waits on the next working morning, whoever says so', async () => {
    await manager.type('new action LD: Publish the plan; owner: ad-cyp; due: 3 Oct')
    await owner.type('away until 18 Oct')
    await app.mornings('2018-10-04')
    const said = await manager.type('back for ad-cyp')
    expect(said.text).to.contain('What waits for them comes on Fri 5 Oct.').and.not.to.contain('my actions')
    expect(wordsOn((await manager.type('chasing dry run')).card)).to.match(/Fri 5 Oct\n1 person/)
    expect(await asked('2018-10-05')).to.deep.equal(['2018-10-05 ad-cyp'])
    expect(wordsOn(owner.latest()?.card)).to.contain('LD-18-001')
  })

  const unread: [typed: string, answer: RegExp][] = [
    ['away until yesterday', /That day is over/],
    ['away until soon', /could not be read/],
    ['away from 20 Oct until 18 Oct', /end before it begins/],
    ['away until 1 Dec 2025', /a year at most/],
    ['back', /not noted as away/],
  ]
  for (const [typed, answer] of unread)
    it(`and what makes no sense is said: ${typed}`, async () =>
      expect((await owner.type(typed)).text).to.match(answer))

  it('for a chair on leave: the vice-chair is asked in their place', async () => {
    const file = birminghamToWorkWith()
    const groups = file.groups.map(group =>
      group.id === 'scr'
        ? {
            ...group,
            chairs: [...(group.chairs ?? []), { person: 'vice-chair', role: 'vice-chair' as const }],
          }
        : group,
    )
    await importPartnership(app.store, { ...file, groups }, app.clock.now())
    await manager.type('new action SCR: Share the plan; owner: ad-cyp; due: 17 Oct')
    await app.member('ad-child-protection').type('away until 30 Oct')
    const cards = await asked('2018-10-24')
    expect(cards.filter(one => one.startsWith('2018-10-24'))).to.include.members([
      '2018-10-24 vice-chair',
      '2018-10-24 scr-co-chair-doctor',
    ])
    expect(cards).not.to.include('2018-10-24 ad-child-protection')
  })

  it('when somebody wants no reminders, which the business team sees; decisions are asked all the same', async () => {
    await owner.type('reminders off')
    expect((await asked('2018-10-19')).filter(one => one.endsWith('ad-cyp'))).to.deep.equal([])
    expect(wordsOn((await manager.type('chasing')).card)).to.contain('wants no reminders, since Mon 1 Oct')
    const chair = app.member('ad-early-help')
    await chair.type('reminders off')
    expect(await asked('2018-10-24')).to.include('2018-10-24 ad-early-help')
    expect((await owner.type('reminders on')).text).to.contain('reminders again')
  })

  it('on a closure that the business team adds, and not any more when it is taken back', async () => {
    expect((await owner.type('closed on 10 Oct')).text).to.contain('business team’s')
    expect((await manager.type('closed on 10 Oct')).text).to.contain('Wed 10 Oct is a closure now')
    await app.app.sweep()
    expect(await asked('2018-10-10'), 'the reminder came a working day earlier').to.deep.equal([
      '2018-10-09 ad-cyp',
    ])
    expect((await manager.type('closed on 9 Oct 2018')).text).to.contain('from today on')
    expect((await manager.type('closed on 25 Dec')).text, 'it is closed anyway').to.contain('bank holiday')
  })

  it('kept by typing, the settings are shown as they are from then on', async () => {
    const kept = await manager.type('chasing QIO decision 8')
    const value = JSON.stringify(kept.card).match(/"id":"askDecision"[^}]*/)?.[0] ?? ''
    expect(value).to.contain('"value":"8"')
  })

  it('an import leaves leave, closures and settings as they are', async () => {
    await owner.type('away until 18 Oct')
    await manager.type('closed on 22 Oct')
    await importPartnership(app.store, birminghamToWorkWith(), app.clock.now())
    expect(wordsOn((await manager.type('chasing')).card))
      .to.contain('away until Thu 18 Oct')
      .and.to.contain('closed on Mon 22 Oct')
  })
})

describe('the settings of chasing', () => {
  let app: RunningApp
  let manager: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    await manager.type('new action QIO: Publish the toolkit; owner: ad-cyp; due: 17 Oct')
    await manager.type('new action SCR: Share the plan; owner: ad-cyp; due: 17 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  it('are tried out before they are kept: nothing is sent, nothing changed', async () => {
    const { card } = await manager.type('chasing')
    const tried = await manager.press(card, 'Who would get what?', { reminders: '10', chases: '0' })
    expect(wordsOn(tried.card)).to.contain('Wed 3 Oct\n1 person, one card each')
    const day = await manager.press(tried.card, 'Show', { day: '2018-10-03' })
    expect(wordsOn(day.card)).to.contain('QIO-18-001 (reminder)')
    expect(wordsOn((await manager.type('chasing dry run')).card), 'as it is kept').to.contain(
      'Wed 3 Oct\nnobody',
    )
  })

  it('for the partnership and for one group are kept, and open actions go by them at once', async () => {
    const { card } = await manager.type('chasing')
    const saved = await manager.press(card, 'Save', { reminders: '3', chases: '0' })
    expect(wordsOn(saved.card)).to.contain('The settings are kept')
    await manager.type('chasing SCR reminders 8')
    await app.app.sweep()
    const cards = await app.mornings('2018-10-17')
    const of = (ref: string) =>
      cards
        .filter(one => one.post.conversation.endsWith('ad-cyp') && wordsOn(one.post.card).includes(ref))
        .map(one => one.day)
    expect(of('SCR-18-001')).to.deep.equal(['2018-10-05', '2018-10-12', '2018-10-17'])
    expect(of('QIO-18-001'), 'one card: whatever else is asked of them is on it').to.deep.equal([
      '2018-10-12',
      '2018-10-17',
    ])
  })

  it('that bring a step forward once the cards of today have gone: it is on those of the next working morning', async () => {
    await manager.type('new action QIO: Print it; owner: yos-performance; due: 22 Oct')
    await app.mornings('2018-10-31')
    const chair = app.member('ad-early-help')
    const had = chair.inbox().length
    expect(wordsOn(chair.latest()?.card), 'told of it today').to.match(/Late in a group[\s\S]*QIO-18-002 ·/)
    await app.goTo('2018-10-31T11:00:00.000Z')
    await manager.type('chasing decision 7')
    const { card } = await manager.type('chasing dry run')
    const foreseen = wordsOn((await manager.press(card, 'Show', { day: '2018-11-01' })).card)
    await app.app.sweep()
    expect(chair.inbox().length, 'one a day').to.equal(had)
    await app.mornings('2018-11-01')
    expect(chair.inbox().length).to.equal(had + 1)
    expect(wordsOn(chair.latest()?.card)).to.match(/A decision is asked of you[\s\S]*QIO-18-002 ·/)
    expect(foreseen).to.match(/Assistant Director, Early Help.*QIO-18-002 \(a decision asked\)/)
    await app.mornings('2018-11-07')
    const again = wordsOn(chair.latest()?.card).split('QIO-18-002 ·')[1]
    expect(again, 'when it came').to.contain('Wed 31 Oct for a decision (delivered to 4 on Thu 1 Nov)')
  })

  it('show for whom it is quiet a page at a time: closures and who wants no reminders before many on leave', async () => {
    const people = birminghamToWorkWith().people.filter(({ entraId }) => entraId)
    let noted = 0
    for (const { id } of people)
      for (const when of ['until 18 Oct', 'from 22 Oct until 24 Oct'])
        if ((await manager.type(`away ${when} for ${id}`)).text?.includes(' away ')) noted += 1
    expect(noted).to.be.greaterThan(20)
    await app.member('ad-cyp').type('reminders off')
    await manager.type('closed on 24 Dec')
    const first = (await manager.type('chasing')).card
    expect(wordsOn(first)).to.contain('closed on Mon 24 Dec').and.to.contain('wants no reminders')
    expect(wordsOn(first)).to.contain('For whom it is quiet (page 1 of 2)')
    const second = (await manager.press(first, 'Next')).card
    expect(wordsOn(second)).to.contain('page 2 of 2')
    const lines = [first, second].flatMap(card =>
      wordsOn(card)
        .split('\n')
        .filter(line => /: away /.test(line)),
    )
    expect(lines).to.have.length(noted)
    expect(buttonsOf(second)).to.contain('Previous')
  })

  it('of a group that is gone, or never was, are not taken for the whole partnership’s', async () => {
    const { card } = await manager.type('chasing LD')
    const file = birminghamToWorkWith()
    await importPartnership(
      app.store,
      { ...file, groups: file.groups.filter(({ id }) => id !== 'ld') },
      app.clock.now(),
    )
    for (const button of ['Save', 'Who would get what?'])
      expect((await manager.press(card, button, { reminders: '3' })).text).to.contain(
        'No group has the code ld',
      )
    expect((await manager.type('chasing dry run XYZ')).text).to.contain('No group has the code XYZ')
    expect(JSON.stringify((await manager.type('chasing')).card)).to.contain('"placeholder":"5, 1"')
  })

  it('that cannot stand together come back with every reason, and with what was filled in', async () => {
    const { card } = await manager.type('chasing QIO')
    const refused = await manager.press(card, 'Save', { reminders: 'soon', executive: '500' })
    expect(wordsOn(refused.card)).to.contain('Remind the owner').and.to.contain('To the Executive')
    const crossed = await manager.press(card, 'Save', { askDecision: '4' })
    expect(wordsOn(crossed.card)).to.contain('A decision is asked for after the chairs are told')
    expect((await app.member('ad-cyp').type('chasing')).text).to.contain('business team’s')
    expect((await manager.type('chasing XYZ')).text).to.contain('No group has the code XYZ')
  })
})

describe('two people who change the settings of chasing', () => {
  let app: RunningApp
  let manager: Member
  let other: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    app = await runApp({ store: temporaryStore(), file, now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    other = app.member('programme-manager')
  })
  afterEach(() => app.stop())
  const local = async () => (await loadArrangements(app.store, 'bscb'))?.local

  it('one after the other on cards of the same age: the second sees what the first did, and keeps their own', async () => {
    const [first, second] = [(await manager.type('chasing')).card, (await other.type('chasing')).card]
    await manager.press(first, 'Save', { askDecision: '8' })
    const stale = await other.press(second, 'Save', { again: '3' })
    expect(wordsOn(stale.card))
      .to.contain('Nothing was changed yet')
      .and.to.match(/somebody changed Ask for a decision.*: 8\./)
    expect((await local())?.chasing).to.deep.equal({ askDecision: 8 })
    await other.press(stale.card, 'Save')
    expect((await local())?.chasing).to.deep.equal({ askDecision: 8, again: 3 })
  })

  it('the same number: the second is told what they wrote, and what it is now', async () => {
    const [first, second] = [(await manager.type('chasing QIO')).card, (await other.type('chasing QIO')).card]
    await manager.press(first, 'Save', { askDecision: '8' })
    const stale = await other.press(second, 'Save', { askDecision: '9' })
    expect(wordsOn(stale.card)).to.match(/You wrote there: Ask for a decision.*: 9\./)
    await other.press(stale.card, 'Save', { askDecision: '9' })
    expect((await local())?.groups['qio']).to.deep.equal({ askDecision: 9 })
  })

  it('at once, typed: both are kept', async () => {
    await Promise.all([manager.type('chasing decision 8'), other.type('chasing again 3')])
    expect((await local())?.chasing).to.deep.equal({ askDecision: 8, again: 3 })
  })

  it('at once, closures: every one that was confirmed is kept', async () => {
    for (let i = 0; i < 5; i += 1)
      await Promise.all([manager.type(`closed on ${19 + i} Nov`), other.type(`closed on ${10 + i} Dec`)])
    expect((await local())?.closures).to.have.length(10)
    await Promise.all([manager.type('open on 19 Nov'), other.type('open on 10 Dec')])
    expect((await local())?.closures).to.have.length(8)
  })
})

describe('chairs’ seats that nobody has held yet', () => {
  it('are told to the business team once, and again when they are in other groups', async () => {
    const file = birminghamToWorkWith()
    const app = await runApp({ store: temporaryStore(), file, now: '2018-10-01T08:00:00.000Z' })
    const manager = app.member('business-manager')
    await manager.type('hello')
    await app.app.sweep()
    const told = async (until: string) =>
      (await app.mornings(until)).filter(
        ({ post }) =>
          /nobody has held yet/.test(post.summary ?? '') && post.conversation === manager.personal,
      )
    const first = await told('2018-10-05')
    expect(first.map(({ day }) => day)).to.deep.equal(['2018-10-02'])
    expect(wordsOn(first[0]?.post.card))
      .to.contain('in 3 groups')
      .and.to.contain('Senior Health Safeguarding Forum')
      .and.to.contain('what is overdue comes to you')
    const chaired = file.groups.map(group =>
      group.id === 'health-forum'
        ? { ...group, chairs: [{ person: 'ad-cyp', role: 'chair' as const }] }
        : group,
    )
    await importPartnership(app.store, { ...file, groups: chaired }, app.clock.now())
    const again = await told('2018-10-12')
    expect(again.map(({ day }) => day)).to.deep.equal(['2018-10-08'])
    expect(wordsOn(again[0]?.post.card))
      .to.contain('in 2 groups')
      .and.not.to.contain('Senior Health Safeguarding Forum')
    await app.stop()
  })
})

describe('a seat without a successor', () => {
  const begin = async (chairs: { person: string; role: 'chair'; from?: string; to?: string }[]) => {
    const whole = birminghamToWorkWith()
    const file = (seats = chairs) => ({
      ...whole,
      groups: whole.groups.map(group => (group.id === 'ld' ? { ...group, chairs: seats } : group)),
    })
    const app = await runApp({ store: temporaryStore(), file: file(), now: '2018-10-01T08:00:00.000Z' })
    await app.member('business-manager').type('new action LD: Publish; owner: ad-cyp; due: 3 Oct')
    return { app, file }
  }

  it('that is filled late, with a term that began weeks ago, gives the new chair what is open the next morning', async () => {
    const { app, file } = await begin([{ person: 'ad-early-help', role: 'chair', to: '2018-10-10' }])
    await app.mornings('2018-10-25')
    const chairs = [{ person: 'director-of-practice', role: 'chair' as const, from: '2018-10-11' }]
    await importPartnership(app.store, file(chairs), app.clock.now())
    const cards = await app.mornings('2018-10-26')
    const theirs = cards.filter(one => one.post.conversation.endsWith('director-of-practice'))
    expect(wordsOn(theirs[0]?.post.card)).to.contain('LD-18-001')
    await app.stop()
  })

  it('is told of again once it is vacant, and every twenty working days while nobody follows', async () => {
    const { app } = await begin([{ person: 'ad-early-help', role: 'chair', to: '2018-10-10' }])
    const told = (await app.mornings('2018-12-07'))
      .filter(one => one.post.conversation.endsWith('business-manager'))
      .filter(one => /Learning and Development Sub-Group (falls|is) vacant/.test(wordsOn(one.post.card)))
    expect(told.map(({ day }) => day)).to.deep.equal(['2018-10-02', '2018-10-11', '2018-11-08', '2018-12-06'])
    await app.stop()
  })

  it('is told to the business team before it falls vacant, and when it does; and the new chair gets what is open', async () => {
    const file = birminghamToWorkWith()
    const app = await runApp({ store: temporaryStore(), file, now: '2018-11-26T08:00:00.000Z' })
    const manager = app.member('business-manager')
    await manager.type('new action QIO: Publish the toolkit; owner: ad-cyp; due: 17 Dec')
    const cards = await app.mornings('2018-12-20')
    const told = cards.filter(one => one.post.summary?.startsWith('A seat of'))
    // Both co-chairs leave (3.7 of the report): each seat is told of, to each of the business team.
    expect(told.map(one => `${one.day} ${one.post.conversation}`)).to.have.members(
      ['business-manager', 'programme-manager'].flatMap(one =>
        Array(2).fill(`2018-11-29 personal-entra-${one}`),
      ),
    )
    for (const { post } of told)
      expect(wordsOn(post.card)).to.contain('ends on Mon 31 Dec').and.to.contain('no successor is named')
    expect(new Set(told.map(({ post }) => wordsOn(post.card))).size, 'each by name').to.equal(2)
    const january = await app.mornings('2019-01-02')
    const first = january.filter(one => one.post.conversation.endsWith('director-of-practice'))
    expect(wordsOn(first[0]?.post.card), 'from 1 January (the file says the month)').to.contain('QIO-18-001')
    expect(january.filter(one => one.post.summary?.startsWith('A seat of'))).to.have.length(4)
    await app.stop()
  })
})
