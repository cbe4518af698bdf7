import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { startSending } from './sending.ts'

/** One instance that sends whatever is due in a store until it is killed: its file, its name. */
const [file = '', instance = ''] = process.argv.slice(2)
const wide = { tenant: [{ requests: 500, milliseconds: 1000 }] }
const sending = startSending({ store: openSqliteStore(file), instance, pace: wide, leaseSeconds: 1 })
setInterval(() => void sending.look().catch(() => {}), 100)
process.stdout.write('sends\n')
