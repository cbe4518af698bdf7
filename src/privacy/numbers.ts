import { isCro, isNhsNumber, isOldCro, isPnc, isUpn } from './check-rules.ts'
import type { IdentifierKind, Spot } from './found.ts'
import { gap, withoutAddresses, withoutDates, withoutHarmless } from './harmless.ts'

/** How one kind is written, what may not stand before and after it, and whether what is written so is one. */
type Shape = {
  kind: IdentifierKind
  before: string
  written: string
  after: string
  is: (groups: Groups) => boolean
}
type Groups = Record<string, string>

const between = '[ .-]{0,3}'
const upn = `[A-HJ-NP-RT-Z](?:${between}\\d){11}${between}[\\dA-HJ-NP-RT-Z]`
const inward = '[0-9][ABD-HJLNP-UW-Z]{2}'
const outward = '[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])'
const system =
  '(?:liquid ?logic|lcs|ehm|mosaic|syste?m ?one|emis|cp-?is|rio|care ?notes|care ?director|eclipse|framework-?i|case (?:number|no\\.?|id|ref(?:erence)?))'
/** A postcode with gaps where none belong, beside the word for it. */
const apart = '[ .-]{0,2}'
const looseCode = `[A-Z]${apart}(?:[A-Z]${apart})?\\d${apart}(?:[A-Z\\d]${apart})?\\d(?:${apart}[A-Z]){2}`
const strictCode = new RegExp(`^(?:GIR0AA|${outward}${inward})$`, 'i')
/** With what parts it from the number, and what it goes on with: 'A&E', 'C-section'. */
const checkLetter = '(?<apart> ?)(?<letter>[A-Z])'
const goesOn = "(?![A-Z0-9])(?=(?<on>[&'’-]?))"
const counted = '(?! ?(?:children|families|records|cases|users|staff|licences|practices|patients|people)\\b)'

const shapes: readonly Shape[] = [
  {
    kind: 'upn',
    before: '(?<![A-Z0-9])',
    written: `(?<upn>${upn})`,
    after: '(?![A-Z0-9])',
    is: ({ upn: typed = '' }) => isUpn(typed.replaceAll(/[^a-z0-9]/gi, '')),
  },
  {
    kind: 'national-insurance',
    before: '(?<![A-Z0-9])',
    written: '(?<nino>[A-Z]{2}[ -]?\\d\\d[ -]?\\d\\d[ -]?\\d\\d[ -]?[A-D])',
    after: '(?![A-Z0-9])',
    is: ({ nino = '' }) => isNationalInsurance(nino),
  },
  {
    kind: 'pnc',
    before: '(?<![A-Z0-9/-])',
    written: `(?<year>\\d{4}|\\d\\d) ?(?:/|-(?=\\d{5})) ?(?<serial>\\d{1,7})${checkLetter}`,
    after: goesOn,
    is: police(isPnc),
  },
  {
    kind: 'cro',
    before: '(?<![A-Z0-9/])',
    written: 'SF ?(?<year>\\d\\d) ?[/-] ?(?<serial>\\d{1,6}) ?(?<letter>[A-Z])',
    after: '(?![A-Z0-9])',
    is: ({ year = '', serial = '', letter = '' }) => isOldCro(year, serial, letter),
  },
  {
    kind: 'cro',
    before: '(?<![A-Z0-9/])',
    written: `(?<serial>\\d{1,6}) ?/ ?(?<year>\\d\\d)${checkLetter}`,
    after: goesOn,
    is: police(isCro),
  },
  {
    kind: 'postcode',
    before: '(?<![A-Z0-9])',
    written: `(?<out>GIR(?=[ -]{0,2}0AA)|${outward})[ -]{0,2}(?<in>${inward})`,
    after: '(?![A-Z0-9])',
    is: ({ out = '', in: last = '' }) => !isOrdinal(out, last),
  },
  {
    kind: 'postcode',
    before: '\\b',
    written: `post ?code\\b[^\\w|\\n]{0,3}(?:(?:is|was) )?(?<number>${looseCode})`,
    after: '(?![A-Z0-9])',
    is: ({ number = '' }) => strictCode.test(number.replaceAll(/[ .-]/g, '')),
  },
  {
    kind: 'case-system-id',
    before: '\\b',
    written: `${system}\\b(?<words>[^\\d|\\n]{0,20})(?<number>\\d(?:[ -]?\\d){3,9})`,
    after: `(?![ -]?\\d)${counted}`,
    is: ({ words = '', number = '' }) => !isYear(number) || /\b(?:id|no|number|ref|record)\b|#/i.test(words),
  },
]

const patterns = shapes.map(({ before, written, after, ...shape }) => ({
  ...shape,
  pattern: new RegExp(before + written + after, 'gi'),
}))

