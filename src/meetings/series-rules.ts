import type { Meets } from '../partnership/arrangements.ts'
import { addDays, addMonths, type Day, lastDayOfMonth, weekdayOf } from '../partnership/day.ts'

/** A date of a series, and which of it: the first is 0. Themes alternate by this number. */
export type SeriesDate = { date: Day; number: number }

const monthsApart = { month: 1, 'two-months': 2, quarter: 3 } as const
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
const weeks = ['first', 'second', 'third', 'fourth']

/**
 * The dates of a group's series up to and with a day, in order: those listed, or those of its rule ('second
 * thursday', every month, from the month of startsOn). None when the arrangements do not say when it meets.
 */
export function seriesDates(meets: Meets, until: Day): SeriesDate[] {
  const dates = meets.dates ? [...meets.dates].sort() : ruleDates(meets, until)
  return dates.map((date, number) => ({ date, number })).filter(({ date }) => date <= until)
}

const computed = new WeakMap<Meets, { until: Day; dates: Day[] }>()

/** The first date of a series after a day, within the year that follows; undefined when none is known. */
export function nextMeetingAfter(meets: Meets, day: Day): Day | undefined {
  const until = addMonths(day, 12)
  const known = computed.get(meets)
  const found =
    known && known.until >= until
      ? known
      : {
          until: addMonths(until, 12),
          dates: seriesDates(meets, addMonths(until, 12)).map(({ date }) => date),
        }
  computed.set(meets, found)
  return found.dates.find(date => date > day && date <= until)
}

/** The theme of the meeting with this number, where the group alternates. */
export function themeOf(meets: Meets, number: number): string | undefined {
  const themes = meets.themes ?? []
  return themes[number % Math.max(1, themes.length)]
}

function ruleDates({ every, on, startsOn }: Meets, until: Day): Day[] {
  if (!every || !on || !startsOn) return []
  const dates: Day[] = []
  for (
    let month = `${startsOn.slice(0, 7)}-01`;
    month <= until;
    month = addMonths(month, monthsApart[every])
  ) {
    const date = dayInMonth(month.slice(0, 7), on)
    if (date >= startsOn && date <= until) dates.push(date)
  }
  return dates
}

/** 'second thursday' of '2018-04' is 2018-04-12. */
function dayInMonth(month: string, on: string): Day {
  const [which = '', weekday = ''] = on.split(' ')
  const wanted = weekdays.indexOf(weekday) + 1
  if (which === 'last') {
    const last = lastDayOfMonth(month)
    return addDays(last, -((weekdayOf(last) - wanted + 7) % 7))
  }
  const first = `${month}-01`
  return addDays(first, ((wanted - weekdayOf(first) + 7) % 7) + 7 * weeks.indexOf(which))
}
