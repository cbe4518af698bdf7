import { type Delivery, readDelivery } from '../delivery/delivery.ts'
import type { Day } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import { addWorkingDays, type Calendar } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { chaserId } from './chaser.ts'

const daysLookedBack = 20

/** What the last chaser of somebody's that arrived held: on it, and behind its button. */
export type LastCard = Pick<Delivery, 'shows' | 'reaches'>

/** The last chaser of somebody's that arrived before a day, of some weeks; undefined where there is none. */
export async function lastChaser(
  store: Store,
  person: string,
  { calendar, today }: { calendar: Calendar & { id: string }; today: Day },
): Promise<LastCard | undefined> {
  let day = today
  for (let back = 0; back < daysLookedBack; back += 1) {
    day = addWorkingDays(day, -1, calendar)
    const doc = await store.get(peopleOf(calendar.id), chaserId(person, day))
    const delivery = doc && readDelivery(doc)
    if (delivery?.state === 'sent') return delivery
  }
  return undefined
}

/**
 * In their turn: what the last card did not hold, in its order; then what waited behind its button, as it waited; then
 * what was on it. So everything has its turn before anything has it again, however much it is.
 */
export function inTurn<T>(all: readonly T[], refOf: (one: T) => string, last: LastCard | undefined): T[] {
  const turns = new Map([...(last?.reaches ?? []), ...(last?.shows ?? [])].map((ref, turn) => [ref, turn]))
  const turn = (one: T): number => turns.get(refOf(one)) ?? -1
  return all.toSorted((a, b) => turn(a) - turn(b))
}
