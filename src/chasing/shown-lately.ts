import { readDelivery } from '../delivery/delivery.ts'
import type { Day } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import { addWorkingDays, type Calendar } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { chaserId } from './chaser.ts'

const daysLookedBack = 10

/** By ref, the last of the ten working days before this one on which a chaser of somebody's that arrived showed it. */
export async function shownLately(
  store: Store,
  person: string,
  { calendar, today }: { calendar: Calendar & { id: string }; today: Day },
): Promise<ReadonlyMap<string, Day>> {
  const days = Array.from({ length: daysLookedBack }, (_, i) => addWorkingDays(today, -1 - i, calendar))
  const cards = await Promise.all(
    days.map(async day => {
      const doc = await store.get(peopleOf(calendar.id), chaserId(person, day))
      const delivery = doc && readDelivery(doc)
      return { day, refs: delivery?.state === 'sent' ? (delivery.shows ?? []) : [] }
    }),
  )
  const shown = new Map<string, Day>()
  for (const { day, refs } of cards.reverse()) for (const ref of refs) shown.set(ref, day)
  return shown
}

/** Those that were on no card lately first, then those that were not for longest; otherwise in their order. */
export function inTurn<T>(
  all: readonly T[],
  refOf: (one: T) => string,
  shownOn: ReadonlyMap<string, Day>,
): T[] {
  const turn = (one: T): Day => shownOn.get(refOf(one)) ?? ''
  return all.toSorted((a, b) => (turn(a) < turn(b) ? -1 : turn(a) > turn(b) ? 1 : 0))
}
