import type { Answer, Context } from '../feature.ts'
import { sayDay } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'
import type { Store } from '../ports/store.ts'
import { change, type Decided, type Stamp } from './change-review.ts'
import { correctionCard, type Filled } from './correction-card.ts'
import { requestUpdates } from './request-returns.ts'
import { eventWords, type Review, type ReviewEvent } from './review.ts'
import { correctionRefusals, isDoubtful, mayOnReview, type Sure, sayLongAgo } from './review-rules.ts'
import { noSuchReview, type SeenReview, seeReview } from './see-review.ts'

const onlyBusinessTeam = 'Only the business team corrects this.'

/** The form to correct the date of an event, for the business team. */
export async function correctionForm(
  store: Store,
  context: Context,
  ref: string,
  { filled, refused = [] }: { filled?: Filled; refused?: readonly string[] } = {},
): Promise<Answer> {
  const seen = await seeReview(store, context.who, ref, context.today)
  if (!seen) return noSuchReview
  if (!mayOnReview(seen.roles, 'record-event')) return { text: onlyBusinessTeam }
  return { card: correctionCard({ review: seen.review, today: context.today, filled, refused }) }
}

export type Correction = Stamp & { event: ReviewEvent; date: string; reason: string; sure?: Sure }

/**
 * Corrects the date of an event, with a reason. The clocks and the day by which returns are asked for follow, also on the
 * cards that asked for them; what was recorded before stays visible. Repeated, it corrects once.
 */
export function correctEvent(store: Store, context: Context, asked: Correction): Promise<Answer> {
  return change(store, context, asked, async seen => {
    const decided = decide(seen, context, asked)
    if (!('changed' in decided)) return decided
    const { changed, what } = decided
    const { partnership } = context.who
    const version = seen.review.version + 1
    const updates = requestUpdates(partnership, { ...changed, version }, context.now)
    return { changed, what, also: updates.map(create => ({ create })) }
  })
}

function decide(
  { review, roles }: SeenReview,
  { who, today, now }: Context,
  { event, date, reason: said, sure }: Correction,
): Decided {
  if (!mayOnReview(roles, 'record-event')) return { refused: [onlyBusinessTeam] }
  const reason = said.trim()
  const on = readDate(date, today, 'past')
  const refused = correctionRefusals(review.events, { event, reason }, on, today)
  const doubt = on && isDoubtful(on, today, sure) ? [sayLongAgo(on, today)] : []
  const from = review.events[event]
  if (!on || !from || refused.length + doubt.length > 0) {
    const filled = { event, date: on ?? date, reason, ...(doubt.length > 0 ? { sure: on } : {}) }
    return { instead: correctionCard({ review, today, filled, refused: [...refused, ...doubt] }) }
  }
  const correction = { at: now, by: who.person.id, event, from, to: on, reason }
  const changed: Review = {
    ...review,
    events: { ...review.events, [event]: on },
    corrections: [...review.corrections, correction],
  }
  return {
    changed,
    what: `${eventWords[event]} on ${sayDay(on)}, corrected from ${sayDay(from)}`,
    also: [],
  }
}
