import { addDays, addMonths, type Day } from '../partnership/day.ts'
import { feast, readDate } from '../partnership/read-date.ts'
import { month } from './month-names.ts'
import { isBare, wholeWords } from './sentence-words.ts'

const weekday = '(?:mon|tues?|weds?|wednes|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?'
const nth = '\\d{1,2}(?:st|nd|rd|th)?'
const count =
  '(\\d{1,2}|an?|another|one|two|three|four|five|six|seven|eight|nine|ten|(?:another |a )?couple(?: of)?)'
// A Christmas campaign is no day.
const days = new RegExp(
  `(?<![a-z0-9/])(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}([/.-])\\d{1,2}\\1(?:\\d{4}|\\d{2})|\\d{1,2}(?:/\\d{1,2}|[.-]\\d{2})|` +
    `(?:${weekday} )?(?:the )?${nth}(?: of)? ${month}(?: \\d{4})?|${month} (?:the )?${nth}|the \\d{1,2}(?:st|nd|rd|th)|` +
    `(?:end (?:of )?|mid[ -])(?:(?:the |this |next )?(?:week|month)|${month}(?: \\d{4})?)|` +
    `(?:a )?week (?:on )?${weekday}|${weekday} week|(?:next |this )?${weekday}|tomorrow|next (?:week|month)|(?<=(?:till?|until|by|before|to) )${feast})(?![a-z0-9/])`,
  'g',
)
const spans = new RegExp(
  `(?<![a-z0-9])(in )?${count}[ -]?(?:(?:more|extra|further|or two) )?(working day|day|week|wk|fortnight|month)s?( time)?(?: or (?:so|two|three))?(?: more| extra| longer)?(?![a-z])`,
  'g',
)
const numbers = ' one two three four five six seven eight nine ten'.split(' ')

/** Of a range ('12/01-15/01', '2-3 weeks') there is no day: nobody could tell which of it is meant. */
export type When = { start: number; end: number; day: Day | undefined; isSpan: boolean }

/** The days that are named ('next friday'), and how long ('2 more weeks', which count from `base`). */
export function whensIn(words: string, today: Day, base: Day): When[] {
  const named: When[] = [...words.matchAll(days)].slice(0, 8).map(({ index, 0: found }) => {
    const read = readDate(asWritten(found), today)
    // On a Friday, 'Friday' is the next one. What else reads as today is today.
    const day = read === today && isWeekday.test(found) ? addDays(today, 7) : read
    return { start: index, end: index + found.length, day, isSpan: false }
  })
  const lengths: When[] = [...words.matchAll(spans)].slice(0, 8).map(hit => {
    const [whole, inSo, many = '', unit = '', time] = hit
    const from = inSo || time ? today : base
    const number = /couple/.test(many) ? 2 : Math.max(numbers.indexOf(many), Number(many) || 1)
    const day =
      unit === 'month'
        ? addMonths(from, number)
        : unit === 'working day'
          ? readDate(`${number} working days`, from)
          : addDays(from, number * (unit === 'day' ? 1 : unit === 'fortnight' ? 14 : 7))
    const sure = / or (?:two|three)\b/.test(whole) ? undefined : day
    return { start: hit.index, end: hit.index + whole.length, day: sure, isSpan: true }
  })
  const apart = lengths.filter(({ start, end }) => !named.some(one => one.start < end && start < one.end))
  return withRanges(
    words,
    [...named, ...apart].sort((a, b) => a.start - b.start),
  )
}

const rangeBefore = new RegExp(`(?<![a-z0-9])(?:\\d{1,2}|${numbers.join('|').slice(1)}) ?(?:-|to|or) ?$`)

function withRanges(words: string, whens: readonly When[]): When[] {
  const found: When[] = []
  for (const when of whens) {
    const before = found.at(-1)
    const lower = when.isSpan ? rangeBefore.exec(words.slice(0, when.start)) : null
    if (lower) found.push({ ...when, start: lower.index, day: undefined })
    else if (before && !when.isSpan && /^ ?- ?$/.test(words.slice(before.end, when.start)))
      found.splice(-1, 1, { ...before, end: when.end, day: undefined })
    else found.push(when)
  }
  return found
}

const isWeekday = new RegExp(`^${weekday}$`)

/** As `readDate` reads it. In the middle of a month is shown as its 15th, with the date in full, to be confirmed. */
const asWritten = (words: string): string =>
  words
    .replace(/^mid[ -](?!next|the|this|week|month)/, '15 ')
    .replace(/\bthe (?=\d{1,2}(?:st|nd|rd|th)? )/, '')
    .replace(/^next (?=week|month)/, 'end of next ')

export const longer =
  wholeWords(`(?<!(?:been|already|was) )extend(?:ed|ing)?|extension|postponed?|defer(?:red)?|more time|(?<!no )longer|new date
    (?:until|till?|say) (?:mid|early|late|after)
    (?:move|push|put|delay|needs?)(?: (?:§|it|this|back)){0,2} (?:to|until|till?) (?:after )?(?:the )?(?:[a-z]+ ){0,3}(?:term|christmas|xmas|easter|new year|spring|summer|autumn)`)
