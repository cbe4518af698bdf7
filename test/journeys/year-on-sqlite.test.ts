import { temporaryStore } from '../support/temporary-store.ts'
import { yearOf201819 } from './year-2018-19.ts'

yearOf201819('SQLite', async () => temporaryStore())
