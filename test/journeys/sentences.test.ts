import { expect } from 'chai'
import { doubted } from '../actions/doubted-sentences.ts'
import { found } from '../actions/found-sentences.ts'
import { sentences } from '../actions/sentences.ts'
import { heldOut } from '../actions/sentences-held-out.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

describe('a sentence that is no command', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
  })
  afterEach(() => app.stop())

  const shown = async () => wordsOn((await owner.type('QIO-18-001')).card)

  it('is shown as it was understood, and nothing changes until it is confirmed', async () => {
    const { card } = await owner.type('001 is finished, all 40 staff trained')
    expect(wordsOn(card)).to.contain('Is this what you mean?').and.to.contain('QIO-18-001: It is done')
    expect(await shown()).to.contain('Status\nOpen')
    await owner.press(card, 'Yes: It is done')
    expect(await shown())
      .to.contain('Status\nDone, awaiting agreement')
      .and.to.contain('40 staff trained')
  })

  it('that speaks of one of theirs in its own words is about that one; of several, the likeliest comes first', async () => {
    await manager.type('new action QIO: Brief on coercive control; owner: yos-performance; due: 30 Nov')
    await manager.type('new action QIO: Brief on neglect; owner: yos-performance; due: 3 Dec')
    const { card } = await owner.type('the briefing on coercive control is finished')
    expect(wordsOn(card)).to.contain('QIO-18-002: It is done').and.not.contain('QIO-18-003')
    expect(buttonsOf(card)).to.deep.equal(['Yes: Save update', 'Yes: It is done'])
    expect(buttonsOf((await owner.type('I have finished on neglect')).card)[0]).to.equal('QIO-18-003')
    const { card: named } = await owner.type('finished the briefing on coercive control')
    expect(wordsOn((await owner.press(named, 'Yes: It is done')).card), 'its name is no evidence').to.contain(
      'Say what shows that it is done',
    )
    const other = await owner.type('SCR-18-001: coercive control briefing done')
    expect(JSON.stringify(other), 'another is named').to.not.contain('QIO-18-002')
  })

  it('that asks to be reminded, or to delete, is told what can be done, not offered as an update', async () => {
    for (const typed of ['remind me tomorrow about QIO-18-001', 'delete QIO-18-001']) {
      const { text, card } = await owner.type(typed)
      expect(card).to.equal(undefined)
      expect(text).to.contain('Reminders come by themselves').and.contain('not pursued')
    }
  })

  it('that says somebody is away, or asks after a deputy, is told what to type or whom to ask: it is no word on an action', async () => {
    for (const typed of ['on holiday until 4 Dec', 'I am on leave next week', 'I’m off sick'])
      expect((await owner.type(typed)).text, typed).to.contain('type away until')
    expect((await owner.type('deputy of yos-performance')).text).to.contain('named in the partnership file')
    expect((await owner.type('away until 12 Oct')).text).to.contain('named in the partnership file')
    const still = wordsOn((await owner.type('QIO-18-001: I am on leave until 12 Oct')).card)
    expect(still, 'a word on an action that is named').to.contain('QIO-18-001')
  })

  it('with a ref before it closes nothing at once that is a question, a denial or a doubt, typed as the product reads it', async () => {
    const status = async () => {
      const doc = await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, 'action:QIO-18-001')
      return (doc?.body as { status: string } | undefined)?.status
    }
    const chair = app.member('ad-early-help')
    const rows = [...sentences, ...doubted, ...found, ...heldOut].filter(
      ([text, { mustNot }]) => mustNot && /^qio-26-014\b/i.test(text),
    )
    expect(rows.length).to.be.greaterThan(120)
    const others = [
      'done?',
      'done but not sent',
      'agreed?',
      'agreed at last meeting to keep open',
      'not pursued?',
    ]
    for (const text of [...rows.map(([one]) => one), ...others.map(one => `QIO-26-014 ${one}`)]) {
      const typed = text.replace(/qio-26-014/i, 'QIO-18-001')
      for (const one of [owner, chair]) await one.type(typed)
      expect(await status(), typed).not.to.match(/awaiting|complete|not-pursued/)
    }
    await owner.type('QIO-18-001 done, sent to 412 schools')
    for (const one of others.slice(2)) await chair.type(`QIO-18-001 ${one}`)
    expect(await status()).to.equal('awaiting-agreement')
    await chair.type('QIO-18-001 agreed')
    expect(await status()).to.equal('complete')
  }).timeout(120_000)

  it('closes at once only on evidence that is plain, and asks where nothing shows it', async () => {
    const status = async (ref: string) => {
      const doc = await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, `action:${ref}`)
      return (doc?.body as { status: string } | undefined)?.status
    }
    const nothingShown = [
      'done .',
      'done x',
      'done ok',
      'done Friday',
      'done, letters sent and evaluation delayed',
    ]
    for (const words of nothingShown) {
      const { card } = await owner.type(`QIO-18-001 ${words}`)
      expect(await status('QIO-18-001'), words).to.equal('open')
      expect(wordsOn(card), words).to.match(/Is this what you mean|evidence/)
    }
    const plain = ['done, 40 staff trained', 'done 412 letters sent', 'done: https://nhs.example.org/minutes']
    for (const [index, words] of plain.entries()) {
      if (index > 0)
        await manager.type(`new action QIO: Publish part ${index}; owner: yos-performance; due: 12 Oct`)
      const ref = `QIO-18-00${index + 1}`
      await owner.type(`${ref} ${words}`)
      expect(await status(ref), words).to.equal('awaiting-agreement')
    }
  })

  it('raises nothing to the Executive at once but in its own form, since that cannot be taken back', async () => {
    const chair = app.member('independent-chair')
    const raised = async () => {
      const doc = await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, 'action:QIO-18-001')
      return (doc?.body as { raised?: unknown } | undefined)?.raised !== undefined
    }
    const told = ['raised with the ICB on Friday', 'raised at the last meeting', 'raised by Ofsted last year']
    for (const words of [...told, 'raise? not sure', 'raise: maybe?', 'raise, no agency will lead']) {
      const { card } = await chair.type(`QIO-18-001 ${words}`)
      expect(await raised(), words).to.equal(false)
      expect(buttonsOf(card).includes('Yes: Raise to the Executive'), words).to.equal(/^raise,/.test(words))
    }
    await chair.type('QIO-18-001 raise: no agency will lead')
    expect(await raised()).to.equal(true)
  })

  it('that asks or takes itself back is shown first, whatever its step', async () => {
    const chair = app.member('independent-chair')
    const steps = ['not pursued by police', 'not pursued: no, carry on', 'not pursued: maybe?', 'to agenda?']
    const more = [
      'reassign to ad-cyp?',
      'blocked by wmp: no longer, they replied',
      'extend to 1 Nov? because why',
    ]
    const version = async () => {
      const doc = await app.store.get({ partnership: 'bscb', scope: 'group:qio' }, 'action:QIO-18-001')
      return (doc?.body as { version: number } | undefined)?.version
    }
    const before = await version()
    for (const words of [...steps, ...more]) {
      await chair.type(`QIO-18-001 ${words}`)
      expect(await version(), words).to.equal(before)
    }
  })

  it('with the number alone agrees what waits for its chair, who owns none of that number', async () => {
    await owner.type('QIO-18-001 done, 40 staff trained')
    const chair = app.member('ad-early-help')
    for (const typed of ['1 agreed', '001 agreed', 'QIO 1 agreed', 'QIO-18-1 agreed']) {
      const { card } = await chair.type(typed)
      expect(buttonsOf(card)[0], typed).to.equal('Yes: Agree it is complete')
      expect(wordsOn(card), typed).to.contain('QIO-18-001')
    }
  })

  it('with the ref of another action offers nothing of one’s own, however it is written', async () => {
    for (const typed of [
      'QIO-18-22 done',
      'QIO18022 done',
      'QIO-2018-022 done',
      'QIO 22 done',
      'QOI-18-001 done',
    ]) {
      const { text, card } = await owner.type(typed)
      expect(card, typed).to.equal(undefined)
      expect(text, typed).to.contain('No action with that ref')
    }
  })

  it('keeps the reason of a chair who sends it back in free words', async () => {
    await owner.type('QIO-18-001 done, 40 staff trained')
    const chair = app.member('ad-early-help')
    const { card } = await chair.type('QIO-18-001 not agreed, no evidence of impact')
    await chair.press(card, 'Yes: Return it')
    expect(await shown()).to.contain('no evidence of impact')
  })

  it('finds who is named in a command that goes on without a mark, and keeps the words after it', async () => {
    const blocked = await owner.type('QIO-18-001 blocked by West Midlands Police waiting for the checks')
    expect(wordsOn(blocked.card)).to.contain('Blocked by West Midlands Police')
    await owner.press(blocked.card, buttonsOf(blocked.card)[0] ?? '')
    expect(await shown()).to.contain('waiting for the checks')
    const given = await manager.type('QIO-18-001 reassign to Director of Practice as she leads')
    expect(wordsOn(given.card)).to.contain('Hand over to Director of Practice')
  })

  it('says which day a chair would agree to', async () => {
    await owner.type('QIO-18-001 extend to 1 Nov because of leave')
    const { card } = await app.member('independent-chair').type('QIO-18-001 agree 1 Nov')
    expect(wordsOn(card)).to.contain('Agree the new date: Thu 1 Nov')
  })

  it('that takes back offers only what can be taken back, and says where there is nothing', async () => {
    for (const what of ['Brief the schools', 'Tell the wards'])
      await manager.type(`new action QIO: ${what}; owner: yos-performance; due: 30 Nov`)
    expect((await owner.type('undo')).text).to.contain('There is no last step of yours')
    await owner.type('QIO-18-002 update half way')
    const { card } = await owner.type('sorry, that was a mistake')
    expect(buttonsOf(card)).to.deep.equal(['Yes: Undo my last step'])
    const undone = await owner.press(card, 'Yes: Undo my last step')
    expect(wordsOn(undone.card)).to.contain('QIO-18-002: your last step is taken back')
  })

  it('that only thanks is answered kindly', async () => {
    for (const typed of ['thanks', 'Great, thank you!', 'many thanks'])
      expect((await owner.type(typed)).text, typed).to.equal('You are welcome.')
  })

  it('counts more weeks from the day it is due, whoever asks for them', async () => {
    const { card } = await manager.type('QIO-18-001 needs 2 more weeks, half the team is off')
    expect(wordsOn(card)).to.contain('Move the date to Fri 26 Oct')
  })

  it('takes a chair who names the very day that is asked for to agree it, with no reason of their own', async () => {
    await owner.type('QIO-18-001 extend to 1 Nov because of leave')
    const { card } = await app.member('independent-chair').type('QIO-18-001 ok to move to 1 November')
    expect(buttonsOf(card)[0]).to.equal('Yes: Agree the new date')
    expect(buttonsOf(card).join(' ')).not.to.contain('Move the date')
  })

  it('offers nobody a step that is not theirs to take', async () => {
    await manager.type('new action QIO: Check the rota; owner: director-of-practice; due: 12 Oct')
    const plain = await app.member('ad-cyp').type('QIO-18-002 is all finished')
    expect(buttonsOf(plain.card).join(' ')).not.to.contain('It is done')
    await owner.type('QIO-18-001 done, 40 staff trained')
    const { card } = await app.member('independent-chair').type('QIO-18-001 yes close it')
    expect(buttonsOf(card)[0]).to.equal('Yes: Agree it is complete')
    expect(buttonsOf(card).join(' ')).not.to.contain('It is done')
  })

  const chairs: [before: string, typed: string, button: string, shows: string][] = [
    ['blocked by wmp: figures', 'police have replied so we can carry on', 'No longer blocked', 'In progress'],
    ['blocked by wmp: figures', 'is unblocked now', 'No longer blocked', 'In progress'],
    ['extend to 1 Nov because of leave', '1 Nov is fine', 'Agree the new date', 'Thu 1 Nov'],
    ['extend to 1 Nov because of leave', 'no, keep to the original date', 'Keep the date', 'Fri 12 Oct'],
    [
      'update half way',
      'escalate to the Executive, no agency will lead',
      'Raise to the Executive',
      'raised it to the Executive',
    ],
    ['update half way', 'make it red, funding gone', 'Add details', 'Red'],
    ['update half way', 'can this go to 12/11', 'Move the date', 'Mon 12 Nov'],
  ]
  for (const [before, typed, button, shows] of chairs) {
    it(`is read for a chair too: “${typed}” is ${button.toLowerCase()}`, async () => {
      const chair = app.member('independent-chair')
      await owner.type(`QIO-18-001 ${before}`)
      const { card } = await chair.type(`QIO-18-001 ${typed}`)
      expect(buttonsOf(card)[0]).to.equal(`Yes: ${button}`)
      await chair.press(card, `Yes: ${button}`, { note: 'said at the meeting' })
      expect(wordsOn((await chair.type('QIO-18-001')).card)).to.contain(shows)
    })
  }

  it('about the agenda or a split opens what they need', async () => {
    const { card } = await manager.type('split QIO-18-001 between police and health')
    const form = await manager.press(card, 'Yes: Split')
    expect(wordsOn(form.card)).to.contain('The part that becomes an action of its own')
    await manager.type('new action SCR: Publish the findings; owner: yos-performance; due: 1 Nov')
    expect(buttonsOf((await manager.type('put SCR-18-001 on the next agenda')).card)[0]).to.equal(
      'Yes: Take to the agenda',
    )
  })

  it('that was read as a step can be kept as news instead, whole', async () => {
    const { card } = await owner.type('QIO-18-001 delivered training to 12 staff, 28 to do')
    const news = buttonsOf(card).find(title => /update/i.test(title)) ?? ''
    await owner.press(card, news)
    expect(await shown()).to.contain('delivered training to 12 staff, 28 to do')
  })

  it('moves a date with a comma in it to that day, and none to a day that has just passed', async () => {
    await manager.type('QIO-18-001 extend to Friday, 25 January because we wait for the audit')
    expect(await shown())
      .to.contain('Fri 25 Jan')
      .and.to.contain('we wait for the audit')
    await manager.type('QIO-18-001 extend to 12 March, 2020 because we wait')
    expect(await shown()).to.contain('Thu 12 Mar 2020')
    const { card } = await manager.type('QIO-18-001 extend to 28 Sep because x')
    expect(wordsOn(card)).to.match(/past|over|later/i)
    expect(await shown()).to.contain('Thu 12 Mar 2020')
  })

  it('finds the day in a command that goes on in free words, to be confirmed', async () => {
    const { card } = await owner.type('QIO-18-001 extend to weds week as Tom is off')
    expect(wordsOn(card)).to.contain('Ask for another date: Wed 10 Oct')
    expect(await shown()).to.contain('Due\nFri 12 Oct')
  })

  it('with two meanings offers both', async () => {
    const { card } = await owner.type('need 2 more weeks on QIO-18-001, waiting on West Midlands Police')
    const [first, second] = buttonsOf(card)
    expect(wordsOn(card))
      .to.contain('Ask for another date: Fri 26 Oct')
      .and.to.contain('Blocked by West Midlands Police')
    expect(first).to.equal('Yes: Ask for another date')
    expect(second).to.equal('Yes: Blocked by another agency')
    await owner.press(card, second!)
    expect(await shown()).to.contain('Blocked by West Midlands Police')
  })

  it('about two actions keeps on each what was said of it, and goes on with the second once the first is done', async () => {
    await manager.type('new action QIO: Brief the schools; owner: yos-performance; due: 30 Nov')
    const { card } = await owner.type(
      'QIO-18-001 done, log sent to schools, QIO-18-002 waiting on West Midlands Police',
    )
    expect(buttonsOf(card)).to.deep.equal(['Yes: QIO-18-001', 'Yes: QIO-18-002'])
    const rest = await owner.press(card, 'Yes: QIO-18-002')
    expect(wordsOn(rest.card)).to.contain('QIO-18-002: you said that another agency must act first')
    expect(buttonsOf(rest.card)).to.deep.equal(['Yes: QIO-18-001'])
    await owner.press(rest.card, 'Yes: QIO-18-001')
    const second = wordsOn((await owner.type('QIO-18-002')).card)
    expect(second).to.contain('Blocked by West Midlands Police').and.not.to.contain('log sent to schools')
    expect(await shown())
      .to.contain('log sent to schools')
      .and.not.to.contain('waiting on')
  })

  it('about several that says one thing of all keeps it on each, as it stands when its button is pressed', async () => {
    await manager.type('new action QIO: Brief the schools; owner: yos-performance; due: 30 Nov')
    const { card } = await owner.type('QIO-18-001 and QIO-18-002 both done, log uploaded')
    const rest = await owner.press(card, 'Yes: QIO-18-001', { note: 'log uploaded, 40 schools' })
    const { card: last } = await owner.press(rest.card, 'Yes: QIO-18-002')
    expect(wordsOn(last)).to.contain('log uploaded, 40 schools')
    expect(await shown()).to.contain('log uploaded, 40 schools')
  })

  it('about several does nothing while words of another cannot be read, so that no answer is half done', async () => {
    await manager.type('new action QIO: Brief the schools; owner: yos-performance; due: 30 Nov')
    const { card } = await owner.type('QIO-18-001 done, log sent to schools, QIO-18-002 half way')
    await owner.press(card, 'Yes: QIO-18-001', { 'note-QIO-18-002': 'x'.repeat(4001) })
    expect(await shown()).not.to.contain('log sent to schools')
  })

  it('about more actions than a card holds, or about some that cannot be seen, says which are left out', async () => {
    for (let i = 2; i <= 7; i += 1)
      await manager.type(`new action QIO: Thing ${i}; owner: yos-performance; due: 30 Nov`)
    const refs = [1, 2, 3, 4, 5, 99, 6, 7].map(i => `QIO-18-0${String(i).padStart(2, '0')}`)
    const words = wordsOn((await owner.type(`${refs.join(', ')} all half way`)).card)
    for (const ref of refs.slice(0, 5)) expect(words).to.contain(`${ref}: Save update`)
    expect(words).to.contain('Not found in a log that you can see: QIO-18-099.')
    expect(words).to.contain('type again what is to be said of QIO-18-006, QIO-18-007.')
  })

  it('that could be about several actions asks about which', async () => {
    await manager.type('new action SCR: Publish the findings; owner: yos-performance; due: 1 Nov')
    const { card } = await owner.type('that is all done now, sent it on Friday')
    expect(wordsOn(card)).to.contain('Which action do you mean?')
    expect(buttonsOf(card)).to.deep.equal(['QIO-18-001', 'SCR-18-001'])
  })

  it('about an action that is not theirs gets the answer for none', async () => {
    const outsider = app.member('council-chief-executive')
    const { text } = await outsider.type('QIO-18-001 is all finished')
    expect(text).to.equal((await outsider.type('QIO-18-999')).text)
  })

  it('that says “not done” is never offered as done', async () => {
    const { card } = await owner.type('QIO-18-001 is not done yet')
    expect(buttonsOf(card).join(' ')).not.to.contain('It is done')
  })

  it('in a channel is not read: everybody would see the answer', async () => {
    expect(
      wordsOn((await owner.typeIn('19:qio@thread.tacv2', 'QIO-18-001 all finished')).card),
    ).not.to.contain('Is this what you mean')
  })

  it('that is confirmed after somebody else went on from it changes nothing', async () => {
    const { card } = await owner.type('001 is finished, all 40 staff trained')
    await manager.type('QIO-18-001 extend to 20 Oct because of the audit')
    expect(wordsOn((await owner.press(card, 'Yes: It is done')).card)).to.contain(
      'Nothing was changed by your press',
    )
  })

  it('about a number that is none of theirs says so, and what to type instead', async () => {
    const { text } = await owner.type('14 is finished, 40 staff trained')
    expect(text).to.contain('14 is none of your open actions').and.to.contain('-18-014')
    expect((await owner.type('14 schools were told')).text ?? '', 'a count').not.to.contain(
      'your open actions',
    )
  })

  it('about nothing here gets help', async () => {
    expect(wordsOn((await owner.type('what a lovely day')).card)).to.contain('not understood')
  })
})