/**
 * Without what is written in one of these ways, or ten digits that may stand together, a text holds no number: what is
 * taken out of it on the way changes what stands beside a number, never what is written in one.
 */
const tenDigits = '\\d(?:[ \\n./,-]{0,5}\\d){9}'
const mayHoldOne = new RegExp([...shapes.map(({ written }) => written), tenDigits].join('|'), 'i')

/** Each number in a text, and where. What is found is taken out before the next is looked for. */
export function findNumbers(text: string): Spot[] {
  if (!mayHoldOne.test(text)) return []
  const found: Spot[] = []
  let rest = withoutHarmless(text)
  for (const { kind, pattern, is } of patterns) {
    if (kind === 'case-system-id') rest = withoutDates(rest)
    rest = rest.replaceAll(pattern, (all, ...more) => {
      const groups = more.at(-1) as Groups
      if (!is(groups)) return all
      const to = Number(more.at(-3)) + all.length
      // Of a number in a case system, the words that say so are no part.
      const { length } = groups['number'] ?? all
      found.push({ kind, severity: 'block', from: to - length, to })
      return gap.repeat(all.length)
    })
  }
  return [...found, ...findNhsNumbers(withoutAddresses(rest))]
}

function isNationalInsurance(nino: string): boolean {
  const spaced = /[ -]/.test(nino)
  const mixed = / /.test(nino) && /-/.test(nino)
  // 'on 12 10 26 a chair said': in small letters, with spaces in it, a word is none.
  if (mixed || (spaced && nino !== nino.toUpperCase() && isWord.test(nino))) return false
  return /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]/i.test(nino)
}

const isWord = /^(?:on|by|at|or|as|to|so|no|he|me|my|we|an|am|ms|mr|pp|st|re|nr|wk|wb)/i

/**
 * '12/10a' is a house or an item: short serials are taken for a police number only with a capital. In '2023/24 A&E',
 * '2021/26 A plan' and 'on 5/12 A' years or a date stand before a word: there the letter must be at the number, alone.
 */
function police(isOne: (year: string, serial: string, letter: string) => boolean) {
  return ({ year = '', serial = '', letter = '', apart = '', on = '' }: Groups): boolean => {
    if (serial.length <= 3 && letter !== letter.toUpperCase()) return false
    const isWord = apart !== '' || on !== ''
    if (isWord && (serial.length <= 2 || areYears(year, serial) || areYears(serial, year))) return false
    return isOne(year, serial, letter)
  }
}

/** '2023/24', '2023/2024': the years of a budget, a plan. */
function areYears(first: string, last: string): boolean {
  const years = (100 + Number(last.slice(-2)) - Number(first.slice(-2))) % 100
  return isYear(first) && (last.length === 2 || isYear(last)) && years > 0 && years <= 10
}

/** 'W3 4th' is a week, 'B33 8TH' a postcode. */
const isOrdinal = (out: string, last: string): boolean =>
  /^(?:1st|2nd|3rd|\dth)$/.test(last) && out === out.toUpperCase()

const isYear = (digits: string): boolean => /^(?:19|20)\d\d$/.test(digits)

/** Commas part an NHS number only in its own groups, which no sum of money has: 943,476,5919. */
const runs = /(?<![\d,])\d{3},\d{3},\d{4}(?![\d,])|\d+(?:(?:[ \n]{1,2}[-./]?[ \n]{0,2}|[-./][ \n]{0,2})\d+)*/g

/** Ten digits that stand together, however they are spaced: blocked by their check digit, or a warning beside 'NHS'. */
function findNhsNumbers(text: string): Spot[] {
  const tens = [...text.matchAll(runs)].flatMap(run => tensIn(run[0], run.index))
  const valid = tens.filter(({ digits }) => isNhsNumber(digits))
  if (valid.length > 0)
    return valid.map(({ from, to }) => ({ kind: 'nhs-number', severity: 'block', from, to }))
  const near = tens.filter(({ from, to }) => /\bnhs\b/i.test(text.slice(Math.max(0, from - 25), to + 25)))
  return near.map(({ from, to }) => ({ kind: 'nhs-number', severity: 'warn', from, to }))
}

type Ten = { digits: string; from: number; to: number }

function tensIn(run: string, offset: number): Ten[] {
  const parts = [...run.matchAll(/\d+/g)]
  return parts.flatMap((first, i) => {
    let digits = ''
    for (const part of parts.slice(i, i + 10)) {
      digits += part[0]
      if (digits.length === 10)
        return [{ digits, from: offset + first.index, to: offset + part.index + part[0].length }]
      if (digits.length > 10) break
    }
    return []
  })
}
