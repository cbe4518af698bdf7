import { Temporal } from 'temporal-polyfill'

/** A calendar day in London, 'YYYY-MM-DD'. Days compare as text. */
export type Day = string

const london = 'Europe/London'

// Formatters are slow to make and quick to use: each is made once. Swedish writes dates as ISO 8601 does.
const londonDay = new Intl.DateTimeFormat('sv-SE', { timeZone: london })
const spoken = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
const withoutYear = new Intl.DateTimeFormat('en-GB', spoken)
const withYear = new Intl.DateTimeFormat('en-GB', { ...spoken, year: 'numeric' })

const millisecondsADay = 86_400_000

/** The London day on which an instant (UTC, ISO 8601) falls. */
export function dayOf(instant: string): Day {
  // London's clock is whole hours from UTC, so that an hour lies within one day. Formatting it each time is slow.
  const hour = instant.slice(0, 13)
  const known = daysByHour.get(hour)
  if (known !== undefined && instant.endsWith('Z')) return known
  const day = londonDay.format(Date.parse(instant))
  if (daysByHour.size > mostInstants) daysByHour.clear()
  if (instant.endsWith('Z')) daysByHour.set(hour, day)
  return day
}

const daysByHour = new Map<string, Day>()

const instants = new Map<string, string>()

/** The instant (UTC, ISO 8601 with milliseconds) at which a London clock shows `time` ('09:00') on `day`. */
export function instantOf(day: Day, time: string): string {
  const key = `${day} ${time}`
  const known = instants.get(key) ?? zonedInstant(day, time)
  if (instants.size > mostInstants) instants.clear()
  instants.set(key, known)
  return known
}

// Asked for the same few mornings again and again, and slow to work out.
const mostInstants = 1000

function zonedInstant(day: Day, time: string): string {
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: london, plainTime: time })
  return zoned.toInstant().toString({ fractionalSecondDigits: 3 })
}

/** `instant` and so many seconds, as an instant with milliseconds. */
export function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + Math.round(seconds * 1000)).toISOString()
}

/** Whether `text` is a day that exists: '2026-02-29' does not. */
export function isDay(text: string): text is Day {
  if (knownDays.has(text)) return true
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(text)
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  if (knownDays.size > mostInstants) knownDays.clear()
  if (exists) knownDays.add(text)
  return exists
}
// Every document that is read has days in it, and they are days of the same few years.
const knownDays = new Set<string>()

export function addDays(day: Day, days: number): Day {
  const from = numberOf(day) + days
  const known = byNumber.get(from)
  if (known !== undefined) return known
  const found = new Date(from * millisecondsADay).toISOString().slice(0, 10)
  if (byNumber.size > mostInstants) byNumber.clear()
  byNumber.set(from, found)
  return found
}

/** Days since 1 January 1970. Counting walks over the same few years again and again: their days are written once. */
function numberOf(day: Day): number {
  const known = numbers.get(day)
  if (known !== undefined) return known
  const found = Date.parse(day) / millisecondsADay
  if (numbers.size > mostInstants) numbers.clear()
  numbers.set(day, found)
  return found
}
const numbers = new Map<Day, number>()
const byNumber = new Map<number, Day>()

/** The same day of another month, or that month's last day when it is shorter: 31 January and one month is 28 February. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf(day: Day): number {
  // 1 January 1970 was a Thursday.
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1
}

export function lastDayOfMonth(month: string): Day {
  return addDays(addMonths(`${month}-01`, 1), -1)
}

/** 'Tue 24 Dec 2019', as people here write it; without the year when it is the year of `today`. */
export function sayDay(day: Day, today?: Day): string {
  const format = today?.slice(0, 4) === day.slice(0, 4) ? withoutYear : withYear
  return format.format(Date.parse(day)).replaceAll(',', '')
}
