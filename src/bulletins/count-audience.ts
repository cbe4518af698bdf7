import type { NewDelivery } from '../delivery/delivery.ts'
import { findPlace } from '../delivery/places.ts'
import { queueMany } from '../delivery/queue-many.ts'
import { outOfReach } from '../delivery/unreachable.ts'
import type { Arrangements, Person } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { businessTeam, peopleOf, readPerson } from '../partnership/records.ts'
import type { Page, Partition, Store } from '../ports/store.ts'
import { listedIn } from './audience-list.ts'
import { type AudienceOn, guestsAmong, isMeant, unmetBy } from './audience-rules.ts'
import { type Bulletin, bulletinId, copyId, tallyId } from './bulletin.ts'

const pageSize = 500

type Counting = {
  arrangements: Arrangements
  bulletin: Bulletin
  now: string
  today: Day
  after?: string | undefined
}

/**
 * Freezes one page of the audience: a held delivery for each person in it, counted by agency, with the reason where
 * they cannot be reached. Returns where the next page begins, if there is one, and what is known of the audience by
 * then: how many guests, and which of its agencies, groups, roles and localities have nobody. Again, it makes nobody twice.
 */
export async function countPage(
  store: Store,
  partition: Partition,
  { arrangements, bulletin, now, today, after }: Counting,
): Promise<Pick<Page, 'next'> & { bulletin: Bulletin }> {
  const { audience } = bulletin
  const [only] = audience.agencies
  // Of one agency its people alone are read; else everybody.
  const tags = only && audience.agencies.length === 1 ? [`agency:${only}`, 'everyone'] : ['everyone']
  const page = await store.find({
    ...peopleOf(partition.partnership),
    type: 'person',
    tags,
    limit: pageSize,
    ...(after ? { after } : {}),
  })
  const listed = await listedIn(store, partition, bulletin)
  const all = page.docs
    .map(doc => readPerson(doc).person)
    .filter(person => isMeant(person, { audience, arrangements, listed, today }))
  const team = await businessTeam(store, partition.partnership, today)
  const guests = guestsAmong(all, team)
  const meant = bulletin.frozen?.guestsOut ? all.filter(person => !guests.includes(person)) : all
  const wanted = await Promise.all(
    meant.map(person => heldFor(store, partition.partnership, { bulletin, person, now })),
  )
  await queueMany(store, partition, wanted)
  const on = { arrangements, today }
  const known = withCounted(bulletin, { meant, guests, first: after === undefined, on })
  return { bulletin: known, ...(page.next ? { next: page.next } : {}) }
}

type Counted = {
  meant: readonly Person[]
  guests: readonly Person[]
  first: boolean
  on: Pick<AudienceOn, 'arrangements' | 'today'>
}

/** In the commit that moves on to the next page, so that no page is counted twice. */
function withCounted(bulletin: Bulletin, { meant, guests, first, on }: Counted): Bulletin {
  const { frozen, audience } = bulletin
  if (!frozen) return bulletin
  const unmet = unmetBy(meant, (first ? undefined : frozen.unmet) ?? audience, on)
  const guestsBy = first ? {} : { ...frozen.guestsBy }
  for (const { agency } of guests) guestsBy[agency] = (guestsBy[agency] ?? 0) + 1
  const all = (first ? 0 : frozen.guests) + guests.length
  return { ...bulletin, frozen: { ...frozen, unmet, guestsBy, guests: all } }
}

async function heldFor(
  store: Store,
  partnership: string,
  { bulletin, person, now }: { bulletin: Bulletin; person: Person; now: string },
): Promise<NewDelivery> {
  const { ref, frozen } = bulletin
  const to = { person: person.id }
  const place =
    (await outOfReach(store, { partnership, person: person.id, now })) ??
    (await findPlace(store, { partnership, to, now }))
  return {
    id: copyId(ref, frozen?.no ?? 1, person.id),
    kind: 'bulletin',
    to,
    about: { scope: `bulletin:${ref}`, id: bulletinId(ref) },
    now,
    tally: { id: tallyId(ref, frozen?.no ?? 1), line: person.agency },
    watch: true,
    ...('reason' in place
      ? { state: 'unreachable' as const, reason: place.reason, why: 'why' in place ? place.why : undefined }
      : { state: 'held' as const }),
  }
}
