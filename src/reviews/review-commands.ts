import type { Command } from '../feature.ts'
import type { Store } from '../ports/store.ts'
import { answerReturn, typedAs } from './answer-return.ts'
import { recordEvent } from './change-review.ts'
import { correctEvent } from './correct-event.ts'
import { listReviews, type WhichReviews } from './list-reviews.ts'
import { newReviewForm } from './open-review.ts'
import type { ReturnState, ReviewEvent } from './review.ts'
import { saysYear } from './review-rules.ts'

const ref = '(RR-\\d{2}-\\d{3,5})'

/** What can be typed about reviews. */
export function reviewCommands(store: Store): Command[] {
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
      usage: 'reviews',
      means: 'open reviews that you can see, with their clocks; reviews closed for those that are over',
      section: 'Reviews',
      pattern: /^(?:(?:my|all|list|show|rapid|the)\s+)*(?:(open|closed)\s+)?reviews(?:\s+(open|closed))?$/i,
      run: (context, [, before, after]) => listReviews(store, context, { which: whichOf(before ?? after) }),
    },
    {
      usage: 'RR-26-003',
      means: 'a review with its clocks',
      section: 'Reviews',
      pattern: new RegExp(`^${ref}$`, 'i'),
      run: async (_, [, typed = '']) => ({ view: `review:${typed.toUpperCase()}` }),
    },
    eventCommand(store, 'notified', 'when the notification was sent to the Panel'),
    eventCommand(store, 'reported', 'when the report was sent to the Panel'),
    correctCommand(store),
    answerCommand(
      store,
      'received',
      'your agency’s return was sent by the secure route; again, to correct it',
    ),
    answerCommand(store, 'no-involvement', 'your agency had no involvement'),
    answerCommand(store, 'requested', 'takes back what was recorded wrongly'),
  ]
}

const eventCommand = (store: Store, name: 'notified' | 'reported', means: string): Command => ({
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

const answerCommand = (store: Store, state: ReturnState, means: string): Command => ({
  usage: `RR-26-003 ${typedAs[state]}`,
  means,
  section: 'Reviews',
  pattern: new RegExp(`^${ref}\\s+${typedAs[state].replace(' ', '[ -]')}(?:\\s*:?\\s+([a-z0-9-]+))?$`, 'i'),
  run: (context, [, typed = '', agency]) =>
    answerReturn(store, context, {
      ref: typed.toUpperCase(),
      state,
      agency: agency?.toLowerCase(),
      typed: true,
    }),
})

const whichOf = (typed = ''): WhichReviews => (typed.toLowerCase() === 'closed' ? 'closed' : 'open')

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
