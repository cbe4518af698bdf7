import type { Counts } from '../delivery/tally.ts'
import { secondsAfter } from '../partnership/day.ts'
import type { Bulletin } from './bulletin.ts'
import { lineOf } from './figures.ts'

/** A bulletin that could not leave within so long of its moment is not sent late by itself. */
const missedAfterSeconds = 15 * 60

export const missedMoment = (sendAt: string, now: string): boolean =>
  now > secondsAfter(sendAt, missedAfterSeconds)

/** How sending ended, where it has: 'empty' when nobody of the audience was there any more. */
export function finished(counts: Counts): 'sent' | 'empty' | undefined {
  const line = lineOf(counts)
  if (line.queued > 0) return undefined
  return line['not-needed'] === line.total ? 'empty' : 'sent'
}

/** The progress card is edited once at the start, every ten seconds in the first minute, then less and less often. */
const paces = [
  { until: 1, seconds: 3 },
  { until: 6, seconds: 10 },
  { until: 24, seconds: 30 },
  { until: Number.POSITIVE_INFINITY, seconds: 120 },
]

/** How far sending is, at what rate since the last look, and when to look next. */
export function progressAt(
  { progress, sending }: Pick<Bulletin, 'progress' | 'sending'>,
  counts: Counts,
  now: string,
): NonNullable<Bulletin['progress']> {
  const line = lineOf(counts)
  const done = line.total - line.queued
  const since = progress ?? { shown: 0, at: sending?.at ?? now, done }
  const seconds = (Date.parse(now) - Date.parse(since.at)) / 1000
  const shown = since.shown + 1
  const pace = paces.find(({ until }) => shown <= until)?.seconds ?? 120
  return {
    shown,
    at: now,
    nextAt: secondsAfter(now, pace),
    done,
    perSecond: progress && seconds > 0 ? Math.max(0, (done - since.done) / seconds) : 0,
  }
}
