import type { Arrangements, Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { chairsOn, executiveSeats, seatsOn } from '../partnership/who.ts'
import type { Action } from './action.ts'

/**
 * Who agrees that an action is done, or to another date: the group's chairs. Nobody agrees to their own: where every
 * chair owns it, or the group has no chair, the vice-chair does; where there is none, the Executive's chair and vice-chair.
 */
export function agreers(
  arrangements: Arrangements,
  group: Group,
  { owners }: Pick<Action, 'owners'>,
  today: Day,
): string[] {
  const others = (people: readonly string[]) =>
    people.filter(person => owners.every(owner => owner.person !== person))
  const inTurn = [
    chairsOn(group, today, arrangements),
    seatsOn(group, today).vice,
    executiveSeats(arrangements, today),
  ]
  return inTurn.map(others).find(people => people.length > 0) ?? []
}

/** Who is asked to agree on a day: those who can and are not away; with the business team where the group has no chair. */
export function askedToAgree(
  arrangements: Arrangements,
  { group, action, team }: { group: Group; action: Pick<Action, 'owners'>; team: readonly string[] },
  today: Day,
): string[] {
  const there = (people: readonly string[]) => people.filter(person => !isAway(arrangements, person, today))
  const asked = there(agreers(arrangements, group, action, today))
  const vacant = chairsOn(group, today, arrangements).length === 0
  return [...new Set([...asked, ...(vacant || asked.length === 0 ? there(team) : [])])]
}
