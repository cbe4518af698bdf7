import type { Agency, Person } from '../partnership/arrangements.ts'
import { agencyByWords } from '../partnership/find-agency.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { nameOf } from '../partnership/who.ts'

type Known = { people: readonly Person[]; agencies: readonly Agency[] }

export type LogOwner = { person?: Person; agency?: Agency; problem?: string }

/**
 * Whom an old log makes answer: one person, by name, post or initials, with or without their agency beside it. A word
 * that is only a part of somebody's name is nobody: 'All' is not Sally. Several people, or an agency, are a question
 * for whoever keeps the log.
 */
export function readLogOwner(text: string, agencyText: string, known: Known): LogOwner {
  // Several owners stand on lines of their own in one cell.
  const typed = text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' / ')
    .replaceAll(/\s+/g, ' ')
  const beside = agencyByWords(agencyText, known.agencies)
  if (typed === '') return withoutOwner(beside, known)
  const exact = personNamed(typed, known.people)
  if (exact) return { person: exact, ...agencyOfPerson(exact, known) }
  const whole = agencyByWords(typed, known.agencies)
  if (whole) return namesAgency(whole, known)
  const { name, agency = beside } = apart(typed, known.agencies)
  const there = agency && known.people.filter(person => person.agency === agency.id)
  const person = (there && likely(name, there)) ?? likely(typed, known.people) ?? likely(name, known.people)
  if (person) return { person, ...agencyOfPerson(person, known) }
  return { ...(agency ? { agency } : {}), problem: nobody(typed, name, known.people) }
}

function withoutOwner(agency: Agency | undefined, known: Known): LogOwner {
  if (agency) return namesAgency(agency, known)
  return { problem: 'It names no owner. Write the name or post of the person who answers for it.' }
}

function namesAgency(agency: Agency, { people }: Known): LogOwner {
  const lead = people.find(person => person.id === agency.lead)
  const who = lead ? ` Its lead is ${nameOf(lead)}.` : ''
  const problem = `It names an agency, not a person: ${agency.name}.${who} Write the person there who answers for it.`
  return { agency, problem }
}

const agencyOfPerson = (person: Person, { agencies }: Known): LogOwner => {
  const agency = agencies.find(one => one.id === person.agency)
  return agency ? { agency } : {}
}

/** 'J Smith (Police)', 'J Smith - Police' and 'J Smith, Police' as the name and the agency, where it is known. */
function apart(typed: string, agencies: readonly Agency[]): { name: string; agency?: Agency } {
  const [, name = typed, place = ''] =
    /^(.+?)\s*\(([^()]{1,100})\)$/.exec(typed) ??
    /^(.+?)\s+[-–—]\s+(.+)$/.exec(typed) ??
    /^(.+),\s*([^,]+)$/.exec(typed) ??
    []
  const agency = agencyByWords(place, agencies)
  if (agency) return { name, agency }
  return { name: /,/.test(typed) && !/[(–—]| - /.test(typed) ? typed : name }
}

function personNamed(text: string, people: readonly Person[]): Person | undefined {
  const sought = fold(text)
  const found = people.filter(
    person => !person.vacant && [person.id, person.title, nameOf(person)].some(word => fold(word) === sought),
  )
  return found.length === 1 ? found[0] : undefined
}

function likely(text: string, people: readonly Person[]): Person | undefined {
  const match = matchPerson(text, people)
  const sought = fold(text)
  const whole = (person: Person) => sought.length > 2 && hasWords(`${nameOf(person)} ${person.title}`, sought)
  if ('person' in match && (personNamed(text, people) || whole(match.person))) return match.person
  const found = people.filter(person => !person.vacant && goesBy(person, sought))
  return found.length === 1 ? found[0] : undefined
}

/** Somebody with a name of their own goes by their initials, and by their first initial and surname. */
function goesBy({ name }: Person, sought: string): boolean {
  const words = fold(name ?? '').split(' ')
  if (words.length < 2) return false
  const initials = words.map(word => word[0]).join('')
  return [initials, [...initials].join(' '), `${words[0]?.[0]} ${words.at(-1)}`].includes(sought)
}

function nobody(typed: string, name: string, people: readonly Person[]): string {
  const parts = typed.split(/\s*(?:[/,;&+]|\band\b)\s*/i).filter(part => part !== '')
  const named = parts.map(part => likely(part.replace(/\s*\([^()]*\)$/, ''), people))
  const found = named.filter(Boolean).length
  const several = /[/;+]/.test(typed) || found > 1 || (found === 1 && /&|\band\b/i.test(typed))
  if (parts.length > 1 && several)
    return `It names several owners (${parts.slice(0, 5).map(clip).join('; ')}). One owner answers: choose who.`
  const match = matchPerson(name, people)
  const who =
    'problem' in match && match.problem.startsWith('Several') ? match.problem.split('. ')[0] : undefined
  if (who) return `${clip(typed)} is not clear. ${who}. Write the whole name or post.`
  return `Nobody called ${clip(typed)} was found. Write the name or post as the partnership has it.`
}

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

const hasWords = (name: string, sought: string): boolean => ` ${fold(name)} `.includes(` ${sought} `)

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/['’\p{M}]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
}
