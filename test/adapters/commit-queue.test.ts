import { DatabaseSync } from 'node:sqlite'
import { setImmediate as aMoment } from 'node:timers/promises'
import { expect } from 'chai'
import { commitQueue } from '../../src/adapters/sqlite/commit-queue.ts'
import { keptDocs } from '../../src/adapters/sqlite/kept-docs.ts'
import { migrate } from '../../src/adapters/sqlite/migrations.ts'
import { sharedReads } from '../../src/adapters/sqlite/shared-reads.ts'
import { CommitUnconfirmed, StaleWrite } from '../../src/ports/store.ts'

const here = { partnership: 'p', scope: 'group:qio' }
const create = (id: string) => [{ create: { id, type: 'action', body: {}, tags: [], sort: id } }]

/** A disk that takes as long as the test says. */
function slowDisk() {
  const waits: { arrive(): void; fail(): void }[] = []
  const reached = () =>
    new Promise<void>((arrive, reject) => waits.push({ arrive, fail: () => reject(new Error('EIO')) }))
  return { waits, disk: { reached, close: async () => {} } }
}

const someRounds = async () => {
  for (let i = 0; i < 10; i += 1) await aMoment()
}

describe('commits to SQLite wait for the disk', () => {
  let db: DatabaseSync
  let waits: ReturnType<typeof slowDisk>['waits']
  let commits: ReturnType<typeof commitQueue>
  beforeEach(() => {
    db = new DatabaseSync(':memory:')
    migrate(db)
    const slow = slowDisk()
    waits = slow.waits
    const docs = keptDocs(db)
    commits = commitQueue(db, { reads: sharedReads(db, docs.begin), disk: slow.disk, docs })
  })
  afterEach(() => db.close())

  const ids = () =>
    db
      .prepare('SELECT id FROM docs ORDER BY id')
      .all()
      .map(row => row['id'])

  it('and are not answered before it has them', async () => {
    let answered = false
    const one = commits.add(here, create('a')).then(() => {
      answered = true
    })
    await someRounds()
    expect([ids(), answered]).to.deep.equal([['a'], false])
    waits[0]?.arrive()
    await one
  })

  it('once for all that came together, and once for all that came while it was busy', async () => {
    const first = ['a', 'b', 'c'].map(id => commits.add(here, create(id)))
    await someRounds()
    const next = ['d', 'e'].map(id => commits.add(here, create(id)))
    await someRounds()
    expect([ids(), waits.length]).to.deep.equal([['a', 'b', 'c'], 1])
    waits[0]?.arrive()
    await Promise.all(first)
    await someRounds()
    expect([ids(), waits.length]).to.deep.equal([['a', 'b', 'c', 'd', 'e'], 2])
    waits[1]?.arrive()
    await Promise.all(next)
  })

  it('and are in doubt, not undone, when it fails; the next are tried', async () => {
    const one = commits.add(here, create('a')).catch(error => error)
    const stale = commits.add(here, [{ delete: 'nobody', etag: 'x' }]).catch(error => error)
    await someRounds()
    waits[0]?.fail()
    expect(await one).to.be.instanceOf(CommitUnconfirmed)
    expect(await stale).to.be.instanceOf(StaleWrite)
    const next = commits.add(here, create('b'))
    await someRounds()
    waits[1]?.arrive()
    await next
    expect(ids()).to.deep.equal(['a', 'b'])
  })

  it('and are all waited for when the store is closed', async () => {
    const all: string[] = []
    for (const id of ['a', 'b']) {
      void commits.add(here, create(id)).then(() => all.push(id))
      await someRounds()
    }
    const closed = commits.drained().then(() => all.push('closed'))
    await someRounds()
    waits[0]?.arrive()
    await someRounds()
    waits[1]?.arrive()
    await closed
    expect(all).to.deep.equal(['a', 'b', 'closed'])
  })
})
