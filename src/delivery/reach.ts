import { dayOf } from '../partnership/day.ts'
import { loadPerson } from '../partnership/records.ts'
import type { Clock } from '../ports/clock.ts'
import type { Doc, Store } from '../ports/store.ts'
import type { Delivery, DeliveryKind } from './delivery.ts'
import { accountOf } from './holder.ts'
import { mentionOnce, missedInMention, noteMentioned } from './mention.ts'
import type { Outcome } from './outcome.ts'
import { forgetMet } from './places.ts'
import { noteReachable, noteUnreachable } from './unreachable.ts'

type Tried = { ports: { store: Store; clock: Clock }; doc: Doc; delivery: Delivery; kind: DeliveryKind }

const placeGone = 'Convenor can no longer write in the channel or chat that it was linked in.'

/**
 * Keeps who cannot be reached, people and groups, from one outcome to the next. Kinds that say so have the person
 * mentioned, and the reason then says where; a mention that cannot be posted is tried where another group of theirs talks.
 * It comes before the outcome is written: stopped between the two, both are done again, and nothing twice. `account`:
 * whose chat it was; of whoever held the post before nothing is noted, since who has it now may well be reached.
 */
export async function noteReach(
  tried: Tried,
  outcome: Outcome,
  account: string | undefined,
): Promise<{ reason?: string }> {
  const { ports, doc, delivery } = tried
  const { store } = ports
  const { partnership } = doc
  const { to } = delivery
  const now = ports.clock.now()
  const mentions = delivery.kind === 'mention' ? missedInMention(delivery) : undefined
  if (outcome.outcome === 'sent') {
    await noteReachable(store, partnership, to, account)
    if (mentions && 'group' in to)
      await noteMentioned(store, { partnership, person: mentions, now }, to.group)
  }
  const fails = outcome.outcome === 'unreachable' || outcome.outcome === 'refused'
  if (mentions && fails) await mentionOnce(store, { partnership, person: mentions, now }, [doc.id])
  if (outcome.outcome !== 'unreachable') return {}
  const { why } = outcome
  const reason = 'group' in to && why !== 'no-place' ? placeGone : outcome.reason
  if (account && 'person' in to && !(await isHeldBy(store, { partnership, person: to.person, now }, account)))
    return {}
  await noteUnreachable(store, partnership, { to, account, reason, why, now })
  if ('group' in to) return { reason }
  return mentioned(tried, { person: to.person, reason, now })
}

async function isHeldBy(
  store: Store,
  { partnership, person, now }: { partnership: string; person: string; now: string },
  account: string,
): Promise<boolean> {
  const present = await loadPerson(store, partnership, person, dayOf(now))
  return present !== undefined && accountOf(present) === account
}

async function mentioned(
  { ports, doc: { partnership }, kind }: Tried,
  { person, reason, now }: { person: string; reason: string; now: string },
): Promise<{ reason?: string }> {
  forgetMet(ports.store, partnership, person)
  if (kind.fallback !== 'mention') return {}
  const where = await mentionOnce(ports.store, { partnership, person, now })
  if (!where) return {}
  const words = where.done ? `They were mentioned in ${where.group}.` : `A mention in ${where.group} follows.`
  return { reason: `${reason} ${words}` }
}
