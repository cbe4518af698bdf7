/** What kind of trouble an outcome is a sign of: it may concern more than one message. */
export type Trouble =
  /** Teams asked us to slow down. */
  | 'throttled'
  /** Teams did not accept who we are, or no token could be had. */
  | 'credentials'
  /** The request certainly never arrived. */
  | 'no-connection'
  /** No clear answer. */
  | 'unclear'

/** What became of a message, in the four ways that call for different conduct. */
export type Outcome =
  | { outcome: 'sent'; activityId: string }
  /** Certainly not delivered, and worth trying again after so many seconds. */
  | { outcome: 'not-now'; reason: string; retryAfterSeconds?: number; trouble?: Exclude<Trouble, 'unclear'> }
  /** Certainly not delivered, and trying again will not help. */
  | { outcome: 'unreachable'; reason: string; why: Unreachable }
  /** Certainly not delivered: the request itself was wrong. A fault of ours. */
  | { outcome: 'refused'; reason: string }
  /** May have been delivered. Posting has no key, so only the caller knows whether a repeat does harm. */
  | { outcome: 'unknown'; reason: string }

/** Why somebody cannot be reached. */
export const unreachable = [
  'blocked',
  'removed',
  'switched-off',
  'never-met',
  'no-account',
  'no-place',
] as const
export type Unreachable = (typeof unreachable)[number]

/** Every outcome of an attempt that failed. */
export type Failed = Exclude<Outcome, { outcome: 'sent' }>
