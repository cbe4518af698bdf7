import type { DatabaseSync } from 'node:sqlite'
import {
  AlreadyExists,
  CommitUnconfirmed,
  checkWrites,
  type Partition,
  StaleWrite,
  StoreUnavailable,
  type Write,
} from '../../ports/store.ts'
import type { KeptDocs } from './kept-docs.ts'
import type { SharedReads } from './shared-reads.ts'
import type { WalOnDisk } from './wal-on-disk.ts'
import { docWriter } from './write-docs.ts'

/** Long enough for the requests of this moment to bring their commits, too short for anybody to notice. */
const roundOfTheLoop = (): Promise<void> => new Promise(resolve => setImmediate(() => setImmediate(resolve)))

type Job = {
  partition: Partition
  writes: readonly Write[]
  done: (etags: readonly string[]) => void
  fail: (error: unknown) => void
}

/** What stands beside it in the store. */
type Beside = { reads: SharedReads; disk: WalOnDisk; docs: Pick<KeptDocs, 'forget'> }

/** Answers a job, once it is known whether what was written reached the disk. */
type Settle = (lost: CommitUnconfirmed | undefined) => void

/**
 * Carries out the commits that arrive together in one transaction, in which one that fails leaves the others alone. One
 * wait for the disk serves them all; those that arrive meanwhile are the next. Nobody is answered before the disk has it.
 */
export function commitQueue(db: DatabaseSync, { reads, disk, docs }: Beside) {
  const apply = docWriter(db, docs.forget)
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  let waiting: Job[] = []
  let working: Promise<void> | undefined

  const together = (jobs: readonly Job[]): Settle[] => {
    try {
      reads.end()
      begin.run()
      const settles = jobs.map(job => attempt(job, apply))
      commit.run()
      return settles
    } catch (cause) {
      if (db.isTransaction) db.exec('ROLLBACK')
      const error = new StoreUnavailable('The SQLite file could not be written to.', { cause })
      return jobs.map(job => () => job.fail(error))
    }
  }

  const work = async () => {
    while (waiting.length > 0) {
      await roundOfTheLoop()
      const jobs = waiting
      waiting = []
      const settles = together(jobs)
      const lost = await lostOnTheWay(disk, jobs.length)
      for (const settle of settles) settle(lost)
    }
    working = undefined
  }

  return {
    add(partition: Partition, writes: readonly Write[]): Promise<readonly string[]> {
      checkWrites(writes)
      return new Promise<readonly string[]>((done, fail) => {
        waiting.push({ partition, writes, done, fail })
        working ??= work()
      })
    },
    drained: (): Promise<void> => working ?? Promise.resolve(),
  }
}

function attempt({ partition, writes, done, fail }: Job, apply: ReturnType<typeof docWriter>): Settle {
  try {
    const etags = apply(partition, writes)
    return lost => (lost ? fail(lost) : done(etags))
  } catch (error) {
    if (!(error instanceof StaleWrite || error instanceof AlreadyExists)) throw error
    return () => fail(error)
  }
}

/** What was committed is there to be read, but may be gone after a loss of power. */
async function lostOnTheWay(disk: WalOnDisk, commits: number): Promise<CommitUnconfirmed | undefined> {
  try {
    await disk.reached(commits)
    return undefined
  } catch (cause) {
    return new CommitUnconfirmed('The SQLite file did not reach the disk.', { cause })
  }
}
