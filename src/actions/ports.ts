import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import type { Spreadsheets } from '../ports/files.ts'
import type { Draft, Partition, Store, Write } from '../ports/store.ts'
import type { Action } from './action.ts'
import type { Settled } from './settle-raised.ts'

export type AgendaItem = {
  group: string
  title: string
  by: string
  /** The action it is about, and what the meeting is to decide on it. */
  action: string
  question?: string | undefined
  today: Day
  now: string
}

/** What the action log needs from others, handed in by app.ts. */
export type ActionPorts = {
  store: Store
  spreadsheets: Spreadsheets
  /** When an action next needs attention, as an instant; undefined for never. Chasing decides. */
  nextAttention(action: Action, arrangements: Arrangements): string | undefined
  /** What carries a decision on an action that was with the Executive to its challenges: for the decision's commit. */
  settled(what: Settled): Draft
  /** What puts an item on the agenda of a group's next meeting; undefined when none is planned. Meetings decide. */
  agendaItem(at: Partition, item: AgendaItem): Promise<{ meeting: Day; writes: Write[] } | undefined>
  /** What takes an action's item off the agenda of a meeting again; nothing where it is not on it. Meetings decide. */
  offAgenda(
    at: Partition,
    item: { group: string; meeting: Day; action: string; now: string },
  ): Promise<Write[]>
  /** What shows a group's posted agendas as they are to read from now on. Meetings decide. */
  agendasAnew(at: Partition, of: { group: string; today: Day; now: string }): Promise<Write[]>
}
