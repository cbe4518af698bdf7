import type { Context } from '../feature.ts'
import type { Write } from '../ports/store.ts'
import { type Action, isClosed } from './action.ts'
import type { ActionPorts } from './ports.ts'
import type { Seen } from './see-action.ts'

/**
 * What follows a change on agendas that are out: they say of an action what everybody may read, and ask about it while it is
 * for that meeting.
 */
export async function agendasAfter(
  { agendasAnew }: ActionPorts,
  { today, now }: Context,
  { action, doc }: Seen,
  changed: Action,
): Promise<Write[]> {
  const isOn = (action.agenda ?? changed.agenda) !== undefined
  const moved = action.agenda !== changed.agenda || isClosed(action.status) !== isClosed(changed.status)
  if (action.marking === changed.marking && !(isOn && moved)) return []
  return agendasAnew(doc, { group: action.group, today, now })
}
