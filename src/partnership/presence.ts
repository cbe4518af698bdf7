import type { Arrangements, Group, PartnershipFile, Person } from './arrangements.ts'
import { addDays, type Day } from './day.ts'
import { holdersOf } from './held.ts'
import type { Found } from './partnership-file-rules.ts'
import { firstDayOf, hasEnded, lastDayOf, type Term } from './terms.ts'

/** By person, from when to when they are there; whoever it does not name always is. */
export type Presence = Readonly<Record<string, Term>>

type Present = Pick<Arrangements, 'presence'>

/** Whether somebody belongs to the partnership no longer, as its file said last. */
export function hasLeft({ presence }: Present, person: string, on: Day): boolean {
  const term = presence?.[person]
  return term !== undefined && hasEnded(term, on)
}

/**
 * Who is there from when to when, for the arrangements: those of the file with their dates, those whom it names no
 * longer up to yesterday, and those who had left before.
 */
export function presenceOf(
  people: readonly Person[],
  gone: readonly Pick<Person, 'id'>[],
  { before = {}, today }: { before?: Presence | undefined; today: Day },
): Presence {
  const named = new Set(people.map(({ id }) => id))
  const left = Object.entries(before).filter(([id]) => !named.has(id))
  const since = gone
    .filter(({ id }) => !hasLeft({ presence: before }, id, today))
    .map(({ id }): [string, Term] => [id, { to: addDays(today, -1) }])
  const dated = people
    .filter(({ from, to }) => from !== undefined || to !== undefined)
    .map(({ id, from, to }): [string, Term] => [id, { ...(from ? { from } : {}), ...(to ? { to } : {}) }])
  return Object.fromEntries([...left, ...since, ...dated])
}

/** The groups with every seat held for as long as its holder is there, and no longer. */
export function withSeatsOf(presence: Presence, groups: readonly Group[]): Group[] {
  return groups.map(group =>
    group.chairs
      ? { ...group, chairs: group.chairs.map(seat => ({ ...seat, ...within(seat, presence[seat.person]) })) }
      : group,
  )
}

/** A term, and of it what lies within another. */
function within(term: Term, other: Term = {}): Term {
  const ends =
    other.to !== undefined && (other.to === 'not-stated' || lastDayOf(other) < lastDayOf(term))
      ? { to: other.to }
      : {}
  const begins = firstDayOf(other) > firstDayOf(term) && other.from ? { from: other.from } : {}
  return { ...begins, ...(term.to === 'not-stated' ? {} : ends) }
}

/** What a file says of people after they have left: no fault, since nobody is asked who is gone, but to be looked at. */
export function staleSeats({ agencies, groups, people, partnership }: PartnershipFile): Found[] {
  const of = new Map(people.filter(({ to }) => to !== undefined).map(person => [person.id, person]))
  const leaves = (id: string | undefined, until: Term): string | undefined => {
    const person = of.get(id ?? '')
    if (!person || until.to === 'not-stated') return undefined
    if (person.to === 'not-stated') return 'who has left'
    return lastDayOf(person) < lastDayOf(until) ? `who leaves on ${lastDayOf(person)}` : undefined
  }
  const found = (path: Found['path'], when: string | undefined, what: string): Found[] =>
    when === undefined ? [] : [{ path, problem: `names somebody ${when}: ${what}` }]
  return [
    ...found(
      ['partnership', 'businessManager'],
      leaves(partnership.businessManager, {}),
      'from then on the business team is asked. Write who follows',
    ),
    ...agencies.flatMap((agency, i) =>
      holdersOf(agency.lead).flatMap(({ person, ...term }) =>
        found(
          ['agencies', i, 'lead'],
          leaves(person, term.to === undefined ? agency : term),
          'from then on their deputy or the business team is asked. Write who follows',
        ),
      ),
    ),
    ...groups.flatMap((group, g) =>
      (group.chairs ?? []).flatMap((seat, c) =>
        found(
          ['groups', g, 'chairs', c, 'person'],
          leaves(seat.person, seat),
          'the seat is vacant from then on. Write who follows',
        ),
      ),
    ),
  ]
}
