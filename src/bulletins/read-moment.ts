import { type Day, dayOf, instantOf, sayDay } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'
import { londonTimeOf } from './progress-words.ts'

/** An instant, and where a clock shows that time twice, which of the two it is; or why there is no such moment. */
export type Moment = { at: string; twice?: string } | { refused: string }

const clock = '([01]?\\d|2[0-3])[:.]([0-5]\\d)'
const halfDay = '(0?[1-9]|1[0-2])(?:[:.]([0-5]\\d))? ?([ap])\\.?m\\.?'
const words = '(noon|midday)'
const time = `(?:${halfDay}|${clock}|${words})`
const last = new RegExp(`^(?:(.*?)[\\s,]+(?:at\\s+)?)?${time}$`, 'i')
const first = new RegExp(`^(?:at\\s+)?${time}(?:[\\s,]+(?:on\\s+)?(.*))?$`, 'i')

/**
 * The moment somebody means by a London day and time: '25 Nov 09:30', 'tomorrow 9am', '9.30pm on 25 Nov'. Without a day it
 * is today. Refused when it cannot be read, or when the clocks leave that hour out.
 */
export function readMoment(text: string, today: Day): Moment {
  const typed = text.trim()
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
  return { refused: 'That time could not be read. Write it like 25 Nov 09:30, or tomorrow 9am.' }
}

function timeFrom([half, halfMinutes, ap, hour, minutes, noon]: (string | undefined)[]): string | undefined {
  if (noon) return '12:00'
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
