import type { CardMessage } from '../card-message.ts'
import type { Context } from '../feature.ts'
import { loadNames } from '../partnership/records.ts'
import type { Action } from './action.ts'
import { actionCard } from './action-card.ts'
import { readerOf } from './author.ts'
import type { ActionPorts } from './ports.ts'
import { rolesOn, type Seen } from './see-action.ts'
import { canUndo } from './undo-step.ts'

/** The action's card as this reader sees it. */
export async function cardOf(
  ports: Pick<ActionPorts, 'store'>,
  { who, today, now }: Pick<Context, 'who' | 'today'> & { now?: string },
  { action, group }: Pick<Seen, 'action' | 'group'>,
  more: { notice?: string; typed?: string; heading?: string; list?: string } = {},
): Promise<CardMessage> {
  const names = await namesIn(ports, { who }, action)
  const roles = rolesOn(who, group, action, today)
  const calendar = who.partnership.partnership
  const undo = now !== undefined && canUndo(action, { person: who.person.id, now })
  const reader = readerOf({ who, today }, { roles, group })
  const shown = { action, group, reader, arrangements: who.partnership, undo }
  return actionCard({ ...shown, heading: more.heading ?? action.ref, today, calendar, names, ...more })
}

/** The names of everybody on an action's card. */
export function namesIn(
  { store }: Pick<ActionPorts, 'store'>,
  { who }: Pick<Context, 'who'>,
  action: Action,
) {
  const people = [...action.owners.map(owner => owner.person), ...action.history.map(entry => entry.by)]
  return loadNames(store, who.partnership.partnership.id, people, [who.person])
}
