import { GB } from 'chrono-node/en'
import { addDays, addMonths, type Day, isDay, lastDayOfMonth, weekdayOf } from './day.ts'
import { addWorkingDays, HolidaysUnknown } from './working-days.ts'

type Read = NonNullable<ReturnType<typeof GB.parse>[0]>['start']
type Tells = 'future' | 'past'

/**
 * The day somebody means, as people here write it: '2026-12-01', '1 Dec', 'Jan 12', '12/01' and '12.01' (12 January),
 * 'next Friday', 'a week on Monday', 'the 12th', 'end of Jan', 'in 2 weeks', '10 working days' (of England: a
 * partnership's own closures are not known here). Undefined when no single day can be read: a month, a time, 'mid Jan',
 * 'Monday week' on a Monday, or a date whose weekday does not fit is no day. `today` is the London day from which
 * relative words count; what is written without a year is the next one, but for a day of the last two months, or the
 * last one where it tells of something past: but for one that is nearer to come, which somebody wrote too early.
 */
export function readDate(text: string, today: Day, tells: Tells = 'future'): Day | undefined {
  const words = asParsed(text)
  if (words.length > mostLetters) return undefined
  if (/^\d{4}-\d{2}-\d{2}$/.test(words)) return isDay(words) ? words : undefined
  const nth = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)$/i.exec(words)?.[1]
  if (nth !== undefined) return nthOfMonth(nth, today, tells)
  const [, before, after] = weekAfter.exec(words) ?? []
  if (before ?? after) return tells === 'future' ? weekAfterDay(before ?? after ?? '', today) : undefined
  const working = /^(?:in )?(\d{1,2}|five|ten) working days$/i.exec(words)?.[1]
  if (working !== undefined) return tells === 'future' ? workingDaysOn(working, today) : undefined
  const month = /^(?:the )?end (?:of )?(.+)$/i.exec(words)?.[1]
  return month === undefined ? dayIn(words, today, tells) : lastDayIn(month, today)
}

/** Days of the year that people call by their names. Easter is none: nobody could tell which of its days is meant. */
const feasts: Record<string, string> = {
  'christmas eve': '24 Dec',
  'christmas day': '25 Dec',
  christmas: '25 Dec',
  'boxing day': '26 Dec',
  'new years eve': '31 Dec',
  'new years day': '1 Jan',
  'new year': '1 Jan',
}
/** A pattern of those, in small letters and without apostrophes. */
export const feast = '(?:the )?(?:(?:christmas|xmas)(?: eve| day)?|boxing day|new year(?:s (?:eve|day))?)'

/** No day is said in more; a long text is not looked through for one. */
const mostLetters = 60

