import { expect } from 'chai'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('chasing', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    const people = file.people.map(person =>
      person.id === 'yos-performance' ? { ...person, deputy: 'programme-manager' } : person,
    )
    app = await runApp({
      store: temporaryStore(),
      file: { ...file, people },
      now: '2018-10-01T08:00:00.000Z',
    })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    await manager.type('new action QIO: First; owner: yos-performance; due: 17 Oct')
    await manager.type('new action SCR: Second; owner: yos-performance; due: 17 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const chasersOf = (member: Member) =>
    member.inbox().filter(post => post.summary?.startsWith('For your answer'))

  it('sends one card for all groups, answered in place until nothing is left', async () => {
    await app.goTo('2018-10-10T08:00:00.000Z')
    expect(chasersOf(owner)).to.have.length(1)
    expect(wordsOn(owner.latest()?.card)).to.contain('QIO-18-001').and.to.contain('SCR-18-001')
    const once = await owner.press(owner.latest()?.card, 'Save update', { 'note-QIO-18-001': 'nearly' })
    expect(wordsOn(once.card))
      .to.contain('QIO-18-001: you updated it')
      .and.to.contain('SCR-18-001 ·')
      .and.not.to.contain('QIO-18-001 ·')
    const twice = await owner.press(once.card, 'It is done', { 'note-SCR-18-001': 'sent' })
    expect(twice.text).to.equal(
      'SCR-18-001: you said it is done. Thank you. Now Assistant Director, Child Protection, Performance and Partnerships and Co-chair of the SCR Sub-Group (doctor) are asked to agree that it is complete. Nothing else is asked of you today.',
    )
  })

  it('sends nothing to somebody who answered before nine', async () => {
    await app.goTo('2018-10-10T07:00:00.000Z')
    await owner.type('QIO-18-001 update nearly')
    await owner.type('SCR-18-001 done sent')
    await app.goTo('2018-10-10T08:00:00.000Z')
    expect(chasersOf(owner)).to.have.length(0)
  })

  it('after the loop was down for three days sends one card, not three', async () => {
    await app.goTo('2018-10-22T08:00:00.000Z')
    expect(chasersOf(owner)).to.have.length(1)
    expect(wordsOn(owner.latest()?.card)).to.contain('3 working days late')
  })

  it('that was missed in the evening waits for the next working morning', async () => {
    await app.goTo('2018-10-19T17:30:00.000Z')
    expect(chasersOf(owner)).to.have.length(0)
    await app.mornings('2018-10-22')
    expect(chasersOf(owner)).to.have.length(1)
  })

  it('asks the deputy too once it is due, and the agency’s lead and the chairs after five working days', async () => {
    const cards = await app.mornings('2018-10-24')
    const to = (day: string) =>
      cards.filter(one => one.day === day).map(one => one.post.conversation.replace('personal-entra-', ''))
    expect(to('2018-10-16')).to.deep.equal(['yos-performance'])
    expect(to('2018-10-17')).to.have.members(['yos-performance', 'programme-manager'])
    expect(to('2018-10-24')).to.have.members([
      'independent-chair',
      'ad-early-help',
      'ad-child-protection',
      'scr-co-chair-doctor',
      'yos-performance',
    ])
    expect(wordsOn(app.member('scr-co-chair-doctor').latest()?.card))
      .to.contain('Late in a group you answer for')
      .and.not.to.contain('QIO-18-001')
  })

  it('keeps to nine o’clock in London when the clocks go back', async () => {
    await manager.type('new action QIO: Third; owner: ad-cyp; due: 5 Nov')
    await app.goTo('2018-10-29T08:30:00.000Z')
    expect(chasersOf(app.member('ad-cyp'))).to.have.length(0)
    await app.goTo('2018-10-29T09:00:00.000Z')
    expect(chasersOf(app.member('ad-cyp'))).to.have.length(1)
  })

  it('follows a person whose account changed', async () => {
    const { importPartnership } = await import('../../src/partnership/import-partnership.ts')
    const file = birminghamToWorkWith()
    const people = file.people
      .filter(person => person.id !== 'yos-performance')
      .map(person => (person.id === 'ad-cyp' ? { ...person, entraId: 'entra-successor' } : person))
    const agencies = file.agencies.map(agency =>
      agency.lead === 'yos-performance' ? { ...agency, lead: undefined } : agency,
    )
    await importPartnership(
      app.store,
      { ...file, agencies, people, groups: file.groups.filter(group => group.id !== 'ld') },
      app.clock.now(),
    )
    expect((await owner.type('my actions')).text, 'who has left has no access').to.contain(
      'your account is not on its list',
    )
    await app.goTo('2018-10-10T08:00:00.000Z')
    expect(chasersOf(owner), 'and is sent nothing').to.have.length(0)
  })
})
