import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../src/ports/store.ts'

/** A new SQLite store, in memory: nothing waits for a disk. Its file is for the tests that open one twice, or kill it. */
export const temporaryStore = (): Store => openSqliteStore(':memory:')

/**
 * In memory where the machine has a file system there: hundreds of stores wait for the disk at every commit otherwise, and
 * no test takes the power away. Whatever a killed process wrote is there all the same.
 */
const quick = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

const made: string[] = []
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A folder that is gone when the tests are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(quick, 'convenor-'))
  made.push(folder)
  return folder
}

/** A place for a file, in a folder of its own that is gone when the tests are over. */
export const temporaryFile = (name = 'store.db'): string => join(temporaryFolder(), name)