const moreOf = wholeWords(
  'needs?|want|give|another|more|extra|further|push|put|slip|late|delay|(?:can|could|may) (?:i|we) have|please',
)
const movedOf = wholeWords(
  `push|put|moved?|delay|slip|until|till?|(?:due|new|revised|realistic|target) date|deadline|can we say|change|reschedule|give|propos(?:e|ing)|suggest(?:ing)?|make (?:§|it|this|that)
  (?:needs?|has|have) to (?:go|be|move)(?: back)?
  (?:can|could) (?:§|it|this|we|i) (?:go|be|have)`,
)
const leadsTo =
  /^§[,:]? (?:(?:is|now|new) )*due(?: date)?:? (?:(?:is|now|on|by) )*$|\b(?:extend(?:ed)?|extension|postponed?|defer(?:red)?)(?: (?:§|it|this|that))? $|\b(?:propos(?:e|ing)|suggest(?:ing)?|make (?:§|it|this|that)) (?:the )?$|\bnew (?:date|deadline)[^.;]{0,30}: ?$|\b(?:to|until|till?|say|be|(?:date|deadline)(?: (?:of|to|is|be|should be|to be|now|on §)){0,2}:?)(?: the)? $/
const saysDue = /^§[,:]? (?:(?:is|now|new) )*due:? /
/** 'out for consultation until 4 December' tells how long something lasts. */
const lastsUntil =
  /\b(?:out|open|away|(?<!put )off|leave|closed|shut|consultation|running|live|paused|busy)\b(?:(?! (?:so|and|need|needs|please|can|could) )[^,.;:!?])* (?:until|till?) (?:the )?$/
const wasMoved = /^([^,.;:!?]*?)\b(?:moved|put|pushed|slipped|delayed|changed|rescheduled)\b/

/** Which of the days in it an asking for a new date means; undefined where it names none, or nobody could tell which. */
export function dateAskedFor(words: string, whens: readonly When[]): When | undefined {
  const isAsked = words.search(longer) >= 0
  const fit = whens.filter(when => isAsked || isNewDay(words, when))
  const led = fit.filter(({ start, isSpan }) => !isSpan && leadsTo.test(words.slice(0, start)))
  const lengths = fit.filter(when => when.isSpan)
  const [one, other] = led.length > 0 ? led : lengths
  return other === undefined ? one : undefined
}

/** 'training moved to 12 Jan' moves no date of an action. */
function isNewDay(words: string, { start, end, isSpan }: When): boolean {
  const before = words.slice(0, start)
  if (
    /\b(?:last|past|every) $/.test(before) ||
    /^ (?:ago|overdue|late|behind|old|(?:is|was) too)\b/.test(words.slice(end))
  )
    return false
  if (isSpan) return words.search(moreOf) >= 0
  const clause = before.split(/[,.;:!?]/).at(-1) ?? ''
  const ofOther = wasMoved.exec(clause)?.[1]
  if (saysDue.test(before) && leadsTo.test(before)) return true
  if (lastsUntil.test(clause)) return false
  return leadsTo.test(before) && before.search(movedOf) >= 0 && (ofOther === undefined || isBare(ofOther))
}

/** Where the asking for a day begins. */
export function leadOf(words: string, { start }: When): number {
  const clause =
    words
      .slice(0, start)
      .split(/[,.;:!?]| (?:as|because|since|while) /)
      .at(-1) ?? ''
  const leads = [moreOf, movedOf, longer].map(way => clause.search(way)).filter(at => at >= 0)
  return start - clause.length + Math.min(clause.length, ...leads)
}

const openDays = /(?<![a-z])(?:spring|summer|autumn|winter|christmas|xmas|easter|new year|term)(?![a-z])/
const months = new RegExp(
  `(?<![a-z])(${month.replace('|may', '').replace('|mar(?:ch)?', '|march')})(?: (\\d{4}))?(?![a-z])`,
  'g',
)

/** Whether a month alone is to come: 'completed in October' is past until April. */
function isMonthToCome([, name = '', year]: RegExpExecArray, today: Day): boolean {
  const found = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').indexOf(name.slice(0, 3)) + 1
  if (year !== undefined) return `${year}-${String(found).padStart(2, '0')}` >= today.slice(0, 7)
  return (found - Number(today.slice(5, 7)) + 12) % 12 <= 6
}

/** Without its year, a day more than half a year ahead may be that of last time where something is told of it. */
const maybeOfLastYear = (written: string, day: Day, today: Day): boolean =>
  day > addMonths(today, 6) && !/\d{4}|\d[/.-]\d{1,2}[/.-]\d{2}$/.test(written)

/**
 * Whether the words speak of a day to come, or of a time that is no day ('in January'). A weekday's name may be of last
 * week, and a day far ahead of last year: it is said whether those are counted.
 */
export function isToCome(
  words: string,
  today: Day,
  { weekdays, farDays }: { weekdays: boolean; farDays: boolean },
): boolean {
  const named = whensIn(words, today, today).filter(when => !when.isSpan)
  let rest = words
  for (const { start, end, day } of named) {
    const alone = isWeekday.test(words.slice(start, end))
    const isOld = day !== undefined && !farDays && maybeOfLastYear(words.slice(start, end), day, today)
    const isPast = day !== undefined && (day <= today || isOld)
    if (alone ? weekdays : !isPast) return true
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  }
  return openDays.test(rest) || [...rest.matchAll(months)].some(hit => isMonthToCome(hit, today))
}
