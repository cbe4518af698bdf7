import type { Who } from '../partnership/who.ts'
import type { CardMessage, Place } from './messenger.ts'
import type { Doc, Write } from './store.ts'

/** One thing somebody said or pressed, as the edge hands it in. Still hostile: only its frame has been checked. */
export type Turn = {
  /** The channel's own id of the activity: the same when Teams repeats it. */
  activityId: string
  from: { tenantId: string; entraId: string }
  place: Place
  input: { text: string } | { verb: string; data: unknown } | { event: 'met' }
}

export type Reply = { text: string } | { card: CardMessage }

/** What a flow is given: who speaks, what day it is for them, and the identity of this turn for doing it once. */
export type Context = {
  who: Who
  turnId: string
  place: Place
  /** Instant, UTC. */
  now: string
  /** The London calendar day of `now`. */
  today: string
}

/** A typed sentence and what it starts. The first command whose pattern matches is used. */
export type Command = {
  /** As shown by `help` and offered when something is misspelt, for example 'my actions'. */
  usage: string
  means: string
  pattern: RegExp
  run(context: Context, match: RegExpMatchArray): Promise<Reply>
}

/** A button: the handler parses `data` with zod. Action.Execute, Action.Submit and typed text end here alike. */
export type VerbHandler = (context: Context, data: unknown) => Promise<Reply>

/**
 * What to do with a document whose moment has come. It must commit something that moves or clears wakeAt:
 * it may run again for the same moment, and must then do nothing twice.
 */
export type WakeHandler = (doc: Doc, now: string) => Promise<void>

/** One feature's door: everything that can start something in it. */
export type Feature = {
  commands?: readonly Command[]
  verbs?: Readonly<Record<string, VerbHandler>>
  wakes?: Readonly<Record<string, WakeHandler>>
}

/** A draft for a commit together with the writes that must go with it. */
export type Change = { writes: Write[]; reply: Reply }
