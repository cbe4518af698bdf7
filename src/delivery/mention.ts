import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { addDays, type Day, dayOf, secondsAfter, weekdayOf } from '../partnership/day.ts'
import { loadArrangements, loadPerson, peopleOf } from '../partnership/records.ts'
import { isInGroup, nameOf } from '../partnership/who.ts'
import { createOnce, decideAgain } from '../ports/decide-again.ts'
import type { Store } from '../ports/store.ts'
import { type Delivery, queued, readDelivery } from './delivery.ts'
import { hasPlace } from './places.ts'
import { type OutOfReach, readUnreachable, unreachableDraft, unreachableId } from './unreachable.ts'

const onceInSeconds = 7 * 24 * 3600

type Sought = { partnership: string; person: string; now: string }
/** The group of a mention, and whether it has arrived. */
type Mentioned = { group: string; done: boolean }

const isLately = ({ mentioned }: OutOfReach, now: string): boolean =>
  mentioned !== undefined && now < secondsAfter(mentioned.at, onceInSeconds)

/**
 * Has somebody who cannot be reached mentioned once in the channel or chat of a group they are in, at most once a
 * week: where it cannot be posted, in that of their next group. Returns where; undefined when there is none with a place.
 * `failing`: mentions that are known to fail, and not yet noted so.
 */
export async function mentionOnce(
  store: Store,
  { partnership, person, now }: Sought,
  failing: readonly string[] = [],
): Promise<Mentioned | undefined> {
  const doc = await store.get(peopleOf(partnership), unreachableId({ person }))
  const arrangements = await loadArrangements(store, partnership)
  if (!doc || !arrangements) return undefined
  const who = readUnreachable(doc)
  if (isLately(who, now)) {
    const group = arrangements.groups.find(({ id }) => id === who.mentioned?.group)?.name
    return group === undefined ? undefined : { group, done: true }
  }
  const today = dayOf(now)
  const known = await loadPerson(store, partnership, person, today)
  if (!known?.entraId) return undefined
  for (const group of groupsOf(arrangements, person, today)) {
    if (!(await hasPlace(store, partnership, { group: group.id }))) continue
    const id = mentionId(person, group.id, today)
    if (
      !failing.includes(id) &&
      (await putInLine(store, { partnership, person, now }, { id, group: group.id }))
    )
      return { group: group.name, done: false }
  }
  return undefined
}

const groupsOf = ({ groups }: Arrangements, person: string, today: Day) =>
  groups.filter(group => isInGroup(group, person, today))

/** One of a week: found again by whom, where, and its Monday. */
const mentionId = (person: string, group: string, today: Day): string =>
  `mention:${person}:${group}:${addDays(today, 1 - weekdayOf(today))}`

/** Puts a mention in line; one that is there stays. Returns whether it is on its way, and has not failed. */
async function putInLine(
  store: Store,
  { partnership, person, now }: Sought,
  { id, group }: { id: string; group: string },
): Promise<boolean> {
  const at = peopleOf(partnership)
  const about = { scope: at.scope, id: `person:${person}` }
  if (await createOnce(store, at, queued({ id, kind: 'mention', to: { group }, about, now }))) return true
  const there = await store.get(at, id)
  return there !== undefined && !['unreachable', 'failed'].includes(readDelivery(there).state)
}

/** Whom a mention is of. */
export const missedInMention = ({ about }: Delivery): string => about.id.replace('person:', '')

/** A mention of somebody has arrived: it is shown with them, and there is none other for a week. */
export function noteMentioned(
  store: Store,
  { partnership, person, now }: Sought,
  group: string,
): Promise<void> {
  const at = peopleOf(partnership)
  return decideAgain(async () => {
    const doc = await store.get(at, unreachableId({ person }))
    if (!doc) return
    const who = { ...readUnreachable(doc), mentioned: { at: now, group } }
    await store.commit(at, [{ replace: unreachableDraft(who), etag: doc.etag }])
  })
}

/** The mention: nothing on it says what waits, since a channel has other readers. Nothing where they were mentioned lately. */
export async function mentionCard(
  store: Store,
  delivery: Delivery,
  { partnership, now }: { partnership: string; now: string },
): Promise<CardMessage | undefined> {
  const id = missedInMention(delivery)
  const missed = await store.get(peopleOf(partnership), unreachableId({ person: id }))
  if (!missed || isLately(readUnreachable(missed), now)) return undefined
  const person = await loadPerson(store, partnership, id, dayOf(now))
  if (!person?.entraId) return undefined
  const text = 'Convenor has something for you, and cannot reach you in your own chat.'
  const how = 'Please find Convenor among the apps in Teams, open it, and say hello.'
  const why = 'What it is about is not shown here, since others read this.'
  const name = nameOf(person)
  return {
    template: 'delivery/mention',
    data: { text, how, why },
    summary: `${name}, ${text} ${how}`,
    mention: { name, entraId: person.entraId },
  }
}
