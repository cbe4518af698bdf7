import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import type { Bulletin } from './bulletin.ts'
import type { Figures } from './figures.ts'

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment as people here write it: 'Mon 23 Nov at 09:00', London. */
export const sayMoment = (instant: string, today: Day): string =>
  `${sayDay(dayOf(instant), today)} at ${londonTime.format(Date.parse(instant))}`

const say = (count: number): string => count.toLocaleString('en-GB')

/** How far sending is: of how many, how fast, how long it will take at this rate. Where nothing moves, why. */
export function sayProgress({ status, progress }: Bulletin, { all, trouble }: Figures, now: string): string {
  if (status !== 'sending' && status !== 'paused') return ''
  const done = all.total - all.queued
  const far = `${say(done)} of ${say(all.total)} dealt with.`
  if (status === 'paused') return `${far} ${say(all.queued)} wait.`
  if (all.queued === 0) return far
  const rate = progress?.perSecond ?? 0
  const why = trouble ? ` It waits: ${trouble}` : ''
  const asOf = ` As of ${londonTime.format(Date.parse(now))}.`
  if (rate <= 0) return `${far}${why || ' How long it takes is not known yet.'}${asOf}`
  const speed = rate >= 1 ? `${rate.toFixed(0)} a second` : `${(rate * 60).toFixed(0)} a minute`
  return `${far} ${speed}; at that rate ${sayLength(all.queued / rate)} more.${why}${asOf}`
}

function sayLength(seconds: number): string {
  if (seconds < 60) return 'less than a minute'
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 90) return `about ${minutes} minute${minutes === 1 ? '' : 's'}`
  return `about ${Math.ceil(minutes / 60)} hours`
}
