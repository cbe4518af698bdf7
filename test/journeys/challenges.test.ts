import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { challengeRequest } from '../../src/challenges/index.ts'
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
      const about = { ref: 'QIO-18-001', group: 'qio', what: 'Answer', agencies: agencies.slice(0, count) }
      const create = challengeRequest(about, { on: '2018-10-01' }, app.clock.now())
      await app.store.commit(groupPartition('bscb', 'qio'), [{ create }])
    }

    for (const count of [14, 16, 18, 30])
      it(`has an entry for each of ${count}, and the Executive’s chair one card of all`, async () => {
        await start(withMany)
        await raise(count)
        await app.app.sweep()
        const docs = await entries('QIO-18-001')
        expect(docs).to.have.length(count)
        expect(new Set(docs.map(doc => doc.tags.find(tag => tag.startsWith('agency:')))).size).to.equal(count)
        expect(executive.inbox(), 'one card beside the hello').to.have.length(2)
        const words = wordsOn(executive.latest()?.card)
        expect(words).to.contain(`${count} challenges were opened`)
        for (let i = 0; i < count; i += 1) expect(words).to.contain(`Agency ${i}`)
        const opened = await executive.press(executive.latest()?.card, 'Open')
        expect(wordsOn(opened.card)).to.contain('Challenge CL-18-001')
        expect(app.connector.in('personal-e-3'), 'each lead has their own').to.have.length(1)
      })

    it('tells those who decide even where an agency has the id of a person', async () => {
      await start(withMany)
      const about = {
        ref: 'QIO-18-001',
        group: 'qio',
        what: 'Answer',
        agencies: ['independent-chair', 'ag-1'],
      }
      const create = challengeRequest(about, { on: '2018-10-01' }, app.clock.now())
      await app.store.commit(groupPartition('bscb', 'qio'), [{ create }])
      await app.app.sweep()
      expect(inboxWith(executive, '2 challenges were opened')).to.have.length(1)
    })

    it('is opened exactly once, though the store fails at every place on the way', async () => {
      await start(withMany)
      await raise(5)
      const failed = new Set<string>()
      broken = writes => {
        const created = writes.flatMap(write => ('create' in write ? write.create.id : []))
        const id = created.find(one => /^(opened|challenges?):/.test(one))
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
      expect(inboxWith(executive, '5 challenges were opened')).to.have.length(1)
      for (let i = 0; i < 5; i += 1) expect(app.connector.in(`personal-e-${i}`)).to.have.length(1)
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

  describe('of an action that nobody decided on', () => {
    const manager = () => app.member('business-manager')
    beforeEach(async () => {
      await start()
      await manager().type('new action QIO: Publish; owner: yos-performance; due: 17 Oct')
      await asked('2018-11-14')
      expect((await ofAction()).raised).to.deep.equal({ on: '2018-11-14' })
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
      })
    })
  })

  describe('of an agency that is silent', () => {
    const open = async () => {
      await app.member('ad-early-help').type('new challenge QIO to yos: no returns')
      await app.app.sweep()
    }

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
        .to.contain('Challenge CL-18-001')
        .and.to.contain('Waits for a senior manager to be named, who answers')
      expect(await asked('2018-10-15')).to.deep.equal([
        '2018-10-15 business-manager',
        '2018-10-15 programme-manager',
      ])
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
