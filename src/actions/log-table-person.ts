import type { Agency, Person } from '../partnership/arrangements.ts'
import { agencyByWords } from '../partnership/find-agency.ts'
import { heldOn } from '../partnership/held.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { plainWords } from '../partnership/plain-words.ts'
import { nameOf } from '../partnership/who.ts'

type Known = { people: readonly Person[]; agencies: readonly Agency[]; today: string }

/** Who answers: with what was understood, where that is not what the log says; or why nobody was found. */
export type LogPerson = { person: Person; said?: string } | { problem: string }

/**
 * Whom one name, post or pair of initials means, with or without their agency beside it. A word that is only a part of
 * somebody's name is nobody: 'All' is not Sally. An agency is its lead, who answers for it here as well.
 */
export function readLogPerson(typed: string, beside: Agency | undefined, known: Known): LogPerson {
  const exact = personNamed(typed, known.people)
  if (exact) return { person: exact }
  const whole = agencyByWords(typed, known.agencies)
  if (whole) return leadOf(whole, known)
  const { name, agency = beside } = apart(typed, known.agencies)
  const there = agency && known.people.filter(person => person.agency === agency.id)
  const person = (there && likely(name, there)) ?? likely(typed, known.people) ?? likely(name, known.people)
  if (person) return { person }
  const post = postOf(name, there || known.people)
  return post
    ? { person: post, said: `${nameOf(post)}, for ${name}` }
    : { problem: nobody(typed, name, known.people) }
}

/** 'BM' is the Business Manager, where no other post has these initials: small words may be among them, as in 'DoP'. */
function postOf(text: string, people: readonly Person[]): Person | undefined {
  if (!/^[A-Z][A-Za-z]{0,5}[A-Z]$/.test(text)) return undefined
  const found = people.filter(({ title, vacant }) => {
    const words = plainWords(title).split(' ')
    const initials = (of: readonly string[]) => of.map(word => word[0]).join('')
    const small = /^(?:of|and|the|for|in|to)$/
    return (
      !vacant && [words, words.filter(word => !small.test(word))].map(initials).includes(plainWords(text))
    )
  })
  return found.length === 1 ? found[0] : undefined
}

export function leadOf(agency: Agency, { people, today }: Known): LogPerson {
  const lead = heldOn(agency.lead, today)
  const person = people.find(one => one.id === lead && !one.vacant)
  if (person) return { person, said: `${nameOf(person)}, who leads for ${agency.name}` }
  return {
    problem: `It names an agency, ${agency.name}, which has no lead here. Write the person there who answers for it.`,
  }
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
  return { name: /,/.test(typed) && !/[(–—]| - /.test(typed) ? turned(typed) : name }
}

/** 'Smith, Jane' is Jane Smith. */
const turned = (typed: string): string => typed.replace(/^([^,\s]+),\s*([^,\s]+)$/, '$2 $1')

function personNamed(text: string, people: readonly Person[]): Person | undefined {
  const sought = plainWords(text)
  const found = people.filter(
    person =>
      !person.vacant && [person.id, person.title, nameOf(person)].some(word => plainWords(word) === sought),
  )
  return found.length === 1 ? found[0] : undefined
}

function likely(text: string, people: readonly Person[]): Person | undefined {
  const match = matchPerson(text, people)
  const sought = plainWords(text)
  const whole = (person: Person) => sought.length > 2 && hasWords(`${nameOf(person)} ${person.title}`, sought)
  if ('person' in match && (personNamed(text, people) || whole(match.person))) return match.person
  const found = people.filter(person => !person.vacant && goesBy(person, sought))
  return found.length === 1 ? found[0] : undefined
}

/** Somebody with a name of their own goes by their initials, and by their first initial and surname. */
function goesBy({ name }: Person, sought: string): boolean {
  const words = plainWords(name ?? '').split(' ')
  if (words.length < 2) return false
  const initials = words.map(word => word[0]).join('')
  return [initials, [...initials].join(' '), `${words[0]?.[0]} ${words.at(-1)}`].includes(sought)
}

function nobody(typed: string, name: string, people: readonly Person[]): string {
  if (/^(all|everyone|everybody|all (members|present|attendees))$/i.test(typed))
    return `“${typed}” does not say who. Write “All agencies” if each is to answer for itself, or the names.`
  const match = matchPerson(name, people)
  const who =
    'problem' in match && match.problem.startsWith('Several') ? match.problem.split('. ')[0] : undefined
  if (who) return `${clip(typed)} is not clear. ${who}. Write the whole name or post.`
  return `Nobody called ${clip(typed)} was found. Write the name or post as the partnership has it.`
}

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

const hasWords = (name: string, sought: string): boolean => ` ${plainWords(name)} `.includes(` ${sought} `)
