import { expect } from 'chai'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const ref = 'QIO-18-001'

describe('an action that changes hands', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member
  let chair: Member

  beforeEach(async () => {
    const now = '2018-10-01T08:00:00.000Z'
    app = await runApp({ now })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    chair = app.member('independent-chair')
    for (const one of [manager, owner, chair]) await one.type('hello')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const news = async (member: Member) => {
    await app.app.sweep()
    return wordsOn(member.latest()?.card)
  }

  it('handed over, the new owner is told and the old one too; the owner cannot hand it over alone', async () => {
    await manager.type('new action QIO: Second; owner: director-of-practice; due: 12 Oct')
    const notLead = await app.member('director-of-practice').type('QIO-18-002 reassign to ad-cyp')
    expect(wordsOn(notLead.card)).to.contain('Only a chair of its group')
    const next = app.member('ad-cyp')
    await next.type('hello')
    await chair.type(`${ref} reassign to ad-cyp: the team has moved`)
    expect(await news(next)).to.contain('A new action is with you')
    const told = owner.latest()?.card
    expect(wordsOn(told))
      .to.contain(`${ref}: no longer with you`)
      .and.not.to.contain('A new action is with you')
    expect(buttonsOf(told)).to.deep.equal(['Open'])
    expect(wordsOn((await next.type('my actions')).card)).to.contain(ref)
    expect(wordsOn((await owner.type('my actions')).card)).to.contain('no open actions')
  })

  it('handed over, leaves whoever had it and is in no group of it no button that only refuses, and says whose it is', async () => {
    const outside = app.member('council-chief-executive')
    await outside.type('hello')
    await manager.type('new action QIO: Second; owner: council-chief-executive; due: 12 Oct')
    expect(await news(outside)).to.contain('A new action is with you')
    const before = outside.inbox().length
    await manager.type('QIO-18-002 reassign to yos-performance')
    expect(await news(outside)).to.contain('QIO-18-002: no longer with you')
    const cards = outside.inbox().map(({ card }) => card)
    expect(cards.length).to.equal(before + 1)
    for (const card of cards.slice(-2)) {
      expect(wordsOn(card)).to.contain('It was handed over to Performance and Development Manager')
      expect(wordsOn(card)).not.to.contain('Second')
      expect(buttonsOf(card)).to.deep.equal([])
    }
  })

  it('a hand-over that is taken back reaches both: whose it is again, and whose it was for a moment', async () => {
    const next = app.member('ad-cyp')
    await next.type('hello')
    await chair.type(`${ref} reassign to ad-cyp: the team has moved`)
    expect(await news(next)).to.contain('A new action is with you')
    await chair.type(`${ref} undo`)
    expect(await news(next)).to.contain('that was taken back: it is with')
    const cards = owner.inbox().map(({ card }) => wordsOn(card))
    expect(cards.filter(words => words.includes('With you again'))).to.have.length(2)
    expect(cards.join('\n')).not.to.contain('no longer with you')
  })

  it('of all agencies, is news to the agency that it changes hands in and to none of the others', async () => {
    await manager.type('new action QIO: Tell all staff; owner: all agencies; due: 1 Nov')
    await app.app.sweep()
    const before = owner.inbox().length
    const { card } = await manager.type('QIO-18-002 reassign to director-of-practice')
    expect(wordsOn(card)).to.contain('you handed it over')
    await app.app.sweep()
    expect(owner.inbox().length).to.equal(before)
  })
})
