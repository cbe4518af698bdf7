import type { CardMessage } from '../card-message.ts'
import type { Place } from './messenger.ts'

/** One thing somebody said or pressed, as the edge hands it in. Only its frame has been checked. */
export type Turn = {
  /** The channel's own id of the activity: the same when Teams repeats it. */
  activityId: string
  from: { tenantId: string; entraId: string }
  place: Place
  /** The message in this chat whose card was pressed, where Teams tells. */
  pressed?: string | undefined
  /** Its answer is seen by whoever presses alone, wherever that is: in a dialog, or what they look for. */
  aside?: boolean | undefined
  input:
    | { text: string }
    | { verb: string; data: unknown }
    | { met: true }
    /** Teams tells up to which message somebody has seen this chat. Nothing is said, and nothing is answered. */
    | { seen: string }
    /** A file was put into the chat, with these words. It is fetched only when it is asked for. */
    | { text: string; attached: { name: string; fetch(): Promise<Uint8Array> } }
    /** Looks for records to put into a chat. */
    | { search: string }
    /** Wants something made of a message: its plain text, and the link back to it where there is one. */
    | { message: { text: string; link: string } }
}

/** What is shown for it. A card answers a press by taking the pressed card's place. */
export type Reply =
  | { text: string }
  /** Settled: what was asked is done, and this is how things are now; a form or a question is not. */
  | { card: CardMessage; settled?: boolean }
  | { nothing: true }
  | { found: Found[] }
  /** A file somebody may have. Accepting it comes back as this verb with this data. */
  | { offer: { name: string; size: number; description: string; accept: { verb: string; data: object } } }
  | { file: { name: string; bytes: Uint8Array } }

/** One thing found: a line or two to choose it by, and the card that is put into the chat. */
export type Found = { title: string; subtitle: string; card: CardMessage }

/** The product, as the edge sees it. Never throws: trouble becomes a reply that says what to do. */
export type Bot = { handle(turn: Turn): Promise<Reply> }
