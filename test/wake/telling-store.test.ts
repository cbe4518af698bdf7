import { expect } from 'chai'
import { type Clock, systemClock } from '../../src/ports/clock.ts'
import { CommitUnconfirmed, type Store, StoreUnavailable } from '../../src/ports/store.ts'
import { tellingStore } from '../../src/wake/telling-store.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const partition = { partnership: 'bscb', scope: 'group:qio' }
const now = '2019-02-04T10:00:00.000Z'
const clock: Clock = { now: () => now }
const draft = (id: string, wakeAt?: string) => ({ id, type: 'x', body: {}, tags: [], sort: id, wakeAt })

describe('a store that tells of what is due', () => {
  let store: Store
  let told: number
  const telling = (of: Partial<Store> = {}) =>
    tellingStore({ ...store, ...of }, clock, () => {
      told += 1
    })
  beforeEach(() => {
    store = temporaryStore()
    told = 0
  })
  afterEach(() => store.close())

  const table: [what: string, wakeAt: string | undefined, times: number][] = [
    ['what is due now', now, 1],
    ['what was due before', '2019-02-04T09:59:59.999Z', 1],
    ['what is due later: the next look finds it', '2019-02-04T10:00:00.001Z', 0],
    ['what needs no attention', undefined, 0],
  ]
  for (const [what, wakeAt, times] of table)
    it(`is ${times === 1 ? 'looked at' : 'left alone'} for ${what}, created or replaced`, async () => {
      const [etag = ''] = await telling().commit(partition, [{ create: draft('a', wakeAt) }])
      expect(told, 'created').to.equal(times)
      await telling().commit(partition, [{ replace: draft('a', wakeAt), etag }, { create: draft('b') }])
      expect(told, 'replaced, among others').to.equal(2 * times)
    })

  it('says nothing of what is deleted, nor of what was not carried out', async () => {
    const [etag = ''] = await store.commit(partition, [{ create: draft('a', now) }])
    const again = await telling()
      .commit(partition, [{ create: draft('a', now) }])
      .catch(error => error.code)
    expect(again).to.equal('already-exists')
    await telling().commit(partition, [{ delete: 'a', etag }])
    expect(told).to.equal(0)
  })

  it('tells when it is not known whether a commit was carried out, and fails as the store does', async () => {
    for (const [error, times] of [
      [new StoreUnavailable('away'), 0],
      [new CommitUnconfirmed('lost'), 1],
    ] as const) {
      const commit = () => Promise.reject(error)
      const failed = await telling({ commit })
        .commit(partition, [{ create: draft('a', now) }])
        .catch(reason => reason)
      expect(failed).to.equal(error)
      expect(told).to.equal(times)
    }
  })

  it('reads as the store itself', async () => {
    await store.commit(partition, [{ create: draft('a') }])
    expect((await tellingStore(store, systemClock, () => {}).get(partition, 'a'))?.id).to.equal('a')
  })
})
