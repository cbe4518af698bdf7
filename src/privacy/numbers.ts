import { isCro, isNhsNumber, isOldCro, isPnc, isUpn } from './check-rules.ts'
import type { Found, IdentifierKind } from './found.ts'
import { gap, withoutDates, withoutHarmless } from './harmless.ts'

/** How one kind is written, and whether what is written so is one. */
type Shape = { kind: IdentifierKind; pattern: RegExp; is?: (groups: Record<string, string>) => boolean }

const between = '[ .-]{0,3}'
const upn = `[A-HJ-NP-RT-Z](?:${between}\\d){11}${between}[\\dA-HJ-NP-RT-Z]`
const inward = '[0-9][ABD-HJLNP-UW-Z]{2}'
const outward = '[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])'
const system = '(?:liquid ?logic|lcs|ehm|mosaic|syste?m ?one|emis|cp-?is)'
const counted = '(?! ?(?:children|families|records|cases|users|staff|licences|practices|patients|people)\\b)'

const shapes: readonly Shape[] = [
  {
    kind: 'upn',
    pattern: new RegExp(`(?<![A-Z0-9])(?<upn>${upn})(?![A-Z0-9])`, 'gi'),
    is: ({ upn: typed = '' }) => isUpn(typed.replaceAll(/[^a-z0-9]/gi, '')),
  },
  {
    kind: 'national-insurance',
    pattern: /(?<![A-Z0-9])(?<nino>[A-Z]{2}[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D])(?![A-Z0-9])/gi,
    is: ({ nino = '' }) => isNationalInsurance(nino),
  },
  {
    kind: 'pnc',
    pattern:
      /(?<![A-Z0-9/-])(?<year>\d{4}|\d\d) ?(?:\/|-(?=\d{5})) ?(?<serial>\d{1,7}) ?(?<letter>[A-Z])(?![A-Z0-9])/gi,
    is: ({ year = '', serial = '', letter = '' }) =>
      likelyLetter(serial, letter) && isPnc(year, serial, letter),
  },
  {
    kind: 'cro',
    pattern: /(?<![A-Z0-9/])SF ?(?<year>\d\d) ?[/-] ?(?<serial>\d{1,6}) ?(?<letter>[A-Z])(?![A-Z0-9])/gi,
    is: ({ year = '', serial = '', letter = '' }) => isOldCro(year, serial, letter),
  },
  {
    kind: 'cro',
    pattern: /(?<![A-Z0-9/])(?<serial>\d{1,6}) ?\/ ?(?<year>\d\d) ?(?<letter>[A-Z])(?![A-Z0-9])/gi,
    is: ({ year = '', serial = '', letter = '' }) =>
      likelyLetter(serial, letter) && isCro(year, serial, letter),
  },
  {
    kind: 'postcode',
    pattern: new RegExp(
      `(?<![A-Z0-9])(?<out>GIR(?=[ -]{0,2}0AA)|${outward})[ -]{0,2}(?<in>${inward})(?![A-Z0-9])`,
      'gi',
    ),
    is: ({ out = '', in: last = '' }) => !isOrdinal(out, last),
  },
  {
    kind: 'case-system-id',
    pattern: new RegExp(
      `\\b${system}\\b(?<words>[^\\d|\\n]{0,20})(?<number>\\d(?:[ -]?\\d){3,9})(?![ -]?\\d)${counted}`,
      'gi',
    ),
    is: ({ words = '', number = '' }) => !isYear(number) || /\b(?:id|no|number|ref|record)\b|#/i.test(words),
  },
]

/** The kinds of number a text holds. What is found is taken out before the next is looked for. */
export function findNumbers(text: string): Found[] {
  if (!/\d/.test(text)) return []
  const found: Found[] = []
  let rest = withoutHarmless(text)
  for (const { kind, pattern, is } of shapes) {
    if (kind === 'case-system-id') rest = withoutDates(rest)
    rest = rest.replaceAll(pattern, (all, ...more) => {
      if (is && !is(more.at(-1) as Record<string, string>)) return all
      found.push({ kind, severity: 'block' })
      return gap
    })
  }
  return [...found, ...findNhsNumbers(rest)]
}

function isNationalInsurance(nino: string): boolean {
  const spaced = /[ -]/.test(nino)
  const mixed = / /.test(nino) && /-/.test(nino)
  // 'on 12 10 26 a chair said': with spaces in it, only capitals are one.
  if (mixed || (spaced && nino !== nino.toUpperCase())) return false
  return /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]/i.test(nino)
}

/** '12/10a' is a house or an item: short serials are taken for one only with a capital. */
const likelyLetter = (serial: string, letter: string): boolean =>
  serial.length > 3 || letter === letter.toUpperCase()

/** 'W3 4th' is a week, 'B33 8TH' a postcode. */
const isOrdinal = (out: string, last: string): boolean =>
  /^(?:1st|2nd|3rd|\dth)$/.test(last) && out === out.toUpperCase()

const isYear = (digits: string): boolean => /^(?:19|20)\d\d$/.test(digits)

const runs = /\d+(?:(?:[ \n]{1,2}[-./]?[ \n]{0,2}|[-./][ \n]{0,2})\d+)*/g

/** Ten digits that stand together, however they are spaced: blocked by their check digit, or a warning beside 'NHS'. */
function findNhsNumbers(text: string): Found[] {
  const tens = [...text.matchAll(runs)].flatMap(run => tensIn(run[0], run.index))
  if (tens.some(({ digits }) => isNhsNumber(digits))) return [{ kind: 'nhs-number', severity: 'block' }]
  const near = tens.some(({ from, to }) => /\bnhs\b/i.test(text.slice(Math.max(0, from - 25), to + 25)))
  return near ? [{ kind: 'nhs-number', severity: 'warn' }] : []
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
