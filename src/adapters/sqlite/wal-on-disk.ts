import { type FileHandle, open } from 'node:fs/promises'
import { checkpoints } from './checkpoints.ts'

export type WalOnDisk = {
  /** Waits, without holding up anything else, until so many commits, all since the last time, are on the disk. */
  reached(commits: number): Promise<void>
  close(): Promise<void>
}

/**
 * The wait for the disk after a commit. SQLite's own (synchronous = FULL) is the same call on the same file, but nothing
 * else goes on meanwhile, for milliseconds. Between a commit and its end others can read what was written; nothing that
 * they write can reach the disk before it, since the file is written in order. `file` undefined: a store in memory.
 */
export function walOnDisk(file: string | undefined): WalOnDisk {
  if (file === undefined) return { reached: async () => {}, close: async () => {} }
  const moving = checkpoints(file)
  let wal: FileHandle | undefined
  return {
    async reached(commits) {
      // It is there from the first transaction on, until the last of its connections is closed.
      wal ??= await open(`${file}-wal`, 'r+')
      await wal.datasync()
      moving.after(commits)
    },
    async close() {
      await moving.close()
      await wal?.close()
    },
  }
}
