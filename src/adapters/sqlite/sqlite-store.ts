import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pageOf } from '../../ports/pages.ts'
import { type Store, StoreUnavailable } from '../../ports/store.ts'
import { commitQueue } from './commit-queue.ts'
import { keptDocs } from './kept-docs.ts'
import { migrate } from './migrations.ts'
import { columns, findSql, type ReadDocs, readDocs } from './queries.ts'
import { type SharedReads, sharedReads } from './shared-reads.ts'
import { walOnDisk } from './wal-on-disk.ts'

/**
 * The store in one SQLite file (WAL, on the disk before a commit is answered: it survives kill -9 and loss of power).
 * Several processes may share the file. Throws StoreUnavailable, naming the file and what to do, when it cannot
 * be opened.
 */
export function openSqliteStore(file: string): Store {
  const db = open(file)
  const docs = keptDocs(db)
  const due = readDocs(
    db,
    `SELECT ${columns} FROM docs d WHERE partnership = ? AND lane = ? AND wakeAt <= ? AND wakeAt IS NOT NULL ORDER BY wakeAt LIMIT ?`,
  )
  const prepared = new Map<string, ReadDocs>()
  const disk = walOnDisk(db.location() ?? undefined)
  const reads = sharedReads(db, docs.begin)
  const commits = commitQueue(db, { reads, disk, docs })
  const prepare = (sql: string): ReadDocs => {
    const read = prepared.get(sql) ?? readDocs(db, sql)
    prepared.set(sql, read)
    return read
  }
  return {
    get: async (partition, id) => guarded(reads, () => docs.get(partition, id)),
    find: async query => {
      const { sql, values } = findSql(query)
      return guarded(reads, () => pageOf(prepare(sql)(...values), query.limit))
    },
    due: async ({ partnership, before, limit, lane = '' }) =>
      guarded(reads, () => due(partnership, lane, before, limit)),
    commit: async (partition, writes) => commits.add(partition, writes),
    close: async () => {
      await commits.drained()
      reads.end()
      await disk.close()
      db.close()
    },
  }
}

/** 4 MB of pages are kept (more made no turn faster). At 64 MB in the WAL a commit moves what no thread did (checkpoints.ts). */
const roomy = 'PRAGMA cache_size = -4000; PRAGMA wal_autocheckpoint = 16000;'

function open(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const db = new DatabaseSync(file, { timeout: 3000 })
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;')
    db.exec(roomy)
    migrate(db)
    // In WAL mode all reads well while another program keeps the file from being written, or where it may only be read.
    db.exec('BEGIN IMMEDIATE; ROLLBACK')
    return db
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown reason'
    throw new StoreUnavailable(
      `The SQLite file ${file} cannot be used: ${why}. Check that the folder can be written to, that no other program holds the file, or set STORE to another file.`,
      { cause: error },
    )
  }
}

function guarded<T>(reads: SharedReads, work: () => T): T {
  try {
    return reads.read(work)
  } catch (error) {
    throw new StoreUnavailable('The SQLite file could not be read.', { cause: error })
  }
}
