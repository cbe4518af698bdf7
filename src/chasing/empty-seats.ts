import { createHash } from 'node:crypto'
import type { CardMessage } from '../card-message.ts'
import { type DeliveryKind, queued } from '../delivery/delivery.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import { seatsOn } from '../partnership/who.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'

/**
 * The groups in which a chair's seat is empty that nobody has held or will, as far as the file says: no term ends there
 * that could be told of in time.
 */
export function neverHeld({ groups }: Pick<Arrangements, 'groups'>, today: Day): Group[] {
  return groups.filter(group => {
    const { seats, holders } = seatsOn(group, today)
    const chairs = (group.chairs ?? []).filter(({ role }) => role !== 'vice-chair')
    const others = new Set(chairs.map(({ person }) => person).filter(person => !holders.includes(person)))
    return isStanding(group) && seats - holders.length > others.size
  })
}

/** Assemblies, events and linked bodies need no chair here. */
const isStanding = ({ kind }: Group): boolean => kind === 'executive' || kind === 'sub-group'

/** Tells the business team once of those groups; again when they are others. Repeated, it tells once. */
export async function tellOfEmptySeats(
  store: Store,
  at: Doc,
  { arrangements, team, now }: { arrangements: Arrangements; team: readonly string[]; now: string },
): Promise<void> {
  const groups = neverHeld(arrangements, dayOf(now)).map(({ id }) => id)
  if (groups.length === 0) return
  const which = createHash('sha256').update(groups.sort().join(' ')).digest('hex').slice(0, 12)
  for (const person of team) {
    const id = `empty-seats:${which}:${person}`
    const about = { scope: 'arrangements', id }
    await createOnce(store, at, queued({ id, kind: 'empty-seats', to: { person }, about, now }))
  }
}

/** Tells one of the business team of them, as they are when it is sent. */
export function emptySeatsKind(store: Store): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    fallback: 'mention',
    async card(_, { partnership, now }) {
      const arrangements = await loadArrangements(store, partnership)
      const groups = arrangements ? neverHeld(arrangements, dayOf(now)) : []
      return groups.length > 0 ? emptySeatsCard(groups) : undefined
    },
  }
}

function emptySeatsCard(groups: readonly Group[]): CardMessage {
  const heading =
    groups.length === 1
      ? 'A chair’s seat that nobody has held yet'
      : `Chairs’ seats that nobody has held yet, in ${groups.length} groups`
  return {
    template: 'chasing/vacancy',
    summary: heading,
    data: {
      heading,
      what: `By the partnership file a seat is empty in ${groups.map(({ name }) => name).join(', ')}. The other co-chair or the vice-chair is asked there; where there is neither, what is overdue comes to you.`,
      asked: 'Ask the Executive who is to chair, and put the terms into the partnership file.',
    },
  }
}
