import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import { addDays, type Day, weekdayOf } from './day.ts'

/**
 * Working days of England: Monday to Friday, not a bank holiday in England, not a closure day of the
 * partnership. Source: Working Together's working days, as read in docs/field.md ("Clocks").
 */
export type Calendar = { extraClosures: readonly Day[] }

/** The bank holidays were compared with the official list for these years; no date beyond them is counted. */
export const holidaysKnown = { from: '2018-01-01', to: '2028-12-31' } as const

/** A date for which the bank holidays are not known. Never counted on silently. */
export class HolidaysUnknown extends Error {
  readonly code = 'holidays-unknown'
  constructor(day: Day) {
    super(
      `The bank holidays of England are known from ${holidaysKnown.from} to ${holidaysKnown.to}; ${day} is outside. ` +
        'Choose a date within them, or update Convenor.',
    )
  }
}

/** Days between two days, and why each day between was left out: enough to show the sum. */
export type WorkingDaySum = { due: Day; notCounted: Day[] }

let england: Holidays | undefined
const bankHolidays = new Map<string, ReadonlySet<Day>>()

export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  return weekdayOf(day) <= 5 && !isClosed(day, calendar)
}

/** A bank holiday or a closure day, whichever weekday it falls on. */
export function isClosed(day: Day, calendar: Calendar): boolean {
  return bankHolidaysOf(day).has(day) || calendar.extraClosures.includes(day)
}

/**
 * The day `count` working days after `start` (before, when negative). `start` is day 0 and need not be a
 * working day. With count 0 it is `start` itself. Throws HolidaysUnknown beyond the known list.
 */
export function addWorkingDays(start: Day, count: number, calendar: Calendar): Day {
  return countWorkingDays(start, count, calendar).due
}

/** As addWorkingDays, with the weekdays that were left out (bank holidays and closures), in order of counting. */
export function countWorkingDays(start: Day, count: number, calendar: Calendar): WorkingDaySum {
  const step = Math.sign(count)
  const notCounted: Day[] = []
  let due = start
  for (let left = Math.abs(count); left > 0; ) {
    due = addDays(due, step)
    if (isWorkingDay(due, calendar)) left -= 1
    else if (weekdayOf(due) <= 5) notCounted.push(due)
  }
  return { due, notCounted }
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier; 0 when they are the same day. */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let days = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) days += 1
  }
  return days
}

/** `day` itself when it is a working day, else the next one. */
export function workingDayFrom(day: Day, calendar: Calendar): Day {
  let found = day
  while (!isWorkingDay(found, calendar)) found = addDays(found, 1)
  return found
}

/** The holidays of every country take a fifth of a second to load: that waits until the first day is counted. */
function ofEngland(): Holidays {
  if (!england) {
    const All = createRequire(import.meta.url)('date-holidays') as typeof Holidays
    england = new All('GB', 'ENG')
  }
  return england
}

function bankHolidaysOf(day: Day): ReadonlySet<Day> {
  if (day < holidaysKnown.from || day > holidaysKnown.to) throw new HolidaysUnknown(day)
  const year = day.slice(0, 4)
  const known = bankHolidays.get(year) ?? new Set(publicHolidays(year))
  bankHolidays.set(year, known)
  return known
}

function publicHolidays(year: string): Day[] {
  const all = ofEngland().getHolidays(year)
  return all.filter(holiday => holiday.type === 'public').map(holiday => holiday.date.slice(0, 10))
}
