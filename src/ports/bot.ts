import type { CardMessage } from '../card-message.ts'
import type { Place } from './messenger.ts'

/** One thing somebody said or pressed, as the edge hands it in. Only its frame has been checked. */
export type Turn = {
  /** The channel's own id of the activity: the same when Teams repeats it. */
  activityId: string
  from: { tenantId: string; entraId: string }
  place: Place
  input: { text: string } | { verb: string; data: unknown } | { met: true }
}

/** What is shown for it. A card answers a press by taking the pressed card's place. */
export type Reply = { text: string } | { card: CardMessage } | { nothing: true }

/** The product, as the edge sees it. Never throws: trouble becomes a reply that says what to do. */
export type Bot = { handle(turn: Turn): Promise<Reply> }
