import type { DatabaseSync } from 'node:sqlite'
import {
  AlreadyExists,
  checkWrites,
  type Partition,
  StaleWrite,
  StoreUnavailable,
  type Write,
} from '../../ports/store.ts'
import type { SharedReads } from './shared-reads.ts'
import { docWriter } from './write-docs.ts'

/** Long enough for the requests of this moment to bring their commits, too short for anybody to notice. */
const roundOfTheLoop = (): Promise<void> => new Promise(resolve => setImmediate(() => setImmediate(resolve)))

type Job = {
  partition: Partition
  writes: readonly Write[]
  done: (etags: readonly string[]) => void
  fail: (error: unknown) => void
}

/**
 * Carries out the commits that arrive together in one transaction, each in a savepoint of its own: one wait for
 * the disk serves them all, and one that fails leaves the others alone. Nobody is answered before the disk has it.
 */
export function commitQueue(db: DatabaseSync, reads: SharedReads) {
  const apply = docWriter(db)
  let waiting: Job[] = []
  let idle = Promise.resolve()

  const flush = () => {
    const jobs = waiting
    waiting = []
    const settled: (() => void)[] = []
    try {
      reads.end()
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
    add(partition: Partition, writes: readonly Write[]): Promise<readonly string[]> {
      checkWrites(writes)
      if (waiting.length === 0) idle = roundOfTheLoop().then(flush)
      return new Promise<readonly string[]>((done, fail) => waiting.push({ partition, writes, done, fail }))
    },
    drained: (): Promise<void> => idle,
  }
}

function attempt(
  db: DatabaseSync,
  job: Job,
  apply: (partition: Partition, write: Write) => string,
): () => void {
  db.exec('SAVEPOINT one')
  try {
    const etags = job.writes.map(write => apply(job.partition, write))
    db.exec('RELEASE one')
    return () => job.done(etags)
  } catch (error) {
    if (!(error instanceof StaleWrite || error instanceof AlreadyExists)) throw error
    db.exec('ROLLBACK TO one; RELEASE one')
    return () => job.fail(error)
  }
}
