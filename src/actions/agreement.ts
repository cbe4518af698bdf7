import type { Arrangements, Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { chairsAsked, chairsOn, executiveSeats, seatsOn } from '../partnership/who.ts'
import type { Action } from './action.ts'

type Waiting = Pick<Action, 'owners' | 'status' | 'history' | 'asked'>

/** Whose word waits to be agreed: who said that it is done, or asked for another date; undefined when nothing waits. */
export function whoseWord({ status, history, asked }: Omit<Waiting, 'owners'>): string | undefined {
  return status === 'awaiting-agreement' ? history.findLast(entry => entry.verb === 'done')?.by : asked?.by
}

/** Whether somebody would agree to their own: what they own, or what they said themselves in whoever's place. */
export const isTheirOwn = (action: Waiting, person: string): boolean =>
  whoseWord(action) === person || action.owners.some(owner => owner.person === person)

/**
 * Who agrees that an action is done, or to another date: the group's chairs. Nobody agrees to their own, and nobody
 * waits for who is away: where no other chair is there, the vice-chair does; where there is none, the Executive's chair
 * and vice-chair.
 */
export function agreers(arrangements: Arrangements, group: Group, action: Waiting, today: Day): string[] {
  const others = (people: readonly string[]) =>
    people.filter(person => !isTheirOwn(action, person) && !isAway(arrangements, person, today))
  const inTurn = [
    () => chairsOn(group, today, arrangements),
    () => seatsOn(group, today).vice,
    () => executiveSeats(arrangements, today),
  ]
  for (const seats of inTurn) {
    const there = others(seats())
    if (there.length > 0) return there
  }
  return []
}

/** Who is asked to agree on a day: where nobody else is there who could, the business team records what the group agreed. */
export function askedToAgree(
  arrangements: Arrangements,
  { group, action, team }: { group: Group; action: Waiting; team: readonly string[] },
  today: Day,
): string[] {
  const asked = agreers(arrangements, group, action, today)
  if (asked.length > 0) return asked
  return team.filter(person => !isTheirOwn(action, person) && !isAway(arrangements, person, today))
}

/** Who hears that something waits to be agreed: whoever is asked, and the business team while no chair is there. */
export function toldOfAgreement(
  arrangements: Arrangements,
  about: { group: Group; action: Waiting; team: readonly string[] },
  today: Day,
): string[] {
  const asked = askedToAgree(arrangements, about, today)
  if (chairsAsked(about.group, today, arrangements).length > 0) return asked
  const team = about.team.filter(person => !isAway(arrangements, person, today))
  return [...new Set([...asked, ...team])]
}
