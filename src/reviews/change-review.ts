import type { CardMessage } from '../card-message.ts'
import type { Answer, Context } from '../feature.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { readDate } from '../partnership/read-date.ts'
import type { Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { nextLook } from './alarm-rules.ts'
import { beginReview } from './begin-review.ts'
import { eventWords, type Review, reviewDraft, reviewPartition } from './review.ts'
import { eventRefusals, isDoubtful, mayOnReview, type Sure, sayLongAgo } from './review-rules.ts'
import { noSuchReview, reviewCardFor, type SeenReview, seeReview } from './see-review.ts'

export type Stamp = {
  ref: string
  version?: number | undefined
  /** The list that was pressed, to be shown again; left out, the review's own card is. */
  view?: string | undefined
}

/** Records when the notification or the report was sent to the Panel; the clocks follow. Repeated, it records once. */
export function recordEvent(
  store: Store,
  context: Context,
  asked: Stamp & { event: 'notified' | 'reported'; date: string; sure?: Sure },
): Promise<Answer> {
  return change(store, context, asked, async ({ review, roles }) => {
    const on = readDate(asked.date, context.today, 'past')
    const refused = mayOnReview(roles, 'record-event')
      ? eventRefusals(review.events, asked.event, on, context.today)
      : ['Only the business team records this.']
    if (!on || refused.length > 0) return { refused }
    if (isDoubtful(on, context.today, asked.sure))
      return { refused: [sayLongAgo(on, context.today)], doubt: on }
    const events = { ...review.events, [asked.event]: on }
    const changed: Review =
      asked.event === 'notified'
        ? { ...review, events, ...requestedNow(context.today) }
        : { ...review, events }
    const { who, now } = context
    const begun =
      asked.event === 'notified'
        ? await beginReview(store, who.partnership, changed, { by: who.person.id, now })
        : []
    return {
      changed,
      what: `${eventWords[asked.event]} on ${sayDay(on)}`,
      also: begun.map(create => ({ create })),
    }
  })
}

/** The returns are asked for today; and another clock begins, all of whose alarms are still to come. */
const requestedNow = (today: Day): Partial<Review> => ({ requestedOn: today, alarmedOn: undefined })

export type Decided =
  /** `doubt`: the date to show once more, which a second press then takes. */
  | { refused: string[]; doubt?: Day }
  | { instead: CardMessage }
  | { changed: Review; what: string; also: Write[] }

/**
 * Carries out a decision on a review that the reader may see, once for a turn; of a stale card, nothing. What was pressed on
 * a list shows the list again, with why where it could not be done; but a date in doubt stands on the review's own card.
 */
export function change(
  store: Store,
  context: Context,
  asked: Stamp,
  decide: (seen: SeenReview) => Promise<Decided>,
): Promise<Answer> {
  const { who, today, now } = context
  const partition = reviewPartition(who.partnership.partnership.id, asked.ref)
  return decideOnce(store, partition, context, async () => {
    const seen = await seeReview(store, who, asked.ref, today)
    if (!seen) return { writes: [], reply: noSuchReview }
    if (asked.version !== undefined && asked.version !== seen.review.version) {
      const notice = `Nothing was changed by your press: this moved on since your card was made (${seen.review.history.at(-1)?.what}).`
      return { writes: [], reply: { card: await reviewCardFor(store, context, seen, { notice }) } }
    }
    const decided = await decide(seen)
    if ('instead' in decided) return { writes: [], reply: { card: decided.instead } }
    if ('refused' in decided) {
      const { refused, doubt } = decided
      const notice = refused.join(' ')
      if (asked.view && !doubt)
        return { writes: [], reply: { view: asked.view, notice: `${asked.ref}: ${notice}` } }
      const card = await reviewCardFor(store, context, seen, { notice, doubt, view: asked.view })
      return { writes: [], reply: { card } }
    }
    const history = [...seen.review.history, { at: now, by: who.person.id, what: decided.what }]
    const changed = { ...decided.changed, version: seen.review.version + 1, history }
    const writes: Write[] = [
      { replace: reviewDraft(changed, nextLook(who.partnership, changed, now)), etag: seen.doc.etag },
      ...decided.also,
    ]
    const { view = `review:${asked.ref}` } = asked
    return { writes, reply: { view, notice: `Recorded for ${asked.ref}: ${decided.what}.` } }
  })
}
