import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

const db = new DatabaseSync(String(workerData))

/** Passive: it waits for nobody and holds up nobody. What it cannot move now it moves the next time. */
parentPort?.on('message', () => {
  db.exec('PRAGMA wal_checkpoint(PASSIVE)')
  parentPort?.postMessage('moved')
})
