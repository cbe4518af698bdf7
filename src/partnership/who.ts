import { type Arrangements, codeOf, type Group, type Membership, type Person } from './arrangements.ts'
import type { Day } from './day.ts'
import { heldOn } from './held.ts'
import { isAway } from './local-rules.ts'
import { hasLeft } from './presence.ts'
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

/**
 * People who chair a group on a day: those in its chairing seats, and the vice-chair while a seat is vacant or its
 * holder is away. A chair whose term has ended is no chair.
 */
export function chairsOn(
  group: Group,
  day: Day,
  arrangements: Pick<Arrangements, 'local' | 'presence'>,
): string[] {
  const { holders, vice, vacant } = seatsOn(group, day)
  const stoodIn = vacant || holders.some(holder => isAway(arrangements, holder, day))
  return [...new Set([...holders, ...(stoodIn ? vice : [])])]
}

/** Of them, those of whom something can be asked on that day: nobody who is away. */
export function chairsAsked(
  group: Group,
  day: Day,
  arrangements: Pick<Arrangements, 'local' | 'presence'>,
): string[] {
  return chairsOn(group, day, arrangements).filter(person => !isAway(arrangements, person, day))
}

/** Who sits where on a day. A group that has co-chairs has two seats, one that has a chair has one. */
export function seatsOn(
  group: Group,
  day: Day,
): { holders: string[]; vice: string[]; seats: number; vacant: boolean } {
  const terms = group.chairs ?? []
  const held = terms.filter(seat => covers(seat, day))
  const holders = new Set(held.filter(seat => seat.role !== 'vice-chair').map(seat => seat.person))
  const seats = terms.some(seat => seat.role === 'co-chair') ? 2 : 1
  return {
    holders: [...holders],
    vice: held.filter(seat => seat.role === 'vice-chair').map(seat => seat.person),
    seats,
    vacant: holders.size < seats,
  }
}

export function isChair(
  group: Group,
  personId: string,
  day: Day,
  arrangements: Pick<Arrangements, 'local' | 'presence'>,
): boolean {
  return chairsOn(group, day, arrangements).includes(personId)
}

/** The Executive's chair and vice-chair. */
export function executiveSeats({ groups }: Arrangements, today: Day): string[] {
  const seats = groups.filter(group => group.kind === 'executive').map(group => seatsOn(group, today))
  return [...new Set(seats.flatMap(({ holders, vice }) => [...holders, ...vice]))]
}

/** Somebody's deputy on a day: whoever may answer for them. */
export const deputyOn = (
  { deputies }: Pick<Arrangements, 'deputies'>,
  person: string,
  day: Day,
): string | undefined => heldOn(deputies?.[person], day)

/** Whose deputy somebody is on a day. */
export const deputisesFor = ({ deputies = {} }: Arrangements, person: string, day: Day): string[] =>
  Object.keys(deputies).filter(owner => heldOn(deputies[owner], day) === person)

/** Whom the file names as an agency's lead on a day, there or not. */
export const namedLead = (
  { agencies }: Pick<Arrangements, 'agencies'>,
  agency: string | undefined,
  day: Day,
): string | undefined => heldOn(agencies.find(one => one.id === agency)?.lead, day)

/** Who answers for an agency on a day: its lead, and their deputy in their place once they have left. */
export function leadOn(
  arrangements: Arrangements,
  agency: string | undefined,
  today: Day,
): string | undefined {
  const lead = namedLead(arrangements, agency, today)
  if (!lead || !hasLeft(arrangements, lead, today)) return lead
  const deputy = deputyOn(arrangements, lead, today)
  return deputy && !hasLeft(arrangements, deputy, today) ? deputy : undefined
}

/** Who may answer a challenge to an agency on a day: its lead, then their deputy, there or not. */
export function answerersOf(arrangements: Arrangements, agency: string, day: Day): string[] {
  const lead = namedLead(arrangements, agency, day)
  const deputy = lead && deputyOn(arrangements, lead, day)
  return [lead, deputy].filter(person => person !== undefined)
}

/** Who may answer for an agency on a day: whoever leads it, and their deputy while they are away. */
export function leadsOn(arrangements: Arrangements, agency: string, today: Day): string[] {
  const lead = leadOn(arrangements, agency, today)
  if (!lead) return []
  const deputy = isAway(arrangements, lead, today) ? deputyOn(arrangements, lead, today) : undefined
  return deputy ? [lead, deputy] : [lead]
}

/** Who answers for the statutory partners: their leads, and the deputy of one who is away. */
export function partnerLeads(arrangements: Arrangements, today: Day): string[] {
  const partners = arrangements.agencies.filter(
    agency => agency.kind === 'statutory-partner' && covers(agency, today),
  )
  return partners.flatMap(agency => leadsOn(arrangements, agency.id, today))
}

/**
 * Who answers for the local authority, whose duty the notification of a serious incident is. Where the file does not say
 * which agency that is, all the statutory partners: one too many is told rather than nobody.
 */
export function authorityLeads(arrangements: Arrangements, today: Day): string[] {
  const named = arrangements.agencies.filter(agency => agency.localAuthority && covers(agency, today))
  return named.length > 0
    ? named.flatMap(agency => leadsOn(arrangements, agency.id, today))
    : partnerLeads(arrangements, today)
}

/** In the group on a day: a member, or in any of its seats. */
export function isInGroup(group: Group, personId: string, day: Day): boolean {
  const seated = (group.chairs ?? []).some(seat => seat.person === personId && covers(seat, day))
  return seated || holds(group.members, personId, day)
}

/** Whether somebody may read a group's log and agendas on a day, without being in it. */
export const observes = (group: Group, personId: string, day: Day): boolean =>
  holds(group.observers, personId, day)

const holds = (list: readonly Membership[] = [], personId: string, day: Day): boolean =>
  list.some(one => (typeof one === 'string' ? one === personId : one.person === personId && covers(one, day)))

/** Whether the arrangements say of any day to come, or of a rule of days, that the group meets. */
export function mayMeet({ meets = {} }: Group, today: Day): boolean {
  const { dates, every, on, startsOn } = meets
  if (dates) return dates.some(date => date >= today)
  return every !== undefined && on !== undefined && startsOn !== undefined
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
