import { z } from 'zod'
import type { Context } from '../feature.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Partition, Store } from '../ports/store.ts'

const counterBody = z.object({
  schema: z.literal(1),
  last: z.number().int(),
  turns: z.record(z.string(), z.number().int()),
})
const turnsRemembered = 50

/**
 * The reference for the review that a turn opens: RR, the year, the next serial. A review has a partition of its
 * own, so the serial is taken first; the same turn gets the same one again, and no serial is given twice.
 */
export function refForTurn(store: Store, { who, turnId, today }: Context): Promise<string> {
  const partition: Partition = { partnership: who.partnership.partnership.id, scope: 'reviews' }
  const year = today.slice(2, 4)
  const id = `counter:RR-${year}`
  return decideAgain(async () => {
    const doc = await store.get(partition, id)
    const counter = doc ? counterBody.parse(doc.body) : { last: 0, turns: {} as Record<string, number> }
    const given = counter.turns[turnId]
    if (given !== undefined) return formatReviewRef(year, given)
    const last = counter.last + 1
    const turns = Object.fromEntries(
      [...Object.entries(counter.turns), [turnId, last]].slice(-turnsRemembered),
    )
    const draft = { id, type: 'counter', body: { schema: 1, last, turns }, tags: [], sort: id }
    await store.commit(partition, [doc ? { replace: draft, etag: doc.etag } : { create: draft }])
    return formatReviewRef(year, last)
  })
}

function formatReviewRef(year: string, serial: number): string {
  return `RR-${year}-${String(serial).padStart(3, '0')}`
}
