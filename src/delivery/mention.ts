import type { CardMessage } from '../card-message.ts'
import { addDays, dayOf, secondsAfter, weekdayOf } from '../partnership/day.ts'
import { loadArrangements, loadPerson, peopleOf } from '../partnership/records.ts'
import { isInGroup, nameOf } from '../partnership/who.ts'
import { AlreadyExists, StaleWrite, type Store } from '../ports/store.ts'
import { type Delivery, queued } from './delivery.ts'
import { hasPlace } from './places.ts'
import { readUnreachable, unreachableDraft, unreachableId } from './unreachable.ts'

const onceInSeconds = 7 * 24 * 3600

type Sought = { partnership: string; person: string; now: string }

/**
 * Has somebody who cannot be reached mentioned once in the channel or chat of a group they are in, at most once a
 * week. Returns the group they were mentioned in within the week; undefined when there is none with a place.
 */
export async function mentionOnce(
  store: Store,
  { partnership, person, now }: Sought,
): Promise<string | undefined> {
  const at = peopleOf(partnership)
  const doc = await store.get(at, unreachableId(person))
  if (!doc) return undefined
  const who = readUnreachable(doc)
  const arrangements = await loadArrangements(store, partnership)
  const nameFor = (id: string) => arrangements?.groups.find(group => group.id === id)?.name
  if (who.mentioned && now < secondsAfter(who.mentioned.at, onceInSeconds))
    return nameFor(who.mentioned.group)
  const today = dayOf(now)
  const known = await loadPerson(store, partnership, person, today)
  if (!known?.entraId) return undefined
  for (const group of arrangements?.groups ?? []) {
    if (!isInGroup(group, person, today)) continue
    if (!(await hasPlace(store, partnership, { group: group.id }))) continue
    const monday = addDays(today, 1 - weekdayOf(today))
    const about = { scope: at.scope, id: `person:${person}` }
    const mention = {
      id: `mention:${person}:${monday}`,
      kind: 'mention',
      to: { group: group.id },
      about,
      now,
    }
    const mentioned = { ...who, mentioned: { at: now, group: group.id } }
    try {
      await store.commit(at, [
        { create: queued(mention) },
        { replace: unreachableDraft(mentioned), etag: doc.etag },
      ])
    } catch (error) {
      // Somebody else mentions them just now, or has this week.
      if (!(error instanceof StaleWrite || error instanceof AlreadyExists)) throw error
    }
    return group.name
  }
  return undefined
}

/** The mention: nothing on it says what waits, since a channel has other readers. */
export async function mentionCard(
  store: Store,
  { about }: Delivery,
  { partnership, now }: { partnership: string; now: string },
): Promise<CardMessage | undefined> {
  const id = about.id.replace('person:', '')
  const stillMissed = await store.get(peopleOf(partnership), unreachableId(id))
  const person = stillMissed && (await loadPerson(store, partnership, id, dayOf(now)))
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
