import { secondsAfter } from '../partnership/day.ts'
import type { Delivery, DeliveryKind, DeliveryState } from './delivery.ts'
import type { Outcome, Unreachable } from './outcome.ts'

/** How a delivery stands after an attempt, and when it needs attention again. */
export type Verdict = { state: DeliveryState; reason?: string; why?: Unreachable; wakeAt?: string }

/** What was tried for so long without being delivered has failed. Time in which nobody tried does not count. */
export const givenUpAfterHours = 24

/** So many unknown outcomes, and nobody can say any more that a repeat does less harm than silence. */
export const mostUnknown = 5

/** Seconds to wait before trying again, after so many attempts with the same outcome: doubling from 5, a quarter of an hour at most. */
export function waitAfter(times: number): number {
  return Math.min(5 * 2 ** (times - 1), 900)
}

/**
 * What an outcome, just added to the delivery's attempts, means for it. Posting is not idempotent: an unknown
 * outcome is repeated only where the kind says that a repeat does less harm than silence. What was certainly not
 * delivered is tried again for a day of trying, however often that is; what waits for credentials or a connection, which
 * says nothing of this message, waits on for as long as that takes. (Teams' answers: docs/field.md, "Deliveries".)
 */
export function judge(
  outcome: Outcome,
  delivery: Delivery,
  kind: Pick<DeliveryKind, 'ifUnknown' | 'mostUnknown'>,
  now: string,
): Verdict {
  const times = delivery.attempts.at(-1)?.times ?? 1
  const again = (seconds: number, reason: string): Verdict => ({
    state: 'queued',
    reason,
    wakeAt: secondsAfter(now, Math.max(seconds, 0.001)),
  })

  switch (outcome.outcome) {
    case 'sent':
      return { state: 'sent' }
    case 'unreachable':
      return { state: 'unreachable', reason: outcome.reason, why: outcome.why }
    case 'refused':
      return { state: 'failed', reason: outcome.reason }
    case 'not-now':
      return !waitsForTenant(outcome) && secondsTried(delivery) >= givenUpAfterHours * 3600
        ? { state: 'failed', reason: outcome.reason }
        : again(outcome.retryAfterSeconds ?? waitAfter(times), outcome.reason)
    case 'unknown':
      return kind.ifUnknown === 'leave' || timesUnknown(delivery) >= (kind.mostUnknown ?? mostUnknown)
        ? { state: 'unconfirmed', reason: outcome.reason }
        : again(waitAfter(timesUnknown(delivery)), outcome.reason)
  }
}

const waitsForTenant = ({ trouble }: Extract<Outcome, { outcome: 'not-now' }>): boolean =>
  trouble === 'credentials' || trouble === 'no-connection'

/**
 * How a delivery that was put in line again, and did not leave, stood before that: where nobody knows whether it had
 * arrived, where it could not, or where it had failed. Undefined for one that was never tried to its end.
 */
export function stoodBefore(delivery: Delivery): 'unconfirmed' | 'unreachable' | 'failed' | undefined {
  if (mayBeRepeat(delivery)) return 'unconfirmed'
  if (delivery.why) return 'unreachable'
  const failed = delivery.attempts.at(-1)?.outcome === 'refused'
  return failed || secondsTried(delivery) >= givenUpAfterHours * 3600 ? 'failed' : undefined
}

const secondsTried = ({ attempts }: Delivery): number => attempts.at(-1)?.seconds ?? 0

/** Whether some earlier attempt may have arrived: then the next one says so. */
export function mayBeRepeat(delivery: Delivery): boolean {
  return timesUnknown(delivery) > 0
}

/** An attempt that was started and never ended is one whose outcome nobody knows. */
function timesUnknown({ attempts }: Delivery): number {
  const unknown = attempts.filter(({ outcome }) => outcome === 'unknown' || outcome === 'started')
  return unknown.reduce((sum, { times }) => sum + times, 0)
}
