import { type DeliveryKind, queued } from '../delivery/delivery.ts'
import { dayOf } from '../partnership/day.ts'
import { businessTeam, loadPerson, whoIs } from '../partnership/records.ts'
import type { Draft, Store } from '../ports/store.ts'
import { type Bulletin, bulletinId, convenor } from './bulletin.ts'
import type { BulletinVerb } from './bulletin-transitions.ts'
import { type At, seeBulletin, steeringCardFor, steers } from './see-bulletin.ts'

type Now = Pick<At, 'who' | 'now'>

/** Of these only whoever takes them needs to know. */
const quiet: readonly BulletinVerb[] = ['edit', 'propose']

/**
 * What others hear of a step, in the commit that takes it: approvers that they are asked; whoever wrote the bulletin,
 * a correction of it, or set it going, what became of it.
 */
export function newsFor(
  { who, now }: Now,
  { before, bulletin, verb }: { before: Bulletin; bulletin: Bulletin; verb: BulletinVerb },
): Draft[] {
  const asked = verb === 'correct' ? (bulletin.asked?.people ?? []) : []
  const concerned = quiet.includes(verb) ? [] : [before.author, before.pending?.by, before.sending?.by]
  return [...new Set([...asked, ...concerned])]
    .filter(person => person !== undefined && person !== who.person.id)
    .map(person => newsDraft(bulletin, person as string, now))
}

/** Whom something tells that happened by itself: the author and who took the last step; have both left, the business team. */
export async function toTell(store: Store, partnership: string, bulletin: Bulletin, now: string) {
  const today = dayOf(now)
  const last = bulletin.history.findLast(entry => entry.by !== convenor)?.by ?? bulletin.author
  const there = await Promise.all(
    [...new Set([bulletin.author, last])].map(id => loadPerson(store, partnership, id, today)),
  )
  const people = there.flatMap(person => (person ? [person.id] : []))
  return people.length > 0 ? people : (await businessTeam(store, partnership, today)).map(({ id }) => id)
}

/** A card to one person on how a bulletin stands at this version, or at this moment of it, once. */
export function newsDraft(
  { ref, version }: Bulletin,
  person: string,
  now: string,
  moment = `${version}`,
): Draft {
  return queued({
    id: `news:${ref}:${moment}:${person}`,
    kind: 'bulletin-news',
    to: { person },
    about: { scope: `bulletin:${ref}`, id: bulletinId(ref) },
    now,
  })
}

/** The card that tells one person how a bulletin stands, as it is when it is sent. */
export function bulletinNews(store: Store): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    async card({ to, about }, { partnership, now }) {
      if (!('person' in to)) return undefined
      const today = dayOf(now)
      const who = await whoIs(store, partnership, to.person, today)
      const seen = who && (await seeBulletin(store, who, about.id.replace('bulletin:', ''), today))
      return who && seen && steers(seen) ? steeringCardFor(store, { who, now, today }, seen) : undefined
    },
  }
}
