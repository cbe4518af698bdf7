import type { Person } from '../partnership/arrangements.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { plainWords } from '../partnership/plain-words.ts'

type Named = { id: string; name: string; code?: string }

const small = new Set('and of the for in on to with at a group sub board'.split(' '))
/** Words of a name that alone say too little. */
const vague = new Set(
  `service care children community city west midland youth forward thinking university foundation health family young
  people integrated national local help early safeguarding quality impact outcome review practice case serious
  learning development partnership independent`.split(/\s+/),
)

/**
 * The one of `things` that the words begin with (after 'the' and the like), by id, code, name, initials or a part of
 * the name that no other has; 'several' when they fit more than one. `reach` is how many words may come before; -1
 * where they must be nothing but its name.
 */
export function whichOne(words: string, things: readonly Named[], reach: number): string | undefined {
  const tokens = fold(words.slice(0, 300)).replace(/^the /, '').split(' ')
  const all = things.map(thing => ({ thing, keys: keysOf(thing) }))
  let last = Math.max(reach, 0)
  let several = false
  for (let start = 0; start < Math.min(tokens.length, last + 1); start++) {
    for (let length = reach < 0 ? tokens.length : 7; length >= (reach < 0 ? tokens.length : 1); length--) {
      const phrase = tokens.slice(start, start + length).join(' ')
      const exact = all.filter(({ keys }) => keys.exact.has(phrase))
      const hits = exact.length > 0 ? exact : all.filter(({ keys }) => fitsLoosely(phrase, keys))
      if (hits.length === 1) return hits[0]?.thing.id
      if (hits.length > 1 && !several) {
        several = true
        last = start + 1
      }
    }
  }
  return several ? 'several' : undefined
}

/** Whether a name is nothing that is known, but begins with one that is: 'Tom Reed as he leads'. */
export function hidesName(
  words: string,
  names: 'agency' | 'person' | 'group',
  known: { agencies: readonly Named[]; groups: readonly Named[]; people: readonly Person[] },
): boolean {
  const begins =
    names === 'person'
      ? personIn(words.toLowerCase().replace(/^the /, ''), known.people)
      : whichOne(words, names === 'agency' ? known.agencies : known.groups, 0)
  return begins !== undefined && begins !== 'several'
}

/** Where the name that words begin with ends: the longest beginning that `fits`, and what only goes with a name. */
export function nameEnd(words: string, fits: (name: string) => boolean): number {
  const ends = [...words.matchAll(/ |$/g)].map(({ index }) => index).slice(0, 8)
  const end = ends.findLast(at => fits(words.slice(0, at).replace(/^the /, ''))) ?? ends[0] ?? 0
  const more = /^(?: (?:sub-?group|groups?|board|log|team|instead|now|please|pls))+(?![a-z])/.exec(
    words.slice(end),
  )
  return end + (more?.[0].length ?? 0)
}

type Keys = { exact: Set<string>; name: string; runs: Set<string> }

function keysOf({ id, name, code }: Named): Keys {
  const words = fold(name)
    .split(' ')
    .filter(word => !small.has(word))
  const initials = words.map(word => word[0]).join('')
  const runs = new Set(
    fold(id)
      .split(' ')
      .filter(part => part.length > 2),
  )
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 3; end <= words.length; end++) runs.add(initials.slice(start, end))
  }
  return { exact: new Set([fold(id), fold(name), fold(code ?? id), initials]), name: ` ${fold(name)} `, runs }
}

function fitsLoosely(phrase: string, { name, runs }: Keys): boolean {
  if (phrase === '' || phrase.split(' ').every(word => small.has(word))) return false
  const alone = vague.has(phrase) || phrase.length < 3
  return !alone && (runs.has(phrase) || name.includes(` ${phrase} `))
}

/** Its words, without a plural's s. */
export function fold(text: string): string {
  const words = plainWords(text).split(' ')
  return words.map(word => (word.length > 3 ? word.replace(/s$/, '') : word)).join(' ')
}

/** Whole words only: 'me' is not the Development Manager. */
export function onePerson(text: string, people: readonly Person[]): string | undefined {
  const sought = fold(text)
  const match = sought.length > 2 && sought !== 'all' ? matchPerson(text, people) : undefined
  if (!match || !('person' in match)) return undefined
  const { id, name, title } = match.person
  return ` ${fold(`${id} ${name ?? ''} ${title}`)} `.includes(` ${sought} `) ? id : undefined
}

/** The person whom the words begin with; 'several' when a word fits, but more than one of them, or a vacant post. */
export function personIn(words: string, people: readonly Person[]): string | undefined {
  const tokens = words.trim().split(' ').slice(0, 8)
  for (let length = tokens.length; length > 0; length--) {
    const id = onePerson(tokens.slice(0, length).join(' '), people)
    if (id !== undefined) return id
  }
  const first = fold(tokens[0] ?? '')
  const some = people.some(({ name, title }) => ` ${fold(`${name ?? ''} ${title}`)} `.includes(` ${first} `))
  return some && first.length > 3 ? 'several' : undefined
}
