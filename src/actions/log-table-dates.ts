import { isDay } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'

export type LogDate = { day: string } | { problem: string }

const noDay = /\b(ongoing|on-going|tbc|tba|asap|continuous|rolling|n\/a)\b/i

/** The due date of an old log: in British order, with its year, and often in the past. Excel's own dates come as ISO days. */
export function readLogDate(text: string, today: string): LogDate {
  const typed = text.trim()
  if (typed === '') return { problem: 'It has no due date.' }
  if (noDay.test(typed))
    return {
      problem:
        'An action needs a day. “Ongoing” hides work that has stopped: give the day to look at it again.',
    }
  if (isDay(typed.slice(0, 10)) && /^\d{4}-\d{2}-\d{2}(T|$)/.test(typed)) return { day: typed.slice(0, 10) }
  const [, date = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(typed) ?? []
  if (year !== '') {
    const day = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
    return isDay(day) ? { day } : { problem: unread(typed) }
  }
  if (!/\b\d{4}\b|\b\d{2}$/.test(typed.replace(/^\d{1,2}\b/, '')))
    return { problem: `Its due date (${typed.slice(0, 30)}) has no year.` }
  const day = readDate(typed, today)
  return day ? { day } : { problem: unread(typed) }
}

const unread = (typed: string): string =>
  `Its due date (${typed.slice(0, 30)}) cannot be read. Write it like 12/01/2027.`
