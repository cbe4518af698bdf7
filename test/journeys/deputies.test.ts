import { expect } from 'chai'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp, tenant } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

type File = ReturnType<typeof birminghamToWorkWith>

describe('who is asked can act', () => {
  let app: RunningApp
  let manager: Member

  const start = async (change: (file: File) => File) => {
    const file = change(birminghamToWorkWith())
    app = await runApp({ store: temporaryStore(), file, now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    await manager.type('hello')
  }
  afterEach(() => app.stop())

  const deputyOf = (id: string, deputy: File['people'][number]['deputy']) => (file: File) => ({
    ...file,
    people: file.people.map(person => (person.id === id ? { ...person, deputy } : person)),
  })
  const leads = (agency: string, lead: File['agencies'][number]['lead']) => (file: File) => ({
    ...file,
    agencies: file.agencies.map(one => (one.id === agency ? { ...one, lead } : one)),
  })
  const newcomer = (id: string, agency: string) => (file: File) => ({
    ...file,
    people: [...file.people, { id, title: `Title of ${id}`, agency, entraId: `entra-${id}`, tenant }],
  })
  const record = async (group: string, owner: string) => {
    await manager.type(`new action ${group}: Share the plan; owner: ${owner}; due: 17 Oct`)
    await app.app.sweep()
  }
  const asked = async (until: string) =>
    (await app.mornings(until))
      .filter(one => one.post.summary?.startsWith('For your answer'))
      .map(one => `${one.day} ${one.post.conversation.replace('personal-entra-', '')}`)

  it('a deputy is asked and may answer for as long as they are one, with no file brought in on the day', async () => {
    const until = { person: 'outside', from: '2018-10', to: '2018-10-18' }
    await start(file => newcomer('outside', 'wmp')(deputyOf('yos-performance', until)(file)))
    await record('QIO', 'yos-performance')
    const deputy = app.member('outside')
    expect(wordsOn((await deputy.type('QIO-18-001 update I have it in hand')).card)).to.include(
      'you updated it',
    )
    await manager.type('QIO-18-001 undo')
    await deputy.type('QIO-18-001 undo')
    const days = (await asked('2018-10-22')).filter(one => one.endsWith('outside'))
    expect(days).to.deep.equal(['2018-10-17 outside', '2018-10-18 outside'])
    const { text } = await deputy.type('QIO-18-001 update still on it')
    expect(text, 'no longer theirs to see').to.equal((await deputy.type('QIO-18-999')).text)
  })

  it('an agency’s lead is whoever leads it on the day: one hands over to the next', async () => {
    const turns = [
      { person: 'vice-chair', to: '2018-10-21' },
      { person: 'outside', from: '2018-10-22' },
    ]
    await start(file => newcomer('outside', 'wmp')(leads('wmp', turns)(file)))
    await record('QIO', 'yos-performance')
    await manager.type('QIO-18-001 blocked by wmp: their figures')
    const days = (await asked('2018-10-24')).filter(one => /vice-chair|outside/.test(one))
    expect(days.filter(one => one >= '2018-10-22' && one.endsWith('vice-chair'))).to.deep.equal([])
    expect(days.filter(one => one < '2018-10-22' && one.endsWith('outside'))).to.deep.equal([])
    expect(days).to.include('2018-10-17 vice-chair').and.include('2018-10-24 outside')
    await app.member('outside').type('QIO-18-001 no longer blocked: sent them')
    const { card } = await manager.type('QIO-18-001')
    expect(wordsOn(card)).to.include('In progress')
  })

  it('a vice-chair who is asked since the late agency is a chair’s own decides', async () => {
    await start(file => ({
      ...file,
      groups: file.groups.map(group =>
        group.id === 'scr'
          ? {
              ...group,
              chairs: [...(group.chairs ?? []), { person: 'yos-performance', role: 'vice-chair' as const }],
            }
          : group,
      ),
    }))
    await record('SCR', 'ad-child-protection')
    await manager.type('new action SCR: Another matter; owner: vice-chair; due: 30 Nov')
    expect(await asked('2018-10-31')).to.include('2018-10-31 yos-performance')
    const vice = app.member('yos-performance')
    const { card } = vice.latest() ?? {}
    expect(buttonsOf(card)).to.include('Decide')
    const other = (await vice.type('SCR-18-002 not pursue: no')).card
    expect(wordsOn(other), 'they are no chair to what was not asked of them').not.to.contain('you closed it')
    const decided = await vice.press(card, 'Decide', {
      'decision-SCR-18-001': 'not-pursue',
      'note-SCR-18-001': 'overtaken',
    })
    expect(wordsOn(decided.card) + wordsOn((await manager.type('SCR-18-001')).card)).to.contain('Not pursued')
  })

  it('the deputy of an agency’s lead who is away sees what is late there, answers it or hands it over', async () => {
    await start(file => {
      const more = newcomer(
        'worker',
        'yos',
      )(newcomer('outside', 'yos')(deputyOf('yos-performance', 'outside')(file)))
      return {
        ...more,
        groups: more.groups.map(group =>
          group.id === 'qio' ? { ...group, members: [...(group.members ?? []), 'worker'] } : group,
        ),
      }
    })
    await record('QIO', 'worker')
    const deputy = app.member('outside')
    expect((await deputy.type('QIO-18-001')).text, 'while the lead is there it is not theirs').to.contain(
      'No action',
    )
    await manager.type('away until 7 Dec for yos-performance')
    expect(await asked('2018-10-24')).to.include('2018-10-24 outside')
    const opened = await deputy.press(deputy.latest()?.card, 'Open')
    expect(wordsOn(opened.card)).to.contain('Share the plan')
    expect(buttonsOf(opened.card)).to.include.members(['Save update', 'It is done', 'Hand over'])
    expect(
      (await app.member('yos-performance').type('QIO-18-001')).card,
      'nor is it the lead’s no more',
    ).not.to.equal(undefined)
  })

  it('the deputy of the lead that must act first is told, asked, and says that it is no longer blocked', async () => {
    await start(file => newcomer('outside', 'wmp')(deputyOf('vice-chair', 'outside')(file)))
    await record('LD', 'ad-cyp')
    await manager.type('away until 7 Dec for vice-chair')
    await app.member('ad-cyp').type('LD-18-001 blocked by wmp: the figures')
    await app.app.sweep()
    const deputy = app.member('outside')
    expect(wordsOn(deputy.latest()?.card)).to.contain('Blocked by another agency')
    expect(app.member('vice-chair').inbox(), 'not while they are away').to.deep.equal([])
    expect(await asked('2018-10-17')).to.include('2018-10-17 outside')
    expect(wordsOn((await deputy.type('LD-18-001 no longer blocked: sent')).card)).to.contain(
      'no longer blocked',
    )
  })

  it('the deputy of a partner who is away is asked at level 4, sees the challenge, and decides on both', async () => {
    await start(deputyOf('ad-cyp', 'council-chief-executive'))
    await record('QIO', 'yos-performance')
    await manager.type('away from 12 Nov until 7 Dec for ad-cyp')
    const cards = await asked('2018-11-14')
    expect(cards).to.include('2018-11-14 council-chief-executive').and.not.to.include('2018-11-14 ad-cyp')
    const deputy = app.member('council-chief-executive')
    const challenge = await deputy.type('CL-18-001')
    expect(buttonsOf(challenge.card)).to.include('Record the decision')
    const opened = await deputy.type('QIO-18-001')
    expect(buttonsOf(opened.card)).to.include('Move the date')
    const moved = await deputy.type('QIO-18-001 extend to 30 Nov because the partners agreed')
    expect(wordsOn(moved.card)).to.contain('you moved the due date')
  })
})
