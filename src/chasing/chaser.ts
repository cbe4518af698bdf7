import { deliveryDraft, queued, readDelivery, stateTag } from '../delivery/delivery.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import type { Calendar } from '../partnership/working-days.ts'
import { createOnce, decideAgain } from '../ports/decide-again.ts'
import type { Doc, Draft, Store } from '../ports/store.ts'
import { chasingHours, morningAfter } from './chase-rules.ts'
import type { Dealt } from './deal-with.ts'

/** The one chaser of a person for a day: its id is made of both, so that there is never a second. */
function chaserDraft(person: string, day: Day, now: string): Draft {
  const about = { scope: 'people', id: `person:${person}` }
  return queued({ id: chaserId(person, day), kind: 'chaser', to: { person }, about, day, now })
}

export const chaserId = (person: string, day: Day): string => `chase:${person}:${day}`

/** How somebody's chaser of a day stands, if there is one: still to go, or dealt with. */
export async function chaserOn(
  store: Store,
  partnership: string,
  person: string,
  day: Day,
): Promise<'none' | 'in-line' | 'gone'> {
  const doc = await store.get(peopleOf(partnership), chaserId(person, day))
  if (!doc) return 'none'
  const { state } = readDelivery(doc)
  return state === 'queued' || state === 'sending' ? 'in-line' : 'gone'
}

/** Puts these people's chasers of a day in line. Repeated, or for somebody who has theirs already, it does nothing. */
export async function createChasers(
  store: Store,
  partnership: string,
  people: readonly string[],
  { day, now }: { day: Day; now: string },
): Promise<void> {
  const partition = peopleOf(partnership)
  for (const person of people) {
    // Of many actions on a morning most find it there: looking costs less than a commit that is refused.
    if (await store.get(partition, chaserId(person, day))) continue
    await createOnce(store, partition, chaserDraft(person, day, now))
  }
}

/**
 * Has an action asked on people's one card of a day. Whose card has gone without it, since it came to be asked only then
 * (new numbers, another file, a chair's step), finds it on that of the next working morning. Repeated, it does nothing.
 */
export async function askOfAction(
  store: Store,
  calendar: Calendar & { id: string },
  { to, decides, ref, now }: Pick<Dealt, 'to' | 'decides'> & { ref: string; now: string },
): Promise<void> {
  const day = dayOf(now)
  const next = morningAfter(day, calendar)
  const partition = peopleOf(calendar.id)
  for (const person of to) {
    const card = await store.get(partition, chaserId(person, day))
    if (!card) await createOnce(store, partition, chaserDraft(person, day, now))
    else if (hasGoneWithout(card, [{ ref, decision: decides.includes(person) }]))
      await createChasers(store, calendar.id, [person], { day: dayOf(next), now: next })
  }
}

const gone = (['sent', 'unconfirmed', 'not-needed'] as const).map(stateTag)

/** What somebody's card of a day is to hold. */
export type ToHold = { ref: string; decision: boolean }

/** Whether a card has gone, or came to nothing, without one of these: not there, or without asking for a decision. */
export function hasGoneWithout(card: Doc, wanted: readonly ToHold[]): boolean {
  // By its tags first: of most cards on a morning nothing more need be read.
  if (!card.tags.some(tag => gone.includes(tag))) return false
  const { shows = [], reaches = [], decides = [] } = readDelivery(card)
  const there = new Set([...shows, ...reaches])
  return wanted.some(({ ref, decision }) => !(decision ? decides.includes(ref) : there.has(ref)))
}

/** Something that is stored already, and is to stand on people's card of a day. */
export type ToAsk = {
  people: readonly string[]
  /** The action or review that a card has to show, where that is what is asked: a card that has gone with it is enough. */
  ref?: string | undefined
  now: string
}

/**
 * Has something asked on people's one card a day: today's, where it has not gone yet (it is made of what is there when
 * it goes), else that of the next working morning.
 */
export async function askOnCard(
  store: Store,
  calendar: Calendar & { id: string },
  asked: ToAsk,
): Promise<void> {
  const hours = chasingHours(asked.now, calendar)
  const first = 'opensAt' in hours ? hours.opensAt : asked.now
  const next = morningAfter(dayOf(first), calendar)
  for (const person of asked.people) {
    const today = chaserDraft(person, dayOf(first), first)
    if (!(await isOnCard(store, calendar.id, today, asked.ref)))
      await isOnCard(store, calendar.id, chaserDraft(person, dayOf(next), next))
  }
}

/** Whether a card, which is put in line unless it is there, shows what is stored by now. */
function isOnCard(store: Store, partnership: string, draft: Draft, ref?: string): Promise<boolean> {
  const people = peopleOf(partnership)
  return decideAgain(async () => {
    if (await createOnce(store, people, draft)) return true
    const doc = await store.get(people, draft.id)
    const delivery = doc && readDelivery(doc)
    if (!doc || delivery?.state !== 'queued')
      return ref !== undefined && delivery?.shows?.includes(ref) === true
    // It may be on its way, made without this: written again, whoever is sending it makes it anew.
    const again = deliveryDraft(doc.id, delivery, doc.wakeAt)
    await store.commit(people, [{ replace: again, etag: doc.etag }])
    return true
  })
}
