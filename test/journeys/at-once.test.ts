import { expect } from 'chai'
import type { Action } from '../../src/actions/index.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const ref = 'QIO-18-001'

describe('two steps on one action', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member
  let chair: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    chair = app.member('independent-chair')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
  })
  afterEach(() => app.stop())

  const kept = async (): Promise<Action> =>
    (await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, `action:${ref}`))?.body as Action
  const verbs = async () => (await kept()).history.map(entry => entry.verb)

  it('typed in one moment, that say two things: the second sees what the first did, and nothing is lost', async () => {
    const answers = await Promise.all([
      chair.type(`${ref} extend to 1 Nov because of the audit`),
      app.member('ad-early-help').type(`${ref} extend to 1 Dec because of the move`),
    ])
    expect(await verbs()).to.deep.equal(['record', 'extend'])
    const words = answers.map(({ card }) => wordsOn(card)).join('\n')
    expect(words).to.include('Nothing was changed by what you typed').and.include('moved the due date')
  })

  it('typed in one moment, that do not touch each other, are both taken', async () => {
    await Promise.all([owner.type(`${ref} update half done`), manager.type(`${ref} impact: seen sooner`)])
    expect((await verbs()).sort()).to.deep.equal(['describe', 'record', 'update'])
  })

  it('by a double click are one: the same words on the same card are said once', async () => {
    const { card } = await owner.type(ref)
    const press = (note: string) => owner.press(card, 'Save update', { [`note-${ref}`]: note })
    const [first, second] = await Promise.all([press('half done'), press('half done')])
    expect(wordsOn(first.card)).to.include('you updated it. Thank you.')
    expect(wordsOn(second.card)).to.include('you updated it. Thank you.')
    expect(await verbs()).to.deep.equal(['record', 'update'])
    await press('and the other half')
    expect(await verbs()).to.deep.equal(['record', 'update', 'update'])
    await owner.type(`${ref} undo`)
    await press('and the other half')
    expect(await verbs()).to.deep.equal(['record', 'update', 'update', 'undo', 'update'])
  })

  it('by a double click on a new action make one: what says the same of the same owner is asked about first', async () => {
    const { card } = await manager.type('new action')
    const filled = { group: 'qio', what: 'Tell every school', owner: 'ad-cyp', due: '2018-11-01' }
    const twice = await Promise.all([1, 2].map(() => manager.press(card, 'Record it', filled)))
    const words = twice.map(answer => wordsOn(answer.card))
    expect(words.filter(one => one.includes('QIO-18-002 is recorded.'))).to.have.length(1)
    expect(words.filter(one => one.includes('QIO-18-002 says the same'))).to.have.length(1)
    const again = await manager.type('new action QIO: tell every school.; owner: ad-cyp; due: 8 Nov')
    expect(wordsOn(again.card)).to.contain('QIO-18-002 says the same').and.contain('due Thu 1 Nov')
    const another = await manager.press(again.card, 'Record another')
    expect(wordsOn(another.card)).to.contain('QIO-18-003 is recorded.')
    const second = await manager.press(again.card, 'Record another')
    expect(wordsOn(second.card), 'clicked twice').to.contain('QIO-18-003 says the same')
    const other = await manager.type('new action QIO: Tell every school; owner: yos-performance; due: 1 Nov')
    expect(wordsOn(other.card), 'of another owner').to.contain('QIO-18-004 is recorded.')
  })

  it('by a double click on a split make one part', async () => {
    const { card } = await manager.press((await manager.type(ref)).card, 'Split')
    const part = { [`note-${ref}`]: 'Tell the GPs', person: 'yos-performance', date: '2018-11-01' }
    const twice = await Promise.all([1, 2].map(() => manager.press(card, 'Split', part)))
    const words = twice.map(answer => wordsOn(answer.card))
    expect(words.filter(one => one.includes('QIO-18-002 is recorded, split from'))).to.have.length(1)
    expect(words.filter(one => one.includes('QIO-18-002 says the same'))).to.have.length(1)
  })

  it('are not mixed up by an old undo button: it takes back the step it was shown for, or none', async () => {
    await owner.type(`${ref} update half done`)
    const stale = (await owner.type(ref)).card
    await owner.type(`${ref} done, it is sent`)
    const { card } = await owner.press(stale, 'Undo my last step')
    expect(wordsOn(card)).to.include('Nothing was taken back')
    expect((await kept()).status).to.equal('awaiting-agreement')
  })

  it('do not stand in each other’s way where one only adds details: the other is still taken back', async () => {
    await owner.type(`${ref} done, it is sent`)
    await app.app.sweep()
    await manager.type(`${ref} impact: seen sooner`)
    const { card } = await owner.type(`${ref} undo`)
    expect(wordsOn(card)).to.include('your last step is taken back')
    expect(await kept()).to.include({ status: 'open', impact: 'seen sooner' })
    await app.app.sweep()
    expect(wordsOn(chair.latest()?.card)).to.include('Taken back by the person who said it')
  })
})

