import type { CardMessage } from '../card-message.ts'
import { type Arrangements, codeOf } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { loadNames } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import { recipientTag } from './delivery.ts'
import { heldUp } from './held-up.ts'
import { listUnreachable, type OutOfReach } from './unreachable.ts'
import { pageOf, type Row, unreachableCard } from './unreachable-card.ts'

const mostListed = 400
const mostCounted = 20

/**
 * One page of who cannot be reached, and what is held up by trouble that is nobody's of them, from the records as they
 * are now; undefined when everybody can be reached and nothing waits.
 */
export async function seeUnreachable(
  store: Store,
  arrangements: Arrangements,
  now: string,
  wanted = 1,
): Promise<CardMessage | undefined> {
  const { id } = arrangements.partnership
  const [{ missed, more }, held] = await Promise.all([
    listUnreachable(store, { partnership: id, limit: mostListed, now }),
    heldUp(store, id, now),
  ])
  const all = missed.filter(who => 'person' in who || arrangements.groups.some(({ id }) => id === who.group))
  if (all.length === 0 && held.length === 0) return undefined
  const { shown, page } = pageOf(all, wanted)
  const names = await loadNames(
    store,
    id,
    shown.flatMap(who => ('person' in who ? [who.person] : [])),
  )
  const rows = await Promise.all(shown.map(who => rowFor(store, arrangements, who, names)))
  const people = all.filter(who => 'person' in who).length
  const total = { people, groups: all.length - people }
  return unreachableCard({ rows, total, more, page, held, today: dayOf(now) })
}

async function rowFor(
  store: Store,
  { partnership, groups }: Arrangements,
  who: OutOfReach,
  names: (id: string) => string,
): Promise<Row> {
  const { docs, next } = await store.find({
    partnership: partnership.id,
    type: 'delivery',
    tags: [recipientTag(who), 'state:unreachable'],
    limit: mostCounted,
  })
  const group = groups.find(one => one.id === who.mentioned?.group)?.name
  const own = 'group' in who ? groups.find(({ id }) => id === who.group) : undefined
  return {
    who,
    name: 'person' in who ? names(who.person) : (own?.name ?? who.group),
    ...(own ? { code: codeOf(own) } : {}),
    waiting: docs.length,
    more: next !== undefined,
    ...(group ? { mentionedIn: group } : {}),
  }
}
