import type { CardMessage } from '../card-message.ts'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import type { Store } from '../ports/store.ts'
import { readClock } from './clock-rules.ts'
import { type Review, readReview } from './review.ts'
import { mayOnReview, reviewRoles } from './review-rules.ts'

const rowsShown = 8
/** Documents looked at for one page of what a reader may see. */
const looked = 100

export type WhichReviews = 'open' | 'closed'

/** The reviews that this person may see, open or closed, a page at a time; to everybody else there are none. */
export async function listReviews(
  store: Store,
  { who, today }: Pick<Context, 'who' | 'today'>,
  { which, after }: { which: WhichReviews; after?: string | undefined },
): Promise<Answer> {
  const { partnership: arrangements } = who
  const found: Review[] = []
  let next = after
  do {
    const limit = Math.min(looked, rowsShown - found.length)
    const at = { partnership: arrangements.partnership.id, type: 'review', tags: [which] }
    const page = await store.find({ ...at, limit, after: next })
    const seen = page.docs.map(readReview)
    found.push(...seen.filter(review => mayOnReview(reviewRoles(who, review, today), 'see')))
    next = page.next
  } while (next && found.length < rowsShown)
  if (found.length === 0 && after === undefined)
    return { text: `There is no ${which} review that you can see.` }
  return { card: reviewsCard({ arrangements, reviews: found, today, which, more: next }) }
}

type ListShowing = {
  arrangements: Arrangements
  reviews: readonly Review[]
  today: Day
  which: WhichReviews
  more: string | undefined
}

/** Reviews with the clock that each is on, and its returns, the longest open first. */
function reviewsCard({ arrangements, reviews, today, which, more }: ListShowing): CardMessage {
  return {
    template: 'reviews/reviews',
    summary: `Rapid reviews: ${reviews.length}`,
    data: {
      heading: which === 'open' ? 'Open reviews' : 'Closed reviews',
      marking: 'OFFICIAL-SENSITIVE',
      intro:
        which === 'open'
          ? 'The longest open first. Type reviews closed for those whose report is sent.'
          : 'Their reports are sent to the Panel.',
      rows: reviews.map(review => ({
        ...standingOf(review, arrangements, today),
        title: review.ref,
        returns: sayReturns(review),
        open: { ref: review.ref },
        openTitle: 'Open',
      })),
      more: more !== undefined,
      moreTitle: 'Show more',
      moreData: { which, after: more ?? '' },
    },
  }
}

/** The clock that a review is on: the notification's until it is sent, then the rapid review's. */
function standingOf({ events }: Review, arrangements: Arrangements, today: Day) {
  const name = events.notified ? 'rapid-review' : 'notification'
  const { title, state, due, colour } = readClock(name, events, arrangements.partnership, today)
  const until = events.reported || !due ? '' : `, due ${sayDay(due, today)}`
  return { words: `${title}: ${state}${until}`, colour }
}

function sayReturns({ events, returns }: Review): string {
  const open = returns.filter(({ state }) => state === 'requested').length
  if (!events.notified) return 'Returns are asked for when the notification is sent'
  return open === 0 ? 'Every return is in' : `${open} of ${returns.length} returns still to come`
}
