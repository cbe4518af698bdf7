import type { Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { may, rolesIn } from '../partnership/permissions.ts'
import { groupPartition } from '../partnership/records.ts'
import { findGroup, type Who } from '../partnership/who.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Action, actionId, readAction, refPattern } from './action.ts'
import type { ActionRole } from './action-transitions.ts'

/** An action somebody may see, and what they are to it. */
export type Seen = { doc: Doc; action: Action; group: Group; roles: ActionRole[] }

/** The group that a ref belongs to; undefined when the ref has no such form or names no group of this partnership. */
export function groupOfRef(who: Who, ref: string): Group | undefined {
  return refPattern.test(ref) ? findGroup(who.partnership, ref.slice(0, ref.indexOf('-'))) : undefined
}

/** The action, if it is there and this person may see it. The two kinds of no are one answer on purpose. */
export async function seeAction(store: Store, who: Who, ref: string, today: Day): Promise<Seen | undefined> {
  const group = groupOfRef(who, ref)
  if (!group) return undefined
  const doc = await store.get(groupPartition(who.partnership.partnership.id, group.id), actionId(ref))
  if (!doc) return undefined
  const action = readAction(doc)
  if (!isOwner(who, action) && !may(who, 'see-log', group, today)) return undefined
  return { doc, action, group, roles: rolesOn(who, group, action, today) }
}

/** What somebody is to an action: to its group on the day, and whether they own it. */
export function rolesOn(who: Who, group: Group, action: Action, today: Day): ActionRole[] {
  return [...rolesIn(who, group, today), ...(isOwner(who, action) ? (['owner'] as const) : [])]
}

const isOwner = (who: Who, action: Action): boolean => action.owner.person === who.person.id
