import { queued } from '../delivery/delivery.ts'
import type { Day } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Draft, Store } from '../ports/store.ts'

/** The one chaser of a person for a day: its id is made of both, so that there is never a second. */
export function chaserDraft(person: string, day: Day, now: string): Draft {
  const about = { scope: 'people', id: `person:${person}` }
  return queued({ id: chaserId(person, day), kind: 'chaser', to: { person }, about, day, now })
}

export const chaserId = (person: string, day: Day): string => `chase:${person}:${day}`

/** Puts these people's chasers of a day in line. Repeated, or for somebody who has theirs already, it does nothing. */
export async function createChasers(
  store: Store,
  partnership: string,
  people: readonly string[],
  { day, now }: { day: Day; now: string },
): Promise<void> {
  for (const person of people) await createOnce(store, peopleOf(partnership), chaserDraft(person, day, now))
}
