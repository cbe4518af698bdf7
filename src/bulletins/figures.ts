import { type DeliveryState, readDelivery, twiceTag } from '../delivery/delivery.ts'
import { type Counts, readTally, type Tally, totals, type Whys } from '../delivery/tally.ts'
import type { Partition, Store } from '../ports/store.ts'
import { type Bulletin, correctionTally, openQuestionTag, reminderTally, tallyId } from './bulletin.ts'
import { loadReads } from './reads.ts'
import { loadSeen } from './seen.ts'

/**
 * One line of the ledger: everybody of an agency stands in exactly one of the states. `read` counts among all of them
 * whoever has read it, `readNow` those of them who have read it as it is now, `seen` whoever Teams told has seen it; `whys`
 * says why how many of the unreachable are: where there are more of those, no kind of reason is known of the rest.
 */
export type Line = Record<(typeof ledgerStates)[number], number> & {
  total: number
  read: number
  readNow: number
  seen: number
  whys: Whys
}

/** The ledger's own words: what waits for its moment or its turn is queued. */
export const ledgerStates = [
  'queued',
  'sent',
  'unconfirmed',
  'unreachable',
  'failed',
  'not-needed',
] as const satisfies DeliveryState[]

export type Figures = {
  /** By agency id, as it was when the audience was frozen. */
  agencies: Record<string, Line>
  all: Line
  /** How many read it on each London day. */
  days: Record<string, number>
  /** By number: how a correction's or a reminder's own deliveries stand. */
  corrections: { no: number; line: Line }[]
  reminders: { no: number; line: Line }[]
  /** Why something in line waits, where trouble holds it up; and how many do, up to a page. */
  trouble?: { reason: string; waiting: number } | undefined
  /** Of copies that were changed, how many may be there a second time, as they were; up to a page. */
  twice?: number
  /** How many questions wait for an answer, up to a page. */
  questions?: number
}

/** What a tally says, in the ledger's words, with what else is known of the same people. */
export function lineOf(
  counts: Counts,
  {
    read = 0,
    readNow = read,
    seen = 0,
    whys = {},
  }: Partial<Pick<Line, 'read' | 'readNow' | 'seen' | 'whys'>> = {},
): Line {
  const queued = (counts.held ?? 0) + (counts.queued ?? 0) + (counts.sending ?? 0)
  const line = {
    queued,
    sent: counts.sent ?? 0,
    unconfirmed: counts.unconfirmed ?? 0,
    unreachable: counts.unreachable ?? 0,
    failed: counts.failed ?? 0,
    'not-needed': counts['not-needed'] ?? 0,
  }
  const total = ledgerStates.reduce((sum, state) => sum + line[state], 0)
  return { ...line, total, read, readNow, seen, whys }
}

/** A bulletin's figures as they are now: a few documents, however many people it went to. */
export async function loadFigures(store: Store, partition: Partition, bulletin: Bulletin): Promise<Figures> {
  const { ref, frozen, corrections, reminders } = bulletin
  const tally = frozen?.done ? await loadTally(store, partition, tallyId(ref, frozen.no)) : { lines: {} }
  const reads = await loadReads(store, partition, bulletin)
  const seen = await loadSeen(store, partition, ref)
  const agencies = Object.fromEntries(
    Object.entries(tally.lines).map(([agency, counts]) => {
      const read = { read: reads.agencies[agency] ?? 0, readNow: reads.asNow[agency] ?? 0 }
      return [agency, lineOf(counts, { ...read, seen: seen[agency] ?? 0, whys: tally.whys?.[agency] ?? {} })]
    }),
  )
  const ledger = async (id: string, no: number) => ({
    no,
    line: lineOf(totals(await loadTally(store, partition, id))),
  })
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0)
  return {
    agencies,
    all: lineOf(totals(tally), { read: sum(reads.agencies), readNow: sum(reads.asNow), seen: sum(seen) }),
    days: reads.days,
    corrections: await Promise.all(corrections.map(({ no }) => ledger(correctionTally(ref, no), no))),
    reminders: await Promise.all(reminders.map(({ no }) => ledger(reminderTally(ref, no), no))),
    trouble: await troubleOf(store, partition),
    questions: await some(store, partition, { type: 'bulletin-question', tag: openQuestionTag }),
    twice: corrections.length > 0 ? await some(store, partition, { type: 'delivery', tag: twiceTag }) : 0,
  }
}

/** More than these are told as so many at least. */
export const mostCounted = 50

async function some(
  store: Store,
  { partnership, scope }: Partition,
  { type, tag }: { type: string; tag: string },
): Promise<number> {
  return (await store.find({ partnership, scope, type, tags: [tag], limit: mostCounted })).docs.length
}

/** More than these wait only where sending stands still, and the rate shows that. */
const mostWaiting = 50

async function troubleOf(store: Store, { partnership, scope }: Partition): Promise<Figures['trouble']> {
  const waiting = { partnership, scope, type: 'delivery', tags: ['waits'], limit: mostWaiting }
  const { docs } = await store.find(waiting)
  const reason = docs[0] && readDelivery(docs[0]).reason
  return reason ? { reason, waiting: docs.length } : undefined
}

export async function loadTally(store: Store, partition: Partition, id: string): Promise<Tally> {
  const doc = await store.get(partition, id)
  return doc ? readTally(doc) : { lines: {} }
}
