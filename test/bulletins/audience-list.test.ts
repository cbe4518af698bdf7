import { expect } from 'chai'
import { keepList, listedIn, lookUpPart } from '../../src/bulletins/audience-list.ts'
import type { Bulletin } from '../../src/bulletins/bulletin.ts'
import { peopleOf } from '../../src/partnership/records.ts'
import type { Doc, Store } from '../../src/ports/store.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const partition = { partnership: 'p', scope: 'bulletin:LB-26-001' }
const ref = 'LB-26-001'

describe('an uploaded list of people', () => {
  let store: Store
  beforeEach(async () => {
    store = temporaryStore()
    for (let i = 0; i < 700; i += 100)
      await store.commit(
        peopleOf('p'),
        Array.from({ length: 100 }, (_, j) => {
          const id = `person-${i + j}`
          const tags = [`email:${id}@example.org`]
          return { create: { id: `person:${id}`, type: 'person', body: {}, tags, sort: id } }
        }),
      )
  })
  afterEach(() => store.close())

  const upload = (table: string[][]) => keepList(store, partition, { ref, id: 'upload', table })
  const lookUpAll = async (list: { id: string; parts: number }) => {
    const bulletin = { ref, audience: { list } } as unknown as Bulletin
    for (let part = 0; ; part += 1) {
      const end = await lookUpPart(store, { ...partition } as Doc, { bulletin, part })
      if (end) return { ...end, people: await listedIn(store, partition, bulletin) }
    }
  }

  it('is looked up in parts, each person once, by address in any case or by id, in any column', async () => {
    const rows = Array.from({ length: 1300 }, (_, i) => [`${i}`, `Person-${i % 800}@Example.org`])
    const list = await upload([['No', 'E-mail'], ...rows, ['person-3', '']])
    expect(list.parts).to.equal(3)
    const { audience, people, found } = await lookUpAll(list)
    expect(audience.list).to.deep.equal({ id: 'upload', parts: 3, people: 700 })
    expect(people.size).to.equal(700)
    expect(found).to.include('700 people are on it; 100 rows fit nobody known here (rows 702, 703,')
  })

  it('keeps nothing of what else the file says, and after the look-up only the addresses of who is to be e-mailed', async () => {
    const list = await upload([
      ['Name', 'E-mail'],
      ['Child of the family', 'somebody@elsewhere.org'],
      ['Nurse', 'person-3@example.org'],
      ['Some Words', ''],
    ])
    const kept = async () =>
      JSON.stringify(await store.find({ ...partition, type: 'bulletin-list', limit: 9 }))
    expect(await kept()).not.to.match(/Child|Words/)
    const { found } = await lookUpAll(list)
    expect(found).to.include('1 person is on it; 2 rows fit nobody known here (rows 2, 4)')
    expect(await kept())
      .to.include('somebody@elsewhere.org')
      .and.not.include('person-3@')
    expect(await kept()).not.to.match(/Child|Words|Nurse/)
  })

  it('looked up again after a crash, finds the same; uploaded again by a repeated turn, is kept once', async () => {
    const table = [['person-1'], ['nobody'], ['person-2']]
    const list = await upload(table)
    const first = await lookUpAll(list)
    expect(await lookUpAll(await upload(table))).to.deep.equal(first)
    expect(first.found).to.include('2 people are on it; row 2 fits nobody known here')
  })

  it('with nothing on it has no parts, so that nobody takes it for everyone', async () => {
    expect((await upload([['Name of somebody'], ['', ' ']])).parts).to.equal(0)
  })
})
