import type { Clock } from '../ports/clock.ts'
import type { Place } from '../ports/messenger.ts'
import type { Doc, Store } from '../ports/store.ts'
import type { Delivery, DeliveryKind } from './delivery.ts'
import { chatAccount } from './holder.ts'
import { mentionOnce, missedInMention, noteMentioned } from './mention.ts'
import type { Outcome } from './outcome.ts'
import { forgetMet } from './places.ts'
import { noteReachable, noteUnreachable } from './unreachable.ts'

type Tried = { ports: { store: Store; clock: Clock }; doc: Doc; delivery: Delivery; kind: DeliveryKind }

const placeGone = 'Convenor can no longer write in the channel or chat that it was linked in.'

/**
 * Keeps who cannot be reached, people and groups, from one outcome to the next. Kinds that say so have the person
 * mentioned, and the reason then says where; a mention that cannot be posted is tried where another group of theirs talks.
 * It comes before the outcome is written: stopped between the two, both are done again, and nothing twice.
 */
export async function noteReach(tried: Tried, outcome: Outcome, place?: Place): Promise<{ reason?: string }> {
  const { ports, doc, delivery } = tried
  const { store } = ports
  const { partnership } = doc
  const { to } = delivery
  const now = ports.clock.now()
  const mentions = delivery.kind === 'mention' ? missedInMention(delivery) : undefined
  if (outcome.outcome === 'sent') {
    await noteReachable(store, partnership, to)
    if (mentions && 'group' in to)
      await noteMentioned(store, { partnership, person: mentions, now }, to.group)
  }
  const fails = outcome.outcome === 'unreachable' || outcome.outcome === 'refused'
  if (mentions && fails) await mentionOnce(store, { partnership, person: mentions, now }, [doc.id])
  if (outcome.outcome !== 'unreachable') return {}
  const { why } = outcome
  const reason = 'group' in to && why !== 'no-place' ? placeGone : outcome.reason
  const account = place && 'person' in to ? chatAccount(place) : undefined
  await noteUnreachable(store, partnership, { to, account, reason, why, now })
  if ('group' in to) return { reason }
  return mentioned(tried, { person: to.person, reason, now })
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
