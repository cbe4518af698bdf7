import { type Action, owing, toldOfAgreement } from '../actions/index.ts'
import type { Arrangements, Group, Person } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { type Chased, isAway, rulesFor, wantsNoReminders } from '../partnership/local-rules.ts'
import { hasLeft } from '../partnership/presence.ts'
import { businessTeam, loadPerson } from '../partnership/records.ts'
import {
  chairsAsked,
  deputyOn,
  executiveSeats,
  groupById,
  leadOn,
  namedLead,
  partnerLeads,
  seatsOn,
} from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { askedAt, type Level } from './chase-rules.ts'

/** Who stands where on a day, as far as the steps of one group's actions need it. */
export type People = {
  arrangements: Arrangements
  group: Group
  today: Day
  team: readonly string[]
  /** Of those in the group's seats, their agencies. */
  agencyOf: ReadonlyMap<string, string>
}

type Facts = Pick<Action, 'owners' | 'status' | 'blockedBy' | 'history' | 'asked'>

/**
 * Who stands where on a day, by group. Each group, and everybody who has a seat in several, is read once, when first asked
 * for: keep what this returns no longer than for one question.
 */
export function peopleOn(store: Store, arrangements: Arrangements, today: Day) {
  const { id } = arrangements.partnership
  const person = once(one => loadPerson(store, id, one, today))
  let team: Promise<Person[]> | undefined
  return once(async (group: string): Promise<People> => {
    const found = groupById(arrangements, group)
    const { holders, vice } = seatsOn(found, today)
    team ??= businessTeam(store, id, today)
    const [ofTeam, ...seated] = await Promise.all([team, ...[...holders, ...vice].map(person)])
    const agencyOf = new Map(seated.flatMap(one => (one ? [[one.id, one.agency] as const] : [])))
    return { arrangements, group: found, today, team: ofTeam.map(one => one.id), agencyOf }
  })
}

function once<T>(find: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return id => {
    const found = known.get(id) ?? find(id)
    known.set(id, found)
    return found
  }
}

/**
 * The people whom a level asks about an action. Nobody is asked while on leave, or once they have left: an owner's or a
 * lead's deputy is asked instead (for an owner who has left without one their agency's lead, for a lead who has the business
 * team), and for the chairs the business team when none is there. While another agency must act first, its lead is
 * asked instead of the owner. If the late agency is a chair's own, the other chair, the vice-chair and the business
 * manager are asked with them. Reminders switched off stop what is the owner's or deputy's to do, and no more.
 * What others are to hear of by now, and nobody whom the settings name is there, goes to the chairs and the business manager.
 */
export function recipientsOf(level: Level, action: Facts, people: People): string[] {
  const asked = askedAt(level, rulesFor(people.arrangements, people.group.id))
  if (action.status === 'awaiting-agreement') return agreementAskedOf(level, asked, action, people)
  const found = asked.flatMap(chased => named(chased, action, people))
  if (level >= 2 && isChairsOwn(action, people)) {
    const { arrangements, group, today } = people
    const seated = [...chairsAsked(group, today, arrangements), ...seatsOn(group, today).vice]
    found.push(...present(seated, people), ...managers(people))
  }
  if (level >= 2 && found.length === 0)
    found.push(...named('chairs', action, people), ...named('business-manager', action, people))
  return [...new Set(found)]
}

/** The people who are asked about another date at a level: those who agree to it, and from 3 on who decides. */
export const dateAskedOf = (level: Level, action: Facts, people: People): string[] =>
  agreementAskedOf(level, askedAt(level, rulesFor(people.arrangements, people.group.id)), action, people)

/** What waits to be agreed waits for the chairs; unagreed it goes up as well, but to nobody whose own it is. */
function agreementAskedOf(level: Level, asked: readonly Chased[], action: Facts, people: People): string[] {
  const chairs = toldOfAgreement(people.arrangements, { ...people, action }, people.today)
  const above = level < 3 ? [] : asked.filter(chased => chased !== 'agency-lead')
  const told = above.flatMap(chased => named(chased, action, people))
  return [...new Set([...chairs, ...told])].filter(person =>
    action.owners.every(owner => owner.person !== person),
  )
}

/** The agencies that are late: those of the owners who owe an answer, or the one that must act first. */
export function lateAgencies(action: Facts): string[] {
  if (action.status === 'blocked' && action.blockedBy) return [action.blockedBy]
  return [...new Set(owing(action as Action).map(owner => owner.agency))]
}

