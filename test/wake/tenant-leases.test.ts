import { expect } from 'chai'
import { keepPlace } from '../../src/delivery/places.ts'
import { registry, registryDraft } from '../../src/partnership/records.ts'
import { createOnce } from '../../src/ports/decide-again.ts'
import type { Store } from '../../src/ports/store.ts'
import { type Led, tenantLeases } from '../../src/wake/tenant-leases.ts'
import { placeOf } from '../support/sending.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('leases of partnerships that share a tenant', () => {
  let store: Store
  const at = (seconds: number): string => new Date(1_800_000_000_000 + seconds * 1000).toISOString()
  const known = (partnership: string, tenant: string) =>
    keepPlace(store, partnership, { person: 'p' }, placeOf('p', 'https://teams', tenant))

  beforeEach(async () => {
    store = temporaryStore()
    for (const id of ['a', 'b', 'c']) await createOnce(store, registry, registryDraft(id))
    await known('a', 'council')
    await known('b', 'Council')
    await known('c', 'police')
  })
  afterEach(() => store.close())

  it('go to one instance, so that it alone writes to the tenant; another does the work of other tenants', async () => {
    const [one, two] = [tenantLeases(store, 'one'), tenantLeases(store, 'two')]
    expect(await one.hold('b', at(0)), 'with the first of them').to.equal(true)
    expect(await two.hold('a', at(1))).to.equal(false)
    expect(await two.hold('b', at(1))).to.equal(false)
    expect(await two.hold('c', at(1)), 'nothing shared').to.equal(true)
    await one.release(at(2))
    expect(await two.hold('b', at(4)), 'given up together').to.equal(true)
    expect(await one.hold('a', at(4))).to.equal(false)
  })

  it('come together when a tenant turns out to be shared: whoever has not the first stops within half a lease', async () => {
    const [one, two] = [tenantLeases(store, 'one'), tenantLeases(store, 'two')]
    expect(await one.hold('a', at(0))).to.equal(true)
    expect(await two.hold('c', at(0))).to.equal(true)
    await known('c', 'council')
    expect(await two.hold('c', at(16))).to.equal(false)
    expect(await one.hold('c', at(16)), 'not before the other’s has run out').to.equal(false)
    expect(await one.hold('a', at(31))).to.equal(true)
    expect(await one.hold('c', at(31))).to.equal(true)
  })

  it('tell each what is of its own tenants, and what is of a tenant that nobody is known to be met in yet', async () => {
    const seen: string[] = []
    const tell = ({ partnership, isTheirs }: Led): undefined => {
      const theirs = ['council', 'police', 'new'].filter(isTheirs)
      seen.push(`${partnership}: ${theirs.join(', ')}`)
    }
    const one = tenantLeases(store, 'one', 30, { pressing: () => false, tell, learn: () => {} })
    await one.hold('a', at(0))
    await one.hold('c', at(0))
    expect(seen).to.deep.equal(['a: council, new', 'c: police, new'])
  })
})
