import { distance } from 'fastest-levenshtein'
import { type KnownRefs, noRefs, refSpans } from './sentence-refs.ts'

/** A sentence made ready for reading. */
export type Said = {
  text: string
  /** Small letters, one space, no apostrophes, common misspellings put right, each action a §. */
  words: string
  /** Where in `text` each letter of `words` comes from, and at the end where they end. */
  at: number[]
  /** For each §, the refs it may stand for. */
  refs: string[][]
}

/** What comes after so many letters is not read; notes keep all of it. */
const mostLetters = 1000

/** Misspellings of `spelled` are put right, but for words of their own that are near to one of them. */
const spelled =
  `not done finished completed complete sorted closed nearly almost waiting awaiting blocked extend extended
  extension reassign transfer reopen cancel withdraw progress started working chasing update agreed another
  delivered postpone needed`.split(/\s+/)
const ownWords = new Set(
  `ton completes finishes closes closer close sorter extends extent cancels updates updated starter starters
  wanting walking worked delivers delivery neatly agree agrees blocker withdrawn stored snorted cancer wording stared competed waiving`.split(
    /\s+/,
  ),
)

/** The sentence made ready, with the actions that it names. */
export function tidy(text: string, refs: KnownRefs = noRefs): Said {
  const small = (letter: string) => letter.toLowerCase()
  const plain = text
    .slice(0, mostLetters)
    .replace(/[A-Z]/g, small)
    .replace(/[‐‑‒–—]/g, '-')
  const said: Said = { text, words: '', at: [], refs: [] }
  let from = 0
  for (const span of [...refSpans(plain, refs), undefined]) {
    for (const part of plain.slice(from, span?.start).matchAll(/[a-z'’]+|\s+|[^a-z'’\s]/g)) {
      addPart(said, part[0], from + part.index)
    }
    if (!span) break
    said.words += '§'
    said.at.push(span.start)
    said.refs.push(span.refs)
    from = span.end
  }
  said.at.push(plain.length)
  return said
}

