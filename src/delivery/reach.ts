import type { Clock } from '../ports/clock.ts'
import type { Place } from '../ports/messenger.ts'
import type { Doc, Store } from '../ports/store.ts'
import type { Delivery, DeliveryKind } from './delivery.ts'
import { chatAccount } from './holder.ts'
import { mentionOnce } from './mention.ts'
import type { Outcome } from './outcome.ts'
import { forgetMet } from './places.ts'
import { noteReachable, noteUnreachable } from './unreachable.ts'

type Tried = { ports: { store: Store; clock: Clock }; doc: Doc; delivery: Delivery; kind: DeliveryKind }

/**
 * Keeps who cannot be reached, from one outcome to the next. Kinds that say so have the person mentioned, and the
 * reason then says where. It comes before the outcome is written: stopped between the two, both are done again, and
 * nothing twice.
 */
export async function noteReach(
  { ports, doc: { partnership }, delivery, kind }: Tried,
  outcome: Outcome,
  place?: Place,
): Promise<{ reason?: string }> {
  if (!('person' in delivery.to)) return {}
  const { store } = ports
  const { person } = delivery.to
  if (outcome.outcome === 'sent') await noteReachable(store, partnership, person)
  if (outcome.outcome !== 'unreachable') return {}
  const { reason, why } = outcome
  const now = ports.clock.now()
  const account = place && chatAccount(place)
  await noteUnreachable(store, partnership, { person, account, reason, why, now })
  forgetMet(store, partnership, person)
  const group =
    kind.fallback === 'mention' ? await mentionOnce(store, { partnership, person, now }) : undefined
  return group ? { reason: `${reason} They were mentioned in ${group}.` } : {}
}
