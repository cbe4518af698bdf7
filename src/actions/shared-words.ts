import { plainWords } from '../partnership/plain-words.ts'

/** Long, and in every other action or message: that they are shared says nothing. */
// biome-ignore format: a list
const common = new Set([
  'about', 'action', 'after', 'also', 'been', 'before', 'each', 'ensure', 'every', 'from', 'group', 'have', 'into', 'meeting',
  'next', 'that', 'their', 'there', 'these', 'they', 'this', 'update', 'week', 'were', 'what', 'when', 'which', 'will', 'with',
])
const fewestLetters = 4
/** One shared word may be chance: 'audit' is in half of a log. */
const fewestShared = 2

/** The longer words of a text, without the endings that tell one leaflet from leaflets, or checking from checked. */
function wordsOf(text: string): Set<string> {
  const longer = plainWords(text)
    .split(' ')
    .filter(word => word.length >= fewestLetters && !common.has(word))
  return new Set(longer.map(stem))
}

const stem = (word: string): string => word.replace(/(?:ings?|ed|es|s)$/, '')

/** How many of its longer words a text shares with what an action says. */
export function sharedWords(text: string, what: string): number {
  const typed = wordsOf(text)
  return [...wordsOf(what)].filter(word => typed.has(word)).length
}

/** The one of these actions that a text speaks of in its own words; undefined where it may be another as well. */
export function spokenOf<One extends { what: string }>(
  text: string,
  actions: readonly One[],
): One | undefined {
  const counted = actions.map(action => ({ action, shared: sharedWords(text, action.what) }))
  const [first, second] = counted.sort((a, b) => b.shared - a.shared)
  return first && first.shared >= fewestShared && first.shared > (second?.shared ?? 0)
    ? first.action
    : undefined
}

const joins = new Set('a an and at by for of on our the to with'.split(' '))

/** Whether a text says nothing but what an action is called: that shows nothing of it. 'The audit is in' says more. */
export function saysItsName(text: string, what: string): boolean {
  const [called, said] = [what, text].map(words =>
    plainWords(words)
      .split(' ')
      .filter(word => word !== '' && !joins.has(word))
      .map(word => (word.length < fewestLetters ? word : stem(word))),
  ) as [string[], string[]]
  return said.length > 0 && said.every(word => called.includes(word))
}
