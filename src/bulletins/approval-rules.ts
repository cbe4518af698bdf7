import type { Arrangements } from '../partnership/arrangements.ts'
import { addDays, type Day, instantOf, weekdayOf } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { chairsAsked, isInGroup } from '../partnership/who.ts'
import { addWorkingDays, holidaysKnown } from '../partnership/working-days.ts'
import type { Bulletin } from './bulletin.ts'
import { chairOver, writersOf } from './bulletin-rules.ts'

type Asking = {
  arrangements: Arrangements
  /** Ids of the business team. */
  team: readonly string[]
  bulletin: Bulletin
  today: Day
  /** For which time it is asked. */
  times: number
}

/**
 * Who is asked to approve: the first of these circles in which anybody is there, and each time it is asked again, one
 * more. The business team; the Executive's chairs; other chairs; the Executive's members. For many people the chairs alone
 * (local rule). Nobody is asked who wrote on it, is away, or could not approve it.
 */
export function approversAsked({ arrangements, team, bulletin, today, times }: Asking): string[] {
  const wrote = writersOf(bulletin)
  const may = (people: readonly string[]) => [
    ...new Set(people.filter(id => !wrote.includes(id) && !isAway(arrangements, id, today))),
  ]
  const chairsOf = (kind: string) =>
    arrangements.groups
      .filter(group => group.kind === kind)
      .flatMap(group => chairsAsked(group, today, arrangements))
  const chairs = [chairsOf('executive'), chairsOf('sub-group')]
  const many = (bulletin.frozen?.total ?? 0) > chairOver(arrangements)
  const circles = many ? chairs : [team, ...chairs, executive(arrangements, today)]
  const there = circles.map(may).filter(circle => circle.length > 0)
  return [...new Set(there.slice(0, times).flat())]
}

const executive = ({ groups }: Arrangements, today: Day): string[] =>
  groups
    .filter(({ kind }) => kind === 'executive')
    .flatMap(group =>
      [
        ...(group.members ?? []).map(one => (typeof one === 'string' ? one : one.person)),
        ...(group.chairs ?? []).map(({ person }) => person),
      ].filter(person => isInGroup(group, person, today)),
    )

/** Local rule: what waits is asked again after so many working days, so many times in all; then its author is told. */
const againAfter = 2
export const mostAsked = 3

/**
 * When approvers are asked again: a working morning; a weekday's beyond the years whose holidays are known, since a bulletin
 * does not wait for that.
 */
export function askedAgainAt({ partnership }: Arrangements, today: Day): string {
  const known = addDays(today, longestClosure) <= holidaysKnown.to
  return instantOf(known ? addWorkingDays(today, againAfter, partnership) : nextWeekday(today), '09:00')
}

/** So many days at most stand between somebody's asking and the second working day after. */
const longestClosure = 14

function nextWeekday(today: Day): Day {
  let day = addDays(today, againAfter)
  while (weekdayOf(day) > 5) day = addDays(day, 1)
  return day
}
