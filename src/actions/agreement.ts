import type { Arrangements, Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { chairsOn, executiveSeats, seatsOn } from '../partnership/who.ts'
import type { Action } from './action.ts'

/**
 * Who agrees that an action is done, or to another date: the group's chairs. Nobody agrees to their own: where every
 * chair owns it, the vice-chair does; where there is none, the Executive's chair and vice-chair. Nobody where the group
 * has no chair: then the business team is told that it waits.
 */
export function agreers(
  arrangements: Arrangements,
  group: Group,
  { owners }: Pick<Action, 'owners'>,
  today: Day,
): string[] {
  const others = (people: readonly string[]) =>
    people.filter(person => owners.every(owner => owner.person !== person))
  const chairs = chairsOn(group, today, arrangements)
  if (chairs.length === 0) return []
  const inTurn = [chairs, seatsOn(group, today).vice, executiveSeats(arrangements, today)].map(others)
  return inTurn.find(people => people.length > 0) ?? []
}
