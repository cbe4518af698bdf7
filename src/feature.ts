import type { DeliveryKind } from './delivery/delivery.ts'
import type { Who } from './partnership/who.ts'
import type { Found, Reply } from './ports/bot.ts'
import type { Place } from './ports/messenger.ts'
import type { Doc } from './ports/store.ts'

/** What a flow is given: who speaks, where, when, and the identity of this turn for doing it once. */
export type Context = {
  who: Who
  turnId: string
  place: Place
  /** The message in somebody's own chat whose card was pressed, where Teams tells: in any other it is not theirs. */
  pressed?: string | undefined
  /** Others see the answer: this is a channel or group chat, and no dialog in it. */
  openly: boolean
  /** Instant, UTC. */
  now: string
  /** The London calendar day of `now`. */
  today: string
  /** A file that was put into the chat with what was typed. */
  attached?: { name: string; fetch(): Promise<Uint8Array> } | undefined
}

/**
 * What a flow answers. A view names a card to show as things are once the flow is over ('mine', 'action:QIO-26-014'),
 * with a line on what has happened: small enough to remember, and true when it is asked for again.
 */
export type Answer =
  | Reply
  | {
      view: string
      notice?: string
      /** The same card, made of what was just committed, so that it need not be read again. Never remembered. */
      fresh?: () => Promise<Reply>
    }

/** The headings of `help`, in their order. */
export const sections = [
  'Your actions',
  'A group’s log',
  'Meetings',
  'Reviews',
  'Challenges',
  'Bulletins',
  'For chairs',
  'For the business team',
] as const
export type Section = (typeof sections)[number]

/** Whom a command is of use to. Chairs: of any group, the Executive's too; what they can, the business team can. */
export type Audience = 'business-team' | 'chairs'

/** A typed sentence and what it starts. The first command whose pattern matches is used. */
export type Command = {
  /** As shown by `help`, and offered when something is misspelt: 'my actions'. */
  usage: string
  means: string
  /** Under which heading `help` shows it; left out, with what is everybody's. */
  section?: Section
  /** Who sees it in `help`; left out, everybody. It permits nothing: the flow asks for itself. */
  audience?: Audience
  pattern: RegExp
  /** May be answered in a channel or group chat, where everybody reads it. Others are answered in private only. */
  everywhere?: true
  /** Undefined where it was not meant after all: then the words are read on. */
  run(context: Context, match: RegExpMatchArray): Promise<Answer | undefined>
}

/**
 * A button: parses its data with zod. Action.Execute, Action.Submit and typed text end in the same flow. It is pressed in
 * one's own chat or in a dialog only: its answer takes the card's place, which in a channel or group chat everybody sees.
 */
export type VerbHandler = (context: Context, data: unknown) => Promise<Answer>

/**
 * The form that a button belongs to, once more, with why it could not be taken: what may not be kept is taken out of its
 * data, all else is as it was typed. It changes nothing.
 */
export type FormAgain = (context: Context, data: unknown, why: string) => Promise<Answer>

/**
 * What to do with a document whose moment has come. It commits something that moves or clears wakeAt.
 * It may run again for the same moment, and must then do nothing twice.
 */
export type WakeHandler = (doc: Doc, now: string) => Promise<unknown>

/** The work of one lane of one partnership: for documents that are handled otherwise than one after the other. */
export type LaneWork = {
  /** Does all that is due; returns how much it was. */
  run(): Promise<number>
  /** There may be something new: for when it is running already. */
  nudge(): void
}

/** A card (or a line, when there is nothing to show) made from what is stored now. The argument is what follows the colon: a ref, a group. */
export type View = (context: Context, argument: string) => Promise<Reply>

/** What is found for some words, for one reader. */
export type Search = (context: Context, words: string) => Promise<Found[]>

/** What can be made of somebody's message: usually a form, with its text filled in. */
export type FromMessage = (context: Context, message: { text: string; link: string }) => Promise<Answer>

/** What a sentence that is no command means here; undefined when it means nothing. */
export type Reader = (context: Context, text: string) => Promise<Answer | undefined>

/** One feature's door: everything that can start something in it. */
export type Feature = {
  commands?: readonly Command[]
  verbs?: Readonly<Record<string, VerbHandler>>
  /** By verb, where its card is a form; for others a line of text says why nothing was taken. */
  again?: Readonly<Record<string, FormAgain>>
  /** By document type. */
  wakes?: Readonly<Record<string, WakeHandler>>
  /** By lane: what does the work of the documents that wait there. */
  lanes?: Readonly<Record<string, (partnership: string) => LaneWork>>
  /** By kind of delivery: how its card is made when it is sent. */
  deliveries?: Readonly<Record<string, DeliveryKind>>
  /** What is to be noted when somebody has seen their own chat up to a message. It changes nothing twice. */
  seen?: (context: Context, upTo: string) => Promise<void>
  search?: Search
  fromMessage?: FromMessage
  reads?: Reader
  /** By name: cards that can be shown, and shown again after a press. */
  views?: Readonly<Record<string, View>>
}
