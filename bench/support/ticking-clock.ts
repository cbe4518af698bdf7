import type { Clock } from '../../src/ports/clock.ts'

/** A Monday morning of the year the partnership file is about. */
export const startsAt = '2019-02-04T10:00:00.000Z'

/** Runs as the system's clock does, from that morning on, so that every run meets the same days. */
export function tickingClock(): Clock {
  const ahead = Date.parse(startsAt) - Date.now()
  return { now: () => new Date(Date.now() + ahead).toISOString() }
}
