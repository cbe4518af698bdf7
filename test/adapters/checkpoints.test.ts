import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { temporaryFile } from '../support/temporary-store.ts'

const here = { partnership: 'p', scope: 'group:qio' }

describe('the WAL of SQLite', () => {
  it('goes to the main file beside the work, and what is in it is there before and after', async () => {
    const file = temporaryFile()
    const store = openSqliteStore(file)
    const before = statSync(file).size
    const ids = Array.from({ length: 1100 }, (_, i) => `a${i}`)
    for (let i = 0; i < ids.length; i += 100)
      await Promise.all(
        ids
          .slice(i, i + 100)
          .map(id => store.commit(here, [{ create: { id, type: 'action', body: {}, tags: [], sort: id } }])),
      )
    // The thread has to start first.
    for (let i = 0; i < 200 && statSync(file).size === before; i += 1) await pause(20)
    expect(statSync(file).size).to.be.greaterThan(before)
    expect((await store.get(here, 'a1099'))?.id).to.equal('a1099')
    await store.close()
    expect(existsSync(`${file}-wal`), 'everybody has let go of it').to.equal(false)
    const db = new DatabaseSync(file)
    expect(db.prepare('SELECT id FROM docs').all()).to.have.lengthOf(1100)
    db.close()
  })
})
