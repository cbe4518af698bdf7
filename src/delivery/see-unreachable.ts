import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { loadNames } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import { recipientTag } from './delivery.ts'
import { listUnreachable, type UnreachablePerson } from './unreachable.ts'
import { pageOf, type Row, unreachableCard } from './unreachable-card.ts'

const mostListed = 400
const mostCounted = 20

/** One page of who cannot be reached, from the records as they are now; undefined when everybody can be. */
export async function seeUnreachable(
  store: Store,
  arrangements: Arrangements,
  today: Day,
  wanted = 1,
): Promise<CardMessage | undefined> {
  const { id } = arrangements.partnership
  const { people, more } = await listUnreachable(store, id, mostListed)
  if (people.length === 0) return undefined
  const { shown, page } = pageOf(people, wanted)
  const names = await loadNames(
    store,
    id,
    shown.map(who => who.person),
  )
  const rows = await Promise.all(shown.map(who => rowFor(store, arrangements, who, names(who.person))))
  return unreachableCard({ rows, total: people.length, more, page, today })
}

async function rowFor(
  store: Store,
  { partnership, groups }: Arrangements,
  who: UnreachablePerson,
  name: string,
): Promise<Row> {
  const { docs, next } = await store.find({
    partnership: partnership.id,
    type: 'delivery',
    tags: [recipientTag({ person: who.person }), 'state:unreachable'],
    limit: mostCounted,
  })
  const group = groups.find(one => one.id === who.mentioned?.group)?.name
  return {
    who,
    name,
    waiting: docs.length,
    more: next !== undefined,
    ...(group ? { mentionedIn: group } : {}),
  }
}
