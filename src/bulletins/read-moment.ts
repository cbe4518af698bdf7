import { type Day, dayOf, instantOf, sayDay, secondsAfter } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'
import { londonTimeOf } from './progress-words.ts'

/** An instant, and where a clock shows that time twice, which of the two it is; or why there is no such moment. */
export type Moment = { at: string; twice?: string } | { refused: string }

const clock = '([01]?\\d|2[0-3])[:.]([0-5]\\d)'
const halfDay = '(0?[1-9]|1[0-2])(?:[:.]([0-5]\\d))? ?([ap])\\.?m\\.?'
const words = '(noon|midday)'
/** '0930'; what begins with 20 is a year, unless it is said to be a time. */
const fourDigits = '([01]\\d|2[1-3]|(?<=\\bat\\s)20)([0-5]\\d)h?'
const time = `(?:${halfDay}|${clock}|${words}|${fourDigits})`
const last = new RegExp(`^(?:(.*?)[\\s,]+(?:at\\s+)?)?${time}$`, 'i')
const first = new RegExp(`^(?:at\\s+)?${time}(?:[\\s,]+(?:on\\s+)?(.*))?$`, 'i')

/**
 * The moment somebody means by a London day and time: '25 Nov 09:30', 'tomorrow 9am', '25/11/26 0930', 'in 2 hours'.
 * Without a day it is today. Refused, with the question that is open, when it cannot be read, may be morning or
 * evening, or when the clocks leave that hour out.
 */
export function readMoment(text: string, today: Day, now: string): Moment {
  const typed = text.trim().replace(/\s+/g, ' ')
  const seconds = secondsIn(typed)
  if (seconds !== undefined) return { at: secondsAfter(now, seconds) }
  const open = openQuestion(typed)
  if (open) return { refused: open }
  const [, lastDate = '', ...lastTime] = last.exec(typed) ?? []
  const found = first.exec(typed) ?? []
  const ways = [
    { date: lastDate, parts: lastTime },
    { date: found.at(-1) ?? '', parts: found.slice(1, -1) },
  ]
  for (const { date, parts } of ways) {
    const shown = timeFrom(parts)
    const day = date.trim() === '' ? today : readDate(date.trim(), today)
    if (shown && day) return momentAt(day, shown)
  }
  if (readDate(typed, today)) return { refused: `At what time? Write it like ${typed} 09:30.` }
  return { refused: 'That time could not be read. Write it like tomorrow 09:30, or in 2 hours.' }
}

/** 'in 2 hours', 'in half an hour'. */
function secondsIn(typed: string): number | undefined {
  const [, many = '', unit = ''] =
    /^in (\d{1,3}|an?|half an) (hours?|hrs?|minutes?|mins?)$/i.exec(typed) ?? []
  if (unit === '') return undefined
  const count = /^\d/.test(many) ? Number(many) : /^half/i.test(many) ? 0.5 : 1
  return count * (/^h/i.test(unit) ? 3600 : 60)
}

/** Half past five is in the afternoon to whoever says it, and in the morning to a clock. */
const bareHour = /\bat (0?[1-9]|1[0-2])(?: on .*)?$/i
const earlyHour = /(?<![\d./:])([1-6])[.:]([0-5]\d)(?![\d./:]| ?[ap]\.?m)/i

function openQuestion(typed: string): string | undefined {
  if (/\bmidnight\b/i.test(typed))
    return 'Midnight ends one day and begins another. Write 00:00 with the day that begins then, such as tomorrow 00:00.'
  const early = earlyHour.exec(typed)
  const hours = early?.[1] ?? bareHour.exec(typed)?.[1]
  if (hours === undefined) return undefined
  const shown = early ? `${hours}:${early[2]}` : hours
  return `Is that ${shown} in the morning or later? Write ${shown}am or ${shown}pm.`
}

function timeFrom(parts: (string | undefined)[]): string | undefined {
  const [half, halfMinutes, ap, hour, minutes, noon, fourHour, fourMinutes] = parts
  if (noon) return '12:00'
  if (fourHour && fourMinutes) return `${fourHour}:${fourMinutes}`
  if (hour && minutes) return `${hour.padStart(2, '0')}:${minutes}`
  if (!half || !ap) return undefined
  const hours = (Number(half) % 12) + (ap.toLowerCase() === 'p' ? 12 : 0)
  return `${String(hours).padStart(2, '0')}:${halfMinutes ?? '00'}`
}

const hour = 3_600_000

/** One hour in spring no clock shows, and one in autumn it shows twice: the first of the two is taken, and said. */
function momentAt(day: Day, shown: string): Moment {
  const at = instantOf(day, shown)
  if (londonTimeOf(at) !== shown || dayOf(at) !== day)
    return {
      refused: `There is no ${shown} on ${sayDay(day)}: the clocks go forward then. Choose another time, such as ${londonTimeOf(at)}.`,
    }
  const later = new Date(Date.parse(at) + hour).toISOString()
  const twice = `the first ${shown} of two, before the clocks go back`
  return londonTimeOf(later) === shown ? { at, twice } : { at }
}
