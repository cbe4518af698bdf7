import { setImmediate as turn } from 'node:timers/promises'
import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { decidePart } from '../../src/people/carry-people.ts'
import type { Store } from '../../src/ports/store.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { tenant } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

/** A store far away: whoever asks in one moment is answered in the next; how many moments had answers is counted. */
function farAway(store: Store): Store & { moments: number } {
  let next: Promise<void> | undefined
  const far = Object.assign(Object.create(store) as Store & { moments: number }, { moments: 0 })
  const later = async () => {
    next ??= turn().then(() => {
      next = undefined
      far.moments += 1
    })
    await next
  }
  far.get = async (partition, id) => {
    await later()
    return store.get(partition, id)
  }
  far.find = async query => {
    await later()
    return store.find(query)
  }
  return far
}

describe('comparing a list of people with who is known', () => {
  it('asks for many rows at once: one by one, a list of thousands takes a quarter of an hour where the store is far', async () => {
    const store = temporaryStore()
    await importPartnership(store, birminghamToWorkWith(), '2018-10-01T08:00:00.000Z')
    const far = farAway(store)
    const rows = Array.from({ length: 90 }, (_, i) => ({
      line: i + 2,
      person: {
        title: `Nurse ${i % 89}`,
        agency: 'bwc',
        email: `n${i % 89}@example.org`,
        entraId: `oid-${i % 89}`,
        tenant,
      },
    }))
    const { added, accounts, refused } = await decidePart(far, 'bscb', rows)
    expect({ added, accounts: accounts.length }).to.deep.equal({ added: 89, accounts: 89 })
    expect(refused, 'in the order of the list').to.deep.equal(['Row 91: it is the same person as row 2.'])
    expect(far.moments).to.be.below(30)
    await store.close()
  })
})
