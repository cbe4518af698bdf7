import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp, tenant } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

type File = ReturnType<typeof birminghamToWorkWith>

describe('somebody who has left', () => {
  let app: RunningApp
  let manager: Member

  const leaving = (ids: readonly string[], to: string) => (file: File) => ({
    ...file,
    people: file.people.map(person => (ids.includes(person.id) ? { ...person, to } : person)),
  })
  const withPeople = (...people: { id: string; agency: string; deputy?: string }[]) => {
    return (file: File): File => ({
      ...file,
      people: [
        ...file.people.map(person => {
          const more = people.find(one => one.id === person.id)
          return more?.deputy ? { ...person, deputy: more.deputy } : person
        }),
        ...people
          .filter(({ id }) => !file.people.some(person => person.id === id))
          .map(person => ({
            ...person,
            title: `Title of ${person.id}`,
            entraId: `entra-${person.id}`,
            tenant,
          })),
      ],
      groups: file.groups.map(group =>
        group.id === 'ld'
          ? { ...group, members: [...(group.members ?? []), ...people.map(({ id }) => id)] }
          : group,
      ),
    })
  }
  const start = async (...changes: ((file: File) => File)[]) => {
    const file = changes.reduce((changed, change) => change(changed), birminghamToWorkWith())
    app = await runApp({ store: temporaryStore(), file, now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    await manager.type('hello')
    return file
  }
  afterEach(() => app.stop())

  const record = async (owner: string) => {
    await manager.type(`new action LD: Publish the plan; owner: ${owner}; due: 17 Oct`)
    await app.app.sweep()
  }
  const mornings = async (until: string) => {
    const cards = await app.mornings(until)
    return {
      cards,
      asked: cards
        .filter(one => one.post.summary?.startsWith('For your answer'))
        .map(one => `${one.day} ${one.post.conversation.replace('personal-entra-', '')}`),
    }
  }
  const chases = async () => {
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 5 })
    return readAction(docs[0]!).chases ?? []
  }

  it('as owner, lead and chair is asked nothing: the business team is, and every level reaches somebody', async () => {
    await start(leaving(['chief-nurse-bwc', 'yos-performance'], '2018-10-05'))
    await record('yos-performance')
    const { asked } = await mornings('2018-10-31')
    expect(asked.filter(one => /chief-nurse|yos-performance/.test(one))).to.deep.equal([])
    for (const day of ['10', '16', '17', '18', '22', '24', '31'])
      expect(asked).to.include(`2018-10-${day} business-manager`)
    for (const { to } of await chases()) expect(to).to.include('business-manager')
    expect(wordsOn(manager.latest()?.card)).to.contain('A decision is asked of you')
  })

  it('with a deputy: the deputy is asked, and may answer', async () => {
    await start(
      withPeople(
        { id: 'yos-performance', agency: 'yos', deputy: 'stand-in' },
        { id: 'stand-in', agency: 'yos' },
      ),
      leaving(['yos-performance'], '2018-10-05'),
    )
    await record('yos-performance')
    const { asked } = await mornings('2018-10-10')
    expect(asked).to.deep.equal(['2018-10-10 stand-in'])
    const answer = await app.member('stand-in').type('LD-18-001 update the printer has it')
    expect(wordsOn(answer.card)).to.contain('you updated it')
  })

  it('without one: their agency’s lead is asked, who hands it over', async () => {
    await start(withPeople({ id: 'worker', agency: 'yos' }), leaving(['worker'], '2018-10-05'))
    await record('worker')
    const { asked } = await mornings('2018-10-10')
    expect(asked).to.deep.equal(['2018-10-10 yos-performance'])
    const lead = app.member('yos-performance')
    expect(wordsOn(lead.latest()?.card)).to.contain('Its owner has left').and.to.contain('LD-18-001')
    await lead.type('LD-18-001 reassign to yos-performance')
    expect((await mornings('2018-10-16')).asked).to.deep.equal(['2018-10-16 yos-performance'])
  })

  it('leaves a trace: the business team has a card of what is left behind, once', async () => {
    await start(leaving(['yos-performance'], '2018-10-05'))
    await record('yos-performance')
    await mornings('2018-10-12')
    for (const member of [manager, app.member('programme-manager')]) {
      const told = member.inbox().filter(post => /and nobody follows yet/.test(post.summary ?? ''))
      expect(told).to.have.length(1)
      expect(wordsOn(told[0]?.card))
        .to.contain('leaves on Fri 5 Oct')
        .and.to.contain('Still with them: LD-18-001.')
        .and.to.contain('Hand their actions over')
    }
  })

  const leadOfYos =
    (...lead: { person: string; from?: string; to?: string }[]) =>
    (file: File) => ({
      ...file,
      agencies: file.agencies.map(agency => (agency.id === 'yos' ? { ...agency, lead } : agency)),
    })
  const led: [what: string, lead: Parameters<typeof leadOfYos>, left: boolean][] = [
    [
      'and led an agency, as the file says with dates, leaves it behind: the business team is told',
      [{ person: 'yos-performance', from: '2018-01' }],
      true,
    ],
    [
      'and led an agency up to their last day leaves it behind too',
      [{ person: 'yos-performance', to: '2018-10-05' }],
      true,
    ],
    [
      'and led an agency that another leads from then on does not',
      [
        { person: 'yos-performance', to: '2018-10-05' },
        { person: 'ad-cyp', from: '2018-10-06' },
      ],
      false,
    ],
  ]
  for (const [what, lead, left] of led)
    it(what, async () => {
      await start(leaving(['yos-performance'], '2018-10-05'), leadOfYos(...lead))
      await mornings('2018-10-03')
      const told = manager.inbox().filter(post => /and nobody follows yet/.test(post.summary ?? ''))
      expect(told.map(({ card }) => /They answer for Youth/.test(wordsOn(card)))).to.deep.equal(
        left ? [true] : [],
      )
    })

  it('only as lead of an agency is told of in time and once nobody answers for it, and not when another follows', async () => {
    const ends = { person: 'yos-performance', to: '2018-10-05' }
    await start(leadOfYos(ends))
    const told = async (until: string) =>
      (await mornings(until)).cards
        .filter(
          ({ post }) =>
            post.conversation === manager.personal && /answers for Youth/.test(post.summary ?? ''),
        )
        .map(({ day, post }) => `${day} ${post.summary}`)
    await app.app.sweep()
    expect(manager.latest()?.summary).to.equal('Nobody answers for Youth Offending Service after Fri 5 Oct')
    expect(await told('2018-10-09')).to.deep.equal([
      '2018-10-08 Nobody answers for Youth Offending Service now',
    ])
    expect(wordsOn(manager.latest()?.card)).to.contain('its returns and its challenges come to you')
    await app.stop()
    await start(leadOfYos(ends, { person: 'ad-cyp', from: '2018-10-06' }))
    expect(await told('2018-10-09')).to.deep.equal([])
  })

  it('whom the file names no longer is asked nothing from then on', async () => {
    const file = await start(withPeople({ id: 'worker', agency: 'yos' }))
    await record('worker')
    const without = {
      ...file,
      people: file.people.filter(({ id }) => id !== 'worker'),
      groups: file.groups.map(group => ({ ...group, members: group.members?.filter(id => id !== 'worker') })),
    }
    await importPartnership(app.store, without, app.clock.now())
    expect((await mornings('2018-10-10')).asked).to.deep.equal(['2018-10-10 yos-performance'])
    await importPartnership(app.store, file, app.clock.now())
    expect((await mornings('2018-10-16')).asked, 'and is again once it does').to.deep.equal([
      '2018-10-16 worker',
    ])
  })

  it('as chair leaves a seat that is vacant from then on: that is told, and the other chair is asked', async () => {
    await start(leaving(['chief-nurse-bwc'], '2018-10-05'))
    await record('ad-cyp')
    expect(manager.inbox().filter(post => /^A seat of Learning/.test(post.summary ?? ''))).to.have.length(1)
    const { asked } = await mornings('2018-10-24')
    expect(asked).to.include('2018-10-24 yos-performance')
    expect(asked.filter(one => one.endsWith('chief-nurse-bwc'))).to.deep.equal([])
  })
})
