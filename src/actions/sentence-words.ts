import { distance } from 'fastest-levenshtein'
import { addDays, addMonths, type Day } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'

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

/** A bare number is no action's before a plural or one of these: '14 schools', '14 of them'. */
const counted =
  /^ (?:of|staff|children|people|more|or|out|years?|weeks?|days?|months?|minutes?|[ap]m|[a-z]{2,}s)(?![a-z'])/
const notPlural =
  /^ (?:is|was|has|its|as|this|needs|looks|belongs|depends|thanks|pls|unless|stands|seems|requires|yes|progress)(?![a-z'])/
const saidOf = /^:? (?:is|isnt|isn't|has|not|done|finished|completed?|closed|sorted|needs)(?![a-z'])/
const beforeNoSerial =
  /\b(?:at|of|aged?|year|room|page|week|day|until|till|only|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|[a-z]+day) $/

const fullRef = /(?<![a-z0-9-])(?!rr-|lb-)[a-z][a-z0-9]{1,11}-\d{2}-\d{3,5}(?![a-z0-9-])/g
const shortRef = /(?<![a-z0-9-])([a-z]{2,12})[ -]?(?:(\d{2})[ -])?0{0,4}(\d{1,5})(?!\d|[/:.-]\d|%)/g
const named = /(?<![a-z0-9])(?:no\.? ?|number |#|action |item )0{0,4}(\d{1,5})(?!\d|[/:.-]\d|%| ?per ?cent)/g
const bare = /(?<![a-z0-9/:.%£#-])0{0,4}(\d{1,5})(?![a-z\d%]|[/:.-]\d| ?per ?cent)/g

type Span = { start: number; end: number; refs: string[] }

/** The sentence made ready; `mine` are the refs that a bare number may stand for. */
export function tidy(text: string, mine: readonly string[]): Said {
  const small = (letter: string) => letter.toLowerCase()
  const plain = text
    .slice(0, mostLetters)
    .replace(/[A-Z]/g, small)
    .replace(/[‐‑‒–—]/g, '-')
  const said: Said = { text, words: '', at: [], refs: [] }
  let from = 0
  for (const span of [...actionSpans(plain, mine), undefined]) {
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

function actionSpans(plain: string, mine: readonly string[]): Span[] {
  const found: Span[] = [...plain.matchAll(fullRef)].map(hit => spanOf(hit, [hit[0].toUpperCase()]))
  const add = (hit: RegExpExecArray, refs: string[], sure: boolean) => {
    const span = spanOf(hit, refs)
    const free = found.every(other => span.end <= other.start || span.start >= other.end)
    if (free && (sure || refs.length > 0)) found.push(span)
  }
  for (const hit of plain.matchAll(shortRef))
    add(
      hit,
      mine.filter(ref => isShortFor(hit, ref)),
      false,
    )
  for (const hit of plain.matchAll(named)) add(hit, bySerial(mine, hit[1]), true)
  for (const hit of plain.matchAll(bare)) {
    const after = plain.slice(hit.index + hit[0].length).slice(0, 20)
    const before = plain.slice(Math.max(0, hit.index - 15), hit.index)
    if ((counted.test(after) && !notPlural.test(after)) || beforeNoSerial.test(before)) continue
    add(hit, bySerial(mine, hit[1]), hit.index === 0 && saidOf.test(after))
  }
  return found.sort((a, b) => a.start - b.start)
}

function spanOf(hit: RegExpExecArray, refs: string[]): Span {
  return { start: hit.index, end: hit.index + hit[0].length, refs }
}

function bySerial(mine: readonly string[], serial = ''): string[] {
  return mine.filter(ref => Number(ref.split('-')[2]) === Number(serial))
}

/** 'qio 14', 'QIO 26 014'. */
function isShortFor([, code, year, serial]: RegExpExecArray, ref: string): boolean {
  const [itsCode = '', itsYear, itsSerial] = ref.split('-')
  const fits = itsCode.toLowerCase() === code && Number(itsSerial) === Number(serial)
  return fits && (year === undefined || year === itsYear)
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const weekday = '(?:mon|tues?|wed(?:nes)?|weds|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?'
const nth = '\\d{1,2}(?:st|nd|rd|th)?'
const count = '(\\d{1,2}|an?|another|one|two|three|four|five|six|couple of)'
const days = new RegExp(
  `(?<![a-z0-9/])(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}([/.-])\\d{1,2}\\1(?:\\d{4}|\\d{2})|\\d{1,2}/\\d{1,2}|` +
    `(?:${weekday} )?(?:the )?${nth}(?: of)? ${month}(?: \\d{4})?|${month} (?:the )?${nth}|` +
    `end (?:of )?(?:(?:the |this |next )?(?:week|month)|${month}(?: \\d{4})?)|` +
    `(?:next |this )?${weekday}|tomorrow|next (?:week|month))(?![a-z0-9/])`,
  'g',
)
const spans = new RegExp(
  `(?<![a-z0-9])(in )?${count}[ -]?(?:(?:more|extra|further|or two) )?(day|week|wk|fortnight|month)s?( time)?(?![a-z])`,
  'g',
)
const counts: Record<string, number> = { 'couple of': 2, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }

export type When = { start: number; end: number; day: Day | undefined; isSpan: boolean }

/** The days that are named ('next friday'), and how long ('2 more weeks', which count from `base`). */
export function whensIn(words: string, today: Day, base: Day): When[] {
  const named: When[] = [...words.matchAll(days)].slice(0, 8).map(hit => {
    const read = readDate(asWritten(hit[0]), today)
    const day = read === today ? addDays(today, 7) : read
    return { start: hit.index, end: hit.index + hit[0].length, day, isSpan: false }
  })
  const lengths: When[] = [...words.matchAll(spans)].slice(0, 8).map(hit => {
    const [whole, inSo, many = '', unit = '', time] = hit
    const from = inSo || time ? today : base
    const number = counts[many] ?? (Number(many) || 1)
    const day = unit === 'month' ? addMonths(from, number) : addDays(from, number * daysOf(unit))
    return { start: hit.index, end: hit.index + whole.length, day, isSpan: true }
  })
  return [...named, ...lengths].sort((a, b) => a.start - b.start)
}

function daysOf(unit: string): number {
  return unit === 'day' ? 1 : unit === 'fortnight' ? 14 : 7
}

/** As `readDate` reads it. */
function asWritten(words: string): string {
  return words
    .replace(/\bthe (?=\d)/, '')
    .replace(/^([a-z]+) (?:the )?(\d{1,2}(?:st|nd|rd|th)?)$/, '$2 $1')
    .replace(/^end (?!of)/, 'end of ')
    .replace(/^next (?=week|month)/, 'end of next ')
    .replace(/\btues\b/, 'tue')
}

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

/** Letters and digits in small, without a plural's s. */
export function fold(text: string): string {
  const plain = text.toLowerCase().replace(/['’]/g, '')
  const words = plain.split(/[^\p{Letter}\p{Number}]+/u).filter(word => word !== '')
  return words.map(word => (word.length > 3 ? word.replace(/s$/, '') : word)).join(' ')
}
