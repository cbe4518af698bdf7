import { expect } from 'chai'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const ref = 'QIO-18-001'
const note = `note-${ref}`

describe('the workflow of an action in chat', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member
  let chair: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    const people = file.people.map(who =>
      who.id === 'yos-performance' ? { ...who, deputy: 'ad-early-help' } : who,
    )
    const groups = file.groups.map(group =>
      group.id === 'scr' ? { ...group, observers: ['previous-dcs'] } : group,
    )
    app = await runApp({
      store: temporaryStore(),
      file: { ...file, people, groups },
      now: '2018-10-01T08:00:00.000Z',
    })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    chair = app.member('independent-chair')
    for (const one of [manager, owner, chair]) await one.type('hello')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const shown = async (member = owner) => wordsOn((await member.type(ref)).card)
  const form = async (member: Member, title: string) => {
    const opened = await member.press((await member.type(ref)).card, title)
    return opened.card
  }
  const news = async (member: Member) => {
    await app.app.sweep()
    return wordsOn(member.latest()?.card)
  }

  it('an owner asks for another date by form, and a chair agrees by button: the revision is kept', async () => {
    const sent = await owner.press(await form(owner, 'Ask for another date'), 'Ask for another date', {
      date: '2018-11-01',
      [note]: 'the designer is ill',
    })
    expect(wordsOn(sent.card)).to.contain('you asked for another date').and.to.contain('Due\nFri 12 Oct')
    expect(await news(chair))
      .to.contain('Another date is asked for')
      .and.to.contain('Thu 1 Nov: the designer is ill')
    await chair.press(chair.latest()?.card, 'Agree the new date')
    expect(await news(owner))
      .to.contain('The new date is agreed')
      .and.to.contain('Thu 1 Nov, moved once')
    expect(await shown()).to.contain('Amber: its date has moved already')
  })

  it('an owner asks for another date by typing, and a chair keeps the date with a reason', async () => {
    await owner.type(`${ref} extend to end of Jan because we wait for the audit`)
    await chair.type(`${ref} keep the date`)
    expect(await shown(chair)).to.contain('New date asked for\nThu 31 Jan 2019: we wait for the audit')
    await chair.type(`${ref} keep the date: the inspection is in October`)
    expect(await news(owner))
      .to.contain('The date stays')
      .and.to.contain('the inspection is in October')
  })

  it('a date in the past, in 2099 or unread is refused, with what was typed', async () => {
    for (const [date, why] of [
      ['1 Sep 2018', 'in the past'],
      ['1 Jan 2099', 'more than two years away'],
      ['soon', 'Give the new date'],
    ])
      expect(wordsOn((await owner.type(`${ref} extend to ${date} because of illness`)).card))
        .to.contain(why)
        .and.to.contain('illness')
    expect(await shown()).to.contain('Due\nFri 12 Oct')
  })

  it('blocked by another agency, that agency’s lead and the chairs are told, and the lead is chased instead', async () => {
    const police = app.member('vice-chair')
    await police.type('hello')
    await owner.press(await form(owner, 'Blocked by another agency'), 'Blocked by another agency', {
      agency: 'wmp',
      [note]: 'we wait for the crime figures',
    })
    expect(await news(police))
      .to.contain('Blocked by another agency')
      .and.to.contain('we wait for the crime figures')
    expect(await news(chair)).to.contain('Blocked by West Midlands Police')
    const inboxes = [owner, police].map(member => member.inbox().length)
    await app.goTo('2018-10-12T08:00:00.000Z')
    expect([owner, police].map(member => member.inbox().length)).to.deep.equal([inboxes[0], inboxes[1]! + 1])
    await police.type(`${ref} no longer blocked: sent them on Friday`)
    expect(await news(owner)).to.contain('No longer blocked')
    expect(await shown()).to.contain('Status\nIn progress')
  })

  it('blocked by the owner’s own agency, or by nobody known, is refused', async () => {
    expect(wordsOn((await owner.type(`${ref} blocked by yos: x`)).card)).to.contain('own agency')
    expect(wordsOn((await owner.type(`${ref} blocked by the moon: x`)).card)).to.contain('Name the agency')
  })

  it('transferred, it goes on in the other log under a new ref with its history, and the old one says where', async () => {
    await owner.type(`${ref} update the text is agreed`)
    await manager.press(await form(manager, 'Transfer to another group'), 'Transfer to another group', {
      group: 'scr',
      [note]: 'it is about a review',
    })
    await app.app.sweep()
    const there = wordsOn((await owner.type('SCR-18-001')).card)
    expect(there)
      .to.contain(`Transferred from ${ref}`)
      .and.to.contain('the text is agreed')
      .and.to.contain('Status\nOpen')
    expect(await shown())
      .to.contain('Status\nTransferred')
      .and.to.contain('Now in\nSCR-18-001')
    expect(wordsOn((await manager.type('log QIO')).card)).to.contain('No action is open')
    expect(wordsOn((await manager.type(`${ref} undo`)).card)).to.contain('no last step of yours')
  })

  it('split, a part is an action of its own with its own owner and date', async () => {
    await manager.type(`${ref} split: Tell every school; owner: ad-cyp; due: 1 Nov`)
    expect(wordsOn((await manager.type('QIO-18-002')).card))
      .to.contain('Tell every school')
      .and.to.contain(`Split from ${ref}`)
    expect(await shown()).to.contain('split it (into QIO-18-002)')
    const again = await manager.press(await form(manager, 'Split'), 'Split', {
      [note]: 'More',
      person: '',
      date: '',
    })
    expect(wordsOn(again.card)).to.contain('Name an owner').and.to.contain('Give a due date')
  })

  it('not pursued needs a chair and a reason; reopened, it is chased from that day', async () => {
    expect(wordsOn((await owner.type(`${ref} not pursued: no need`)).card)).to.contain('Only a chair')
    await chair.type(`${ref} not pursued: the service has closed`)
    expect(await news(owner))
      .to.contain('No longer pursued')
      .and.to.contain('the service has closed')
    await app.goTo('2018-11-05T09:30:00.000Z')
    await chair.type(`${ref} reopen: it has opened again`)
    expect(await shown(), 'it was returned to nobody').to.contain('Status\nOpen again')
    await app.app.sweep()
    const posts = await app.mornings('2018-11-12')
    expect(
      posts.filter(({ post }) => post.conversation === owner.personal).map(({ day }) => day),
    ).to.deep.equal(['2018-11-06', '2018-11-08', '2018-11-12'])
  })

  it('what was returned is chased again, though a word was given on it before', async () => {
    await app.goTo('2018-10-15T09:30:00.000Z')
    await owner.type(`${ref} done, sent to all`)
    await chair.type(`${ref} return: the schools are missing`)
    await app.app.sweep()
    const posts = await app.mornings('2018-10-17')
    expect(
      posts.filter(({ post }) => post.conversation === owner.personal).map(({ day }) => day),
    ).to.deep.equal(['2018-10-16'])
  })

  it('what was returned says in its own row why it came back, and is answered there', async () => {
    await app.goTo('2018-10-15T09:30:00.000Z')
    await owner.type(`${ref} done, sent to all`)
    await chair.type(`${ref} return: the schools are missing`)
    await app.mornings('2018-10-16')
    const why = 'Returned on Mon 15 Oct: the schools are missing.'
    const { card } = owner.latest() ?? {}
    expect(wordsOn(card))
      .to.match(/^For your answer/)
      .and.to.contain(why)
    expect(wordsOn((await owner.type('my actions')).card)).to.contain(why)
    await owner.press(card, 'It is done', { [note]: 'now to all schools' })
    expect(await shown())
      .to.contain('Done, awaiting agreement')
      .and.to.contain('now to all schools')
  })

  it('what a chair writes is no answer of the owner’s; what the business team writes down for them is', async () => {
    await app.goTo('2018-10-12T09:30:00.000Z')
    await chair.type(`${ref} update why is this late?`)
    const before = owner.inbox().length
    await app.goTo('2018-10-15T08:00:00.000Z')
    expect(owner.inbox().length, 'still asked').to.equal(before + 1)
    await manager.type(`${ref} update they told me by telephone that it is with the printer`)
    await app.goTo('2018-10-17T08:00:00.000Z')
    expect(owner.inbox().length, 'answered for').to.equal(before + 1)
  })

  it('a deputy answers for the owner', async () => {
    const deputy = app.member('ad-early-help')
    await deputy.type(`${ref} update she is on leave, I have taken it on`)
    expect(await shown())
      .to.contain('I have taken it on')
      .and.to.contain('Status\nIn progress')
  })

  it('one’s own last step is taken back within ten minutes, and who was told sees that', async () => {
    await owner.type(`${ref} done, 40 staff trained`)
    expect(await news(chair)).to.contain('Said to be done')
    const card = (await owner.type(ref)).card
    await owner.press(card, 'Undo my last step')
    expect(await shown())
      .to.contain('Status\nOpen')
      .and.to.contain('took back their last step')
    expect(await news(chair)).to.contain('Taken back by the person who said it')
    await owner.type(`${ref} update second thoughts`)
    expect(wordsOn((await manager.type(`${ref} undo`)).card)).to.contain('no last step of yours')
    await app.goTo('2018-10-01T08:11:00.000Z')
    expect(wordsOn((await owner.type(`${ref} undo`)).card)).to.contain('more than ten minutes ago')
  })

  it('a step taken back at once is told to nobody', async () => {
    await owner.type(`${ref} done, wrong one`)
    await owner.type(`${ref} undo`)
    const before = chair.inbox().length
    await app.app.sweep()
    expect(chair.inbox().length).to.equal(before)
  })

  it('all agencies are asked for one answer each, and it is done when every one has answered', async () => {
    const leads = ['ad-cyp', 'vice-chair', 'ad-child-protection', 'chief-nurse-bwc', 'yos-performance']
    const { card } = await manager.type(
      'new action QIO: Tell all staff of the new form; owner: all agencies; due: 1 Nov',
    )
    expect(wordsOn(card)).to.contain('West Midlands Police: asked')
    const all = 'QIO-18-002'
    for (const lead of leads.slice(0, -1)) await app.member(lead).type(`${all} done told them by e-mail`)
    expect(wordsOn((await manager.type(all)).card))
      .to.contain('West Midlands Police: answered')
      .and.to.contain('Status\nIn progress')
    expect(wordsOn((await app.member('ad-cyp').type('my actions')).card)).to.contain('no open actions')
    await owner.type(`${all} done told them at the team meeting`)
    expect(wordsOn((await manager.type(all)).card)).to.contain('Status\nDone, awaiting agreement')
  })

  it('several owners answer for one together', async () => {
    await manager.type('new action QIO: Write it up; owner: ad-cyp and yos-performance; due: 1 Nov')
    for (const id of ['ad-cyp', 'yos-performance'])
      expect(wordsOn((await app.member(id).type('my actions')).card)).to.contain('QIO-18-002')
  })

  it('details are added by form and by typing, and a colour with its reason takes the place of the computed one', async () => {
    await owner.press(await form(owner, 'Add details'), 'Add details', {
      evidence: 'https://example.org/toolkit',
      impact: 'Children are asked sooner',
      marking: 'OFFICIAL-SENSITIVE',
      brag: 'Red',
      [note]: 'the funding has gone',
    })
    expect(await shown())
      .to.contain('Red: the funding has gone')
      .and.to.contain('https://example.org/toolkit')
      .and.to.contain('OFFICIAL-SENSITIVE')
    await owner.type(`${ref} impact: Fewer repeat referrals`)
    expect(await shown()).to.contain('Fewer repeat referrals')
    expect(wordsOn((await owner.type(`${ref} evidence: not a link`)).card)).to.contain('begins with https://')
  })

  it('not pursued without a reason opens its own form: the box on the card is for how it stands', async () => {
    const chair = app.member('ad-early-help')
    const { card } = await chair.type(`${ref} not pursued`)
    expect(buttonsOf(card)).to.deep.equal(['Close as not pursued', 'Back'])
    expect(wordsOn(card)).not.to.contain('How does it stand?')
    const { card: closed } = await chair.press(card, 'Close as not pursued', { [`note-${ref}`]: 'Merged' })
    expect(wordsOn(closed)).to.contain('Status\nNot pursued')
  })

  it('an observer reads and changes nothing; the lead of an agency sees what is with it', async () => {
    await manager.type('new action SCR: Publish the findings; owner: vice-chair; due: 1 Nov')
    const observer = app.member('previous-dcs')
    const { card } = await observer.type('SCR-18-001')
    expect(wordsOn(card)).to.contain('Publish the findings')
    expect(buttonsOf(card)).to.deep.equal([])
    expect(wordsOn((await observer.type('SCR-18-001 update x')).card)).to.contain('Only its owner')
    expect((await observer.type('new action SCR: x; owner: dcs; due: 1 Nov')).card).to.satisfy(
      (shown: object) => wordsOn(shown).includes('You cannot record actions'),
    )
  })

  it('the log in the group’s channel is one card that follows every change, once and not once per change', async () => {
    const channel = '19:qio@thread.tacv2'
    expect((await manager.typeIn(channel, 'post log QIO')).text).to.contain('Type link QIO in it first')
    await manager.typeIn(channel, 'link QIO')
    await manager.typeIn(channel, 'post log QIO')
    await app.app.sweep()
    const boards = () => app.connector.in(channel).filter(post => post.summary?.includes('action log'))
    expect(boards()).to.have.length(1)
    expect(wordsOn(boards()[0]?.card)).to.contain(ref)
    expect(buttonsOf(boards()[0]?.card), 'everybody reads it').to.deep.equal([])
    for (const words of ['one', 'two', 'three']) await owner.type(`${ref} update ${words}`)
    await manager.type('new action QIO: Second; owner: ad-cyp; due: 1 Nov')
    await app.app.sweep()
    expect(boards()[0]?.updates, 'not yet').to.equal(0)
    await app.goTo('2018-10-01T08:00:31.000Z')
    expect(boards()[0]?.updates).to.equal(1)
    expect(wordsOn(boards()[0]?.card)).to.contain('In progress').and.to.contain('QIO-18-002')
    await owner.type(`${ref} done sent to all`)
    await app.goTo('2018-10-01T08:01:31.000Z')
    expect(boards()).to.have.length(1)
    expect(boards()[0]?.updates).to.equal(2)
  })

  it('a button pressed after the group changed hands is refused: a chair whose term has ended is no chair', async () => {
    await app.goTo('2019-01-30T09:00:00.000Z')
    await manager.type('new action QIO: Second; owner: yos-performance; due: 12 Feb')
    const second = 'QIO-19-001'
    await owner.type(`${second} done, sent`)
    await app.app.sweep()
    const card = app.connector.in(chair.personal).at(-1)?.card
    expect(buttonsOf(card)).to.include('Agree it is complete')
    await app.goTo('2019-02-01T09:00:00.000Z')
    const { text, card: late } = await chair.press(card, 'Agree it is complete')
    expect(`${text ?? ''}${wordsOn(late)}`).to.contain('Only a chair of its group can do this')
    expect(wordsOn((await app.member('director-of-practice').type(`${second} agree`)).card)).to.contain(
      'you agreed',
    )
  })

  it('of an owner who left stays in the log under their name, and is handed over', async () => {
    const { importPartnership } = await import('../../src/partnership/import-partnership.ts')
    const file = birminghamToWorkWith()
    const stays = (id: string) => id !== 'yos-performance'
    await importPartnership(
      app.store,
      {
        ...file,
        people: file.people.filter(who => stays(who.id)),
        agencies: file.agencies.map(one =>
          one.lead === 'yos-performance' ? { ...one, lead: undefined } : one,
        ),
        groups: file.groups.map(group => ({
          ...group,
          members: group.members?.filter(one => typeof one !== 'string' || stays(one)),
          chairs: group.chairs?.filter(seat => stays(seat.person)),
        })),
      } as never,
      app.clock.now(),
    )
    expect((await owner.type(ref)).text).to.contain('your account is not on its list')
    expect(wordsOn((await manager.type('log QIO')).card)).to.contain('Performance and Development Manager')
    await manager.type(`${ref} reassign to ad-cyp`)
    expect(wordsOn((await app.member('ad-cyp').type('my actions')).card)).to.contain(ref)
  })

  it('takes four thousand characters, and refuses more without losing the action', async () => {
    const words = 'x'.repeat(4000 - `${ref} update `.length)
    expect(wordsOn((await owner.type(`${ref} update ${words}`)).card)).to.contain('you updated it')
    expect((await owner.type(`${ref} update ${words}xx`)).text).to.contain('more than 4000 characters')
  })

  it('an owner moves a date once without asking where the group lets them, and asks the second time', async () => {
    const { importPartnership } = await import('../../src/partnership/import-partnership.ts')
    const file = birminghamToWorkWith()
    const groups = file.groups.map(group => (group.id === 'qio' ? { ...group, ownersMoveOnce: true } : group))
    await importPartnership(app.store, { ...file, groups }, app.clock.now())
    await owner.type(`${ref} extend to 1 Nov because of illness`)
    expect(await shown()).to.contain('Due\nThu 1 Nov, moved once')
    await owner.type(`${ref} extend to 1 Dec because of illness`)
    expect(await shown())
      .to.contain('Due\nThu 1 Nov')
      .and.to.contain('New date asked for\nSat 1 Dec')
  })

  it('the log is narrowed by card and by typing, and words that mean nothing are named', async () => {
    await manager.type('new action QIO: Second; owner: ad-cyp; due: 1 Nov')
    await owner.type(`${ref} blocked by wmp: the figures`)
    const { card } = await manager.type('log QIO')
    const only = async (inputs: object) => {
      const words = wordsOn((await manager.press(card, 'Show', inputs)).card)
      return [ref, 'QIO-18-002'].filter(one => words.includes(`${one} ·`))
    }
    expect(await only({ status: 'blocked' })).to.deep.equal([ref])
    expect(await only({ owner: 'ad-cyp' })).to.deep.equal(['QIO-18-002'])
    expect(await only({ agency: 'yos' })).to.deep.equal([ref])
    expect(await only({ brag: 'Green' })).to.have.length(2)
    expect(await only({ overdue: 'yes' })).to.deep.equal([])
    expect(wordsOn((await manager.type('log QIO blocked')).card))
      .to.contain(ref)
      .and.not.to.contain('QIO-18-002')
    expect(wordsOn((await manager.type('log QIO bcc green')).card))
      .to.contain('QIO-18-002')
      .and.not.to.contain(`${ref} ·`)
    expect(wordsOn((await manager.type('log QIO purple')).card)).to.contain('“purple” is not known here')
    const answered = await manager.press((await manager.type('log QIO blocked')).card, 'Save update', {
      [note]: 'x',
    })
    expect(wordsOn(answered.card), 'the narrowed list is shown again').to.contain('blocked by another agency')
  })
})
