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
 * The reference for the record that a turn opens: a code (RR, LB), the year, the next serial. Such a record has a
 * partition of its own, so the serial is taken first, in `scope`; the same turn gets the same one again, and no serial
 * is given twice.
 */
export function refForTurn(
  store: Store,
  { who, turnId, today }: Context,
  { code, scope }: { code: string; scope: string },
): Promise<string> {
  const partition: Partition = { partnership: who.partnership.partnership.id, scope }
  const prefix = `${code}-${today.slice(2, 4)}`
  const id = `counter:${prefix}`
  return decideAgain(async () => {
    const doc = await store.get(partition, id)
    const counter = doc ? counterBody.parse(doc.body) : { last: 0, turns: {} as Record<string, number> }
    const given = counter.turns[turnId]
    if (given !== undefined) return formatRef(prefix, given)
    const last = counter.last + 1
    const turns = Object.fromEntries(
      [...Object.entries(counter.turns), [turnId, last]].slice(-turnsRemembered),
    )
    const draft = { id, type: 'counter', body: { schema: 1, last, turns }, tags: [], sort: id }
    await store.commit(partition, [doc ? { replace: draft, etag: doc.etag } : { create: draft }])
    return formatRef(prefix, last)
  })
}

const formatRef = (prefix: string, serial: number): string => `${prefix}-${String(serial).padStart(3, '0')}`
