import { expect } from 'chai'
import { keepList, listedIn, lookUpPart, unknownIn } from '../../src/bulletins/audience-list.ts'
import { readRows } from '../../src/bulletins/audience-rows.ts'
import type { Bulletin } from '../../src/bulletins/bulletin.ts'
import { peopleOf, personDraft } from '../../src/partnership/records.ts'
import type { Doc, Store } from '../../src/ports/store.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const partition = { partnership: 'p', scope: 'bulletin:LB-26-001' }
const ref = 'LB-26-001'

const someone = (id: string, more: object = {}) =>
  personDraft({ id, title: id, agency: 'wmp', email: `${id}@example.org`, ...more }, ['list'])

describe('an uploaded list of people', () => {
  let store: Store
  beforeEach(async () => {
    store = temporaryStore()
    for (let i = 0; i < 700; i += 100)
      await store.commit(
        peopleOf('p'),
        Array.from({ length: 100 }, (_, j) => {
          const id = `person-${i + j}`
          return { create: someone(id) }
        }),
      )
  })
  afterEach(() => store.close())

  const keep = (table: string[][]) => {
    const read = readRows(table)
    if ('refused' in read) throw new Error(read.refused)
    return keepList(store, partition, { ref, id: 'upload', rows: read.rows })
  }
  const upload = async (table: string[][]) => (await keep(table)).list
  const lookUpAll = async (list: { id: string; parts: number }) => {
    const bulletin = { ref, audience: { list } } as unknown as Bulletin
    for (let part = 0; ; part += 1) {
      const end = await lookUpPart(store, { ...partition } as Doc, { bulletin, part, today: '2026-11-26' })
      if (end) return { ...end, people: await listedIn(store, partition, bulletin) }
    }
  }

  it('is looked up in parts, each person once, by address in any case or by id', async () => {
    const rows = Array.from({ length: 1300 }, (_, i) => [`${i}`, `Person-${i % 800}@Example.org`])
    const list = await upload([['Id', 'E-mail'], ...rows, ['person-3', '']])
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

  it('means whoever its address says, and nobody else whom a row names: a manager gets no bulletin for a starter', async () => {
    const list = await upload([
      ['Name', 'Email', 'Manager Email'],
      ['A Starter', 'new.starter@example.org', 'person-3@example.org'],
      ['Known', 'person-4@example.org', 'person-3@example.org'],
    ])
    const { people, found } = await lookUpAll(list)
    expect([...people]).to.deep.equal(['person-4'])
    expect(found).to.include('row 2 fits nobody known here')
    expect(await unknownIn(store, partition, { ref, audience: { list } } as never)).to.deep.equal([
      { row: 2, email: 'new.starter@example.org' },
    ])
  })

  it('says how many have left or not begun, and does not count them as being on it', async () => {
    await store.commit(peopleOf('p'), [
      { create: someone('gone', { to: '2026-10-31' }) },
      { create: someone('coming', { from: '2027-01-01' }) },
    ])
    const { found, audience } = await lookUpAll(
      await upload([['gone@example.org'], ['coming'], ['person-1@example.org']]),
    )
    expect(found).to.equal('looked its list up: 1 person is on it; 2 more have left or not begun')
    expect(audience.list).to.include({ people: 1 })
  })

  it('keeps nothing that identifies a child, though it looks like an id, and says in which row it was', async () => {
    const { list, identifying } = await keep([['person-1'], ['9434765919'], ['person-2']])
    expect(identifying).to.deep.equal([2])
    const kept = await store.find({ ...partition, type: 'bulletin-list', limit: 9 })
    expect(JSON.stringify(kept)).not.to.include('9434765919')
    expect((await lookUpAll(list)).found).to.include('2 people are on it; row 2 fits nobody known here')
  })

  it('takes an address in its first row for somebody, not for a heading', async () => {
    const { found } = await lookUpAll(await upload([['a@elsewhere.org'], ['person-1@example.org']]))
    expect(found).to.include('1 person is on it; row 1 fits nobody known here')
  })
})

describe('the columns of an uploaded list', () => {
  it('are asked about where two hold addresses and no heading says which is meant', () => {
    for (const table of [
      [
        ['Contact', 'Line manager'],
        ['a@example.org', 'b@example.org'],
      ],
      [
        ['Who', 'Note'],
        ['person-1', 'x'],
      ],
    ])
      expect(readRows(table)).to.have.property('refused').that.includes('heading E-mail')
  })

  it('are the only one with addresses where none is named', () => {
    const table = [
      ['Staff', 'Where to write'],
      ['Nurse', 'a@example.org'],
    ]
    expect(readRows(table)).to.deep.equal({ rows: [{ row: 2, meant: 'a@example.org' }] })
  })

  it('are below a title, and an id counts only where there is no address', () => {
    const table = [
      ['Our staff', '', ''],
      ['Staff ID', 'Work email', 'Note'],
      ['person-1', 'a@example.org', 'x'],
      ['person-2', '', 'y'],
      ['', '', 'z'],
    ]
    expect(readRows(table)).to.deep.equal({
      rows: [{ row: 3, meant: 'a@example.org' }, { row: 4, meant: 'person-2' }, { row: 5 }],
    })
  })
})
