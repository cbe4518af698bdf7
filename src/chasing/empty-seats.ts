import { createHash } from 'node:crypto'
import type { CardMessage } from '../card-message.ts'
import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { seatsOn } from '../partnership/who.ts'
import type { Doc, Store } from '../ports/store.ts'
import { noticeCard, noticeKind, tellEach } from './team-notice.ts'

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
  const id = (person: string) => `empty-seats:${which}:${person}`
  await tellEach(store, at, { kind: 'empty-seats', about: 'empty-seats', id }, { team, now })
}

/** Tells one of the business team of them, as they are when it is sent. */
export const emptySeatsKind = (store: Store): DeliveryKind =>
  noticeKind(store, async (arrangements, today) => {
    const groups = neverHeld(arrangements, today)
    return groups.length > 0 ? emptySeatsCard(groups) : undefined
  })

function emptySeatsCard(groups: readonly Group[]): CardMessage {
  const heading =
    groups.length === 1
      ? 'A chair’s seat that nobody has held yet'
      : `Chairs’ seats that nobody has held yet, in ${groups.length} groups`
  return noticeCard({
    heading,
    what: `By the partnership file a seat is empty in ${groups.map(({ name }) => name).join(', ')}. The other co-chair or the vice-chair is asked there; where there is neither, what is overdue comes to you.`,
    asked: 'Ask the Executive who is to chair, and put the terms into the partnership file.',
  })
}
