import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { silentLog } from '../../src/ports/log.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const channel = '19:scr@thread.tacv2'

describe('a meeting', () => {
  let app: RunningApp
  let manager: Member
  const failures: string[] = []
  const agendas = () => app.connector.in(channel).filter(post => post.summary?.includes('agenda'))

  beforeEach(async () => {
    app = await runApp({
      store: temporaryStore(),
      file: birminghamToWorkWith(),
      now: '2018-06-01T08:00:00.000Z',
      log: { ...silentLog, error: event => void failures.push(event) },
    })
    manager = app.member('business-manager')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const reimport = async (meets: object | undefined) => {
    const file = birminghamToWorkWith()
    const groups = file.groups
      .filter(group => meets || group.id !== 'scr')
      .map(group => (group.id === 'scr' ? { ...group, meets: { ...group.meets, ...meets } } : group))
    await importPartnership(app.store, { ...file, groups }, app.clock.now())
    await app.app.sweep()
  }

  it('has its agenda in the channel five working days before, with standing items in their order', async () => {
    await manager.typeIn(channel, 'link SCR')
    await app.goTo('2018-06-07T07:59:59.000Z')
    expect(agendas()).to.have.length(0)
    await app.goTo('2018-06-07T08:00:00.000Z')
    expect(agendas()).to.have.length(1)
    const words = wordsOn(agendas()[0]?.card)
    expect(words)
      .to.contain('Thu 14 Jun · 14:00')
      .and.to.contain('1. Welcome and apologies')
      .and.to.contain('Date of next meeting: Thu 12 Jul')
    expect(words).to.match(/1\. Welcome[\s\S]*5\. Matters arising and action log[\s\S]*Any other business/)
    expect(buttonsOf(agendas()[0]?.card), 'everybody in the channel reads it').to.deep.equal([])
  })

  it('names whoever will chair it: nobody who is noted as away on that day', async () => {
    const chaired = async () =>
      /(Chaired by .*|Whoever chairs .*)/.exec(wordsOn((await manager.type('agenda SCR')).card))?.[0]
    const both =
      'Chaired by Assistant Director, Child Protection, Performance and Partnerships and Co-chair of the SCR'
    expect(await chaired()).to.contain(both)
    await manager.type('away from 14 Jun until 20 Jun for ad-child-protection')
    expect(await chaired()).to.equal('Chaired by Co-chair of the SCR Sub-Group (doctor)')
    await manager.type('away from 11 Jun until 14 Jun for scr-co-chair-doctor')
    expect(await chaired()).to.equal('Whoever chairs is noted as away that day')
  })

  it('of a group without a channel waits, and is posted when the channel is linked', async () => {
    await app.goTo('2018-06-07T08:00:00.000Z')
    expect(app.connector.posted).to.have.length(0)
    const { docs } = await app.store.find({
      partnership: 'bscb',
      type: 'delivery',
      tags: ['state:unreachable'],
      limit: 5,
    })
    expect((docs[0] as { body: { reason: string } }).body.reason).to.contain('no channel or chat yet')
    await manager.typeIn(channel, 'link scr')
    await app.app.sweep()
    expect(agendas()).to.have.length(1)
  })

  it('whose group has no channel, or whose channel is gone, is told to the business team, with what to type where', async () => {
    await manager.type('hello')
    await app.mornings('2018-06-08')
    const words = wordsOn(manager.latest()?.card)
    expect(words).to.contain('One group cannot be reached').and.to.contain('Serious Case Review')
    expect(words).to.contain('The group has no channel or chat yet')
    expect(words).to.contain('Type link SCR in the channel or chat it uses.')
    await manager.typeIn(channel, 'link SCR')
    expect((await manager.type('unreachable')).text).to.contain('could be reached')
    await app.app.sweep()
    expect(agendas(), 'the meeting is still ahead').to.have.length(1)
    app.connector.trouble({ status: 404, in: channel, times: 1000 })
    await app.mornings('2018-07-06')
    expect(wordsOn((await manager.type('unreachable')).card)).to.contain(
      'can no longer write in the channel or chat',
    )
  })

  it('that had begun when the file was brought in, or its channel was linked, has no agenda posted', async () => {
    await app.goTo('2018-06-14T07:00:00.000Z')
    await app.goTo('2018-06-14T17:00:00.000Z')
    await manager.typeIn(channel, 'link SCR')
    await app.app.sweep()
    expect(agendas()).to.deep.equal([])
  })

  it('brought in on a Sunday has its agenda posted on the Monday morning, unless that is too late', async () => {
    await manager.typeIn(channel, 'link SCR')
    await app.goTo('2018-06-03T20:00:00.000Z')
    await reimport({ dates: ['2018-06-05'], on: undefined, startsOn: undefined })
    expect(agendas()).to.deep.equal([])
    await app.goTo('2018-06-04T08:00:00.000Z')
    expect(agendas()).to.have.length(1)
    await app.goTo('2018-06-10T20:00:00.000Z')
    await reimport({ dates: ['2018-06-11'], at: '09:00', on: undefined, startsOn: undefined })
    expect(agendas(), 'it begins on Monday at nine').to.have.length(2)
  })

  it('takes items from members; the card in the channel is updated, not posted again', async () => {
    await manager.typeIn(channel, 'link SCR')
    await app.goTo('2018-06-07T08:00:00.000Z')
    const answer = await app.member('ad-early-help').type('add to agenda SCR Learning from the neglect audit')
    expect(wordsOn(answer.card)).to.contain('Your item is on the agenda')
    await app.app.sweep()
    expect(agendas()).to.have.length(1)
    expect(agendas()[0]?.updates).to.equal(1)
    expect(wordsOn(agendas()[0]?.card)).to.contain(
      'Learning from the neglect audit (asked for by Assistant Director, Early Help',
    )
  })

  it('is not linked by somebody without the right, nor shown to them', async () => {
    const outsider = app.member('council-chief-executive')
    expect((await outsider.typeIn(channel, 'link SCR')).text).to.contain(
      'Its chairs and the business team can do this',
    )
    expect((await outsider.type('agenda SCR')).text).to.contain('not yours to see')
    expect((await outsider.type('add to agenda SCR x')).text).to.contain('not yours to see')
    expect((await manager.type('link SCR')).text).to.contain('in the channel or group chat')
  })

  it('needs no group’s code from somebody who has only one group', async () => {
    expect(wordsOn((await app.member('scr-co-chair-doctor').type('agenda')).card)).to.contain(
      'Agenda: Serious Case Review Sub-Group',
    )
    const asked = await manager.type('agenda')
    expect(wordsOn(asked.card), 'who has several chooses').to.contain('Which group?')
    const chosen = await manager.press(asked.card, 'agenda SCR')
    expect(wordsOn(chosen.card)).to.contain('Agenda: Serious Case Review Sub-Group')
    expect((await manager.typeIn(channel, 'agenda')).text).to.contain('Write agenda and the code')
  })

  it('names a sensitive action by its ref alone, since everybody in the channel reads it', async () => {
    await manager.typeIn(channel, 'link SCR')
    await manager.type('new action SCR: Ask the family of the twins; owner: vice-chair; due: 12 Sep')
    const form = await manager.press((await manager.type('SCR-18-001')).card, 'Add details')
    const details = { marking: 'OFFICIAL-SENSITIVE', brag: 'Red', 'note-SCR-18-001': 'mother has moved away' }
    await manager.press(form.card, 'Add details', details)
    const words = wordsOn((await manager.typeIn(channel, 'agenda SCR')).card)
    expect(words).to.contain('SCR-18-001').and.to.contain('type its ref in your own chat to see what it is')
    expect(words).not.to.contain('twins').and.not.to.contain('mother')
  })

  it('shows no action in a channel that is not the group’s own', async () => {
    await manager.typeIn(channel, 'link SCR')
    await manager.type('new action SCR: Publish the findings; owner: vice-chair; due: 12 Sep')
    expect(wordsOn((await manager.typeIn(channel, 'agenda SCR')).card)).to.contain('Publish the findings')
    expect(wordsOn((await manager.type('agenda SCR')).card)).to.contain('Publish the findings')
    const elsewhere = wordsOn((await manager.typeIn('19:other@thread.tacv2', 'agenda SCR')).card)
    expect(elsewhere).to.contain('1. Welcome and apologies').and.not.to.contain('Publish the findings')
    const added = await manager.typeIn('19:other@thread.tacv2', 'add to agenda SCR The neglect audit')
    expect(wordsOn(added.card)).to.contain('The neglect audit').and.not.to.contain('Publish the findings')
  })

  it('follows its series when time and place change; its items stay, and a posted agenda is updated', async () => {
    const importAt = async (at: string) => {
      const file = birminghamToWorkWith()
      const groups = file.groups.map(group =>
        group.id === 'scr' ? { ...group, meets: { ...group.meets, at, where: 'Council House' } } : group,
      )
      await importPartnership(app.store, { ...file, groups }, app.clock.now())
      await app.app.sweep()
    }
    await manager.typeIn(channel, 'link SCR')
    await manager.type('add to agenda SCR The neglect audit')
    await importAt('10:00')
    await app.goTo('2018-06-07T08:00:00.000Z')
    expect(wordsOn(agendas()[0]?.card))
      .to.contain('Thu 14 Jun · 10:00 · Council House')
      .and.to.contain('The neglect audit')
    await importAt('11:30')
    expect(agendas()).to.have.length(1)
    expect(wordsOn(agendas()[0]?.card)).to.contain('Thu 14 Jun · 11:30')
  })

  it('moves when the arrangements change', async () => {
    await reimport({ on: 'third tuesday' })
    for (const typed of ['agenda SCR', 'agenda for SCR', 'when is the next SCR meeting?'])
      expect(wordsOn((await manager.type(typed)).card), typed).to.contain('Tue 19 Jun')
  })

  it('that was moved is no meeting any more: what was asked for goes to the next, and no agenda of it is posted', async () => {
    await manager.typeIn(channel, 'link SCR')
    await manager.type('add to agenda SCR The neglect audit')
    await reimport({ on: 'third thursday' })
    const next = wordsOn((await manager.type('agenda SCR')).card)
    expect(next).to.contain('Thu 21 Jun').and.to.contain('The neglect audit (asked for')
    await app.goTo('2018-06-08T08:00:00.000Z')
    expect(agendas()).to.deep.equal([])
    await app.goTo('2018-06-14T08:00:00.000Z')
    expect(wordsOn(agendas()[0]?.card)).to.contain('Thu 21 Jun').and.to.contain('The neglect audit')
  })

  it('that was moved once its agenda was out has that card say so, and is itself again when it is moved back', async () => {
    await manager.typeIn(channel, 'link SCR')
    await app.goTo('2018-06-07T08:00:00.000Z')
    await manager.type('add to agenda SCR The neglect audit')
    await reimport({ on: 'third thursday' })
    expect(agendas()).to.have.length(1)
    expect(wordsOn(agendas()[0]?.card))
      .to.contain('no longer planned. The next is on Thu 21 Jun')
      .and.not.to.contain('Welcome and apologies')
    await reimport({})
    expect(wordsOn(agendas()[0]?.card))
      .to.contain('Welcome and apologies')
      .and.to.contain('The neglect audit')
  })

  it('of which the file no longer says a day keeps what was asked for until there is one', async () => {
    await manager.type('add to agenda SCR The neglect audit')
    await reimport({ on: undefined, startsOn: undefined })
    expect((await manager.type('agenda SCR')).text).to.contain('No meeting of')
    await reimport({ on: 'third thursday' })
    expect(wordsOn((await manager.type('agenda SCR')).card)).to.contain('The neglect audit')
  })

  it('of a group that is gone goes with it: nothing is posted, and nothing fails for ever', async () => {
    await manager.typeIn(channel, 'link SCR')
    await app.goTo('2018-06-06T08:00:00.000Z')
    failures.length = 0
    await reimport(undefined)
    await app.goTo('2018-06-07T08:00:00.000Z')
    await app.goTo('2018-06-07T08:05:01.000Z')
    expect(failures).to.deep.equal([])
    expect(agendas()).to.deep.equal([])
    expect((await app.store.find({ partnership: 'bscb', type: 'meeting', limit: 50 })).docs).to.deep.equal([])
  })

  it('of today takes items until it begins; later ones go to the next, and the answer says to which', async () => {
    await app.goTo('2018-06-14T12:59:00.000Z')
    const early = wordsOn((await manager.type('add to agenda SCR Before it begins')).card)
    expect(early).to.contain('agenda of Thu 14 Jun').and.to.contain('Before it begins')
    await app.goTo('2018-06-14T17:00:00.000Z')
    const late = wordsOn((await manager.type('add to agenda SCR After it was over')).card)
    expect(late).to.contain('agenda of Thu 12 Jul').and.to.contain('After it was over (asked for')
  })
})

describe('a rapid review', () => {
  let app: RunningApp
  let manager: Member
  let lead: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-12-19T09:00:00.000Z' })
    manager = app.member('business-manager')
    lead = app.member('vice-chair')
  })
  afterEach(() => app.stop())

  const open = async (values: object) => {
    const form = await manager.type('new review')
    const opened = await manager.press(form.card, 'Open the review', {
      aware: '2018-12-14',
      notified: '',
      agencies: 'wmp,bct',
      ...values,
    })
    await app.app.sweep()
    return opened
  }

  it('is opened before the notification: its first clock runs, and no agency is asked yet', async () => {
    const { card } = await open({})
    expect(wordsOn(card))
      .to.contain('Day 3 of 5')
      .and.to.contain('Starts when the notification is sent to the Panel')
      .and.to.contain('Not asked yet')
    expect(lead.inbox()).to.deep.equal([])
  })

  it('asks the leads once the notification is recorded, by button or by typing', async () => {
    const { card } = await open({})
    await manager.press(card, 'Record the date', { date: '2018-12-19' })
    await app.app.sweep()
    expect(lead.latest()?.summary).to.contain('RR-18-001')
    expect(buttonsOf(lead.latest()?.card)).to.deep.equal(['Return sent', 'No involvement'])
    expect((await manager.type('RR-18-001 notified on 19 Dec')).card).to.satisfy((shown: object) =>
      wordsOn(shown).includes('recorded already'),
    )
  })

  it('takes a return by typing too, and shows who said so', async () => {
    await open({ notified: '2018-12-18' })
    expect(wordsOn((await lead.type('RR-18-001 no involvement')).card)).to.contain(
      'No involvement, Wed 19 Dec, Vice Chair of the Executive',
    )
    expect(wordsOn((await manager.type('rr-18-001 received bct')).card)).to.contain(
      'Received, Wed 19 Dec, Business Manager',
    )
  })

  it('keeps an answer that was given: a press on an old card does not overwrite it', async () => {
    await open({ notified: '2018-12-18' })
    const old = lead.latest()?.card
    await lead.type('RR-18-001 received')
    const { card } = await lead.press(old, 'No involvement', { agency: 'wmp' })
    expect(wordsOn(card)).to.contain('answered for already: received').and.to.contain('Received, Wed 19 Dec')
  })

  it('tells the business team which request did not arrive, and why', async () => {
    for (const one of [lead, manager]) await one.type('hello')
    await app.app.sweep()
    const form = await manager.type('new review')
    await manager.press(form.card, 'Open the review', {
      aware: '2018-12-14',
      notified: '2018-12-18',
      agencies: 'wmp',
    })
    app.connector.trouble({ status: 403, in: lead.personal })
    await app.app.sweep()
    expect(wordsOn((await manager.type('RR-18-001')).card)).to.contain('our request may not have arrived')
  })

  it('lets a lead answer for their own agency only', async () => {
    await open({ notified: '2018-12-18' })
    expect(wordsOn((await lead.type('RR-18-001 received bct')).card)).to.contain(
      'Only the agency’s lead, whoever stands in for them, or the business team',
    )
  })

  it('is no review at all for those who have no part in it', async () => {
    await open({ notified: '2018-12-18' })
    const missing = await app.member('ad-early-help').type('RR-18-999')
    expect(missing.text).to.contain('no review with that ref')
    expect((await app.member('ad-early-help').type('RR-18-001')).text).to.equal(missing.text)
    expect((await app.member('ad-early-help').type('RR-18-001 received wmp')).text).to.equal(missing.text)
    expect((await app.member('ad-early-help').type('new review')).text).to.contain(
      'opened by the business team',
    )
  })

  it('is refused with every reason, and what was filled in stays', async () => {
    const { card } = await open({ aware: '2018-12-30', notified: '2018-12-01', agencies: '' })
    expect(wordsOn(card))
      .to.contain('still to come')
      .and.to.contain('before the step it follows')
      .and.to.contain('at least one agency')
    expect(JSON.stringify(card)).to.contain('2018-12-30')
  })

  it('gets the next reference each time', async () => {
    await open({})
    expect(wordsOn((await open({})).card)).to.contain('RR-18-002 is open')
  })
})
