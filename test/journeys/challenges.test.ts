import { expect } from 'chai'
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

    it('is opened exactly once, though the store fails at every place on the way', async () => {
      await start(withMany)
      await raise(5)
      const failed = new Set<string>()
      broken = writes => {
        const created = writes.flatMap(write => ('create' in write ? write.create.id : []))
        const id = created.find(one => /^(opened|challenge):/.test(one))
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
})
