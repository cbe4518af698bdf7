import { z } from 'zod'
import type { CardMessage } from '../card-message.ts'
import type { Doc, Draft } from '../ports/store.ts'
import { type Unreachable, unreachable } from './outcome.ts'

/**
 * A message to send is a document, created in the commit that causes it and in the same partition. Its id is made
 * of what, whom and when ('chase:dcs:2026-11-23'), so that causing it twice makes one.
 */
export const deliveryStates = [
  /** Created and counted, but not to be sent until it is released: a bulletin before its moment, or paused. */
  'held',
  'queued',
  'sending',
  'sent',
  'unconfirmed',
  'unreachable',
  'failed',
  'not-needed',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

const recipient = z.union([z.object({ person: z.string() }), z.object({ group: z.string() })])
export type Recipient = z.infer<typeof recipient>

export const place = z.object({
  kind: z.enum(['personal', 'channel', 'group-chat']),
  tenantId: z.string(),
  conversationId: z.string(),
  serviceUrl: z.string(),
  entraId: z.string().optional(),
})

const deliveryBody = z.object({
  schema: z.literal(1),
  kind: z.string(),
  to: recipient,
  /** The record the card is made from when it is sent. */
  about: z.object({ scope: z.string(), id: z.string(), version: z.number().int().optional() }),
  /**
   * For whose account alone it is, where it is for one holder of a post: whoever it was first sent to, or who caused it.
   */
  account: z.string().optional(),
  /** The delivery whose posted card this one brings up to date, instead of posting another. */
  updates: z.string().optional(),
  /** The London day it is for, where it is for a day. */
  day: z.string().optional(),
  /** The document that counts it, in the same partition, and the line it is counted in, such as an agency. */
  tally: z.object({ id: z.string(), line: z.string() }).optional(),
  /** It waits for Teams' word that it was seen, and is found by that. */
  watch: z.boolean().optional(),
  state: z.enum(deliveryStates),
  /** Why it stands as it does, in plain words, where that is not plain from the state. */
  reason: z.string().optional(),
  /** Of one that is unreachable: what kind of reason that is. */
  why: z.enum(unreachable).optional(),
  createdAt: z.string(),
  /** When it was last put in line: at its creation, and again when somebody out of reach can be reached. */
  queuedAt: z.string(),
  /** What was tried, the latest last. The same outcome again and again is one entry, counted, with the time it took. */
  attempts: z.array(
    z.object({
      at: z.string(),
      outcome: z.string(),
      times: z.number().int(),
      /** For how long it was tried with this outcome. */
      seconds: z.number().optional(),
    }),
  ),
  /** The refs that its card showed when it arrived, where it was of several. */
  shows: z.array(z.string()).optional(),
  /** The refs that could be opened from it. */
  reaches: z.array(z.string()).optional(),
  /** Of all these, those on which a decision was asked. */
  decides: z.array(z.string()).optional(),
  /** Where it was posted, so that a later change can update it. */
  posted: z.object({ place, activityId: z.string() }).optional(),
})

export type Delivery = z.infer<typeof deliveryBody>

/** How one kind of delivery is made and what to do when nobody knows whether it arrived. */
export type DeliveryKind = {
  /** 'leave': never sent again by itself (a bulletin). 'repeat': sent again, saying it may be a repeat. */
  ifUnknown: 'leave' | 'repeat'
  /** Of one that is repeated: so many unknown outcomes at most, where that is fewer than usual. */
  mostUnknown?: number
  /** 'mention': whoever cannot be reached is mentioned, without a word on why, where a group of theirs talks. */
  fallback?: 'mention'
  /** Once sent, it is for the account it was sent to: whoever takes their post over gets nothing old. */
  forHolder?: true
  /** Its edits are made in the chat of whoever has left, too: there they take away what stood, and say nothing new. */
  everyChat?: true
  /**
   * The card as the record is now. Undefined when there is no longer anything to say: the delivery is 'not-needed'.
   * 'hold' when its cause was paused: the delivery is held until it is released.
   */
  card(
    delivery: Delivery,
    at: { partnership: string; now: string },
  ): Promise<CardMessage | undefined | 'hold'>
}

/**
 * A card is sent as it was made only if 'sending' was written within this: whoever changes what it says, and looks for
 * copies on their way once this has passed, then finds every one that has the old words.
 */
export const cardStandsSeconds = 1

export type NewDelivery = {
  id: string
  kind: string
  to: Recipient
  about: { scope: string; id: string; version?: number }
  account?: string | undefined
  updates?: string
  day?: string
  now: string
  /** How it begins; left out, it is queued and due at once. 'unreachable' needs a reason. */
  state?: 'held' | 'unreachable'
  reason?: string
  why?: Unreachable | undefined
  /** What counts it. A delivery with a tally goes through queueMany, so that the count is right from the first. */
  tally?: { id: string; line: string }
  /** Whether it is to be noted when it was seen. */
  watch?: boolean
}

/** A delivery to create, due at once unless it begins as held or unreachable. */
export function queued({ id, now, ...what }: NewDelivery): Draft {
  const state = what.state ?? 'queued'
  const body: Delivery = { schema: 1, ...what, state, createdAt: now, queuedAt: now, attempts: [] }
  return deliveryDraft(id, body, state === 'queued' ? now : undefined)
}

/** Deliveries that are counted are many: they have a lane of their own, and others are sent before them. */
export const lanes = ['post', 'bulk'] as const
export type Lane = (typeof lanes)[number]

export function deliveryDraft(id: string, body: Delivery, wakeAt?: string): Draft {
  const lane: Lane = body.tally ? 'bulk' : 'post'
  return { id, type: 'delivery', body, tags: tagsOf(body), sort: body.createdAt, lane, wakeAt }
}

/** Found by recipient, by state, by whether it arrived and was not seen; what is counted by kind and tally too (and in it by state); by whether it waits because of trouble, and may be there twice. */
function tagsOf(delivery: Delivery): string[] {
  const { kind, to, state, tally, reason } = delivery
  const counted = tally ? [kindTag(kind), `tally:${tally.id}`, tallyTag(tally.id, state)] : []
  return [
    recipientTag(to),
    stateTag(state),
    ...counted,
    ...(waits({ state, reason }) ? [waitsTag] : []),
    ...(mayBeSeen(delivery) ? [unseenTag(to)] : []),
    ...(mayBeTwice(delivery) ? [twiceTag] : []),
  ]
}

/** Of what was sent again, and may have arrived the first time too. */
export const twiceTag = 'may-be-twice'

/** Whether a message that arrived follows one of which nobody knows. What is not counted, and edits, are not many. */
function mayBeTwice({ state, tally, updates, attempts }: Delivery): boolean {
  if (state !== 'sent' || !tally || updates !== undefined) return false
  const outcomes = attempts.map(({ outcome }) => outcome)
  return outcomes.includes('sent') && outcomes.some(one => one === 'unknown' || one === 'started')
}

/** On its way, or posted where we know. */
const mayBeSeen = ({ watch, state, posted }: Delivery): boolean =>
  watch === true && (state === 'sending' || (state === 'sent' && posted !== undefined))

export const unseenTag = (to: Recipient): string => recipientTag(to).replace('to:', 'unseen:')

export const stateTag = (state: DeliveryState): string => `state:${state}`
export const kindTag = (kind: string): string => `kind:${kind}`
export const tallyTag = (tally: string, state: DeliveryState): string => `tally:${tally}/${state}`

/** Of what is in line and held up by trouble. */
export const waitsTag = 'waits'

/** In line, but held up by trouble: throttling, credentials, an outage. The reason says which. */
export const waits = ({ state, reason }: Pick<Delivery, 'state' | 'reason'>): boolean =>
  state === 'queued' && reason !== undefined

export function recipientTag(to: Recipient): string {
  return 'person' in to ? `to:person:${to.person}` : `to:group:${to.group}`
}

export const readDelivery = (doc: Doc): Delivery => deliveryBody.parse(doc.body)

/** Between two attempts, so much is trying. What lay longer waited: for a tenant's pause, or for us to run again. */
const mostBetweenSeconds = 900

/** The delivery with one more attempt. Put in line again, it is tried anew. */
export function attempted(delivery: Delivery, at: string, outcome: string): Delivery {
  const { attempts, queuedAt } = delivery
  const last = attempts.at(-1)
  if (last?.outcome !== outcome || last.at < queuedAt)
    return { ...delivery, attempts: [...attempts, { at, outcome, times: 1 }] }
  const passed = (Date.parse(at) - Date.parse(last.at)) / 1000
  const seconds = (last.seconds ?? 0) + Math.min(Math.max(passed, 0), mostBetweenSeconds)
  return {
    ...delivery,
    attempts: [...attempts.slice(0, -1), { at, outcome, times: last.times + 1, seconds }],
  }
}

/** Since when a stored delivery is in line, and what it waits for, even where no more of it can be read. */
export function inLine(doc: Doc): { since: string; reason?: string } {
  const { queuedAt, reason } = doc.body as { queuedAt?: unknown; reason?: unknown }
  const since = typeof queuedAt === 'string' ? queuedAt : doc.sort
  return typeof reason === 'string' ? { since, reason } : { since }
}
