import { addDays, type Day, dayOf, instantOf } from './day.ts'
import { type Calendar, workingDayFrom } from './working-days.ts'

/** The hour of what is sent by itself, on a London clock, and the hour after which it waits for the next morning. */
export const firstHour = '09:00'
const lastHour = '17:00'

/** Whether what is sent by itself goes out at this moment; else the instant of the next morning on which it does. */
export function workingHours(now: string, calendar: Calendar): { open: true } | { opensAt: string } {
  const today = dayOf(now)
  const from = workingDayFrom(today, calendar)
  if (from === today && now >= instantOf(today, firstHour) && now < instantOf(today, lastHour))
    return { open: true }
  if (from === today && now < instantOf(today, firstHour)) return { opensAt: instantOf(today, firstHour) }
  return { opensAt: morningAfter(today, calendar) }
}

/** Nine o'clock on the first working day after a day. */
export function morningAfter(day: Day, calendar: Calendar): string {
  return instantOf(workingDayFrom(addDays(day, 1), calendar), firstHour)
}
