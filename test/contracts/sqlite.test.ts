import { temporaryStore } from '../support/temporary-store.ts'
import { storeContract } from './store-contract.ts'

storeContract('SQLite in a file', async () => temporaryStore())