function addPart(said: Said, part: string, from: number): void {
  const clean = /^\s/.test(part) ? ' ' : part === '§' ? ' ' : rightly(part.replace(/['’]/g, ''))
  if (clean === ' ' && (said.words === '' || said.words.endsWith(' '))) return
  said.words += clean
  for (let i = 0; i < clean.length; i++) said.at.push(from + Math.min(i, part.length - 1))
}

function rightly(word: string): string {
  if (word.length < 3 || word.length > 14 || ownWords.has(word) || spelled.includes(word)) return word
  return spelled.find(right => isSlipOf(word, right)) ?? word
}

/** One letter off in a longer word, or two letters swapped: 'finshed', 'dnoe'. */
function isSlipOf(word: string, right: string): boolean {
  if (word[0] !== right[0] || Math.abs(word.length - right.length) > 1)
    return word === 'nto' && right === 'not'
  const letters = (text: string) => [...text].sort().join('')
  return letters(word) === letters(right) || (right.length > 5 && distance(word, right) === 1)
}

/** What a message begins with that only says which action it is about: 'Update on 14 - ', 'QIO-26-014, 021: '. */
const aboutIt =
  /^(?:(?:(?:hi|hello|hey|(?:good )?(?:morning|afternoon)|convenor|there|re|fwd?|updates?|news|on|for|about|regarding|action|item|please|pls|and|so|also|sorry|thanks)[ ,:.!-]*)*§(?: ?[,&+/]? ?(?:and )?§)*[ ,;:.!-]*(?:(?:update|note|comment|progress) ?[:,-] ?)?(?:(?:is|are|its|it is) (?!it |this |that ))?|(?:hi|hello)[ ,!.-]+)/

/** All that the person wrote, word for word, but for what only says which action it is about; nothing where that is all. */
function whole({ text, words, at }: Said): string {
  const rest = text.slice(at[aboutIt.exec(words)?.[0].length ?? 0]).trim()
  return trimmed(rest) === '' ? '' : rest.replace(/[\s,;:&–—-]{1,20}$/, '')
}

/** All the actions that it is about, where they stand in a row: 'done 14, 21 and 30'. */
const inARow = /§(?:(?: ?[,&+/]| and| also)* §)*/

/** What the person wrote, without what `cuts` take out of `words`, and without what it is about; nothing where refs are all. */
export function leftOver(said: Said, cuts: [number, number][]): string {
  if (cuts.length === 0) return whole(said)
  const about = aboutIt.exec(said.words)?.[0].length
  const row = inARow.exec(said.words)
  const first = row?.index ?? 0
  const refs: [number, number] = about === undefined ? [first, first + (row?.[0].length ?? 0)] : [0, about]
  let text = ''
  let words = ''
  let from = 0
  for (const [start, end] of [...cuts, refs].sort((a, b) => a[0] - b[0])) {
    text += said.text.slice(said.at[from], Math.max(said.at[start] ?? 0, said.at[from] ?? 0))
    words += said.words.slice(from, Math.max(start, from))
    from = Math.max(from, end)
  }
  const isOfRefs = isBare(`${words}${said.words.slice(from)}`) && said.words.slice(from).includes('§')
  return isOfRefs ? '' : trimmed((text + said.text.slice(said.at[from])).replace(/ {2,}/g, ' '))
}

/** Words that join what is left to what was cut, and mean nothing alone. Words that could belong to what is told are none. */
const joins =
  /^(?:[\s,;:.!?&–—-]+|(?:because of|because|as|since|and|but|so|please|pls|is|its|are|has|have|ive|now|been|it|that|this)(?![a-z'])|(?:many thanks|thank you|thanks|sorry|hi|hello)(?=\s*(?:[,.;!–-]|$)))/i
const courtesy =
  /[\s,;.!–—-]{0,20}(?<![a-z'])(?:(?:please|pls) (?:agree|sign (?:it |this )?off|close|confirm)(?: it| this)?|as well|too|please|pls|many thanks|thank you|thanks|cheers|ta)[\s.!]*$/i

/** Without the words that only join it to what was before, nor thanks: those are no reason, and show nothing. */
export function trimmed(text: string): string {
  let rest = text.replace(courtesy, '')
  for (let hit = joins.exec(rest); hit; hit = joins.exec(rest)) rest = rest.slice(hit[0].length)
  return rest
    .replace(/[\s,;:&–—-]{1,20}(?:so|and|because|as|but)?[\s,;:&–—-]{0,20}$|[\s,;–—-]{1,20}(?=\.$)/i, '')
    .trim()
}

/** Ways of saying something, each whole words only, a way a line or between bars. § is an action. */
export const wholeWords = (ways: string): RegExp =>
  new RegExp(`(?<![a-z0-9])(?:${ways.trim().replace(/\s*\n\s*/g, '|')})(?![a-z])`, 'g')

const ofTheAction =
  wholeWords(`hi|hello|hey|(?:good )?(?:morning|afternoon)|there|convenor|(?:just )?to (?:let you know|say)|and|so|yes|ok|please|pls|sorry|thanks|thank|now|just|(?:to )?confirm|i|can|could|would|will|you|u|we|they
  is|its|are|am|im|was|has|have|had|been|be|being|ive|weve|it|this|that|thats|these|those|both|all|ones?|actions?|item|task
  number|work|everything|also|already|fully|finally|successfully|completely|100%|re|update|on|for|of|mark(?:ed)?|as|the|my|our|me
  date|due|deadline|close|happy`)

/** A message, sentence by sentence. */
export const sentencesIn = (words: string): string[] => words.trim().split(/(?<=[.!?]) /)

/** Whether the words name nothing but the action itself: in 'the toolkit is finished' something else is finished. */
export const isBare = (words: string): boolean => !/[a-z0-9]/.test(words.replace(ofTheAction, ''))

/** The words of a clause up to a place in it. */
export const clauseBefore = (words: string, index: number): string =>
  words
    .slice(0, index)
    .split(/[,.:;!?](?![a-z0-9])| but | - /)
    .at(-1) ?? ''
