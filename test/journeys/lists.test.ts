import { expect } from 'chai'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

describe('lists of actions', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
  })
  afterEach(() => app.stop())
  const record = async (count: number) => {
    for (let i = 1; i <= count; i += 1)
      await manager.type(`new action QIO: Number ${i} of the audit; owner: yos-performance; due: 12 Oct`)
  }

  it('stay on their page when a row of it is answered', async () => {
    await record(8)
    const { card: first } = await owner.type('my actions')
    const { card: second } = await owner.press(first, 'Show more')
    expect(wordsOn(second)).to.include('QIO-18-008').and.not.include('QIO-18-001')
    const { card } = await owner.press(second, 'Save update', { 'note-QIO-18-007': 'nearly' })
    expect(wordsOn(card)).to.include('QIO-18-008').and.not.include('QIO-18-001 ·')
    const { card: log } = await manager.press((await manager.type('log QIO')).card, 'Show more')
    expect(wordsOn(log)).to.include('QIO-18-008').and.not.include('QIO-18-001')
  })

  it('are narrowed by what people type: several words, owners, and the blue ones', async () => {
    await record(2)
    await manager.type('new action QIO: Toolkit; owner: chief-nurse-bwc; due: 12 Oct')
    await owner.type('QIO-18-001 update nearly')
    await owner.type('QIO-18-002 done it is out')
    const shows = async (filter: string) => {
      const words = wordsOn((await manager.type(`log QIO ${filter}`)).card)
      return words.match(/QIO-18-\d{3}(?= ·)/g)?.join(' ') ?? words
    }
    expect(await shows('in progress')).to.equal('QIO-18-001')
    expect(await shows('awaiting agreement')).to.equal('QIO-18-002')
    expect(await shows('waiting for agreement')).to.equal('QIO-18-002')
    expect(await shows('yos-performance')).to.equal('QIO-18-001 QIO-18-002')
    expect(await shows('nobody at all')).to.include('“nobody at” is not known here')
    // A small word that joins others stands in the posts of several people, and means none of them.
    expect(await shows('yos-performance and in progress')).to.equal('QIO-18-001')
    expect(await shows('with the Chief Nurse')).to.equal('QIO-18-003')
    expect(await shows('Youth Offending')).to.equal('QIO-18-001 QIO-18-002')
    expect(await shows('police'))
      .to.include('Sub-Group: West Midlands Police')
      .and.include('No action fits')
    expect(await shows('in progress and purple')).to.include('“purple” is not known here')
    await app.member('ad-early-help').type('QIO-18-002 agree')
    expect(await shows('blue')).to.equal('QIO-18-002')
  })

  it('say of a page that there never was that it could not be read, and not that the records are out of reach', async () => {
    await record(1)
    for (const after of ['x', 'null', '5']) {
      const presses: [string, object][] = [
        ['actions.mine', { after }],
        ['actions.log', { group: 'qio', after }],
        ['reviews.list', { which: 'open', after }],
        ['action.back', { view: `mine:${after}` }],
      ]
      for (const [verb, data] of presses)
        expect((await manager.forge(verb, data)).text, `${verb} ${after}`).to.include('could not be read')
    }
    for (const view of [
      'unreachable:x',
      'unreachable:1e9',
      'chasing:qio?x',
      'chasing:qio?-1',
      'history:QIO-18-001?x',
    ])
      expect((await manager.forge('action.back', { view })).text, view).to.include('could not be read')
    const step = { ref: 'QIO-18-001', 'note-QIO-18-001': 'nearly', view: 'mine:x' }
    expect((await owner.forge('action.update', step)).text, 'what was done is said').to.include('QIO-18-001')
  })

  it('have a way back from an action that was opened, also after it was answered', async () => {
    await record(2)
    const { card } = await owner.press((await owner.type('my actions')).card, 'Open')
    expect(buttonsOf(card)).to.include('Back to my actions')
    const { card: answered } = await owner.press(card, 'Save update', { 'note-QIO-18-001': 'half way' })
    const { card: mine } = await owner.press(answered, 'Back to my actions')
    expect(wordsOn(mine)).to.include('My actions').and.include('QIO-18-002')
    const { card: opened } = await owner.press((await manager.type('log QIO in progress')).card, 'Open')
    const { card: log } = await manager.press(opened, 'Back to the list')
    expect(wordsOn(log)).to.include('QIO-18-001').and.not.include('QIO-18-002 ·')
    expect(buttonsOf((await owner.type('QIO-18-001')).card)).not.to.include('Back to the list')
  })

  it('stay as they are when a box was left empty, with a line on what to write', async () => {
    await record(2)
    const { card: mine } = await owner.type('my actions')
    const { card } = await owner.press(mine, 'It is done', { 'note-QIO-18-001': ' ' })
    expect(wordsOn(card))
      .to.include('QIO-18-001: Say what shows that it is done')
      .and.include('My actions')
      .and.include('QIO-18-002')
  })

  it('without a group’s code offer the groups of whoever asks, with their codes as buttons', async () => {
    const { card } = await manager.type('log')
    expect(buttonsOf(card)).to.include('log QIO')
    await record(1)
    expect(wordsOn((await manager.press(card, 'log QIO')).card)).to.include('QIO-18-001')
    expect(buttonsOf((await owner.type('log')).card), 'not of others').not.to.include('log SCR')
  })

  it('of what is overdue are for all groups of whoever asks, the oldest first, where none is named', async () => {
    expect(wordsOn((await manager.type('overdue')).card)).to.include('Nothing is overdue.')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
    await manager.type('new action SCR: Sign the agreement; owner: chief-nurse-bwc; due: 9 Oct')
    await app.goTo('2018-10-16T08:00:00.000Z')
    for (const typed of ['overdue', 'what is overdue?']) {
      const words = wordsOn((await manager.type(typed)).card)
      expect(words, typed).to.include('SCR 1, QIO 1').and.include('overdue SCR shows all of that group')
      expect(words.indexOf('SCR-18-001'), typed).to.be.lessThan(words.indexOf('QIO-18-001'))
    }
    const { card } = await owner.type('overdue')
    expect(wordsOn(card), 'not of others').not.to.include('SCR-18-001')
    const stayed = await manager.press((await manager.type('overdue')).card, 'Save update', {
      'note-QIO-18-001': 'nearly',
      'note-SCR-18-001': 'nearly',
    })
    expect(wordsOn(stayed.card), 'after an answer in place').to.include('in all groups that you can see')
  })

  it('are found by their words, old ones too, and by those who may see them', async () => {
    await manager.type('new action QIO: Publish the neglect toolkit; owner: yos-performance; due: 12 Oct')
    await manager.type('new action SCR: Audit of neglect; owner: chief-nurse-bwc; due: 9 Oct')
    await manager.type('QIO-18-001 not pursued: covered elsewhere')
    expect(wordsOn((await manager.type('find Neglect')).card))
      .to.include('QIO-18-001')
      .and.include('SCR-18-001')
    expect(wordsOn((await owner.type('find neglect')).card))
      .to.include('QIO-18-001')
      .and.not.include('SCR-18-001')
    expect(wordsOn((await owner.type('find asbestos')).card)).to.include('No action that you can see')
  })

  it('of a group are narrowed by words of what was agreed, also with a choice made on the card', async () => {
    await manager.type('new action QIO: Publish the neglect toolkit; owner: yos-performance; due: 12 Oct')
    await manager.type('new action QIO: Train in the neglect toolkit; owner: chief-nurse-bwc; due: 12 Nov')
    await manager.type('new action QIO: Publish the strategy; owner: yos-performance; due: 12 Nov')
    const { card } = await manager.type('log QIO neglect toolkit')
    expect(wordsOn(card))
      .to.include('with “neglect toolkit”')
      .and.include('QIO-18-001 ·')
      .and.include('QIO-18-002 ·')
      .and.not.include('QIO-18-003 ·')
    const { card: chosen } = await manager.press(card, 'Show', { owner: 'chief-nurse-bwc' })
    expect(wordsOn(chosen)).to.include('QIO-18-002 ·').and.not.include('QIO-18-001 ·')
    expect(wordsOn(chosen), 'nor others of that owner').and.not.include('QIO-18-003 ·')
    const none = wordsOn((await manager.type('log QIO asbestos')).card)
    expect(none).to.include('“asbestos” is not known here').and.include('Write find and words')
  })

  it('of what is overdue go on to the next page where the last ended, whatever was answered meanwhile', async () => {
    await record(8)
    await manager.type('new action SCR: Sign the agreement; owner: chief-nurse-bwc; due: 9 Oct')
    await app.goTo('2018-10-16T08:00:00.000Z')
    const rows = (card: unknown) => wordsOn(card).match(/[A-Z]+-18-\d{3}(?= ·)/g)
    const { card: first } = await manager.type('overdue')
    expect(rows(first)).to.deep.equal(['SCR-18-001', ...[1, 2, 3, 4, 5].map(i => `QIO-18-00${i}`)])
    await manager.type('SCR-18-001 extend to 1 Nov because of leave')
    const { card: second } = await manager.press(first, 'Show more')
    expect(rows(second)).to.deep.equal(['QIO-18-006', 'QIO-18-007', 'QIO-18-008'])
    expect(buttonsOf(second)).not.to.include('Show more')
    const { card: stayed } = await manager.press(second, 'Save update', { 'note-QIO-18-007': 'nearly' })
    expect(rows(stayed), 'answered in place').to.deep.equal(['QIO-18-006', 'QIO-18-007', 'QIO-18-008'])
  })

  it('come however people ask for them', async () => {
    await record(1)
    const asked: [typed: string, heading: string][] = [
      ['what are my actions?', 'My actions'],
      ['show me my actions please', 'My actions'],
      ['actions', 'My actions'],
      ['what do I have to do?', 'My actions'],
      ['show log QIO', 'action log'],
      ['the QIO log please', 'action log'],
      ['log QIO please', 'action log'],
      ['show me overdue actions', 'Overdue, in all groups'],
      ['QIO overdue', 'Sub-Group: overdue'],
      ['what is overdue in QIO?', 'Sub-Group: overdue'],
      ['history of QIO-18-001', 'all that has happened'],
      ['QIO-18-001 history please', 'all that has happened'],
    ]
    for (const [typed, heading] of asked)
      expect(wordsOn((await owner.type(typed)).card), typed).to.contain(heading)
    expect((await owner.type('post log')).text ?? '', 'another command').not.to.contain('no such group')
    expect(wordsOn((await owner.type('is anything overdue?')).card)).to.contain('Overdue, in all groups')
  })

  it('are not given to whoever wants something logged, or asks for another log', async () => {
    await record(1)
    for (const typed of [
      'please log QIO-18-001 as done',
      'log that 1 is done',
      'can you log 1 as done please',
    ])
      expect(buttonsOf((await owner.type(typed)).card), typed).to.include('Yes: It is done')
    const { card: named } = await owner.type('log the audit number as done')
    expect(buttonsOf(named)).to.include('Yes: It is done')
    const { card } = await owner.type('challenge log')
    expect(wordsOn(card)).to.contain('challenges')
    const text = async (typed: string) => wordsOn((await owner.type(typed)).card)
    expect(
      (await text('SCR log')).replaceAll('SCR', 'XYZ'),
      'the same for no group as for one of others',
    ).to.equal(await text('XYZ log'))
  })

  it('of a group that is mistyped name the codes that can be typed', async () => {
    expect((await manager.type('overdue QOI')).text).to.match(/no such group.*QIO/)
    expect((await owner.type('log QOI')).text, 'not of others').to.not.match(/SCR/)
  })

  it('have a chart only where it tells something, and count the agencies of which each answers for itself', async () => {
    await record(5)
    const charts = async () => JSON.stringify((await manager.type('log QIO')).card).includes('Chart.Donut')
    expect(await charts(), 'one colour').to.equal(false)
    await manager.type('new action QIO: Audit; owner: all agencies; due: 3 Oct')
    expect(await charts(), 'two colours').to.equal(true)
    await app.member('chief-nurse-bwc').type('QIO-18-006 done our audit is sent')
    expect(wordsOn((await manager.type('log QIO')).card)).to.include('5 agencies: 1 answered')
  })

  it('show all of a history, every word, a page at a time', async () => {
    await record(1)
    const long = 'word '.repeat(700).trim()
    await owner.type(`QIO-18-001 update ${long}`)
    for (let i = 1; i <= 6; i += 1) await owner.type(`QIO-18-001 update step ${i}`)
    const { card } = await owner.type('QIO-18-001')
    const { card: history } = await owner.press(card, 'All that has happened')
    expect(wordsOn(history)).to.include('step 1').and.include(long)
    expect(buttonsOf(history)).to.include('Back')
    for (let i = 1; i <= 2; i += 1) await owner.type(`QIO-18-001 update ${long}`)
    const { card: latest } = await owner.type('QIO-18-001 history')
    const { card: before } = await owner.press(latest, 'Earlier entries')
    const { card: first } = await owner.press(before, 'Earlier entries')
    expect(wordsOn(first)).to.include('recorded it')
    expect(buttonsOf(first)).to.deep.equal(['Back'])
  })

  it('in a channel are drawn for each working day: what is late by then is red', async () => {
    const channel = '19:qio@thread.tacv2'
    await manager.typeIn(channel, 'link QIO')
    await record(1)
    await manager.typeIn(channel, 'post log QIO')
    await app.app.sweep()
    const board = () => app.connector.in(channel).find(post => post.summary?.includes('action log'))
    expect(wordsOn(board()?.card)).to.include('1 open on Mon 1 Oct').and.include('Green: on track')
    for (let day = 2; day <= 16; day += 1)
      for (const time of ['07:30', '08:30'])
        await app.goTo(`2018-10-${String(day).padStart(2, '0')}T${time}:00.000Z`)
    expect(wordsOn(board()?.card)).to.include('1 open on Tue 16 Oct').and.include('Red: 2 working days late')
  })
})

describe('a step on somebody else’s action', () => {
  it('that is taken back without a ref is not guessed, since there may be many: how is said', async () => {
    const app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    const manager = app.member('business-manager')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
    await manager.type('QIO-18-001 extend to 20 Oct because of the audit')
    for (const words of ['undo', 'Undo that.'])
      expect((await manager.type(words)).text ?? '', words)
        .to.contain('Nothing was changed')
        .and.to.contain('Undo my last step')
        .and.to.match(/[A-Z]+-18-014 undo/)
    await app.stop()
  })
})
