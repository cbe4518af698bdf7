import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../src/ports/store.ts'

/** A new SQLite store in a file of its own. */
export const temporaryStore = (): Store => openSqliteStore(temporaryFile())

const made: string[] = []
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A place for a file, in a folder of its own that is gone when the tests are over. */
export function temporaryFile(name = 'store.db'): string {
  const folder = mkdtempSync(join(tmpdir(), 'convenor-'))
  made.push(folder)
  return join(folder, name)
}
