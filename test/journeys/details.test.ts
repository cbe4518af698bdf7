import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { buttonsOf, inputsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const ref = 'QIO-18-001'
const link = 'https://contoso.sharepoint.com/log'

describe('the details of an action', () => {
  let app: RunningApp
  let owner: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    await app
      .member('business-manager')
      .type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
    owner = app.member('yos-performance')
  })
  afterEach(() => app.stop())

  const kept = async () => {
    const doc = await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, `action:${ref}`)
    if (!doc) throw new Error('The action is not there.')
    return readAction(doc)
  }
  const form = async () => (await owner.press((await owner.type(ref)).card, 'Add details')).card

  const refused: [typed: string, why: RegExp, again: string][] = [
    ['evidence: minutes of 12 Nov', /begins with https:\/\//, 'minutes of 12 Nov'],
    ['evidence: http://contoso.com/x', /begins with https:\/\//, 'http://contoso.com/x'],
    ['evidence: contoso.sharepoint.com/x', /begins with https:\/\//, 'contoso.sharepoint.com/x'],
    ['marking: secret', /“secret” is no marking here.*OFFICIAL-SENSITIVE/, ''],
    ['priority: zebra', /“zebra” is no priority.*Continuous Improvement/, ''],
    [
      `impact: ${'Children are seen sooner. '.repeat(60)}`,
      /has 1,559 characters: it can have 1,000/,
      'Children',
    ],
  ]
  for (const [typed, why, again] of refused)
    it(`that cannot be taken are given back with what to write: ${typed.slice(0, 40)}`, async () => {
      const { card } = await owner.type(`${ref} ${typed}`)
      expect(wordsOn(card)).to.match(why).and.not.to.contain('Say what to add')
      const [field = ''] = typed.split(':')
      if (again !== '') expect(String(inputsOf(card)[field])).to.contain(again)
      if (again === 'Children') expect(String(inputsOf(card)[field])).to.have.length(1559)
      expect((await kept()).version).to.equal(1)
    })

  it('of a form are taken together or not at all, so that none is lost behind thanks', async () => {
    const { card } = await owner.press(await form(), 'Add details', {
      evidence: 'contoso.sharepoint.com/log',
      impact: 'seen sooner',
      brag: 'Red',
    })
    expect(wordsOn(card))
      .to.contain('begins with https://')
      .and.to.contain('Say in words why it should be Red')
    expect(inputsOf(card)).to.include({
      evidence: 'contoso.sharepoint.com/log',
      impact: 'seen sooner',
      brag: 'Red',
    })
    expect(await kept()).to.not.have.property('impact')
    await owner.press(card, 'Add details', { evidence: link, [`note-${ref}`]: 'the provider left' })
    const { evidence, impact, brag } = await kept()
    expect({ evidence, impact, colour: brag?.word }).to.deep.equal({
      evidence: link,
      impact: 'seen sooner',
      colour: 'Red',
    })
  })

  it('that were wrong are taken away by emptying their fields, and stay in the history', async () => {
    await owner.type(`${ref} evidence: ${link}`)
    await owner.type(`${ref} impact: seen sooner`)
    await owner.type(`${ref} priority: practice`)
    await owner.press(await form(), 'Add details', { evidence: '', impact: '', priority: '' })
    const { evidence, impact, priority, history } = await kept()
    expect([evidence, impact, priority]).to.deep.equal([undefined, undefined, undefined])
    expect(history.at(-1)?.detail).to.contain('impact taken away (before: seen sooner)')
  })

  const named: [
    typed: string,
    says: string,
    field: 'impact' | 'evidence' | 'priority' | 'marking',
    value: string,
  ][] = [
    ['1 impact: seen sooner', 'what it has changed for children', 'impact', 'seen sooner'],
    [`${ref} impact seen sooner`, 'what it has changed for children', 'impact', 'seen sooner'],
    [`${ref} evidence ${link}`, 'the link to the evidence', 'evidence', link],
    ['1 should be official sensitive', 'its marking', 'marking', 'OFFICIAL-SENSITIVE'],
    ['1 priority is practice', 'the priority it serves', 'priority', 'practice'],
  ]
  for (const [typed, says, field, value] of named)
    it(`reach their field from free words, once they are confirmed: ${typed}`, async () => {
      const { card } = await owner.type(typed)
      expect(wordsOn(card)).to.contain(says)
      await owner.press(card, buttonsOf(card)[0] ?? '')
      expect((await kept())[field]).to.equal(value)
      expect((await kept()).history.at(-1)?.note, 'said once').to.equal(undefined)
    })

  it('of blue tell who gives it: a chair who agrees', async () => {
    const { card } = await owner.type(`${ref} make it blue`)
    const answer = await owner.press(card, buttonsOf(card)[0] ?? '', { note: 'all sent' })
    expect(wordsOn(answer.card)).to.contain('a chair has agreed').and.not.to.contain('Say what to add')
  })

  it('have the name that the card gives them, when they are typed', async () => {
    await owner.type(`${ref} impact on children: seen sooner`)
    expect((await kept()).impact).to.equal('seen sooner')
    await owner.type(`${ref} marking: official sensitive`)
    expect((await kept()).marking).to.equal('OFFICIAL-SENSITIVE')
  })

  it('are only those that a form asks for, whatever a press brings: nobody agrees to their own action so', async () => {
    const data = {
      ...{ ref, decision: 'describe', note: 'all sent' },
      details: { status: 'complete', dueOn: '2030-01-01', owners: [{ person: 'chair', agency: 'ics' }] },
    }
    await owner.forge('action.decide', data)
    const { status, dueOn, owners } = await kept()
    expect({ status, dueOn, owner: owners[0]?.person }).to.deep.equal({
      status: 'open',
      dueOn: '2018-10-12',
      owner: 'yos-performance',
    })
  })

  it('are none of what every object has: its name in a press is no detail, and nothing is kept of it', async () => {
    const { card } = await owner.forge('action.describe', {
      ref,
      constructor: 'abc',
      was: { constructor: '' },
    })
    expect(wordsOn(card)).to.contain('Say what to add')
    const doc = await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, `action:${ref}`)
    expect(doc?.body).to.include({ version: 1 }).and.not.to.have.property('0')
  })
})
