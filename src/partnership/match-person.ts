import type { Person } from './arrangements.ts'
import { plainWords } from './plain-words.ts'
import { nameOf } from './who.ts'

export type PersonMatch = { person: Person } | { problem: string }

/** The one person somebody means by an id, a name, a post or whole words of them. Vacant posts are nobody. */
export function matchPerson(text: string, people: readonly Person[]): PersonMatch {
  const sought = plainWords(text)
  const present = people.filter(person => !person.vacant)
  const exact = present.filter(person =>
    [person.id, person.title, nameOf(person)].some(word => plainWords(word) === sought),
  )
  const found =
    exact.length > 0
      ? exact
      : present.filter(person =>
          ` ${plainWords(`${nameOf(person)} ${person.title}`)} `.includes(` ${sought} `),
        )
  const [person, second] = found
  if (!person) return { problem: 'Nobody of that name or post was found. Choose the owner from the list.' }
  if (second)
    return {
      problem: `Several people fit: ${found.slice(0, 3).map(nameOf).join(', ')}. Choose the owner from the list.`,
    }
  return { person }
}

/**
 * Everybody a list names: 'Chief Nurse and J Smith', 'chief-nurse-bwc, dcs'. A post that is one person's is never
 * taken apart, even with an 'and' in it.
 */
export function matchPeople(
  text: string,
  people: readonly Person[],
): { people: Person[] } | { problem: string } {
  const whole = matchPerson(text, people)
  if ('person' in whole) return { people: [whole.person] }
  const parts = text.split(/\s*(?:[,;&+/]|\band\b)\s*/i).filter(part => part !== '')
  const found = parts.map(part => matchPerson(part, people))
  const all = found.flatMap(one => ('person' in one ? [one.person] : []))
  return parts.length > 1 && all.length === parts.length ? { people: [...new Set(all)] } : whole
}