const monthThenDay =
  /^((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.? (?:the )?(\d{1,2})(?:st|nd|rd|th)?(,? \d{4})?$/i
const weekAfter =
  /^(?:a )?week (?:on )?((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)$|^((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*) week$/i

/** Without what stands before a day, and as the parser knows it. */
const asParsed = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(on|by|to|until|before) /i, '')
    .replace(
      new RegExp(`^${feast}$`, 'i'),
      name => feasts[name.toLowerCase().replace(/^the /, '').replace('xmas', 'christmas')] ?? name,
    )
    .replace(/^(?:(?:the )?(?:close of (?:play|business)|end of (?:the )?day)|cop|cob|eod)(?: on)? /i, '')
    .replace(/\bfortnight\b/i, '2 weeks')
    .replace(/^(in )?(a|the) 2 weeks/i, '2 weeks')
    .replace(/ time$|\.$/i, '')
    .replace(/\b(tue|wed)s\b/i, '$1')
    .replace(monthThenDay, '$2 $1$3')
    .replace(/^(\d{1,2})[.-](\d{2})$/, '$1/$2')

/** The next such day of a month; none where the month that would have it is too short for it. */
function nthOfMonth(nth: string, today: Day, tells: Tells): Day | undefined {
  const next = tells === 'future' ? 1 : -1
  const found = [0, next]
    .map(months => `${addMonths(`${today.slice(0, 7)}-01`, months).slice(0, 7)}-${nth.padStart(2, '0')}`)
    .find(day => !isDay(day) || (tells === 'future' ? day >= today : day <= today))
  return found !== undefined && isDay(found) ? found : undefined
}

/** 'Monday week' is the Monday after the coming one. On a Monday nobody can tell which that is. */
function weekAfterDay(weekday: string, today: Day): Day | undefined {
  const coming = [1, 2, 3, 4, 5, 6].map(days => addDays(today, days)).find(day => isCalled(day, weekday))
  return coming && addDays(coming, 7)
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const isCalled = (day: Day, typed: string): boolean =>
  weekdays[weekdayOf(day) - 1]?.startsWith(typed.toLowerCase().replace(/^thurs$/, 'thu')) === true

function workingDaysOn(count: string, today: Day): Day | undefined {
  const days = { five: 5, ten: 10 }[count.toLowerCase()] ?? Number(count)
  try {
    return addWorkingDays(today, days, { extraClosures: [] })
  } catch (error) {
    if (error instanceof HolidaysUnknown) return undefined
    throw error
  }
}

function parse(words: string, today: Day, tells: Tells): Read | undefined {
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }
  const [found, second] = GB.parse(words, reference, { forwardDate: tells === 'future' })
  const whole = found && !second && !found.end && found.text.length === words.length
  return whole && !found.start.isCertain('hour') ? found.start : undefined
}

function dayIn(words: string, today: Day, tells: Tells): Day | undefined {
  const read = parse(words, today, tells)
  const [first = 0, second = 0] = words.split(/[/.-]/).map(Number)
  const monthFirst = first <= 12 && second > 12
  if (!read || monthFirst || !(read.isCertain('day') || read.isCertain('weekday'))) return undefined
  const day = dayOfRead(read)
  if (!isDay(day) || !fitsWeekday(read, day)) return undefined
  if (read.isCertain('year')) return day
  // Without a year, a day that has just passed is meant as it is written, and not that of next year.
  if (tells === 'future') return read.isCertain('month') && justPassed(day, today) ? addMonths(day, -12) : day
  if (day <= today) return day
  const before = read.isCertain('day') ? addMonths(day, -12) : addDays(day, -7)
  if (read.isCertain('month') && day < addMonths(today, 6)) return day
  return before.slice(5) === day.slice(5) || !read.isCertain('day') ? before : undefined
}

const daysJustPassed = 60

const justPassed = (day: Day, today: Day): boolean =>
  day > today && addMonths(day, -12) < today && addMonths(day, -12) >= addDays(today, -daysJustPassed)

/** 'Monday 5 Jan' is no day in a year in which that is a Tuesday. */
function fitsWeekday(read: Read, day: Day): boolean {
  const wanted = read.isCertain('weekday') ? read.get('weekday') : null
  return wanted === null || weekdayOf(day) % 7 === wanted
}

function lastDayIn(words: string, today: Day): Day | undefined {
  if (/^(the |this )?month$/i.test(words)) return lastDayOfMonth(today.slice(0, 7))
  if (/^next month$/i.test(words)) return lastDayOfMonth(addMonths(today, 1).slice(0, 7))
  if (/^(the |this )?week$/i.test(words)) return addDays(today, Math.max(0, 5 - weekdayOf(today)))
  if (/^next week$/i.test(words)) return addDays(today, 12 - weekdayOf(today))
  const read = parse(`1 ${words}`, today, 'future')
  if (!/^\p{Letter}/u.test(words) || !read?.isCertain('month')) return undefined
  const last = lastDayOfMonth(dayOfRead(read).slice(0, 7))
  // The month that is running now is meant, not that of next year.
  const thisYear = `${today.slice(0, 4)}${last.slice(4)}`
  return !read.isCertain('year') && thisYear.slice(0, 7) === today.slice(0, 7) ? thisYear : last
}

function dayOfRead(read: Read): Day {
  const pad = (part: 'month' | 'day') => String(read.get(part)).padStart(2, '0')
  return `${read.get('year')}-${pad('month')}-${pad('day')}`
}
