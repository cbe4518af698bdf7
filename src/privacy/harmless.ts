import { isIsbn } from './check-rules.ts'

/**
 * What is written in digits and identifies nobody, though by chance it may look like a number that does. The separators
 * around each are looked at too: what goes on with more digits is not what it seems to be.
 */
const date = '(?:0?[1-9]|[12]\\d|3[01])'
const month = '(?:0?[1-9]|1[0-2])'
const year = '(?:19|20)\\d\\d'
const alone = (pattern: string): RegExp => new RegExp(`(?<![\\d][-/.]?)(?:${pattern})(?![-/.]?\\d)`, 'gi')

/** Ids that machines give: of accounts and tenants, of conversations in Teams. */
const machineIds: readonly RegExp[] = [
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi,
  /\b[0-9a-f]{32,}\b/gi,
  /\b19:[\w-]{10,}@thread\b/gi,
]

const everywhere: readonly RegExp[] = [
  // An ISBN of ten digits has the very check digit of an NHS number.
  /\bISBN(?:-1[03])?:? ?[\d -]{9,17}[\dX]\b/gi,
  /\b[ep]?ISSN(?:-L)?:? ?\d{4}[ -]?\d{3}[\dX]\b/gi,
  /(?:\+|\b00)44[ -]?(?:\(0\) ?)?\d(?:[ -]?\d){8,9}(?!\d)/g,
  /\b0[58]00[ -]?\d{3}[ -]?\d{3}(?![ -]?\d)/g,
  /\b(?:tel|telephone|phone|mobile|call|ring|text|fax|helpline|switchboard)\b(?: (?:us|on|no|number|line))*[.:]* ?\(?0\d{2,5}\)?(?:[ -]?\d){5,7}(?!\d)/gi,
  /\b(?:meeting|webinar|conference|access) (?:id|code|number|no)\b[.:]? ?[\d ]{9,16}(?!\d)/gi,
  /£ ?\d{1,3}(?:,\d{3})+(?:\.\d\d)?(?!\d)/g,
  /£ ?\d{1,9}(?:\.\d\d?)?(?![ -]?\d)/g,
]

const besideNumbers: readonly RegExp[] = [
  /\b[A-Z][A-Z0-9]{1,11}-(?:\d\d|20\d\d)-\d{3,6}(?![-/]?\d)/gi,
  alone(`${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])`),
  alone(`${date}([-/. ])${month}\\1(?:${year}|\\d\\d(?! ))`),
  alone(`${year} ?[-/] ?(?:${year}|\\d\\d)`),
  /(?<![\d.])(?:[01]?\d|2[0-3])[.:][0-5]\d(?: ?[ap]m)?(?![.]?\d)/gi,
]

/**
 * Links and DOIs have numbers of their own, such as a year with a serial behind it. Ten digits together, or in the
 * groups that NHS numbers are written in, are no part of one that is let pass; nor is one that digits follow.
 */
const usualGroups = '(?<!\\d)(?:\\d{10}|\\d{3}[-.]?\\d{3}[-.]\\d{4}|\\d{3}[-.]\\d{7}|\\d{5}[-.]\\d{5})(?!\\d)'
const addresses: readonly RegExp[] = [
  new RegExp(
    `(?:https?://|\\bwww\\.|\\b10\\.\\d{4,9}/)(?![^\\s|]{0,1000}${usualGroups})[^\\s|]{1,1000}(?![^\\s|]| {1,2}[-./]? {0,2}\\d)`,
    'gi',
  ),
]

/** Stands where something was, for each character of it: what is before and after does not belong together. */
export const gap = '|'

const without = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce((rest, pattern) => rest.replaceAll(pattern, all => gap.repeat(all.length)), text)

const thirteen = /(?<!\d[ .-]?)97[89](?:[ -]?\d){10}(?![ .-]?\d)/g
const withoutBooks = (text: string): string =>
  text.replaceAll(thirteen, all => (isIsbn(all.replaceAll(/\D/g, '')) ? gap.repeat(all.length) : all))

/** The text without the ids that machines give. */
export const withoutMachineIds = (text: string): string => without(text, machineIds)

/** The text without links and DOIs. */
export const withoutAddresses = (text: string): string => without(text, addresses)

/** The text without telephone numbers, numbers of books and journals, meeting ids and sums of money. */
export const withoutHarmless = (text: string): string => withoutBooks(without(text, everywhere))

/** The text without refs, dates, years and times either. */
export const withoutDates = (text: string): string => without(text, besideNumbers)