describe('an action that all agencies answer', () => {
  let app: RunningApp
  let chair: Member
  let manager: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    chair = app.member('independent-chair')
    await manager.type('new action QIO: Audit; owner: all agencies; due: 12 Nov')
  })
  afterEach(() => app.stop())

  const kept = async (): Promise<Action> =>
    (await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, `action:${ref}`))?.body as Action
  const owes = async () =>
    (await kept()).owners.filter(one => one.answeredAt === undefined).map(one => one.agency)

  it('is answered for an agency by the business team, by form or by typing, and goes back to one', async () => {
    const note = `note-${ref}`
    const asked = await manager.press((await manager.type(ref)).card, 'It is done', {
      [note]: 'told by phone',
    })
    expect(wordsOn(asked.card)).to.include('Choose whose answer this is').and.include('told by phone')
    await manager.press(asked.card, 'It is done', { agency: 'bwc', [note]: 'told by phone' })
    expect(await owes()).not.to.include('bwc')
    for (const agency of await owes()) {
      const { card } = await manager.type(`${ref} done ${agency}: the audit is in`)
      await manager.press(card, 'Yes: It is done')
    }
    expect(await kept()).to.include({ status: 'awaiting-agreement' })

    const form = await chair.type(`${ref} return: no dates in it`)
    expect(wordsOn(form.card)).to.include('Choose whose answer goes back').and.include('All of them')
    const returned = await chair.press(form.card, 'Return it', { agency: 'bwc', [note]: 'no dates in it' })
    expect(buttonsOf(returned.card)).to.include('Save update')
    expect(await owes()).to.deep.equal(['bwc'])
    await app.app.sweep()
    expect(app.member('chief-nurse-bwc').latest()?.summary).to.include(ref)
  })

  it('is answered by each on the card they were sent, whoever answered before, and each takes back their own', async () => {
    const people = ['ad-cyp', 'vice-chair', 'chief-nurse-bwc'].map(id => app.member(id))
    for (const one of people) await one.type('hello')
    await app.app.sweep()
    const cards = people.map(one => one.inbox().findLast(({ card }) => wordsOn(card).includes('Audit'))?.card)
    for (const [i, one] of people.entries()) {
      const { card } = await one.press(cards[i], 'It is done', { [`note-${ref}`]: 'ours is in' })
      expect(wordsOn(card)).to.include('you said it is done')
    }
    const [first, second] = people
    expect(wordsOn((await first?.type(`${ref} undo`))?.card)).to.include('your last step is taken back')
    expect(await owes())
      .to.include('bcc')
      .and.not.to.include.members(['wmp'])
    await app.member('business-manager').type(`${ref} done bcc: told by phone`)
    const again = await second?.press(cards[1], 'It is done', { [`note-${ref}`]: 'and once more' })
    expect(wordsOn(again?.card)).to.include('Your agency has answered already')
    expect(buttonsOf(again?.card))
      .not.to.include('It is done')
      .and.not.to.include('Blocked by another agency')
  })
})
