import type { Arrangements, Person } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { covers } from '../partnership/terms.ts'
import { isInGroup } from '../partnership/who.ts'
import type { Audience, Bulletin } from './bulletin.ts'

export type AudienceOn = {
  audience: Audience
  arrangements: Arrangements
  /** Ids of the uploaded list. */
  listed: ReadonlySet<string>
  today: Day
}

/** Whether somebody is of an audience on a day: of each kind that names anything they must fit one. */
export function isMeant(person: Person, { audience, arrangements, listed, today }: AudienceOn): boolean {
  if (person.vacant || !covers(person, today)) return false
  const { agencies, groups, roles, localities } = audience
  const inGroup = (id: string): boolean => {
    const group = arrangements.groups.find(one => one.id === id)
    return group !== undefined && isInGroup(group, person.id, today)
  }
  return (
    (agencies.length === 0 || agencies.includes(person.agency)) &&
    (groups.length === 0 || groups.some(inGroup)) &&
    (roles.length === 0 || roles.some(role => hasWord(person.roles ?? [], role))) &&
    (localities.length === 0 || hasWord(localities, person.locality ?? '')) &&
    (!audience.list || listed.has(person.id))
  )
}

export type Unmet = Pick<Audience, 'agencies' | 'groups' | 'roles' | 'localities'>

/**
 * What an audience names that none of these people fits: a word that was written otherwise fits nobody, and of an agency
 * or group without anybody nobody would be missed.
 */
export function unmetBy(
  people: readonly Person[],
  { agencies, groups, roles, localities }: Unmet,
  { arrangements, today }: Pick<AudienceOn, 'arrangements' | 'today'>,
): Unmet {
  return {
    agencies: agencies.filter(agency => !people.some(person => person.agency === agency)),
    groups: groups.filter(id => {
      const group = arrangements.groups.find(one => one.id === id)
      return !group || !people.some(person => isInGroup(group, person.id, today))
    }),
    roles: roles.filter(role => !people.some(person => hasWord(person.roles ?? [], role))),
    localities: localities.filter(place => !people.some(({ locality = '' }) => hasWord([place], locality))),
  }
}

/**
 * The guests among some people: whom a directory says to be one, or who have an account in another organisation's Teams
 * than the business team, who are at home. Nobody is a guest by account where no home is known.
 */
export function guestsAmong(people: readonly Person[], team: readonly Person[]): Person[] {
  const home = new Set(team.flatMap(({ tenant }) => (tenant ? [tenant.toLowerCase()] : [])))
  const elsewhere = ({ tenant }: Person) =>
    home.size > 0 && tenant !== undefined && !home.has(tenant.toLowerCase())
  return people.filter(person => person.guest ?? elsewhere(person))
}

/**
 * Whether guests get none. As chosen; else what is OFFICIAL-SENSITIVE does not leave the organisations at home without
 * somebody having said so (local rule).
 */
export const leavesGuestsOut = ({ audience, words }: Pick<Bulletin, 'audience' | 'words'>): boolean =>
  audience.guests === undefined ? words.marking === 'OFFICIAL-SENSITIVE' : audience.guests === 'leave-out'

const fold = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll(/[\s-]+/g, ' ')
    .trim()

const hasWord = (words: readonly string[], sought: string): boolean =>
  words.some(word => fold(word) === fold(sought))
