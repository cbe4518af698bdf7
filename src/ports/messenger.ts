/** A card to show: which template, every word and value in it, and one line for notifications and screen readers. */
export type CardMessage = {
  template: string
  data: Record<string, unknown>
  summary: string
  /** A line above the card: what changed meanwhile, or that this may be a repeat. */
  notice?: string
}

/** Where a conversation is: kept from the last time we were spoken to there, or opened by us. */
export type Place = {
  kind: 'personal' | 'channel' | 'group-chat'
  tenantId: string
  conversationId: string
  serviceUrl: string
}

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

export type PersonAddress = { tenantId: string; entraId: string; serviceUrl: string }

/**
 * Puts cards where people are. Never throws for what the other side does: every answer is an Outcome.
 * One call makes at most one request that posts; nothing below it repeats a post by itself.
 */
export type Messenger = {
  /** The one-to-one conversation with a person. Safe to repeat: the same conversation comes back. */
  openPersonal(address: PersonAddress): Promise<{ opened: Place } | Exclude<Outcome, { outcome: 'sent' }>>
  /** Not safe to repeat after 'unknown'. */
  post(place: Place, message: CardMessage): Promise<Outcome>
  /** Safe to repeat. */
  update(place: Place, activityId: string, message: CardMessage): Promise<Outcome>
}
