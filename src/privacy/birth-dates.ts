import type { Spot } from './found.ts'

const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const year = '(?:(?:19|20)\\d\\d|\\d\\d)'
const dates = [
  `${day} ?[-/. ] ?(?:0?[1-9]|1[0-2]) ?[-/. ] ?${year}`,
  `(?:19|20)\\d\\d ?[-/. ] ?(?:0?[1-9]|1[0-2]) ?[-/. ] ?${day}`,
  `${day}(?:st|nd|rd|th)?(?: of)?[ -]?${months}\\b(?:,?[ -]?${year})?`,
  `${months} ${day}(?:st|nd|rd|th)?\\b(?:,? ${year})?`,
  '(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\\d\\d|\\d\\d)',
]
const date = new RegExp(`(?<![\\d/])(?:${dates.join('|')})(?![\\d/])`, 'gi')

const birth =
  '(?<![\\p{L}-])(?:dob|d\\. ?o\\. ?b|date of birth|birth ?date|birthday|born|turn(?:ed|s) (?:1[0-8]|\\d)|aged(?! care\\b))(?![\\p{L}])'
/** 'b. 3/4/2012', but for the second point of a list. */
const short = /(?<![\p{L}\d-])b\.? ?$/iu
const isList = /(?:^|[\s(])a[.)]/i
const anyBirth = new RegExp(`${birth}|(?<![\\p{L}\\d-])b\\.? ?\\d`, 'iu')
/** Of all who were born in some time, no child is meant. */
const ofMany =
  /\b(?:babies|children|infants|pupils|people|those|all|everyone|anyone) (?:\w+ ){0,2}born (?:from|since|after|before|between|on or (?:after|before))(?: the)? ?$/i
/** 'Aged 5 to 11', 'aged under 5': nor is one of these. */
const ofRange =
  /\baged (?:(?:under|over|below|above|up to|at least) \d{1,2}|(?:from |between )?\d{1,2}(?: ?- ?| to )\d{1,2}|\d{1,2} ?\+|\d{1,2} (?:and|or) (?:over|under|above|below))[^|\n]{0,20}$/i
const before = new RegExp(`${birth}[^|\\n]{0,20}$`, 'iu')
const after = new RegExp(`^[^|\\n]{0,20}${birth}`, 'iu')
/** The date by which something is to be done. */
const isDue = /(?:\bdue(?: date)?(?: on| by)?|\bextend(?:ed)? (?:to|until)|\bby when)[: ]*$/i
const longestContext = 40

/** Each date within some twenty characters of a word about birth or age, and where. A due date is none. */
export function findBirthDates(text: string): Spot[] {
  if (!anyBirth.test(text)) return []
  return [...text.matchAll(date)].flatMap(({ 0: found, index }) => {
    const to = index + found.length
    const ahead = text.slice(Math.max(0, index - longestContext), index)
    const behind = text.slice(to, to + longestContext)
    const isBirth =
      !isDue.test(ahead) &&
      !ofMany.test(ahead) &&
      !ofRange.test(ahead) &&
      (before.test(ahead) || after.test(behind) || isShort(ahead))
    return isBirth ? [{ kind: 'date-of-birth', severity: 'block', from: index, to } as const] : []
  })
}

const isShort = (ahead: string): boolean => short.test(ahead) && !isList.test(ahead)
