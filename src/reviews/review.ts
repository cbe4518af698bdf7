import { z } from 'zod'
import { type Day, isDay } from '../partnership/day.ts'
import type { Doc, Draft, Partition } from '../ports/store.ts'

/** What an agency may answer when its return is asked for. */
export const returnStates = ['requested', 'received', 'no-involvement'] as const
export type ReturnState = (typeof returnStates)[number]

export const returnWords: Record<ReturnState, string> = {
  requested: 'Requested',
  received: 'Received',
  'no-involvement': 'No involvement',
}

const day = z.string().refine(isDay)

/** In the order in which they happen. */
export const reviewEvents = ['aware', 'notified', 'reported'] as const

const reviewBody = z.object({
  schema: z.literal(1),
  ref: z.string(),
  version: z.number().int(),
  openedBy: z.string(),
  /** Each event has its own date; the clocks are computed from them and never kept. */
  events: z.object({
    /** The local authority became aware: starts the notification clock. */
    aware: day,
    /** The notification was sent to the national Panel: ends that clock and starts the rapid review's. */
    notified: day.optional(),
    /** The report was sent to the Panel: ends the rapid review's clock. */
    reported: day.optional(),
  }),
  returns: z.array(
    z.object({
      agency: z.string(),
      state: z.enum(returnStates),
      answeredBy: z.string().optional(),
      answeredAt: z.string().optional(),
      /** Answers that were recorded wrongly, the earliest first: they stay. */
      before: z.array(z.object({ state: z.enum(returnStates), by: z.string(), at: z.string() })).optional(),
    }),
  ),
  /** The day on which the returns were asked for. */
  requestedOn: day.optional(),
  /** The last day whose alarms were raised. */
  alarmedOn: day.optional(),
  history: z.array(z.object({ at: z.string(), by: z.string(), what: z.string() })),
  /** Dates that were recorded wrongly, with what they were: they stay visible. */
  corrections: z
    .array(
      z.object({
        at: z.string(),
        by: z.string(),
        event: z.enum(reviewEvents),
        from: day,
        to: day,
        reason: z.string(),
      }),
    )
    .default([]),
})

/** A serious incident and its rapid review, known by its reference only: nothing in it can name a child. */
export type Review = z.infer<typeof reviewBody>
export type AgencyReturn = Review['returns'][number]
export type ReviewEvent = (typeof reviewEvents)[number]

export const reviewRefPattern = /^RR-\d{2}-\d{3,5}$/

export const reviewId = (ref: string): string => `review:${ref}`
export const reviewPartition = (partnership: string, ref: string): Partition => ({
  partnership,
  scope: `review:${ref}`,
})

export function reviewDraft(review: Review, wakeAt: string | undefined): Draft {
  const { ref, events } = review
  const tags = [events.reported ? 'closed' : 'open']
  return { id: reviewId(ref), type: 'review', body: review, tags, sort: events.aware, wakeAt }
}

export const readReview = (doc: Doc): Review => reviewBody.parse(doc.body)

export const returnDeliveryId = (ref: string, agency: string, person: string): string =>
  `return:${ref}:${agency}:${person}`

/** How a day reads in a review's history. */
export const eventWords: Record<ReviewEvent, string> = {
  aware: 'the local authority became aware',
  notified: 'notification sent to the Panel',
  reported: 'report sent to the Panel',
}

export type EventDates = { aware: Day; notified?: Day | undefined; reported?: Day | undefined }
