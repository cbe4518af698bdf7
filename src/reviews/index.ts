import { z } from 'zod'
import type { Command, Feature, VerbHandler } from '../feature.ts'
import type { Store } from '../ports/store.ts'
import { answerReturn, recordEvent } from './change-review.ts'
import { correctEvent, correctionForm } from './correct-event.ts'
import { newReviewForm, openReview } from './open-review.ts'
import { type ReviewPorts, raiseAlarms } from './raise-alarms.ts'
import { returnCards } from './return-cards.ts'
import { type ReviewEvent, reviewEvents } from './review.ts'
import { saysYear } from './review-rules.ts'
import { noSuchReview, reviewCardFor, seeReview } from './see-review.ts'

export { foreseeReviews, reviewsAskedOf } from './open-reviews.ts'

const ref = '(RR-\\d{2}-\\d{3,5})'
const short = z.string().max(2000).default('')
const version = z.number().int().optional()
const form = z.object({ aware: short, notified: short, agencies: short, sure: short })

const sureOf = z.string().max(10).optional()
const ofReview = z.looseObject({ ref: z.string().max(20) })
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
    commands: commands(store),
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
    deliveries: returnCards(store),
  }
}

function commands(store: Store): Command[] {
  const event = (name: 'notified' | 'reported', means: string): Command => ({
    usage: `RR-26-003 ${name} on 24 Dec`,
    means,
    section: 'For the business team',
    audience: 'business-team',
    pattern: new RegExp(`^${ref}\\s+${name}(?:\\s+on)?\\s+(.+)$`, 'i'),
    run: (context, [, typed = '', date = '']) =>
      recordEvent(store, context, {
        ref: typed.toUpperCase(),
        event: name,
        date,
        sure: saysYear(date) || undefined,
      }),
  })
  const answer = (state: 'received' | 'no-involvement', words: string, means: string): Command => ({
    usage: `RR-26-003 ${words}`,
    means,
    section: 'Reviews',
    pattern: new RegExp(`^${ref}\\s+${words.replace(' ', '[ -]')}(?:\\s*:?\\s+([a-z0-9-]+))?$`, 'i'),
    run: (context, [, typed = '', agency]) =>
      answerReturn(store, context, { ref: typed.toUpperCase(), state, agency: agency?.toLowerCase() }),
  })
  return [
    {
      usage: 'new review',
      means: 'open a rapid review (business team)',
      section: 'For the business team',
      audience: 'business-team',
      pattern: /^new review$/i,
      run: async context => newReviewForm(context),
    },
    {
      usage: 'RR-26-003',
      means: 'a review with its clocks',
      section: 'Reviews',
      pattern: new RegExp(`^${ref}$`, 'i'),
      run: async (_, [, typed = '']) => ({ view: `review:${typed.toUpperCase()}` }),
    },
    event('notified', 'when the notification was sent to the Panel'),
    event('reported', 'when the report was sent to the Panel'),
    correctCommand(store),
    answer('received', 'received', 'your agency’s return was sent by the secure route'),
    answer('no-involvement', 'no involvement', 'your agency had no involvement'),
  ]
}

const correctCommand = (store: Store): Command => ({
  usage: 'RR-26-003 correct notified to 24 Dec because …',
  means: 'another date for aware, notified or reported, with the reason (business team)',
  section: 'For the business team',
  audience: 'business-team',
  pattern: new RegExp(
    `^${ref}\\s+correct\\s+(aware|notified|reported)\\s+to\\s+(.+?)(?:\\s+because\\b\\s*(.*))?$`,
    'is',
  ),
  run: (context, [, typed = '', event = '', date = '', reason = '']) =>
    correctEvent(store, context, {
      ref: typed.toUpperCase(),
      event: event.toLowerCase() as ReviewEvent,
      date,
      reason,
      sure: saysYear(date) || undefined,
    }),
})

function verbs(store: Store): Record<string, VerbHandler> {
  const event = z.looseObject({
    ref: z.string().max(20),
    version,
    event: z.enum(['notified', 'reported']),
    date: short,
    sure: sureOf,
  })
  const answer = z.looseObject({
    ref: z.string().max(20),
    version,
    agency: z.string().max(64).optional(),
    state: z.enum(['received', 'no-involvement']),
  })
  return {
    'review.open': (context, data) => openReview(store, context, form.parse(data)),
    'review.record-event': (context, data) => recordEvent(store, context, event.parse(data)),
    'review.show': async (_, data) => ({ view: `review:${ofReview.parse(data).ref}` }),
    'review.correction': (context, data) => correctionForm(store, context, ofReview.parse(data).ref),
    'review.correct': (context, data) => correctEvent(store, context, correction.parse(data)),
    'review.answer-return': (context, data) => answerReturn(store, context, answer.parse(data)),
  }
}
