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

/**
 * What is worked out about a day, kept: turns and documents are about days of the same few years, and dates are slow to
 * work out and to write.
 */
function kept<Asked, Found extends {}>(find: (asked: Asked) => Found): (asked: Asked) => Found {
  const known = new Map<Asked, Found>()
  return asked => {
    const before = known.get(asked)
    if (before !== undefined) return before
    const found = find(asked)
    if (known.size >= mostKept) known.clear()
    known.set(asked, found)
    return found
  }
}

const mostKept = 1000

/** The London day on which an instant (UTC, ISO 8601) falls. */
export const dayOf = (instant: string): Day =>
  // London's clock is whole hours from UTC, so that an hour lies within one day.
  instant.endsWith('Z') ? dayOfHour(instant.slice(0, 13)) : londonDay.format(Date.parse(instant))

const dayOfHour = kept((hour: string): Day => londonDay.format(Date.parse(`${hour}:00Z`)))

/** The instant (UTC, ISO 8601 with milliseconds) at which a London clock shows `time` ('09:00') on `day`. */
export const instantOf = (day: Day, time: string): string => instantAt(`${day} ${time}`)

const instantAt = kept((dayAndTime: string): string => {
  const [day = '', plainTime = ''] = dayAndTime.split(' ')
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: london, plainTime })
  return zoned.toInstant().toString({ fractionalSecondDigits: 3 })
})

/** `instant` and so many seconds, as an instant with milliseconds. */
export function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + Math.round(seconds * 1000)).toISOString()
}

/** Whether `text` is a day that exists: '2026-02-29' does not. */
export const isDay = (text: string): text is Day => text.length === 10 && exists(text)

const exists = kept((text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
})

export const addDays = (day: Day, days: number): Day => dayNumbered(numberOf(day) + days)

/** Days since 1 January 1970. */
const numberOf = kept((day: Day): number => Date.parse(day) / millisecondsADay)

const dayNumbered = kept(
  (number: number): Day => new Date(number * millisecondsADay).toISOString().slice(0, 10),
)

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
export const sayDay = (day: Day, today?: Day): string =>
  today?.slice(0, 4) === day.slice(0, 4) ? saidWithoutYear(day) : saidWithYear(day)

const saidWithoutYear = kept((day: Day): string => withoutYear.format(Date.parse(day)).replaceAll(',', ''))
const saidWithYear = kept((day: Day): string => withYear.format(Date.parse(day)).replaceAll(',', ''))
