import { type Delivery, readDelivery, tallyTag, twiceTag } from '../delivery/delivery.ts'
import type { Partition, Store } from '../ports/store.ts'
import { type Bulletin, correctionTally } from './bulletin.ts'
import { findEach } from './find-each.ts'
import { copies } from './spread.ts'

/** A copy, or a reminder, that does not say yet what it should; and its edit, where there is one. */
export type Unchanged = { copy: Delivery; edit?: Delivery | undefined }

const notThrough = ['held', 'queued', 'sending', 'unconfirmed', 'unreachable', 'failed'] as const

/**
 * Whatever the last correction or withdrawal has not reached: its edits that are not through; and of what nobody knows where
 * it is, all that is in doubt, or was until it was sent again. None before anything was changed.
 */
export async function unchangedCopies(
  store: Store,
  partition: Partition,
  { ref, corrections }: Pick<Bulletin, 'ref' | 'corrections'>,
): Promise<Unchanged[]> {
  const no = corrections.at(-1)?.no
  if (no === undefined) return []
  const found = new Map<string, Unchanged>()
  for (const state of notThrough) {
    const edits = { type: 'delivery', tags: [tallyTag(correctionTally(ref, no), state)] }
    for await (const doc of findEach(store, partition, edits)) {
      const edit = readDelivery(doc)
      const copy = edit.updates && (await store.get(partition, edit.updates))
      if (copy) found.set(copy.id, { copy: readDelivery(copy), edit })
    }
  }
  for (const tag of ['state:unconfirmed', twiceTag])
    for await (const doc of findEach(store, partition, { type: 'delivery', tags: [tag] })) {
      const copy = readDelivery(doc)
      if (copies.includes(copy.kind) && !found.has(doc.id)) found.set(doc.id, { copy })
    }
  return [...found.values()]
}
