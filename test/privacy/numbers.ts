import fc from 'fast-check'

/** Numbers that keep their check rule, worked out here from the rule's own words, apart from the code under test. */
const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })

const nhsCheck = (nine: readonly number[]): number =>
  (11 - (nine.reduce((sum, digit, i) => sum + digit * (10 - i), 0) % 11)) % 11

/** But for those that begin as freephone numbers of ten digits do: no NHS number that was ever given out does. */
export const nhsNumbers = digits(9)
  .filter(nine => nhsCheck(nine) !== 10 && !/^0[58]00/.test(nine.join('')))
  .map(nine => [...nine, nhsCheck(nine)].join(''))

export const brokenNhsNumbers = fc
  .tuple(
    digits(9).filter(nine => nhsCheck(nine) !== 10),
    fc.integer({ min: 1, max: 9 }),
  )
  .map(([nine, off]) => [...nine, (nhsCheck(nine) + off) % 10].join(''))

const upnLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const upnSum = (values: readonly number[]): number =>
  values.reduce((sum, value, i) => sum + value * (i + 2), 0) % 23

export const upns = fc
  .tuple(digits(11), fc.integer({ min: 0, max: 9 }), fc.option(fc.integer({ min: 0, max: 22 })))
  .map(([eleven, last, temporary]) => {
    const end = temporary === null ? String(last) : upnLetters[temporary]
    return `${upnLetters[upnSum([...eleven, temporary ?? last])]}${eleven.join('')}${end}`
  })

export const brokenUpns = fc
  .tuple(digits(12), fc.integer({ min: 1, max: 22 }))
  .map(([twelve, off]) => `${upnLetters[(upnSum(twelve) + off) % 23]}${twelve.join('')}`)

export const nationalInsurance = fc
  .tuple(
    fc.constantFrom(...'ABCEGHJKLMNOPRSTWXYZ'),
    fc.constantFrom(...'ABCEGHJKLMNPRSTWXYZ'),
    digits(6),
    fc.constantFrom(...'ABCD'),
  )
  .map(([first, second, six, last]) => [first + second, six.join(''), last] as const)
  .filter(([prefix]) => !['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ'].includes(prefix))

const policeLetters = 'ZABCDEFGHJKLMNPQRTUVWXY'
const letter = (number: string, off = 0): string => policeLetters[(Number(number) + off) % 23] ?? ''
const twoDigits = fc.integer({ min: 0, max: 99 }).map(year => String(year).padStart(2, '0'))

/** With an offset, the check letter is broken. */
export const pncIds = (off = 0) =>
  fc
    .tuple(fc.constantFrom('', '19', '20'), twoDigits, fc.integer({ min: 1, max: 9_999_999 }), fc.boolean())
    .map(([century, year, serial, padded]) => {
      const seven = String(serial).padStart(7, '0')
      return `${century}${year}/${padded ? seven : serial}${letter(year + seven, off)}`
    })

export const croNumbers = (off = 0) =>
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 1, max: 999_999 }), twoDigits)
      .map(([serial, year]) => `${serial}/${year}${letter(year + String(serial).padStart(6, '0'), off)}`),
    fc
      .tuple(twoDigits, fc.integer({ min: 1, max: 999_999 }))
      .map(([year, serial]) => `SF${year}/${serial}${letter(year + serial, off)}`),
  )

/** The text with separators put in: none, in the usual groups, between all, or wherever. */
export const spaced = (text: string) => {
  const separators = fc.constantFrom(
    ' ',
    '-',
    '.',
    '\u00a0',
    '\u2013',
    '\u2011',
    '\u2009',
    '\u200b',
    '\t',
    '\u3000',
    '_',
    ' - ',
  )
  return fc
    .tuple(separators, fc.array(fc.boolean(), { minLength: text.length, maxLength: text.length }))
    .map(([separator, cuts]) =>
      [...text].map((one, i) => (i > 0 && cuts[i] ? `${separator}${one}` : one)).join(''),
    )
}

/** Digits in the scripts of the world: full-width, Arabic, Persian, Devanagari, Bengali, mathematical. */
const zeros = [0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x9e6, 0x1d7ce, 0x1d7f6, 0x1e950]
export const inScript = (text: string) =>
  fc
    .constantFrom(...zeros)
    .map(zero => text.replaceAll(/\d/g, digit => String.fromCodePoint(zero + Number(digit))))

/** What may stand around a number: words, refs, dates, money, punctuation, other numbers. */
export const around = fc.constantFrom(
  '',
  'The child ',
  ' (confirmed)',
  'QIO-26-014 ',
  ' 12/03/2026',
  'on 2026-03-12 at 14:30: ',
  '£1,250.00; ',
  ' and 4 others',
  'Nr.',
  '“',
  '”.',
  '\n',
  '儿童',
  ', 27 ',
)
