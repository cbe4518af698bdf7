import { Worker } from 'node:worker_threads'

export type Checkpoints = {
  /** Tells how many commits have been carried out since the last time. */
  after(commits: number): void
  close(): Promise<void>
}

const commitsBetween = 1000

/**
 * What stands in the WAL has to be moved to the main file from time to time: 30 to 40 ms, in which SQLite would hold up
 * everything if the commit that comes upon it did it. So a thread of its own does, begun when there is that much to
 * move. Without it, or if it fails, SQLite does it itself at `wal_autocheckpoint`.
 */
export function checkpoints(file: string): Checkpoints {
  let waiting = 0
  let worker: Worker | undefined
  let isBusy = false

  const begin = (): Worker => {
    const begun = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: file })
    begun.on('message', () => {
      isBusy = false
    })
    // It stays busy then, and is asked no more.
    begun.on('error', () => {})
    begun.unref()
    return begun
  }
  return {
    after(commits) {
      waiting += commits
      if (isBusy || waiting < commitsBetween) return
      waiting = 0
      isBusy = true
      worker ??= begin()
      worker.postMessage('move')
    },
    close: async () => void (await worker?.terminate()),
  }
}
