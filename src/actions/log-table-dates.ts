import { isDay } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'

export type LogDate = { day: string } | { problem: string }

const noDay =
  /\b(on-?going|tbc|tba|tbd|asap|continuous(ly)?|continual|rolling|urgent(ly)?|immediate(ly)?)\b|^n\/?a$/i
const monthFirst = /^[a-z]{3,9}\.? \d{1,2}(st|nd|rd|th)?$/i
const hasYear = /(^|\D)(\d{4}|['’]\d{2})(\D|$)|[a-z,/.-] ?\d{2}$/i

/**
 * The due date of an old log: in British order, with its year, and often in the past. Excel's own dates come as ISO
 * days. Nothing is guessed: a date without a year, or a word for none, is a problem that says what to write.
 */
export function readLogDate(text: string, today: string): LogDate {
  const typed = text.trim().replaceAll(/\s+/g, ' ')
  if (typed === '') return { problem: 'It has no due date. Give the day by which it is to be done.' }
  if (noDay.test(typed))
    return {
      problem:
        'An action needs a day. “Ongoing” hides work that has stopped: give the day to look at it again.',
    }
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
  if (/^\d{1,2}[/.-]\d{1,2}$/.test(typed) || monthFirst.test(typed) || !hasYear.test(typed))
    return { problem: `Its due date (${shown(typed)}) has no year. Write it like 12/01/2027.` }
  const day = readDate(longYear(typed), today)
  return day ? { day } : unread(typed)
}

/** '12 Jan 26' and '12 Jan ’26' are of 2026. */
const longYear = (typed: string): string => typed.replace(/([a-z,.]) ?['’]?(\d{2})$/i, '$1 20$2')

const shown = (typed: string): string => (typed.length > 30 ? `${typed.slice(0, 30)}…` : typed)

const unread = (typed: string): LogDate => ({
  problem: `Its due date (${shown(typed)}) cannot be read as one day. Write it like 12/01/2027.`,
})
