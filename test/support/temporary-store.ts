import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../src/ports/store.ts'

/** A new SQLite store in a file of its own. */
export const temporaryStore = (): Store => openSqliteStore(temporaryFile())

export const temporaryFile = (name = 'store.db'): string =>
  join(mkdtempSync(join(tmpdir(), 'convenor-')), name)
