import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import {
  AlreadyExists,
  checkWrites,
  type Draft,
  idOf,
  type Partition,
  StaleWrite,
  StoreUnavailable,
  type Write,
} from '../../ports/store.ts'

/** Long enough for the requests of this moment to bring their commits, too short for anybody to notice. */
const roundOfTheLoop = (): Promise<void> => new Promise(resolve => setImmediate(() => setImmediate(resolve)))

type Job = {
  partition: Partition
  writes: readonly Write[]
  done: () => void
  fail: (error: unknown) => void
}

/**
 * Carries out the commits that arrive together in one transaction, each in a savepoint of its own: one wait for
 * the disk serves them all, and one that fails leaves the others alone. Nobody is answered before the disk has it.
 */
export function commitQueue(db: DatabaseSync) {
  const apply = writer(db)
  let waiting: Job[] = []
  let idle = Promise.resolve()

  const flush = () => {
    const jobs = waiting
    waiting = []
    const settled: (() => void)[] = []
    try {
      db.exec('BEGIN IMMEDIATE')
      for (const job of jobs) settled.push(attempt(db, job, apply))
      db.exec('COMMIT')
      for (const settle of settled) settle()
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      const unavailable = new StoreUnavailable('The SQLite file could not be written to.', { cause: error })
      for (const job of jobs) job.fail(unavailable)
    }
  }

  return {
    add(partition: Partition, writes: readonly Write[]): Promise<void> {
      checkWrites(writes)
      if (waiting.length === 0) idle = roundOfTheLoop().then(flush)
      return new Promise<void>((done, fail) => waiting.push({ partition, writes, done, fail }))
    },
    drained: (): Promise<void> => idle,
  }
}

function attempt(
  db: DatabaseSync,
  job: Job,
  apply: (partition: Partition, write: Write) => void,
): () => void {
  db.exec('SAVEPOINT one')
  try {
    for (const write of job.writes) apply(job.partition, write)
    db.exec('RELEASE one')
    return job.done
  } catch (error) {
    if (!(error instanceof StaleWrite || error instanceof AlreadyExists)) throw error
    db.exec('ROLLBACK TO one; RELEASE one')
    return () => job.fail(error)
  }
}

function writer(db: DatabaseSync) {
  const exists = db.prepare('SELECT 1 FROM docs WHERE partnership = ? AND id = ?')
  const insert = db.prepare('INSERT INTO docs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const select = db.prepare(
    'SELECT type, tags, sort FROM docs WHERE partnership = ? AND scope = ? AND id = ? AND etag = ?',
  )
  const update = db.prepare('UPDATE docs SET body = ?, wakeAt = ?, etag = ? WHERE partnership = ? AND id = ?')
  const remove = db.prepare('DELETE FROM docs WHERE partnership = ? AND id = ?')
  const tag = db.prepare('INSERT OR IGNORE INTO tags VALUES (?, ?, ?, ?, ?)')
  const untag = db.prepare(
    'DELETE FROM tags WHERE partnership = ? AND type = ? AND tag = ? AND sort = ? AND id = ?',
  )

  const add = ({ partnership, scope }: Partition, draft: Draft) => {
    const { id, type, body, tags, sort, wakeAt } = draft
    const values = [partnership, scope, id, type, JSON.stringify(body), JSON.stringify(tags), sort]
    insert.run(...values, wakeAt ?? null, randomUUID())
    for (const one of tags) tag.run(partnership, type, one, sort, id)
  }
  const read = ({ partnership, scope }: Partition, id: string, etag: string): Found => {
    const old = select.get(partnership, scope, id, etag)
    if (!old) throw new StaleWrite(id)
    return { type: String(old['type']), tags: String(old['tags']), sort: String(old['sort']) }
  }
  const drop = ({ partnership }: Partition, id: string, old: Found) => {
    for (const one of JSON.parse(old.tags)) untag.run(partnership, old.type, one, old.sort, id)
    remove.run(partnership, id)
  }
  const replace = (partition: Partition, draft: Draft, old: Found) => {
    const { id, type, body, tags, sort, wakeAt } = draft
    const foundTheSame = old.type === type && old.sort === sort && old.tags === JSON.stringify(tags)
    if (foundTheSame) {
      update.run(JSON.stringify(body), wakeAt ?? null, randomUUID(), partition.partnership, id)
      return
    }
    drop(partition, id, old)
    add(partition, draft)
  }

  return (partition: Partition, write: Write) => {
    if ('create' in write) {
      if (exists.get(partition.partnership, write.create.id)) throw new AlreadyExists(write.create.id)
      return add(partition, write.create)
    }
    const old = read(partition, idOf(write), write.etag)
    if ('replace' in write) replace(partition, write.replace, old)
    else drop(partition, write.delete, old)
  }
}

/** What a document is found by. Most replacements leave it as it is, and need not touch the tags. */
type Found = { type: string; tags: string; sort: string }
