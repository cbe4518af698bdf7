import { expect } from 'chai'
import { buttonsOf, inputsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

describe('an action in chat', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  it('is recorded from one typed line, gets a ref, and its owner is told with a card', () => {
    const told = owner.latest()
    expect(wordsOn(told?.card))
      .to.contain('A new action is with you: QIO-18-001')
      .and.to.contain('Due\nFri 12 Oct')
    expect(told?.summary).to.contain('QIO-18-001')
  })

  it('is recorded from the form too, and refs go on', async () => {
    const form = await manager.type('new action')
    const { card } = await manager.press(form.card, 'Record it', {
      group: 'qio',
      what: 'Second',
      owner: 'ad-cyp',
      due: '2018-10-15',
    })
    expect(wordsOn(card)).to.contain('QIO-18-002 is recorded')
  })

  it('without owner or day comes back with every reason, and with what was typed', async () => {
    const { card } = await manager.type('new action QIO: Tell every school; due: ongoing')
    const words = wordsOn(card)
    expect(words)
      .to.contain('Name an owner')
      .and.to.contain('“Ongoing” hides work')
      .and.to.contain('Tell every school')
    const again = await manager.press(card, 'Record it', {
      group: 'qio',
      what: 'Tell every school',
      owner: 'ad-cyp',
      due: '2018-11-01',
    })
    expect(wordsOn(again.card)).to.contain('QIO-18-002 is recorded')
  })

  const chosen = (card: unknown, id: string): unknown => {
    const found = JSON.stringify(card).match(new RegExp(`"id":"${id}"[^{}[\\]]*?"value":"([^"]*)"`))
    return found?.[1]
  }

  it('for an owner who is not known names them in one complaint, since the form has no place for the words', async () => {
    const { card } = await manager.type('new action QIO: Tell every school; owner: Bob; due: 12 Oct')
    expect(wordsOn(card)).to.contain('“Bob”: Nobody of that name').and.not.contain('Name an owner')
    const handing = wordsOn((await manager.type('QIO-18-001 reassign to Bob')).card)
    expect(handing).to.contain('“Bob”: Nobody of that name').and.not.contain('Name the person')
    expect(wordsOn((await manager.type('QIO-18-001 extend to soon because of leave')).card)).to.contain(
      '“soon” is not known here. Give the new date',
    )
  })

  it('understands “me”, and keeps who was meant when something else is wrong', async () => {
    const mine = await owner.type('new action QIO: Tell every school; owner: me; due: yesterday')
    expect(chosen(mine.card, 'owner')).to.equal('yos-performance')
    expect(wordsOn(mine.card)).to.contain('in the past').and.not.contain('Nobody of that name')
    const handed = await manager.type('QIO-18-001 reassign to Performance and Development Manager')
    expect(wordsOn(handed.card)).to.contain('owns it already')
    expect(chosen(handed.card, 'person')).to.equal('yos-performance')
  })

  it('that is there is no new one, whatever verb it is spoken of with', async () => {
    const member = app.member('yos-performance')
    await member.type('new action QIO: Publish the toolkit; owner: me; due: 12 Oct')
    for (const typed of [
      'record action QIO-18-001 as done',
      'make action 1 green',
      'add action 1 to the agenda',
    ]) {
      const { card } = await member.type(typed)
      expect(wordsOn(card), typed).to.contain('Is this what you mean?').and.contain('QIO-18-001')
    }
  })

  it('begun in somebody’s own words opens the form with what was understood, and is recorded by its button', async () => {
    const member = app.member('yos-performance')
    const begun: [typed: string, what: string, owner: string, due: string][] = [
      [
        'new action for QIO: write to schools, GPs and wards, due next Friday, owner ad-cyp',
        'write to schools, GPs and wards',
        'ad-cyp',
        '2018-10-12',
      ],
      ['add action: write to schools by Friday', 'write to schools', 'yos-performance', '2018-10-05'],
      [
        'new action QIO write to schools; owner: me; due: 12 Oct',
        'write to schools',
        'yos-performance',
        '2018-10-12',
      ],
      [
        'please create an action QIO write to schools by hand',
        'write to schools by hand',
        'yos-performance',
        '',
      ],
    ]
    for (const [typed, what, owner, due] of begun) {
      const { card } = await member.type(typed)
      expect(inputsOf(card), typed).to.include({ what, owner, due })
      expect(wordsOn(card).includes('Give a due date.'), typed).to.equal(due === '')
    }
    const before = wordsOn((await member.type('log QIO')).card)
    expect(before, 'nothing yet').not.to.contain('write to schools')
    const { card } = await member.press((await member.type(begun[0]?.[0] ?? '')).card, 'Record it')
    expect(wordsOn(card)).to.contain('is recorded.').and.contain('write to schools, GPs and wards')
  })

  it('has a form that begins with the group its reader chairs or is in', async () => {
    expect(chosen((await app.member('ad-early-help').type('new action')).card, 'group')).to.equal('qio')
    expect(chosen((await owner.type('new action')).card, 'group')).to.equal('ld')
  })

  it('shows what people typed as they typed it: no Markdown, no template, no mention', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay as it is
    const hostile = '**Everyone** read [this](http://x) ${name} <at>Team</at> {{DATE(2020-01-01)}} _now_'
    const { card } = await manager.type(`new action QIO: ${hostile}; owner: ad-cyp; due: 1 Nov`)
    expect(wordsOn(card)).to.contain(hostile)
  })

  it('is done the same way by button and by typing', async () => {
    const mine = await owner.type('my actions')
    expect(buttonsOf(mine.card)).to.deep.equal(['Save update', 'It is done', 'Open'])
    await owner.press(mine.card, 'Save update', { 'note-QIO-18-001': 'by button' })
    await owner.type('QIO-18-001 update: by typing')
    const shown = await owner.type('qio-18-001')
    expect(wordsOn(shown.card)).to.contain('updated it: by button').and.to.contain('updated it: by typing')
    expect(wordsOn((await owner.type('QIO-18-001, done 40 staff trained')).card)).to.contain(
      'you said it is done',
    )
  })

  it('pressed in a client that knows only Action.Submit changes the same way, and updates the card in place', async () => {
    const told = owner.latest()!
    await owner.pressSubmit(told, 'It is done', { 'note-QIO-18-001': 'by submit' })
    expect(told.updates).to.equal(1)
    expect(wordsOn(told.card)).to.contain('you said it is done').and.to.contain('by submit')
  })

  it('gives chairs Agree and Return, the owner neither, and tells the owner what came of it', async () => {
    await owner.type('QIO-18-001 done, sent to 412 schools')
    await app.app.sweep()
    const chair = app.member('ad-early-help')
    expect(buttonsOf(chair.latest()?.card)).to.include.members(['Agree it is complete', 'Return it'])
    const ownersButtons = buttonsOf((await owner.type('QIO-18-001')).card)
    expect(ownersButtons).not.to.include.oneOf(['Agree it is complete', 'Return it', 'Save update'])
    await chair.type('QIO-18-001 return: which schools are missing?')
    await app.app.sweep()
    expect(wordsOn(owner.latest()?.card))
      .to.contain('Returned to you: QIO-18-001')
      .and.to.contain('which schools are missing?')
  })

  it('pressed on a stale card overwrites nothing: the reader sees what changed and what they typed', async () => {
    const stale = owner.latest()?.card
    await manager.type('QIO-18-001 extend to 20 Oct because the printer is late')
    const { card } = await owner.press(stale, 'It is done', { 'note-QIO-18-001': 'all done' })
    expect(wordsOn(card))
      .to.contain('Nothing was changed by your press')
      .and.to.contain('the printer is late')
      .and.to.contain('all done')
    expect(wordsOn((await owner.type('QIO-18-001')).card)).to.contain('Status\nOpen')
  })

  it('pressed on a card others only added words to since is done, with their words kept', async () => {
    const before = owner.latest()?.card
    await manager.type('QIO-18-001 update the printer has it')
    const { card } = await owner.press(before, 'It is done', { 'note-QIO-18-001': 'all done' })
    expect(wordsOn(card))
      .to.contain('you said it is done')
      .and.to.contain('the printer has it')
      .and.to.contain('all done')
  })

  it('answered by two people at the same moment keeps both updates', async () => {
    await Promise.all([
      owner.type('QIO-18-001 update from the owner'),
      manager.type('QIO-18-001 update from the team'),
    ])
    expect(wordsOn((await owner.type('QIO-18-001')).card))
      .to.contain('from the owner')
      .and.to.contain('from the team')
  })

  it('that does not exist and one that is not yours get the same answer', async () => {
    const outsider = app.member('council-chief-executive')
    const missing = await outsider.type('QIO-18-999')
    const notYours = await outsider.type('QIO-18-001')
    expect(notYours.text).to.equal(missing.text).and.to.contain('No action with that ref')
    expect((await outsider.type('QIO-18-001 done x')).text).to.equal(missing.text)
    expect((await outsider.type('log QIO')).text).to.contain('no such group, or its log is not yours')
  })

  it('stays in the log, which pages when there are many', async () => {
    for (let i = 0; i < 8; i += 1)
      await manager.type(`new action QIO: Number ${i}; owner: ad-cyp; due: ${10 + i} Nov`)
    const first = await manager.type('log QIO')
    expect(wordsOn(first.card)).to.contain('Publish the toolkit').and.not.to.contain('Number 7')
    const second = await manager.press(first.card, 'Show more')
    expect(wordsOn(second.card)).to.contain('Number 7').and.not.to.contain('Publish the toolkit')
    expect(buttonsOf(second.card)).not.to.include('Show more')
  })

  it('is not shown in a channel, where everybody would read it', async () => {
    for (const text of ['my actions', 'log QIO', 'QIO-18-001', 'new action', 'QIO-18-001 done in public']) {
      const { text: answer, card } = await owner.typeIn('19:qio@thread.tacv2', text)
      expect(card).to.equal(undefined)
      expect(answer).to.contain('in your own chat with Convenor')
    }
    expect(wordsOn((await owner.type('Qio-18-001')).card)).to.contain('Status\nOpen')
  })

  it('is listed as overdue from the day after it was due', async () => {
    expect(wordsOn((await manager.type('overdue QIO')).card)).to.contain('Nothing is overdue')
    await app.goTo('2018-10-13T09:00:00.000Z')
    expect(wordsOn((await manager.type('overdue QIO')).card)).to.contain('QIO-18-001')
  })
})
