/** Days and clocks by hand: nothing of the product is asked, so that it cannot agree with itself. */
export type Day = string

/** The bank holidays of England and Wales in 2026, from the list on gov.uk. */
const bankHolidays = new Set([
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-04',
  '2026-05-25',
  '2026-08-31',
  '2026-12-25',
  '2026-12-28',
])

/** Clocks go forward on the first of these days and back on the second, at one o'clock UTC. */
const summerTime = { from: '2026-03-29', to: '2026-10-25' }

export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

export function worksOn(day: Day, closures: readonly Day[] = []): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !bankHolidays.has(day) && !closures.includes(day)
}

/** So many working days after a day (before, when negative), and if that is none, the next one. */
export function workingDay(from: Day, count: number, closures: readonly Day[] = []): Day {
  const key = `${from} ${count} ${closures}`
  const known = counted.get(key) ?? countDays(from, count, closures)
  counted.set(key, known)
  return known
}

// Asked for the same few days hundreds of thousands of times.
const counted = new Map<string, Day>()

function countDays(from: Day, count: number, closures: readonly Day[]): Day {
  let day = from
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, Math.sign(count))
    if (worksOn(day, closures)) left -= 1
  }
  while (!worksOn(day, closures)) day = addDays(day, 1)
  return day
}

/** The instant at which a clock in London shows a time on a day of 2026; not in the hour of a change. */
export function at(day: Day, time: string): string {
  const summer = day >= summerTime.from && day < summerTime.to
  return `${new Date(Date.parse(`${day}T${time}:00Z`) - (summer ? 3_600_000 : 0)).toISOString()}`
}

const london = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** What calendar and clock in London show at an instant: ['2026-03-30', '09:00']. */
export function inLondon(instant: string): [day: Day, time: string] {
  const [day = '', time = ''] = london.format(new Date(instant)).split(' ')
  return [day, time]
}
export function dayOf(instant: string): Day {
  const known = days.get(instant) ?? inLondon(instant)[0]
  days.set(instant, known)
  return known
}
const days = new Map<string, Day>()
