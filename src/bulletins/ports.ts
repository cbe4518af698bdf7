import type { Spreadsheets } from '../ports/files.ts'
import type { Store } from '../ports/store.ts'
import type { KnownBulletins } from './known-bulletins.ts'

/** What taking a step needs. */
export type StepPorts = { store: Store; known: KnownBulletins }

export type BulletinPorts = StepPorts & { spreadsheets: Spreadsheets }
