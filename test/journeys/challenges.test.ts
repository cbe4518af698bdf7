import { expect } from 'chai'
import { actionDraft, readAction } from '../../src/actions/index.ts'
import { readChallenge } from '../../src/challenges/challenge.ts'
import { groupPartition } from '../../src/partnership/records.ts'
import { type Store, StoreUnavailable, type Write } from '../../src/ports/store.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp, tenant } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

type File = ReturnType<typeof birminghamToWorkWith>

describe('the challenge log', () => {
  let app: RunningApp
  let executive: Member
  let broken: ((writes: readonly Write[]) => boolean) | undefined

  const breakable = (store: Store): Store => ({
    ...store,
    commit: async (partition, writes) => {
      if (broken?.(writes)) throw new StoreUnavailable('gone')
      return store.commit(partition, writes)
    },
  })
  const start = async (change: (file: File) => File = file => file) => {
    broken = undefined
    const file = change(birminghamToWorkWith())
    app = await runApp({ store: breakable(temporaryStore()), file, now: '2018-10-01T08:00:00.000Z' })
    executive = app.member('independent-chair')
    await executive.type('hello')
  }
  afterEach(() => app.stop())

  const entries = async (about?: string) => {
    const tags = about ? [`about:${about}`] : []
    const found = await app.store.find({ partnership: 'bscb', type: 'challenge', tags, limit: 100 })
    return found.docs
  }
  const inboxWith = (member: Member, words: string) =>
    member.inbox().filter(post => wordsOn(post.card).includes(words))

  describe('of an action that many agencies owe', () => {
    const agencies = Array.from({ length: 30 }, (_, i) => `ag-${i}`)
    const withMany = (file: File): File => ({
      ...file,
      agencies: [
        ...file.agencies,
        ...agencies.map((id, i) => ({
          id,
          name: `Agency ${i}`,
          kind: 'relevant-agency' as const,
          lead: `l-${i}`,
        })),
      ],
      people: [
        ...file.people,
        ...agencies.map((agency, i) => ({
          id: `l-${i}`,
          title: `Lead ${i}`,
          agency,
          entraId: `e-${i}`,
          tenant,
        })),
      ],
    })
    const raise = async (count: number) => {
      await app.member('business-manager').type('new action QIO: Answer; owner: l-0; due: 12 Nov')
      const doc = await app.store.get(groupPartition('bscb', 'qio'), 'action:QIO-18-001')
      const owners = agencies.slice(0, count).map((agency, i) => ({ person: `l-${i}`, agency }))
      const draft = actionDraft({ ...readAction(doc!), owners, eachAgency: true }, undefined)
      await app.store.commit(doc!, [{ replace: draft, etag: doc!.etag }])
      await app.member('ad-early-help').type('QIO-18-001 raise: nobody answers')
    }

    for (const count of [14, 16, 18, 30])
      it(`has an entry for each of ${count}, and whoever is asked one card of the day`, async () => {
        await start(withMany)
        await raise(count)
        await app.app.sweep()
        const docs = await entries('QIO-18-001')
        expect(docs).to.have.length(count)
        expect(new Set(docs.map(doc => doc.tags.find(tag => tag.startsWith('agency:')))).size).to.equal(count)
        expect(executive.inbox(), 'one card beside the hello').to.have.length(2)
        const words = wordsOn(executive.latest()?.card)
        expect(words).to.contain('A decision is asked of you').and.to.contain('QIO-18-001')
        const lead = app.member('l-3')
        const cards = lead.inbox().filter(post => wordsOn(post.card).includes('CL-18-004'))
        expect(cards, 'each lead finds theirs').to.have.length(1)
        const opened = await lead.type('CL-18-004')
        expect(wordsOn(opened.card)).to.contain('Challenge CL-18-004')
      })

    it('is opened exactly once, though the store fails at every place on the way', async () => {
      await start(withMany)
      await raise(5)
      const failed = new Set<string>()
      broken = writes => {
        const created = writes.flatMap(write => ('create' in write ? write.create.id : []))
        const id = created.find(one => /^(opened|challenge|chase):/.test(one))
        if (id === undefined || failed.has(id)) return false
        failed.add(id)
        return true
      }
      for (let minute = 0; minute < 300; minute += 6)
        await app.goTo(new Date(Date.parse(app.clock.now()) + 360_000).toISOString())
      expect(failed.size, 'it failed often').to.be.greaterThan(10)
      expect((await entries()).map(doc => doc.id).sort()).to.deep.equal(
        [1, 2, 3, 4, 5].map(i => `challenge:CL-18-00${i}`),
      )
      for (let i = 1; i <= 5; i += 1)
        expect(inboxWith(app.member(`l-${i - 1}`), `CL-18-00${i}`), `lead ${i}`).to.have.length(1)
    })
  })

  const asked = async (until: string) =>
    (await app.mornings(until))
      .filter(one => one.post.summary?.startsWith('For your answer'))
      .map(one => `${one.day} ${one.post.conversation.replace('personal-entra-', '')}`)
  const ofAction = async () => {
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 5 })
    return readAction(docs[0]!)
  }

  describe('of many actions in one day', () => {
    const cardsOf = (posts: readonly { conversation: string }[]) => {
      const counts = posts.map(
        ({ conversation }) => posts.filter(one => one.conversation === conversation).length,
      )
      return Math.max(0, ...counts)
    }

    it('costs nobody a second card: whoever is asked finds all on the one of that morning', async () => {
      await start()
      const manager = app.member('business-manager')
      for (const part of [1, 2, 3, 4, 5])
        await manager.type(`new action QIO: Part ${part}; owner: yos-performance; due: 17 Oct`)
      await app.mornings('2018-11-13')
      const posts = await app.goTo('2018-11-14T09:00:00.000Z')
      await app.goTo('2018-11-14T15:00:00.000Z')
      expect(await entries(), 'all are opened').to.have.length(5)
      expect(cardsOf(posts), 'cards to one person').to.equal(1)
      expect(inboxWith(app.member('yos-performance'), 'CL-18-001')).to.have.length(1)
    })

    it('raised when the day’s card has gone is on that of the next morning, and on none of a weekend', async () => {
      await start()
      const manager = app.member('business-manager')
      const chair = app.member('ad-early-help')
      await manager.type('new action QIO: First; owner: yos-performance; due: 17 Oct')
      await manager.type('new action QIO: Second; owner: yos-performance; due: 30 Nov')
      await app.mornings('2018-10-24')
      const before = executive.inbox().length
      await chair.type('QIO-18-002 raise: no agency will lead')
      await app.goTo('2018-10-24T15:00:00.000Z')
      expect(executive.inbox(), 'today’s has gone').to.have.length(before)
      await app.mornings('2018-10-25')
      expect(executive.inbox()).to.have.length(before + 1)
      expect(wordsOn(executive.latest()?.card)).to.contain('Raised on Wed 24 Oct: no agency will lead')
      await app.goTo('2018-10-27T20:00:00.000Z')
      await chair.type('new challenge QIO to yos: no returns')
      expect(cardsOf(await app.goTo('2018-10-28T12:00:00.000Z')), 'on a Sunday').to.equal(0)
      await app.goTo('2018-10-29T09:00:00.000Z')
      for (const one of [executive, app.member('yos-performance')])
        expect(wordsOn(one.latest()?.card)).to.contain('CL-18-002 · Waits for the agency’s response')
    })
  })

  describe('of an action that nobody decided on', () => {
    const manager = () => app.member('business-manager')
    beforeEach(async () => {
      await start()
      await manager().type('new action QIO: Publish; owner: yos-performance; due: 17 Oct')
      await asked('2018-11-14')
      expect((await ofAction()).raised).to.deep.equal({ on: '2018-11-14', version: 1 })
    })

    it('once the Executive has decided asks for no decision: it is in the history, and the owner is chased from then', async () => {
      await executive.type('CL-18-001 decision: publish by March without print')
      await app.app.sweep()
      const action = await ofAction()
      expect(action.raised).to.equal(undefined)
      expect(action.history.at(-1)).to.include({
        verb: 'decided',
        by: 'independent-chair',
        note: 'publish by March without print',
        detail: 'CL-18-001',
      })
      expect(wordsOn((await manager().type('QIO-18-001')).card)).to.contain(
        'recorded the Executive’s decision (CL-18-001): publish by March without print',
      )
      await executive.type('CL-18-001 sign off')
      const cards = await asked('2018-11-27')
      expect(cards).to.have.members([
        '2018-11-15 yos-performance',
        '2018-11-19 yos-performance',
        ...['independent-chair', 'ad-early-help', 'yos-performance'].map(one => `2018-11-21 ${one}`),
      ])
      expect((await ofAction()).history.filter(({ verb }) => verb === 'decided')).to.have.length(1)
    })

    const decided = async () => readChallenge((await entries())[0]!).outcome?.text
    const anotherHour = () => app.goTo(new Date(Date.parse(app.clock.now()) + 3_600_000).toISOString())

    const decisions: [typed: string, outcome: string][] = [
      ['not pursue: overtaken by the strategy', 'closed it as not pursued: overtaken by the strategy'],
      [
        'extend to 12 Dec because the printer closed',
        'moved the due date (from Wed 17 Oct 2018 to Wed 12 Dec 2018)',
      ],
      ['reassign to ad-cyp because they print', 'handed it over (to '],
    ]
    for (const [typed, outcome] of decisions)
      it(`decided on itself (${typed}) has its challenge decided with it: only the sign-off is asked for`, async () => {
        await executive.type(`QIO-18-001 ${typed}`)
        await anotherHour()
        await anotherHour()
        expect(await decided()).to.contain(outcome)
        const decide = ['ad-cyp', 'independent-chair', 'vice-chair']
        const days = new Map<string, string[]>()
        for (const one of await asked('2018-11-30')) {
          const [day = '', person = ''] = one.split(' ')
          days.set(day, [...(days.get(day) ?? []), person])
        }
        expect(days.get('2018-11-21'), 'to sign it off').to.include.members(decide)
        expect([...days.keys()].filter(day => day < '2018-11-21')).to.deep.equal(
          typed.startsWith('reassign') ? ['2018-11-15', '2018-11-19'] : [],
        )
        await executive.type('CL-18-001 sign off')
        await app.app.sweep()
        const history = readChallenge((await entries())[0]!).history.map(({ what }) => what)
        expect(
          history.filter(what => what.startsWith('it was decided')),
          'written once',
        ).to.have.length(1)
        if (typed.startsWith('not')) expect(await asked('2019-01-10')).to.deep.equal([])
      })

    it('settled and raised again on the same day is in the log twice', async () => {
      const before = (await entries('QIO-18-001')).length
      await executive.type('QIO-18-001 extend to 20 Dec because they lead')
      await app.app.sweep()
      await app.member('ad-early-help').type('QIO-18-001 raise: nobody leads after all')
      await app.app.sweep()
      expect(await entries('QIO-18-001')).to.have.length(before + 1)
    })

    it('said to be done, and agreed, has its challenge decided by that', async () => {
      await app.member('yos-performance').type('QIO-18-001 done printed')
      await anotherHour()
      expect(await decided(), 'what is only said decides nothing').to.equal(undefined)
      await app.member('ad-early-help').type('QIO-18-001 agree')
      await anotherHour()
      expect(await decided()).to.equal('QIO-18-001: agreed it is complete')
    })

    it('decided on, and taken back within ten minutes, leaves its challenge to be decided', async () => {
      await executive.type('QIO-18-001 not pursue: a slip')
      await executive.type('QIO-18-001 undo')
      await anotherHour()
      expect(await decided()).to.equal(undefined)
      expect((await ofAction()).raised).to.deep.equal({ on: '2018-11-14', version: 1 })
    })

    it('and whose owner does nothing afterwards goes up again, by its days: a second challenge', async () => {
      await executive.type('CL-18-001 decision: publish by March')
      await asked('2018-12-14')
      const levels = ((await ofAction()).chases ?? []).filter(({ day }) => day > '2018-11-14')
      expect(levels.map(({ level, day }) => `${day} ${level}`)).to.deep.equal([
        '2018-11-15 1',
        '2018-11-19 1',
        '2018-11-21 2',
        '2018-11-28 3',
        '2018-12-05 3',
        '2018-12-12 4',
      ])
      expect((await entries('QIO-18-001')).map(({ id }) => id)).to.deep.equal([
        'challenge:CL-18-001',
        'challenge:CL-18-002',
      ])
      await executive.type('CL-18-001 sign off')
      await app.app.sweep()
      expect((await ofAction()).raised, 'signing the first off decides nothing of the second').to.deep.equal({
        on: '2018-12-12',
        version: 2,
      })
    })
  })

  describe('of an agency that is silent', () => {
    const open = async () => {
      await app.member('ad-early-help').type('new challenge QIO to yos: no returns')
      await app.app.sweep()
    }

    it('says of a new one that it waits since today, not for no days', async () => {
      await start()
      await open()
      expect(wordsOn((await executive.type('CL-18-001')).card)).to.contain('Waiting\nsince today')
    })

    it('asks its lead, and once its days are over those who decide as well', async () => {
      await start()
      await open()
      expect(await asked('2018-10-24')).to.have.members([
        '2018-10-15 yos-performance',
        ...['ad-cyp', 'independent-chair', 'vice-chair', 'yos-performance'].map(one => `2018-10-22 ${one}`),
      ])
      expect(wordsOn(executive.latest()?.card))
        .to.contain('CL-18-001')
        .and.to.contain('Waits for the agency’s response, was due Mon 15 Oct')
    })

    it('decided on before it answers, is asked no more: those who sign off are', async () => {
      await start()
      await open()
      await executive.type('CL-18-001 decision: they join the group')
      const team = await app.member('business-manager').type('CL-18-001 sign off: all agree')
      expect(wordsOn(team.card)).to.contain('Only the Executive’s chairs and the partners sign')
      await app.app.sweep()
      const decide = ['ad-cyp', 'independent-chair', 'vice-chair']
      expect(await asked('2018-10-16')).to.have.members(
        ['2018-10-08', '2018-10-15'].flatMap(day => decide.map(one => `${day} ${one}`)),
      )
      expect(wordsOn(executive.latest()?.card)).to.contain('Decided; waits to be signed off')
      await executive.type('CL-18-001 sign off')
      expect(await asked('2018-11-01')).to.deep.equal([])
    })

    it('has no lead: the business team is asked to name one', async () => {
      await start(file => ({
        ...file,
        agencies: file.agencies.map(agency =>
          agency.id === 'yos' ? { ...agency, lead: undefined } : agency,
        ),
      }))
      await open()
      const manager = app.member('business-manager')
      expect(wordsOn(manager.latest()?.card))
        .to.contain('CL-18-001')
        .and.to.contain('Waits for a senior manager to be named, who answers')
      expect(await asked('2018-10-15')).to.deep.equal([
        '2018-10-15 business-manager',
        '2018-10-15 programme-manager',
      ])
    })

    it('is signed off by the business team, with a reason, while no seat of the Executive and no partner is there', async () => {
      await start(file => ({
        ...file,
        agencies: file.agencies.map(agency =>
          agency.id === 'yos' ? agency : { ...agency, lead: undefined },
        ),
        groups: file.groups.map(group => (group.kind === 'executive' ? { ...group, chairs: [] } : group)),
      }))
      await open()
      const manager = app.member('business-manager')
      await manager.type('CL-18-001 decision: they join the group')
      const words = wordsOn((await manager.type('CL-18-001 sign off')).card)
      expect(words).to.contain('Say who agreed that it is over')
      const { card } = await manager.type('CL-18-001')
      await manager.press(card, 'Sign it off', { note: 'agreed at the assembly' })
      expect((await entries())[0]?.tags).to.include('closed')
      expect(wordsOn((await manager.type('CL-18-001')).card)).to.contain('agreed at the assembly')
    })

    it('names as its senior manager whoever answers today, not who has left', async () => {
      await start(file => ({
        ...file,
        people: file.people.map(person =>
          person.id === 'yos-performance' ? { ...person, deputy: 'ad-cyp', to: '2018-10-10' } : person,
        ),
      }))
      await open()
      await app.goTo('2018-10-11T09:00:00.000Z')
      expect(wordsOn((await executive.type('CL-18-001')).card)).to.match(
        /Senior manager\nAssistant Director.*Children/,
      )
    })

    it('answers twice: how long it took is counted to the first answer', async () => {
      await start()
      await open()
      await app.goTo('2018-10-04T09:00:00.000Z')
      const lead = app.member('yos-performance')
      await lead.type('CL-18-001 response: they come next week')
      await app.goTo('2018-10-11T09:00:00.000Z')
      await lead.type('CL-18-001 response: they have come')
      expect((await entries())[0]?.body).to.have.deep.property('response', {
        text: 'they have come',
        by: 'yos-performance',
        on: '2018-10-04',
        workingDays: 3,
      })
    })
  })
})
