import { type DeliveryKind, queued } from '../delivery/delivery.ts'
import { dayOf } from '../partnership/day.ts'
import { businessTeam, whoIs } from '../partnership/records.ts'
import { executiveSeats } from '../partnership/who.ts'
import type { Draft, Store } from '../ports/store.ts'
import { type Bulletin, bulletinId } from './bulletin.ts'
import { chairOver } from './bulletin-rules.ts'
import type { BulletinVerb } from './bulletin-transitions.ts'
import { type At, seeBulletin, steeringCardFor, steers } from './see-bulletin.ts'

type Now = Pick<At, 'who' | 'now' | 'today'>

/** What others hear of a step, in the commit that takes it: the author what became of it, approvers that they are asked. */
export async function newsFor(
  store: Store,
  { who, now, today }: Now,
  bulletin: Bulletin,
  verb: BulletinVerb,
): Promise<Draft[]> {
  const { author, pending, corrections } = bulletin
  const toAuthor: readonly BulletinVerb[] = ['approve', 'return', 'approve-correction', 'return-correction']
  const wrote = verb.endsWith('correction') ? (corrections.at(-1)?.by ?? author) : author
  const told = verb === 'correct' && pending ? await approversOf(store, who.partnership, bulletin, today) : []
  const people = toAuthor.includes(verb) ? [author, wrote] : told
  return [...new Set(people)]
    .filter(person => person !== who.person.id)
    .map(person => newsDraft(bulletin, person, now))
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

/**
 * Who is asked to approve: the business team but for whoever wrote it; for many people, or when nobody of the team is
 * left, the Executive's chairs. Others who may approve can do so unasked.
 */
export async function approversOf(
  store: Store,
  arrangements: At['who']['partnership'],
  { author, wordsBy, pending, frozen }: Bulletin,
  today: string,
): Promise<string[]> {
  const wrote = [author, pending?.by ?? wordsBy]
  const team = await businessTeam(store, arrangements.partnership.id, today)
  const others = team.map(({ id }) => id).filter(id => !wrote.includes(id))
  const seats = executiveSeats(arrangements, today).filter(id => !wrote.includes(id))
  return (frozen?.total ?? 0) > chairOver(arrangements) || others.length === 0 ? seats : others
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