/** The people whom one part of a level stands for, about an action, on their day. */
export function named(chased: Chased, action: Facts, people: People): string[] {
  const { arrangements, today, group, team } = people
  switch (chased) {
    case 'owner':
      return ownersAsked(action, people)
    case 'deputy':
      return blocker(action, people) ? [] : deputiesAsked(action, people)
    case 'agency-lead':
      return lateAgencies(action).flatMap(agency => leadsAsked(agency, people))
    case 'chairs': {
      const chairs = chairsAsked(group, today, arrangements)
      return chairs.length > 0 ? chairs : present(team, people)
    }
    case 'business-manager':
      return managers(people)
    case 'executive':
      return present(executiveSeats(arrangements, today), people)
    case 'partners':
      return present(partnerLeads(arrangements, today), people)
  }
}

function ownersAsked(action: Facts, people: People): string[] {
  const lead = blocker(action, people)
  return lead ? standIn(lead, people) : owing(action as Action).flatMap(owner => ownerAsked(owner, people))
}

/**
 * Who is asked for one owner: they, or while they are away their deputy; once they have left, and while both are away,
 * their agency's lead, else the business team. Who has no deputy is asked on the first morning back. Nobody who wants no reminders is reminded, in whoever's place.
 */
export function ownerAsked({ person, agency }: Action['owners'][number], people: People): string[] {
  const { arrangements, today, team } = people
  if (withReminders([person], people).length === 0) return []
  const asked = withReminders(standIn(person, people), people)
  if (asked.length > 0 || !(hasLeft(arrangements, person, today) || areBothAway(arrangements, person, today)))
    return asked
  const leads = standIn(leadOn(arrangements, agency, today), people)
  return leads.length > 0 ? leads : present(team, people)
}

/** Whether somebody and the deputy whom they named are away at once: whoever named one counts on an answer. */
export function areBothAway(arrangements: Arrangements, person: string, today: Day): boolean {
  const deputy = deputyOn(arrangements, person, today)
  return deputy !== undefined && isAway(arrangements, person, today) && isAway(arrangements, deputy, today)
}

/** An agency's lead, or whoever stands in for them; the business team when the one who is named has left. */
function leadsAsked(agency: string, people: People): string[] {
  const { arrangements, today, team } = people
  const lead = leadOn(arrangements, agency, today)
  const named = namedLead(arrangements, agency, today)
  return lead === undefined && named !== undefined ? present(team, people) : standIn(lead, people)
}

const deputiesAsked = (action: Facts, people: People): string[] =>
  owing(action as Action).flatMap(({ person }) => deputyAsked(person, people))

/** An owner's deputy, of whom is asked what is due. */
export function deputyAsked(owner: string, people: People): string[] {
  const deputy = deputyOn(people.arrangements, owner, people.today)
  if (!deputy || withReminders([owner], people).length === 0) return []
  return withReminders(present([deputy], people), people)
}

const withReminders = (persons: readonly string[], { arrangements, today }: People): string[] =>
  persons.filter(person => !wantsNoReminders(arrangements, person) || hasLeft(arrangements, person, today))

const present = (persons: readonly string[], { arrangements, today }: People): string[] =>
  persons.filter(person => !isAway(arrangements, person, today))

/** Somebody, or their deputy while they are away; nobody when both are. */
export function standIn(person: string | undefined, people: People): string[] {
  if (!person) return []
  const deputy = deputyOn(people.arrangements, person, people.today)
  const asked = isAway(people.arrangements, person, people.today) ? deputy : person
  return asked ? present([asked], people) : []
}

/** The lead of the agency that must act first, where it has one. */
export function blocker(action: Facts, { arrangements, today }: People): string | undefined {
  return action.status === 'blocked' ? leadOn(arrangements, action.blockedBy, today) : undefined
}

function managers({ arrangements, team, today }: People): string[] {
  const { businessManager } = arrangements.partnership
  return businessManager && !isAway(arrangements, businessManager, today)
    ? [businessManager]
    : team.filter(person => !isAway(arrangements, person, today))
}

function isChairsOwn(action: Facts, { arrangements, group, today, agencyOf }: People): boolean {
  const late = lateAgencies(action)
  return chairsAsked(group, today, arrangements).some(chair => late.includes(agencyOf.get(chair) ?? ''))
}
