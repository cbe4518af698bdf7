import type { CardMessage } from '../card-message.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { sayKept } from '../privacy/index.ts'
import { eventWords, type Review, reviewEvents } from './review.ts'

export type Filled = { event: string; date: string; reason: string; sure?: Day | undefined }

type CorrectionForm = {
  review: Review
  today: Day
  filled?: Filled | undefined
  refused: readonly string[]
}

/** The form to correct the date of an event: which one, the right day, and why. */
export function correctionCard({ review, today, filled, refused }: CorrectionForm): CardMessage {
  const { ref, version, events } = review
  const choices = reviewEvents.flatMap(event => {
    const on = events[event]
    return on ? [{ title: `${eventWords[event]} (${sayDay(on, today)})`, value: event }] : []
  })
  const latest = choices.at(-1)?.value ?? ''
  const { event = latest, date = today, reason = '', sure } = filled ?? {}
  return {
    template: 'reviews/correction',
    summary: refused.length > 0 ? 'The date was not corrected yet' : `Correct a date of ${ref}`,
    data: {
      heading: `Correct a date of ${ref}`,
      intro: 'The clocks follow. What was recorded before stays visible, with your reason.',
      refusedTitle: `Not corrected yet. ${sayKept(refused)}`,
      refused: refused.map(one => ({ reason: one })),
      choices,
      labels: {
        event: 'Which date',
        date: 'The right day',
        reason: 'Why (nothing that could identify a child)',
      },
      event: choices.some(({ value }) => value === event) ? event : latest,
      date,
      kept: { reason },
      correctTitle: 'Correct it',
      correctButton: { ref, version, ...(sure ? { sure } : {}) },
      backTitle: 'Back to the review',
      backButton: { ref },
    },
  }
}
