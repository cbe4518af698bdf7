import type { Feature } from '../feature.ts'
import { dayOf } from '../partnership/day.ts'
import { whoIs } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import { chaseAction } from './chase-action.ts'
import { gatherChaser } from './gather-chaser.ts'

export { nextAttention } from './chase-rules.ts'

/** Chasing: an action wakes on the mornings of its steps, and a person gets one card for all of theirs. */
export function chasingFeature(store: Store): Feature {
  return {
    wakes: { action: (doc, now) => chaseAction(store, doc, now) },
    views: {
      chase: async context => {
        const card = await gatherChaser(store, context.who, context.today)
        return card ? { card } : { text: 'Nothing else is asked of you today.' }
      },
    },
    deliveries: {
      chaser: {
        ifUnknown: 'repeat',
        fallback: 'mention',
        async card(delivery, { partnership, now }) {
          const today = dayOf(now)
          if (!('person' in delivery.to) || delivery.day !== today) return undefined
          const who = await whoIs(store, partnership, delivery.to.person, today)
          return who && gatherChaser(store, who, today)
        },
      },
    },
  }
}
