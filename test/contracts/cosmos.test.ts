import { expect } from 'chai'
import { openCosmosStore } from '../../src/adapters/cosmos/cosmos-store.ts'
import { CommitUnconfirmed, type Store, StoreUnavailable } from '../../src/ports/store.ts'
import { startCosmosEmulator } from '../support/cosmos-emulator.ts'
import { rejects } from '../support/rejects.ts'
import { storeContract } from './store-contract.ts'

type Emulator = Awaited<ReturnType<typeof startCosmosEmulator>>

describe('Cosmos DB', () => {
  let emulator: Emulator

  before(async () => {
    emulator = await startCosmosEmulator()
  })
  after(() => emulator.stop())

  const open = () =>
    openCosmosStore({ endpoint: emulator.endpoint, key: emulator.key, database: 'convenor', create: true })

  storeContract('Cosmos (emulator, with batches carried out as Cosmos documents them)', open)

  const draft = { id: 'a', type: 'action', body: {}, tags: [], sort: 'a' }

  it('waits out throttling, since a 429 is certainly not carried out', async () => {
    const store = await open()
    emulator.refuseNext(429, 429)
    await store.commit({ partnership: 'throttled', scope: 's' }, [{ create: draft }])
    expect(await store.get({ partnership: 'throttled', scope: 's' }, 'a')).to.have.property('id', 'a')
    await store.close()
  })

  for (const code of [400, 401, 403, 413]) {
    it(`reports a commit refused with ${code} as certainly not carried out: nobody need look whether it was`, async () => {
      const store = await open()
      emulator.refuseNext(code)
      const commit = store.commit({ partnership: `refused-${code}`, scope: 's' }, [{ create: draft }])
      const error = await rejects(commit, StoreUnavailable)
      expect(error).not.to.be.instanceOf(CommitUnconfirmed)
      expect(error.message).to.contain(String(code))
      await store.close()
    })
  }

  it('reports a commit throttled beyond all waiting as not carried out', async () => {
    const store = await open()
    emulator.refuseNext(...Array.from({ length: 12 }, () => 429))
    const commit = store.commit({ partnership: 'busy', scope: 's' }, [{ create: draft }])
    expect(await rejects(commit, StoreUnavailable)).not.to.be.instanceOf(CommitUnconfirmed)
    await store.close()
    emulator.calm()
  })

  it('reports an answer of 503 as not known: the commit may have been carried out', async () => {
    const store = await open()
    emulator.refuseNext(...Array.from({ length: 12 }, () => 503))
    await rejects(
      store.commit({ partnership: 'unknown', scope: 's' }, [{ create: draft }]),
      CommitUnconfirmed,
    )
    await store.close()
    emulator.calm()
  })

  it('reports an answer of 500 as the store being unavailable, and has written nothing', async () => {
    const store = await open()
    emulator.refuseNext(500)
    await rejects(store.commit({ partnership: 'broken', scope: 's' }, [{ create: draft }]), StoreUnavailable)
    expect(await store.get({ partnership: 'broken', scope: 's' }, 'a')).to.equal(undefined)
    await store.close()
  })

  it('says at the start what to check when the account cannot be reached', async () => {
    const failing = openCosmosStore({ endpoint: 'http://127.0.0.1:1', key: 'k', database: 'convenor' })
    const error = await rejects(failing as Promise<unknown>, StoreUnavailable)
    expect(error.message).to.contain('http://127.0.0.1:1').and.to.contain('COSMOS_KEY')
  })

  const { COSMOS_TEST_ENDPOINT: real, COSMOS_TEST_KEY: key } = process.env
  if (real) {
    const onAccount = (): Promise<Store> =>
      openCosmosStore({ endpoint: real, key, database: 'convenor-test', create: true })
    storeContract('a real Cosmos account', onAccount)
  }
})
