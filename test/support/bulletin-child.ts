import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { bulletinApp } from './bulletin-app.ts'

/**
 * One instance of the product that does whatever is due in a store until it is killed: its file, its name, how
 * many milliseconds its clock is ahead.
 */
const [file = '', instance = '', ahead = '0'] = process.argv.slice(2)
const clock = { now: () => new Date(Date.now() + Number(ahead)).toISOString() }
const pace = [{ requests: 1000, milliseconds: 1000 }]
const app = bulletinApp({ store: openSqliteStore(file), instance, pace, clock, leaseSeconds: 2 })
setInterval(() => void app.look().catch(() => {}), 100)
process.stdout.write('sends\n')
