import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { temporaryFile } from '../support/temporary-store.ts'
import { storeContract } from './store-contract.ts'

storeContract('SQLite in a file', async () => openSqliteStore(temporaryFile()))
