/** What became of a message, in the four ways that call for different conduct. */
export type Outcome =
  | { outcome: 'sent'; activityId: string }
  /** Certainly not delivered, and worth trying again after so many seconds. */
  | { outcome: 'not-now'; reason: string; retryAfterSeconds?: number }
  /** Certainly not delivered, and trying again will not help: blocked, removed, not installed. */
  | { outcome: 'unreachable'; reason: string }
  /** Certainly not delivered: the request itself was wrong. A fault of ours. */
  | { outcome: 'refused'; reason: string }
  /** May have been delivered. Posting has no key, so only the caller knows whether a repeat does harm. */
  | { outcome: 'unknown'; reason: string }
