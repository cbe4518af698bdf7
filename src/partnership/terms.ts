import { z } from 'zod'
import { type Day, isDay, lastDayOfMonth } from './day.ts'

/** How files give dates: a day, a month, or honestly not at all. */
export const looseDate = z
  .string()
  .refine(text => text === 'not-stated' || /^\d{4}-(0[1-9]|1[0-2])$/.test(text) || isDay(text), {
    error: 'is not a date. Write a day (2019-03-31), a month (2019-01) or not-stated',
  })

/** From when to when something held. Months count whole, at both ends. */
export type Term = { from?: string; to?: string }

/**
 * Whether a term covers a day. No `from`, or `from: not-stated`, means it had begun; no `to` means it goes on;
 * `to: not-stated` means it has ended on a day nobody wrote down, so it covers none.
 */
export const covers = (term: Term, day: Day): boolean =>
  !hasEnded(term, day) && (term.from === undefined || term.from === 'not-stated' || day >= term.from)

/** Whether a term is over on a day: one that ended nobody knows when is. */
export function hasEnded({ to }: Term, day: Day): boolean {
  // As text, a month stands before its own days: a day is held against as much of itself as the term says.
  return to !== undefined && (to === 'not-stated' || day.slice(0, to.length) > to)
}

/** Whether a term ends before it begins: a slip of the pen. */
export function endsBeforeItBegins(term: Term): boolean {
  return term.to !== undefined && term.to !== 'not-stated' && lastDay(term.to) < firstDay(term.from)
}

/** The first day of a term; the beginning of time when it is not stated. */
export const firstDayOf = ({ from }: Term): Day => firstDay(from)

/** The last day of a term; the end of time when it goes on. */
export const lastDayOf = ({ to }: Term): Day => lastDay(to === 'not-stated' ? undefined : to)

function firstDay(from: string | undefined): Day {
  if (from === undefined || from === 'not-stated') return '0000-01-01'
  return isDay(from) ? from : `${from}-01`
}

function lastDay(to: string | undefined): Day {
  if (to === undefined) return '9999-12-31'
  return isDay(to) ? to : lastDayOfMonth(to)
}
