import { z } from 'zod'
import type { Doc, Draft } from '../ports/store.ts'
import { type Delivery, type DeliveryState, deliveryStates } from './delivery.ts'

/**
 * Counts of deliveries by line and state. They change in the same commit as the deliveries they count, so the sums
 * equal the number of deliveries at every moment.
 */
export type Counts = Partial<Record<DeliveryState, number>>
export type Tally = { lines: Record<string, Counts> }

const counts = z.partialRecord(z.enum(deliveryStates), z.number().int().nonnegative())
const tallyBody = z.object({ schema: z.literal(1), lines: z.record(z.string(), counts) })

/** What a tally document says. */
export function readTally(doc: Doc): Tally {
  const { lines } = tallyBody.parse(doc.body)
  return { lines }
}

export function tallyDraft(id: string, { lines }: Tally): Draft {
  return { id, type: 'tally', body: { schema: 1, lines }, tags: [], sort: id }
}

/** The counts of all lines together. */
export function totals({ lines }: Tally): Counts {
  const sums: Counts = {}
  for (const line of Object.values(lines))
    for (const state of deliveryStates) add(sums, state, line[state] ?? 0)
  return sums
}

/** How one delivery changes: from what it was (nothing, when it is new) to what it is. */
export type Move = { from?: Pick<Delivery, 'state'> | undefined; to: Pick<Delivery, 'state' | 'tally'> }

/** The tally after these changes. It is not told which delivery is whose: the moves are those it counts. */
export function counted({ lines }: Tally, moves: readonly Move[]): Tally {
  const after = Object.fromEntries(Object.entries(lines).map(([line, each]) => [line, { ...each }]))
  for (const { from, to } of moves) {
    const line = to.tally?.line ?? ''
    const each = after[line] ?? {}
    after[line] = each
    if (from) add(each, from.state, -1)
    add(each, to.state, 1)
  }
  return { lines: after }
}

function add(sums: Counts, state: DeliveryState, count: number): void {
  const sum = (sums[state] ?? 0) + count
  if (sum === 0) delete sums[state]
  else sums[state] = sum
}
