import type { Outcome } from './outcome.ts'
import { isTooMuchUnknown, mayLeaveAt, stillCounting, type Window } from './pace-rules.ts'
import { concernsTenant, pauseSeconds, type Sign } from './trouble-rules.ts'

/** What the pacer knows of one tenant, or of one conversation. Times are milliseconds of its timer. */
export type Bucket = {
  windows: readonly Window[]
  /** When past requests left. */
  times: number[]
  /** How many have left in all. */
  total: number
  /** Requests that may leave but have not. */
  reserved: number
  underWay: number
  blockedUntil: number
  /** Until when nothing was sent for a while. */
  silentUntil: number
  reason?: string
  /** Trouble since the last clear answer. */
  signs: Sign[]
  /** How often in a row it was stopped for trouble: until an answer is clear, one request goes at a time. */
  pauses: number
}

export function bucket(windows: readonly Window[]): Bucket {
  return {
    windows,
    times: [],
    total: 0,
    reserved: 0,
    underWay: 0,
    blockedUntil: 0,
    silentUntil: Number.NEGATIVE_INFINITY,
    signs: [],
    pauses: 0,
  }
}

/**
 * When one more request may leave, beside what left elsewhere (ascending). Those that may leave but have not count as if they
 * left now: whenever they do, it is later, so that the windows hold however long the way is from here to the network.
 */
export function free(one: Bucket, now: number, elsewhere: readonly number[] = []): number {
  one.times = stillCounting(one.times, one.windows, now)
  const left = elsewhere.length > 0 ? [...elsewhere, ...one.times].sort((a, b) => a - b) : one.times
  const times = one.reserved > 0 ? [...left, ...Array<number>(one.reserved).fill(now)] : left
  return Math.max(one.blockedUntil, mayLeaveAt(times, one.windows, now))
}

/** After a silence connections are opened anew, and what leaves first arrives late by as much as this. */
const openingMilliseconds = 250
const silenceMilliseconds = 5000

/** When a request that leaves now is taken to have left, so that those behind it do not come too soon after it. */
export function leftAt(tenant: Bucket, now: number): number {
  if (now - (tenant.times.at(-1) ?? Number.NEGATIVE_INFINITY) > silenceMilliseconds) tenant.silentUntil = now
  return now < tenant.silentUntil + openingMilliseconds ? tenant.silentUntil + openingMilliseconds : now
}

/** A request that might leave has left. */
export function leave(one: Bucket, moment: number): void {
  one.reserved -= 1
  one.underWay += 1
  count(one, moment)
}

/** A request has left. */
export function count(one: Bucket, moment: number): void {
  one.times.push(Math.max(moment, one.times.at(-1) ?? moment))
  one.total += 1
}

/** Whether more leaves than may remain unknown to whoever sends next, beside the first `told` of all that has left. */
export function isUntold({ times, total, reserved }: Bucket, now: number, told = 0): boolean {
  return isTooMuchUnknown(times.slice(Math.max(0, times.length - (total - told))), reserved, now)
}

/** Lets nothing leave until a moment. A pause that is there already is never shortened. */
export function pauseBucket(one: Bucket, until: number, reason: string): void {
  if (until <= one.blockedUntil) return
  one.blockedUntil = until
  one.reason = reason
}

type Came = { outcome: Outcome; conversation: string; now: number }

/** Learns from an answer: a clear one ends the trouble, and enough signs of trouble stop the tenant for a while. */
export function takeSign(one: Bucket, { outcome, conversation, now }: Came): void {
  const trouble = troubleOf(outcome)
  if (trouble === undefined || !('reason' in outcome)) {
    one.signs = []
    one.pauses = 0
    return
  }
  one.signs = [...one.signs.slice(-9), { trouble, conversation, at: now }]
  if (one.pauses === 0 && !concernsTenant(one.signs, now)) return
  if (one.blockedUntil <= now) one.pauses += 1
  const asked = 'retryAfterSeconds' in outcome ? outcome.retryAfterSeconds : undefined
  pauseBucket(one, now + (asked ?? pauseSeconds(trouble, one.pauses)) * 1000, outcome.reason)
}

function troubleOf(outcome: Outcome): Sign['trouble'] | undefined {
  if (outcome.outcome === 'unknown') return 'unclear'
  return outcome.outcome === 'not-now' ? outcome.trouble : undefined
}
