import type { Context } from '../feature.ts'
import type { Day } from '../partnership/day.ts'
import { deputisesFor, groupById, leadsOn, mayMeet, type Who } from '../partnership/who.ts'
import type { Action } from './action.ts'
import { rolesOn, type Seen } from './see-action.ts'
import type { Author, Reader } from './step.ts'

/** Whoever looks at an action they see, with all that the rules of steps ask about them. */
export const readerOf = (
  { who, today }: Pick<Context, 'who' | 'today'>,
  { roles, group }: Pick<Seen, 'roles' | 'group'>,
): Reader => ({
  person: who.person.id,
  roles,
  today,
  ownersMoveOnce: group.ownersMoveOnce ?? false,
  meetsNoMore: !mayMeet(group, today),
  standsFor: [who.person.id, ...deputisesFor(who.partnership, who.person.id, today)],
  leads: who.partnership.agencies
    .map(({ id }) => id)
    .filter(id => leadsOn(who.partnership, id, today).includes(who.person.id)),
})

/** The same for an action of any of the partnership's groups. */
export function readerOn(who: Who, action: Action, today: Day): Reader {
  const group = groupById(who.partnership, action.group)
  return readerOf({ who, today }, { group, roles: rolesOn(who, group, action, today) })
}

/** Who asks for a step, and when. */
export const authorOf = (
  context: Pick<Context, 'who' | 'now' | 'today'>,
  seen: Pick<Seen, 'roles' | 'group'>,
): Author => ({ ...readerOf(context, seen), now: context.now })
