import type { Context } from '../feature.ts'
import type { Write } from '../ports/store.ts'
import type { Action } from './action.ts'
import { boardUpdates } from './log-board.ts'
import type { ActionPorts } from './ports.ts'
import type { Seen } from './see-action.ts'

/** What follows a change where a whole channel reads along: the group's log, and where it is marked anew its agendas. */
export async function shownElsewhere(
  { store, agendasAnew }: ActionPorts,
  { today, now }: Context,
  { action, doc }: Seen,
  { group, marking }: Action,
): Promise<Write[]> {
  const agendas = marking === action.marking ? [] : await agendasAnew(doc, { group, today, now })
  return [...(await boardUpdates(store, doc, group, now)), ...agendas]
}
