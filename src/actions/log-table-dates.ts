import { addDays, isDay, weekdayOf } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'

/** `said` where the day is not the one that is written. */
export type LogDate = { day: string; said?: string } | { problem: string }

const noDay =
  /\b(on-? ?going|tbc|tba|tbd|asap|continuous(ly)?|continual|rolling|urgent(ly)?|immediate(ly)?)\b|^n\/?a$/i
const monthFirst = /^[a-z]{3,9}\.? \d{1,2}(st|nd|rd|th)?$/i
const hasYear = /(^|\D)(\d{4}|['’]\d{2})(\D|$)|[a-z,/.-] ?\d{2}$/i

/** Excel's own number of a day, where its cell has lost the format of a date: from 1982 to 2064. */
const serial = /^(3\d|4\d|5\d)\d{3}(\.\d+)?$/
const weekOf = /^(?:w\/?c|w\/b|week (?:commencing|beginning|of))[ :.]*/i
const oneDay =
  /\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/gi

/**
 * The due date of an old log: in British order, with its year, and often in the past. Excel's own dates come as ISO
 * days. Nothing is guessed: a date without a year, or a word for none, is a problem that says what to write.
 */
export function readLogDate(text: string, today: string): LogDate {
  const typed = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/(\d)\.$/, '$1')
  if (typed === '') return { problem: 'It has no due date. Give the day by which it is to be done.' }
  if (noDay.test(typed))
    return {
      problem: `An action needs a day. “${shown(sentence(typed))}” hides work that has stopped: give the day to look at it again.`,
    }
  if (serial.test(typed)) return { day: addDays('1899-12-30', Math.floor(Number(typed))), said: typed }
  if (weekOf.test(typed)) return weekFrom(typed, today)
  if ((typed.match(oneDay) ?? []).length > 1)
    return { problem: `It has several due dates (${shown(typed)}). Write the one that counts now.` }
  return readOneDay(typed, today)
}

const sentence = (typed: string): string => typed.charAt(0).toUpperCase() + typed.slice(1)

/** 'w/c 12 Jan 2026' is due by the Friday of that week. */
function weekFrom(typed: string, today: string): LogDate {
  const first = readOneDay(typed.replace(weekOf, ''), today)
  if ('problem' in first) return first
  return { day: addDays(first.day, Math.max(0, 5 - weekdayOf(first.day))), said: typed }
}

function readOneDay(typed: string, today: string): LogDate {
  const iso = /^(\d{4}-\d{2}-\d{2})([T ][\d:.]+Z?)?$/.exec(typed)?.[1]
  if (iso) return isDay(iso) ? { day: iso } : unread(typed)
  const [, date = '', month = '', year = ''] =
    /^(?:[a-z]{3,9},? )?(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/i.exec(
      typed,
    ) ?? []
  if (year !== '') {
    const day = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
    return isDay(day) ? { day } : unread(typed)
  }
  if (!/\d/.test(typed) && !monthNamed.test(typed))
    return { problem: `Its due date (${shown(typed)}) is no day. Write it like 12/01/2027.` }
  if (/^\d{1,2}[/.-]\d{1,2}$/.test(typed) || monthFirst.test(typed) || !hasYear.test(typed))
    return { problem: `Its due date (${shown(typed)}) has no year. Write it like 12/01/2027.` }
  const day = readDate(longYear(typed), today)
  if (day) return { day }
  return readDate(`end of ${longYear(typed)}`, today)
    ? { problem: `Its due date (${shown(typed)}) is a month. Write the day, or “end of ${typed}”.` }
    : unread(typed)
}

const monthNamed = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i

/** '12 Jan 26', '12 Jan ’26' and 'Jan-26' are of 2026. */
const longYear = (typed: string): string =>
  typed.replace(/([a-z,.]) ?['’]?(\d{2})$/i, '$1 20$2').replace(/(^|of )([a-z]{3,9})-(\d{2})$/i, '$1$2 20$3')

const shown = (typed: string): string => (typed.length > 30 ? `${typed.slice(0, 30)}…` : typed)

const unread = (typed: string): LogDate => ({
  problem: `Its due date (${shown(typed)}) cannot be read as one day. Write it like 12/01/2027.`,
})
