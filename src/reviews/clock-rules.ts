import { type Day, sayDay } from '../partnership/day.ts'
import { listed } from '../partnership/list-words.ts'
import {
  addWorkingDays,
  type Calendar,
  countWorkingDays,
  workingDaysBetween,
} from '../partnership/working-days.ts'
import type { EventDates } from './review.ts'

/**
 * The clocks of a serious incident. Lengths: Working Together to Safeguard Children (the edition is a dated label,
 * see docs/field.md, "Clocks"). The day an event happens is day 0; any time on the due day, London, is in time.
 */
export const clocks = {
  notification: {
    title: 'Serious incident notification',
    days: 5,
    from: 'aware',
    until: 'notified',
    basis: 'duty: s.16C Children Act 2004; length: guidance',
  },
  'rapid-review': { title: 'Rapid review', days: 15, from: 'notified', until: 'reported', basis: 'guidance' },
} as const

export type ClockName = keyof typeof clocks

export type ClockReading = {
  title: string
  basis: string
  /** In words: running, in time, late, or not started. */
  state: string
  due?: Day
  /** The sum, so that anybody can check it: which day it is, from what, what was not counted, when it is due. */
  sum: string
  colour: 'good' | 'warning' | 'attention' | 'default'
}

/** How a clock stands on a day, with its sum. Throws HolidaysUnknown when the holiday list does not reach. */
export function readClock(name: ClockName, events: EventDates, calendar: Calendar, today: Day): ClockReading {
  const { title, days, from, until, basis } = clocks[name]
  const start = events[from]
  if (!start)
    return {
      title,
      basis,
      state: 'Not started',
      sum: 'Starts when the notification is sent to the Panel.',
      colour: 'default',
    }
  const { due, notCounted } = countWorkingDays(start, days, calendar)
  const ended = events[until]
  const sum = `${sayStart(name, start, today)}; ${sayNotCounted(notCounted, today)}due ${sayDay(due, today)}.`
  if (ended) {
    const inTime = ended <= due
    const took = workingDaysBetween(start, ended, calendar)
    const state = `${inTime ? 'In time' : 'Late'}: done ${sayDay(ended, today)}, day ${took} of ${days}`
    return { title, basis, due, state, sum, colour: inTime ? 'good' : 'attention' }
  }
  const day = workingDaysBetween(start, today, calendar)
  if (today > due)
    return { title, basis, due, state: `Overdue: day ${day} of ${days}`, sum, colour: 'attention' }
  return {
    title,
    basis,
    due,
    state: `Day ${day} of ${days}`,
    sum,
    colour: days - day <= 1 ? 'warning' : 'good',
  }
}

/** The day by which agencies are asked for their returns, so many working days after the notification (local rule). */
export function returnsDue(notified: Day, calendar: Calendar, days: number): Day {
  return addWorkingDays(notified, days, calendar)
}

function sayStart(name: ClockName, start: Day, today: Day): string {
  return `${name === 'notification' ? 'Aware' : 'Notified'} ${sayDay(start, today)}`
}

function sayNotCounted(days: readonly Day[], today: Day): string {
  if (days.length === 0) return ''
  return `${listed(days.map(day => sayDay(day, today)))} not counted; `
}
