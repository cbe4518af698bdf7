import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { storeContract } from './store-contract.ts'

storeContract('SQLite in a file', async () =>
  openSqliteStore(join(mkdtempSync(join(tmpdir(), 'convenor-')), 'store.db')),
)
