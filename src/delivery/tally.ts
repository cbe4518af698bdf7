import { z } from 'zod'
import type { Doc, Draft } from '../ports/store.ts'
import { type Delivery, type DeliveryState, deliveryStates } from './delivery.ts'
import { type Unreachable, unreachable } from './outcome.ts'

/**
 * Counts of deliveries by line and state, and of the unreachable by line and why. They change in the same commit as the
 * deliveries they count, so the sums equal the number of deliveries at every moment. Where no kind of reason was noted,
 * an unreachable one is in no count of why: there are never more of those than there are unreachable.
 */
export type Counts = Partial<Record<DeliveryState, number>>
export type Whys = Partial<Record<Unreachable, number>>
export type Tally = { lines: Record<string, Counts>; whys?: Record<string, Whys> }

const counts = z.partialRecord(z.enum(deliveryStates), z.number().int().nonnegative())
const whys = z.partialRecord(z.enum(unreachable), z.number().int().nonnegative())
const tallyBody = z.object({
  schema: z.literal(1),
  lines: z.record(z.string(), counts),
  whys: z.record(z.string(), whys).default({}),
})

/** What a tally document says. */
export function readTally(doc: Doc): Tally {
  const { schema: _, ...tally } = tallyBody.parse(doc.body)
  return tally
}

export function tallyDraft(id: string, { lines, whys = {} }: Tally): Draft {
  return { id, type: 'tally', body: { schema: 1, lines, whys }, tags: [], sort: id }
}

/** The counts of all lines together. */
export function totals({ lines }: Tally): Counts {
  const sums: Counts = {}
  for (const line of Object.values(lines))
    for (const state of deliveryStates) add(sums, state, line[state] ?? 0)
  return sums
}

/** How one delivery changes: from what it was (nothing, when it is new) to what it is. */
export type Move = {
  from?: Pick<Delivery, 'state' | 'why'> | undefined
  to: Pick<Delivery, 'state' | 'why' | 'tally'>
}

/** The tally after these changes. It is not told which delivery is whose: the moves are those it counts. */
export function counted({ lines, whys = {} }: Tally, moves: readonly Move[]): Required<Tally> {
  const after: Required<Tally> = { lines: copied(lines), whys: copied(whys) }
  for (const { from, to } of moves) {
    const line = to.tally?.line ?? ''
    after.lines[line] ??= {}
    if (from) add(after.lines[line], from.state, -1)
    add(after.lines[line], to.state, 1)
    for (const [one, count] of [[from, -1] as const, [to, 1] as const]) {
      if (one?.state !== 'unreachable' || !one.why) continue
      after.whys[line] ??= {}
      add(after.whys[line], one.why, count)
    }
  }
  return after
}

const copied = <T extends object>(lines: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(lines).map(([line, each]) => [line, { ...each }]))

function add<Key extends string>(sums: Partial<Record<Key, number>>, key: Key, count: number): void {
  const sum = (sums[key] ?? 0) + count
  if (sum === 0) delete sums[key]
  else sums[key] = sum as (typeof sums)[Key]
}
