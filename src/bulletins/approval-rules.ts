import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { instantOf } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { chairsAsked, isInGroup } from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
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

/** When approvers are asked again: a working morning. */
export const askedAgainAt = ({ partnership }: Arrangements, today: Day): string =>
  instantOf(addWorkingDays(today, againAfter, partnership), '09:00')
