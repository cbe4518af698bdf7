import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import {
  groupPartition,
  listPeople,
  loadArrangements,
  loadPerson,
  recognise,
} from '../../src/partnership/records.ts'
import { chairsOn } from '../../src/partnership/who.ts'
import type { Store } from '../../src/ports/store.ts'
import { birmingham } from '../support/birmingham.ts'
import { tenant, withAccounts } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const now = '2018-10-01T09:00:00.000Z'
const today = '2019-02-01'

describe('importing a partnership', () => {
  let store: Store
  const file = withAccounts(birmingham())
  const account = (id: string) => ({ tenantId: tenant, entraId: `entra-${id}` })

  beforeEach(async () => {
    store = temporaryStore()
    await importPartnership(store, file, now)
  })
  afterEach(() => store.close())

  it('makes people known by their account, and nobody else', async () => {
    expect((await recognise(store, account('dcs'), today))?.person.title).to.contain('Director of Skills')
    expect(await recognise(store, account('stranger'), today)).to.equal(undefined)
    expect(
      await recognise(store, { ...account('dcs'), tenantId: 'another' }, today),
      'the same id in another tenant',
    ).to.equal(undefined)
    expect(await recognise(store, { tenantId: '', entraId: '' }, today)).to.equal(undefined)
  })

  it('again changes nothing, and with a change updates what changed', async () => {
    const before = await listPeople(store, 'bscb', { today, limit: 100 })
    await importPartnership(store, file, now)
    expect(await listPeople(store, 'bscb', { today, limit: 100 })).to.deep.equal(before)
    const renamed = {
      ...file,
      people: file.people.map(who =>
        who.id === 'dcs' ? { ...who, title: 'Director of Children’s Services' } : who,
      ),
    }
    await importPartnership(store, renamed, now)
    expect((await loadPerson(store, 'bscb', 'dcs', today))?.title).to.equal('Director of Children’s Services')
    expect(await listPeople(store, 'bscb', { today, limit: 100 })).to.have.length(before.length)
  })

  it('ends the access of a person who is no longer in the file', async () => {
    const people = file.people.filter(who => who.id !== 'dcs')
    const result = await importPartnership(store, { ...file, people }, now)
    expect(result).to.deep.equal({ imported: { people: 14, left: 1, groups: 16 } })
    expect(await recognise(store, account('dcs'), today)).to.equal(undefined)
    expect(await loadPerson(store, 'bscb', 'dcs', today)).to.equal(undefined)
  })

  it('moves an account from one post to its next holder', async () => {
    const people = file.people.map(who => {
      if (who.id === 'dcs') return { ...who, entraId: 'entra-new-dcs' }
      return who.id === 'previous-dcs' ? { ...who, entraId: 'entra-dcs' } : who
    })
    await importPartnership(store, { ...file, people }, now)
    expect((await recognise(store, account('dcs'), today))?.person.id).to.equal('previous-dcs')
    expect((await recognise(store, account('new-dcs'), today))?.person.id).to.equal('dcs')
    expect(await recognise(store, account('previous-dcs'), today), 'the account that was given up').to.equal(
      undefined,
    )
  })

  it('refuses, and writes nothing, when an account belongs to another partnership kept here', async () => {
    const other = { ...file, partnership: { ...file.partnership, id: 'elsewhere' } }
    expect(await importPartnership(store, other, now)).to.have.property('refused')
    expect(await loadArrangements(store, 'elsewhere')).to.equal(undefined)
    expect((await recognise(store, account('dcs'), today))?.partnership.partnership.id).to.equal('bscb')
  })

  it('lets nobody in before their from or after their to: access ends by date, not by the next import', async () => {
    expect(await recognise(store, account('dcs'), '2018-12-31')).to.equal(undefined)
    expect(await recognise(store, account('dcs'), '2019-01-01')).not.to.equal(undefined)
  })

  it('knows an account whatever the capitals it is written in', async () => {
    const from = { tenantId: tenant.toUpperCase(), entraId: 'ENTRA-DCS' }
    expect((await recognise(store, from, today))?.person.id).to.equal('dcs')
  })

  it('has no chair where the seat’s holder is a vacant post', async () => {
    const groups = file.groups.map(group =>
      group.id === 'ld'
        ? { ...group, chairs: [{ person: 'chief-nurse-bsol', role: 'chair' as const }] }
        : group,
    )
    await importPartnership(store, { ...file, groups }, now)
    const held = (await loadArrangements(store, 'bscb'))?.groups.find(group => group.id === 'ld')
    expect(held && chairsOn(held, today, {})).to.deep.equal([])
  })

  describe('again, when a group has a log', () => {
    const log = { id: 'counter:QIO-18', type: 'counter', body: { schema: 1, last: 1 }, tags: [], sort: '' }
    beforeEach(() => store.commit(groupPartition('bscb', 'qio'), [{ create: log }]))

    it('refuses to drop the group, and changes nothing', async () => {
      const groups = file.groups.filter(group => group.id !== 'qio')
      const result = await importPartnership(store, { ...file, groups, people: [] }, now)
      expect(JSON.stringify(result)).to.contain('no longer has qio, whose action log is kept')
      expect(await listPeople(store, 'bscb', { today, limit: 100 })).not.to.have.length(0)
    })

    it('refuses another code, since refs are kept for ever', async () => {
      const groups = file.groups.map(group => (group.id === 'qio' ? { ...group, code: 'QUAL' } : group))
      const result = await importPartnership(store, { ...file, groups }, now)
      expect(JSON.stringify(result)).to.contain('Write code: QIO')
    })

    it('drops a group that never had one', async () => {
      const groups = file.groups.filter(group => group.id !== 'conference')
      expect(groups).to.have.length(file.groups.length - 1)
      expect(await importPartnership(store, { ...file, groups }, now)).to.have.property('imported')
    })
  })
})
