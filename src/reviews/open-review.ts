import type { Answer, Context } from '../feature.ts'
import { readDate } from '../partnership/read-date.ts'
import type { Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { refForTurn } from '../turn/ref-for-turn.ts'
import { nextLook } from './alarm-rules.ts'
import { beginReview } from './begin-review.ts'
import { type Review, reviewDraft, reviewPartition } from './review.ts'
import { newReviewCard } from './review-card.ts'
import { eventRefusals, isDoubtful, sayLongAgo } from './review-rules.ts'

/** `sure`: days of long ago that were shown once. */
export type Filled = { aware: string; notified: string; agencies: string; sure: string }

const onlyBusinessTeam = { text: 'Rapid reviews are opened by the business team. Please ask them.' }

/** The form to open a review, for the business team: empty, or with what was filled in and why it was not taken. */
export function newReviewForm(
  { who, today }: Context,
  filled: Filled = { aware: today, notified: '', agencies: '', sure: '' },
  refused: readonly string[] = [],
): Answer {
  if (!who.person.businessTeam) return onlyBusinessTeam
  return { card: newReviewCard({ arrangements: who.partnership, filled, refused }) }
}

/**
 * Opens a review: its reference, its clocks and, once the notification is sent, a request to each agency's lead,
 * in one commit. Whatever is wrong comes back at once with what was filled in. Repeated, it opens one.
 */
export async function openReview(store: Store, context: Context, filled: Filled): Promise<Answer> {
  const { who, now, today } = context
  if (!who.person.businessTeam) return onlyBusinessTeam
  const { aware, notified, agencies, ...again } = readForm(filled, context)
  if (!aware || again.refused.length > 0)
    return { card: newReviewCard({ arrangements: who.partnership, ...again }) }

  const ref = await refForTurn(store, context, { code: 'RR', scope: 'reviews' })
  return decideOnce(store, reviewPartition(who.partnership.partnership.id, ref), context, async () => {
    const review: Review = {
      schema: 1,
      ref,
      version: 1,
      openedBy: who.person.id,
      events: { aware, ...(notified ? { notified } : {}) },
      returns: [...new Set(agencies)].map(agency => ({ agency, state: 'requested' as const })),
      ...(notified ? { requestedOn: today } : {}),
      corrections: [],
      history: [{ at: now, by: who.person.id, what: 'opened' }],
    }
    const by = who.person.id
    const begun = notified ? await beginReview(store, who.partnership, review, { by, now }) : []
    return {
      writes: [
        { create: reviewDraft(review, nextLook(who.partnership, review, now)) },
        ...begun.map(create => ({ create })),
      ],
      reply: { view: `review:${ref}`, notice: `${ref} is open.` },
    }
  })
}

/** What was filled in, read; every reason why it cannot be taken, and the form to show then. */
function readForm(filled: Filled, { who, today }: Context) {
  const known = new Set(who.partnership.agencies.map(agency => agency.id))
  const agencies = filled.agencies
    .split(',')
    .map(id => id.trim())
    .filter(id => known.has(id))
  const isNotified = filled.notified.trim() !== ''
  const aware = readDate(filled.aware, today, 'past')
  const notified = isNotified ? readDate(filled.notified, today, 'past') : undefined
  const sure = filled.sure.split(',')
  const doubtful = [aware, notified].filter(
    on =>
      on !== undefined &&
      isDoubtful(
        on,
        today,
        sure.find(one => one === on),
      ),
  )
  const refused = [
    ...eventRefusals({ aware: '' }, 'aware', aware, today),
    ...(isNotified ? eventRefusals({ aware: aware ?? today }, 'notified', notified, today) : []),
    ...(agencies.length === 0 ? ['Choose at least one agency to ask for a return.'] : []),
    ...doubtful.map(on => sayLongAgo(on as string, today)),
  ]
  const shown = {
    ...filled,
    aware: aware ?? filled.aware,
    notified: notified ?? filled.notified,
    sure: [...new Set([...sure, ...doubtful])].filter(Boolean).join(','),
  }
  return { aware, notified, agencies, refused, filled: shown }
}
