import type { DatabaseSync } from 'node:sqlite'

export type SharedReads = {
  read<T>(work: () => T): T
  /** Ends what is shared: the next read sees what is there then. */
  end(): void
}

/**
 * A turn asks for several documents, each at once when the one before it is there. What is read without a wait between
 * shares one transaction, since taking SQLite's lock and finding the newest page costs more than such a read. It ends
 * before anything that comes from outside can be heard of, so that nobody is shown what is older than their question.
 */
export function sharedReads(db: DatabaseSync, begun: () => void): SharedReads {
  const begin = db.prepare('BEGIN')
  // Nothing was written, so that rolling back is the same as committing; and it cannot fail.
  const rollback = db.prepare('ROLLBACK')
  const end = () => {
    if (db.isOpen && db.isTransaction) rollback.run()
  }
  return {
    read(work) {
      if (!db.isTransaction) {
        begin.run()
        begun()
        // Ticks run when all promises that are settled have been served, and before anything comes in.
        process.nextTick(end)
      }
      return work()
    },
    end,
  }
}
