import type { CardMessage } from '../card-message.ts'
import type { Failed, Outcome } from '../delivery/outcome.ts'

/** Where a conversation is: kept from the last time we were spoken to there, or opened by us. */
export type Place = {
  kind: 'personal' | 'channel' | 'group-chat'
  tenantId: string
  conversationId: string
  serviceUrl: string
  /** Of a one-to-one chat, whose it is: posts change hands, and their holders' chats do not. */
  entraId?: string | undefined
}

export type PersonAddress = { tenantId: string; entraId: string; serviceUrl: string }

/** Called as the request leaves: from that moment on it counts for the pace. Never called when none is made. */
export type Leaving = () => void

/**
 * Puts cards where people are. Never throws for what the other side does: every answer is an Outcome.
 * One call makes at most one request that posts; nothing below it repeats a post by itself.
 */
export type Messenger = {
  /** The one-to-one conversation with a person. Safe to repeat: the same conversation comes back. */
  openPersonal(address: PersonAddress, leaving?: Leaving): Promise<{ opened: Place } | Failed>
  /** Not safe to repeat after 'unknown'. */
  post(place: Place, message: CardMessage, leaving?: Leaving): Promise<Outcome>
  /** Safe to repeat. */
  update(
    posted: { place: Place; activityId: string },
    message: CardMessage,
    leaving?: Leaving,
  ): Promise<Outcome>
}
