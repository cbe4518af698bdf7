import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import type { Bulletin } from './bulletin.ts'
import type { Figures, Line } from './figures.ts'

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
})

/** What a clock in London shows at an instant: '09:00'. */
export const londonTimeOf = (instant: string): string => londonTime.format(Date.parse(instant))

/** A moment as people here write it: 'Mon 23 Nov at 09:00', London. */
export const sayMoment = (instant: string, today: Day): string =>
  `${sayDay(dayOf(instant), today)} at ${londonTimeOf(instant)}`

const say = (count: number): string => count.toLocaleString('en-GB')

/** How far sending is: what became of how many, how fast, how long it will take at this rate. Where nothing moves, why. */
export function sayProgress({ status, progress }: Bulletin, { all, trouble }: Figures, now: string): string {
  if (status !== 'sending' && status !== 'paused') return ''
  const far = sayFar(all)
  if (status === 'paused') return `${far} ${say(all.queued)} ${all.queued === 1 ? 'waits' : 'wait'}.`
  if (all.queued === 0) return far
  const rate = progress?.perSecond ?? 0
  const asOf = ` As of ${londonTimeOf(now)}.`
  const allWait = trouble !== undefined && trouble.waiting >= all.queued
  if (rate <= 0 || allWait) return `${far} ${whyNothingMoves(progress, { trouble, all })}${asOf}`
  const speed = rate >= 1 ? `${rate.toFixed(0)} a second` : `${Math.max(1, rate * 60).toFixed(0)} a minute`
  return `${far} ${speed}; at that rate ${sayLength(all.queued / rate)} more.${asOf}`
}

/** So many messages in a row that are put off slow a whole tenant. */
const manyWait = 6

/** Some message or other may wait while hundreds leave: it waits when nothing moved since the last look, or all that is left does. */
function whyNothingMoves(
  progress: Bulletin['progress'],
  { trouble, all }: Pick<Figures, 'trouble' | 'all'>,
): string {
  const lookedTwice = (progress?.shown ?? 0) > 1
  const many = (trouble?.waiting ?? 0) >= Math.min(manyWait, all.queued)
  if (trouble && trouble.waiting >= all.queued && all.sent > 0) return `The rest waits: ${trouble.reason}`
  return trouble && (lookedTwice || many)
    ? `It waits: ${trouble.reason}`
    : 'How long it takes is not known yet.'
}

const outcomes = [
  ['sent', 'sent'],
  ['unconfirmed', 'in doubt'],
  ['unreachable', 'cannot be reached'],
  ['failed', 'failed'],
  ['not-needed', 'not needed any more'],
] as const

function sayFar(all: Line): string {
  const parts = outcomes.flatMap(([state, words]) => (all[state] > 0 ? [`${say(all[state])} ${words}`] : []))
  return `${parts.join(', ') || 'None sent yet'}, of ${say(all.total)}.`
}

function sayLength(seconds: number): string {
  if (seconds < 60) return 'less than a minute'
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 90) return `about ${minutes} minute${minutes === 1 ? '' : 's'}`
  return `about ${Math.ceil(minutes / 60)} hours`
}
