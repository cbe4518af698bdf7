import { join } from 'node:path'
import { setImmediate as aMoment } from 'node:timers/promises'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../src/ports/store.ts'
import { temporaryFolder } from '../support/temporary-store.ts'

const here = { partnership: 'p', scope: 'group:qio' }
const draft = (n: number) => ({ id: 'a', type: 'action', body: { n }, tags: [], sort: 'a' })

describe('reads of SQLite that follow one another', () => {
  let folder: string
  let mine: Store
  let theirs: Store
  let etag = ''
  beforeEach(async () => {
    folder = temporaryFolder()
    mine = openSqliteStore(join(folder, 'store.db'))
    theirs = openSqliteStore(join(folder, 'store.db'))
    etag = (await mine.commit(here, [{ create: draft(1) }]))[0] ?? ''
  })
  afterEach(async () => {
    await mine.close()
    await theirs.close()
  })

  const seen = async (store: Store) => (await store.get(here, 'a'))?.body
  const change = async (store: Store, n: number) => {
    ;[etag = ''] = await store.commit(here, [{ replace: draft(n), etag }])
  }

  it('see what another instance has committed since', async () => {
    for (let n = 2; n < 20; n += 1) {
      expect(await seen(mine)).to.deep.equal({ n: n - 1 })
      await change(theirs, n)
      expect(await seen(mine)).to.deep.equal({ n })
      expect(await seen(theirs)).to.deep.equal({ n })
    }
  })

  it('see what was committed by themselves, asked for right after', async () => {
    for (let n = 2; n < 20; n += 1) {
      const before = seen(mine)
      const changed = change(mine, n)
      expect(await before).to.deep.equal({ n: n - 1 })
      await changed
      expect(await seen(mine)).to.deep.equal({ n })
    }
  })

  it('do not find what was deleted, nor in a scope where it is not, nor under a name that only looks the same', async () => {
    expect(await seen(mine)).to.deep.equal({ n: 1 })
    expect(await mine.get({ ...here, scope: 'group:ld' }, 'a')).to.equal(undefined)
    await mine.commit({ partnership: 'p q', scope: here.scope }, [{ create: draft(5) }])
    await mine.commit(here, [{ create: { ...draft(6), id: 'q a' } }])
    for (const [partnership, id, n] of [
      ['p q', 'a', 5],
      ['p', 'q a', 6],
      ['p q', 'a', 5],
    ] as const)
      expect((await mine.get({ ...here, partnership }, id))?.body).to.deep.equal({ n })
    await mine.commit(here, [{ delete: 'a', etag }])
    expect(await seen(mine)).to.equal(undefined)
  })

  it('see what was there before a commit that failed as a whole', async () => {
    const before = await seen(mine)
    const writes = [{ replace: draft(2), etag }, { create: { ...draft(3), id: 'b', body: 3n } }]
    await mine.commit(here, writes).catch(() => {})
    expect(await seen(mine)).to.deep.equal(before)
    expect(await mine.get(here, 'b')).to.equal(undefined)
  })

  it('hold nobody up: the other writes while they are shared', async () => {
    const both = Promise.all([seen(mine), seen(mine)])
    await change(theirs, 2)
    expect(await both).to.deep.equal([{ n: 1 }, { n: 1 }])
  })

  it('end with the store, asked in the same breath', async () => {
    const one = openSqliteStore(join(folder, 'store.db'))
    const last = seen(one)
    await one.close()
    expect(await last).to.deep.equal({ n: 1 })
    await aMoment()
  })
})
