import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { listPeople, loadArrangements, loadPerson, recognise } from '../../src/partnership/records.ts'
import type { Store } from '../../src/ports/store.ts'
import { birmingham } from '../support/birmingham.ts'
import { tenant, withAccounts } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const now = '2018-10-01T09:00:00.000Z'

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
    expect((await recognise(store, account('dcs')))?.person.title).to.contain('Director of Skills')
    expect(await recognise(store, account('stranger'))).to.equal(undefined)
    expect(
      await recognise(store, { ...account('dcs'), tenantId: 'another' }),
      'the same id in another tenant',
    ).to.equal(undefined)
    expect(await recognise(store, { tenantId: '', entraId: '' })).to.equal(undefined)
  })

  it('again changes nothing, and with a change updates what changed', async () => {
    const before = await listPeople(store, 'bscb', 100)
    await importPartnership(store, file, now)
    expect(await listPeople(store, 'bscb', 100)).to.deep.equal(before)
    const renamed = {
      ...file,
      people: file.people.map(who =>
        who.id === 'dcs' ? { ...who, title: 'Director of Children’s Services' } : who,
      ),
    }
    await importPartnership(store, renamed, now)
    expect((await loadPerson(store, 'bscb', 'dcs'))?.title).to.equal('Director of Children’s Services')
    expect(await listPeople(store, 'bscb', 100)).to.have.length(before.length)
  })

  it('ends the access of a person who is no longer in the file', async () => {
    const people = file.people.filter(who => who.id !== 'dcs')
    const result = await importPartnership(store, { ...file, people }, now)
    expect(result).to.deep.equal({ imported: { people: 14, left: 1, groups: 16 } })
    expect(await recognise(store, account('dcs'))).to.equal(undefined)
    expect(await loadPerson(store, 'bscb', 'dcs')).to.equal(undefined)
  })

  it('moves an account from one post to its next holder', async () => {
    const people = file.people.map(who => {
      if (who.id === 'dcs') return { ...who, entraId: 'entra-new-dcs' }
      return who.id === 'previous-dcs' ? { ...who, entraId: 'entra-dcs' } : who
    })
    await importPartnership(store, { ...file, people }, now)
    expect((await recognise(store, account('dcs')))?.person.id).to.equal('previous-dcs')
    expect((await recognise(store, account('new-dcs')))?.person.id).to.equal('dcs')
    expect(await recognise(store, account('previous-dcs')), 'the account that was given up').to.equal(
      undefined,
    )
  })

  it('refuses, and writes nothing, when an account belongs to another partnership kept here', async () => {
    const other = { ...file, partnership: { ...file.partnership, id: 'elsewhere' } }
    expect(await importPartnership(store, other, now)).to.have.property('refused')
    expect(await loadArrangements(store, 'elsewhere')).to.equal(undefined)
    expect((await recognise(store, account('dcs')))?.partnership.partnership.id).to.equal('bscb')
  })
})
