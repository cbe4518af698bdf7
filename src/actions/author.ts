import type { Context } from '../feature.ts'
import { leadsOn } from '../partnership/who.ts'
import type { Seen } from './see-action.ts'
import type { Author } from './step.ts'

/** Who asks for a step, with all that the rules of steps ask about them. */
export const authorOf = (
  { who, now, today }: Pick<Context, 'who' | 'now' | 'today'>,
  { roles, group }: Pick<Seen, 'roles' | 'group'>,
): Author => ({
  person: who.person.id,
  roles,
  now,
  today,
  ownersMoveOnce: group.ownersMoveOnce ?? false,
  standsFor: [
    who.person.id,
    ...Object.entries(who.partnership.deputies ?? {}).flatMap(([owner, deputy]) =>
      deputy === who.person.id ? [owner] : [],
    ),
  ],
  leads: who.partnership.agencies
    .map(({ id }) => id)
    .filter(id => leadsOn(who.partnership, id, today).includes(who.person.id)),
})
