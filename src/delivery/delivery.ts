import { z } from 'zod'
import type { CardMessage } from '../card-message.ts'
import type { Doc, Draft } from '../ports/store.ts'

/**
 * A message to send is a document, created in the commit that causes it and in the same partition. Its id is made
 * of what, whom and when ('chase:dcs:2026-11-23'), so that causing it twice makes one.
 */
export const deliveryStates = [
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
})

const deliveryBody = z.object({
  schema: z.literal(1),
  kind: z.string(),
  to: recipient,
  /** The record the card is made from when it is sent. */
  about: z.object({ scope: z.string(), id: z.string(), version: z.number().int().optional() }),
  /** The delivery whose posted card this one brings up to date, instead of posting another. */
  updates: z.string().optional(),
  /** The London day it is for, where it is for a day. */
  day: z.string().optional(),
  state: z.enum(deliveryStates),
  /** Why it stands as it does, in plain words, where that is not plain from the state. */
  reason: z.string().optional(),
  createdAt: z.string(),
  /** When it was last put in line: at its creation, and again when somebody out of reach can be reached. */
  queuedAt: z.string(),
  /** What was tried, the latest last. The same outcome again and again is one entry, counted. */
  attempts: z.array(z.object({ at: z.string(), outcome: z.string(), times: z.number().int() })),
  /** Where it was posted, so that a later change can update it. */
  posted: z.object({ place, activityId: z.string() }).optional(),
})

export type Delivery = z.infer<typeof deliveryBody>

/** How one kind of delivery is made and what to do when nobody knows whether it arrived. */
export type DeliveryKind = {
  /** 'leave': never sent again by itself (a bulletin). 'repeat': sent again, saying it may be a repeat. */
  ifUnknown: 'leave' | 'repeat'
  /** The card as the record is now; undefined when there is no longer anything to say. */
  card(delivery: Delivery, at: { partnership: string; now: string }): Promise<CardMessage | undefined>
}

export type NewDelivery = {
  id: string
  kind: string
  to: Recipient
  about: { scope: string; id: string; version?: number }
  updates?: string
  day?: string
  now: string
}

/** A delivery to create, due at once. */
export function queued({ id, now, ...what }: NewDelivery): Draft {
  const body: Delivery = { schema: 1, ...what, state: 'queued', createdAt: now, queuedAt: now, attempts: [] }
  return deliveryDraft(id, body, now)
}

export function deliveryDraft(id: string, body: Delivery, wakeAt?: string): Draft {
  return {
    id,
    type: 'delivery',
    body,
    tags: [recipientTag(body.to), `state:${body.state}`],
    sort: body.createdAt,
    wakeAt,
  }
}

export function recipientTag(to: Recipient): string {
  return 'person' in to ? `to:person:${to.person}` : `to:group:${to.group}`
}

export const readDelivery = (doc: Doc): Delivery => deliveryBody.parse(doc.body)

/** The delivery with one more attempt. */
export function attempted(delivery: Delivery, at: string, outcome: string): Delivery {
  const last = delivery.attempts.at(-1)
  return last?.outcome === outcome
    ? { ...delivery, attempts: [...delivery.attempts.slice(0, -1), { at, outcome, times: last.times + 1 }] }
    : { ...delivery, attempts: [...delivery.attempts, { at, outcome, times: 1 }] }
}
