import type { Arrangements } from '../partnership/arrangements.ts'
import type { Spreadsheets } from '../ports/files.ts'
import type { Store } from '../ports/store.ts'
import type { Action } from './action.ts'

/** What the action log needs from others, handed in by app.ts. */
export type ActionPorts = {
  store: Store
  spreadsheets: Spreadsheets
  /** When an action next needs attention, as an instant; undefined for never. Chasing decides. */
  nextAttention(action: Action, arrangements: Arrangements): string | undefined
}
