import { expect } from 'chai'
import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { instantOf } from '../../src/partnership/day.ts'
import { namedLead } from '../../src/partnership/who.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('whom the ladder reaches', function () {
  this.timeout(30_000)
  let app: RunningApp
  let manager: Member
  let owner: Member

  const begin = async (change: (file: PartnershipFile) => PartnershipFile = file => file) => {
    app = await runApp({
      store: temporaryStore(),
      file: change(birminghamToWorkWith()),
      now: '2018-10-01T08:00:00.000Z',
    })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
  }
  afterEach(() => app.stop())
  const morning = (day: string) => app.goTo(instantOf(day, '09:00'))
  const chaserOf = (member: Member, day: string) =>
    member.inbox().find(post => post.summary?.startsWith(`For your answer, ${day}`))?.card

  it('blocked on its day: the lead of the agency that must act first, each time, and at five days too', async () => {
    await begin()
    const wmp = namedLead(birminghamToWorkWith(), 'wmp', '2018-10-17') ?? ''
    const lead = app.member(wmp)
    await manager.type('new action QIO: First; owner: yos-performance; due: 17 Oct')
    await app.goTo('2018-10-17T10:00:00.000Z')
    await owner.type('QIO-18-001 blocked by West Midlands Police: their data is awaited')
    for (const day of ['2018-10-18', '2018-10-22', '2018-10-24']) await morning(day)
    for (const day of ['Thu 18 Oct', 'Mon 22 Oct', 'Wed 24 Oct'])
      expect(wordsOn(chaserOf(lead, day)), day)
        .to.include('Blocked until your agency acts')
        .and.include('Waits for West Midlands Police since Wed 17 Oct: their data is awaited.')
    expect(chaserOf(owner, 'Thu 18 Oct'), 'not the owner').to.equal(undefined)
  })

  it('with more than fits a card: each has its turn, the rest is behind its button, and both count as delivered', async () => {
    await begin()
    for (let i = 1; i <= 9; i += 1)
      await manager.type(`new action QIO: Number ${i}; owner: yos-performance; due: 17 Oct`)
    const refs = (card: Parameters<typeof wordsOn>[0]) =>
      new Set(wordsOn(card).match(/QIO-18-\d{3}(?= ·)/g) ?? [])
    await morning('2018-10-17')
    await morning('2018-10-18')
    const [first, next] = [chaserOf(owner, 'Wed 17 Oct'), chaserOf(owner, 'Thu 18 Oct')].map(refs)
    expect(first).to.have.length(6)
    const typed = wordsOn((await owner.type('for my answer')).card)
    expect(typed, 'where buttons are broken')
      .to.contain('All that waits for your answer')
      .and.contain('1 to 6 of 9')
    expect((await app.member('ad-cyp').type('for my answer')).text).to.equal('Nothing waits for your answer.')
    const headlines = owner.inbox().map(({ summary }) => summary)
    expect(headlines, 'all that is asked').to.include('For your answer, Wed 17 Oct: 9 actions')
    expect(new Set([...(first ?? []), ...(next ?? [])]), 'in two mornings all nine').to.have.length(9)
    for (const day of ['2018-10-22', '2018-10-24', '2018-10-31']) await morning(day)
    const decide = wordsOn(chaserOf(manager, 'Wed 31 Oct'))
    expect(decide).to.include('A decision is asked of you').and.include('(delivered)')
    expect(decide, 'nor is today’s own asking called missed').not.to.include('not delivered')
  })

  it('with a group’s only chair as owner: the Executive’s chairs agree it, and are asked to', async () => {
    await begin(file => ({
      ...file,
      groups: file.groups.map(group =>
        group.id === 'ld'
          ? { ...group, chairs: [{ person: 'yos-performance', role: 'chair' as const }] }
          : group,
      ),
    }))
    await manager.type('new action LD: Publish; owner: yos-performance; due: 17 Oct')
    const chair = app.member('independent-chair')
    await owner.type('LD-18-001 done it is published')
    await app.app.sweep()
    expect(wordsOn(chair.latest()?.card)).to.include('Said to be done')
    for (let day = 2; day <= 9; day += 1) await morning(`2018-10-0${day}`)
    const { card } = await chair.type('LD-18-001')
    expect(buttonsOf(card)).to.include('Agree it is complete')
    expect(buttonsOf((await owner.type('LD-18-001')).card)).not.to.include('Agree it is complete')
    expect(wordsOn((await chair.type('LD-18-001 agree')).card)).to.include('you agreed it is complete')
  })

  it('with settings that name empty seats: it is said when they are kept, and the chairs are asked, not nobody', async () => {
    await begin(file => ({
      ...file,
      agencies: file.agencies.map(({ lead: _, ...agency }) => agency),
      groups: file.groups.map(({ chairs, ...group }) =>
        group.kind === 'executive' || !chairs ? group : { ...group, chairs },
      ),
    }))
    expect(wordsOn((await manager.type('chasing executive of executive')).card)).to.include(
      'nobody is in the partnership file today to decide when nobody else did',
    )
    await manager.type('chasing tell whom lead')
    await manager.type('new action QIO: Publish; owner: yos-performance; due: 3 Oct')
    await app.app.sweep()
    const asked = new Map<string, string[]>()
    for (const { day, post } of await app.mornings('2018-10-31')) {
      if (!wordsOn(post.card).includes('QIO-18-001')) continue
      asked.set(day, [...(asked.get(day) ?? []), post.conversation.replace('personal-entra-', '')])
    }
    expect(asked.get('2018-10-10'), 'level 2').to.include('ad-early-help')
    expect(asked.get('2018-10-31'), 'level 4').to.include.members(['ad-early-help', 'business-manager'])
  })

  it('raised long before its date: it is on the cards of its owner and of the lead whose agency must act first too', async () => {
    await begin()
    await manager.type('chasing executive of executive, lead')
    await manager.type('new action QIO: Publish; owner: yos-performance; due: 17 Dec')
    await manager.type('new action QIO: Print; owner: vice-chair; due: 17 Dec')
    await owner.type('hello')
    for (const one of ['001 raise: nobody leads', '002 blocked by yos: their figures', '002 raise: it waits'])
      await app.member('ad-early-help').type(`QIO-18-${one}`)
    const asked = (await app.mornings('2018-10-08')).filter(({ post }) =>
      /^For your/.test(post.summary ?? ''),
    )
    const onCard = asked.map(({ post }) => [
      post.conversation.replace('personal-entra-', ''),
      (wordsOn(post.card).match(/QIO-18-\d{3}(?= ·)/g) ?? []).length,
    ])
    expect(Object.fromEntries(onCard)).to.include({ 'yos-performance': 2 })
  })

  it('with numbers of a group that the partnership’s new ones would break: they are refused, and the group is named', async () => {
    await begin()
    await manager.type('chasing QIO executive 12')
    const { card } = await manager.type('chasing decision 14')
    expect(wordsOn(card)).to.include('Quality').and.include('this would not hold')
    const { card: kept } = await manager.type('chasing')
    expect(JSON.stringify(kept)).not.to.include('"14"')
  })
})
