import { secondsAfter } from '../partnership/day.ts'
import type { Delivery, DeliveryKind, DeliveryState } from './delivery.ts'
import type { Outcome } from './outcome.ts'

/** How a delivery stands after an attempt, and when it needs attention again. */
export type Verdict = { state: DeliveryState; reason?: string; wakeAt?: string }

/** After this many attempts a delivery has failed, and the business team is told why. */
export const mostAttempts = 8

/** Seconds to wait before attempt n + 1: doubling from 5 seconds, an hour at most. */
export function waitAfter(attempts: number): number {
  return Math.min(5 * 2 ** (attempts - 1), 3600)
}

/**
 * What an outcome means for a delivery. Posting is not idempotent: an unknown outcome is repeated only where the
 * kind says that a repeat does less harm than silence. (Teams' answers: docs/field.md, "Deliveries".)
 */
export function judge(
  outcome: Outcome,
  delivery: Delivery,
  kind: Pick<DeliveryKind, 'ifUnknown'>,
  now: string,
): Verdict {
  const attempts = delivery.attempts.length
  const again = (seconds: number, reason: string): Verdict =>
    attempts >= mostAttempts
      ? { state: 'failed', reason }
      : { state: 'queued', reason, wakeAt: secondsAfter(now, Math.max(seconds, 0.001)) }

  switch (outcome.outcome) {
    case 'sent':
      return { state: 'sent' }
    case 'unreachable':
      return { state: 'unreachable', reason: outcome.reason }
    case 'refused':
      return { state: 'failed', reason: outcome.reason }
    case 'not-now':
      return again(outcome.retryAfterSeconds ?? waitAfter(attempts), outcome.reason)
    case 'unknown':
      return kind.ifUnknown === 'leave'
        ? { state: 'unconfirmed', reason: outcome.reason }
        : again(waitAfter(attempts), outcome.reason)
  }
}

/** Whether some earlier attempt may have arrived: then the next one says so. */
export function mayBeRepeat(delivery: Delivery): boolean {
  return delivery.attempts.some(attempt => attempt.outcome === 'unknown' || attempt.outcome === 'started')
}
