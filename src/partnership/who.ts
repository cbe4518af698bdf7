import { type Arrangements, codeOf, type Group, type Person } from './arrangements.ts'
import type { Day } from './day.ts'
import { covers } from './terms.ts'

/** Somebody who has been recognised: which person of which partnership, on which day. */
export type Who = { partnership: Arrangements; person: Person }

/** The name to show for a person: their own where the file gives it, else their post. */
export function nameOf(person: Person): string {
  return person.name ?? person.title
}

/** The partnership's name on a day: bodies are renamed, their history stays. */
export function partnershipNameOn(arrangements: Arrangements, day: Day): { name: string; short: string } {
  const { names } = arrangements.partnership
  return names.find(name => covers(name, day)) ?? (names.at(-1) as { name: string; short: string })
}

/** People in a chairing seat of a group on a day. A chair whose term has ended is no chair. */
export function chairsOn(group: Group, day: Day): string[] {
  const seats = (group.chairs ?? []).filter(seat => seat.role !== 'vice-chair' && covers(seat, day))
  const holders = seats.length > 0 ? seats : viceChairs(group, day)
  return [...new Set(holders.map(seat => seat.person))]
}

/** A vice-chair deputises while no chairing seat is held. */
function viceChairs(group: Group, day: Day) {
  return (group.chairs ?? []).filter(seat => seat.role === 'vice-chair' && covers(seat, day))
}

export function isChair(group: Group, personId: string, day: Day): boolean {
  return chairsOn(group, day).includes(personId)
}

/** In the group on a day: a member, or in any of its seats. */
export function isInGroup(group: Group, personId: string, day: Day): boolean {
  const seated = (group.chairs ?? []).some(seat => seat.person === personId && covers(seat, day))
  return seated || (group.members ?? []).includes(personId)
}

/** Group by its id or code, whatever the capitals. */
export function findGroup(arrangements: Arrangements, text: string): Group | undefined {
  const sought = text.trim().toLowerCase()
  return arrangements.groups.find(group => group.id === sought || codeOf(group).toLowerCase() === sought)
}

export function groupById(arrangements: Arrangements, id: string): Group {
  const group = arrangements.groups.find(g => g.id === id)
  if (!group) throw new Error('A stored record names a group that the arrangements no longer hold.')
  return group
}

/** The priority somebody means by its id or its name, whatever the capitals. */
export function findPriority(
  { priorities = [] }: Arrangements,
  text: string,
): { id: string; name: string } | undefined {
  const sought = text.trim().toLowerCase()
  return priorities.find(({ id, name }) => [id, name.toLowerCase()].includes(sought))
}

export function agencyName(arrangements: Arrangements, id: string): string {
  return arrangements.agencies.find(agency => agency.id === id)?.name ?? 'agency not stated'
}
