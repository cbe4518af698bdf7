import { z } from 'zod'
import { fieldsOf } from '../actions/index.ts'
import type { Feature, VerbHandler } from '../feature.ts'
import type { Store } from '../ports/store.ts'
import { answerReturn } from './answer-return.ts'
import { recordEvent } from './change-review.ts'
import { correctEvent, correctionForm } from './correct-event.ts'
import { listReviews } from './list-reviews.ts'
import { newReviewForm, openReview } from './open-review.ts'
import { type ReviewPorts, raiseAlarms } from './raise-alarms.ts'
import { reviewEvents } from './review.ts'
import { reviewCommands } from './review-commands.ts'
import { noSuchReview, reviewCardFor, seeReview } from './see-review.ts'
import { reviewCards } from './sent-cards.ts'

export { foreseeReviews, lookAtForgotten, reviewsAskedOf } from './open-reviews.ts'

const short = z.string().max(2000).default('')
const version = z.number().int().optional()
const view = z.string().max(1000).optional()
const form = z.object({ aware: short, notified: short, agencies: short, sure: short })

const sureOf = z.string().max(10).optional()
const ofReview = z.object({ ref: z.string().max(20) })
const correction = z.object({
  ref: z.string().max(20),
  version,
  event: z.enum(reviewEvents),
  date: short,
  reason: short,
  sure: sureOf,
})

/** Rapid reviews: opened by the business team, timed by working days, returns asked of each agency's lead. */
export function reviewsFeature(ports: ReviewPorts): Feature {
  const { store } = ports
  return {
    commands: reviewCommands(store),
    verbs: verbs(store),
    again: {
      'review.open': async (context, data, why) => newReviewForm(context, form.parse(data), [why]),
      'review.correct': (context, data, why) => {
        const { ref: wanted, ...filled } = correction.parse(data)
        return correctionForm(store, context, wanted, { filled, refused: [why] })
      },
    },
    views: {
      review: async (context, wanted) => {
        const seen = await seeReview(store, context.who, wanted, context.today)
        return seen ? { card: await reviewCardFor(store, context, seen) } : noSuchReview
      },
    },
    wakes: { review: (doc, now) => raiseAlarms(ports, doc, now) },
    deliveries: reviewCards(store),
  }
}

function verbs(store: Store): Record<string, VerbHandler> {
  const event = z.object({
    ref: z.string().max(20),
    version,
    view,
    event: z.enum(['notified', 'reported']),
    date: short,
    sure: sureOf,
  })
  const answer = z.object({
    ref: z.string().max(20),
    version,
    view,
    agency: z.string().max(64).optional(),
    state: z.enum(['received', 'no-involvement']),
  })
  const page = z.object({
    which: z.enum(['open', 'closed']).default('open'),
    after: z.string().max(500).optional(),
  })
  return {
    'review.open': (context, data) => openReview(store, context, form.parse(data)),
    'review.record-event': (context, data) => recordEvent(store, context, event.parse(fieldsOf(data))),
    'reviews.list': (context, data) => listReviews(store, context, page.parse(data)),
    'review.show': async (_, data) => ({ view: `review:${ofReview.parse(data).ref}` }),
    'review.correction': (context, data) => correctionForm(store, context, ofReview.parse(data).ref),
    'review.correct': (context, data) => correctEvent(store, context, correction.parse(data)),
    'review.answer-return': (context, data) => answerReturn(store, context, answer.parse(fieldsOf(data))),
  }
}
