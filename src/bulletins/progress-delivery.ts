import { queued } from '../delivery/delivery.ts'
import type { Draft } from '../ports/store.ts'
import { type Bulletin, bulletinId } from './bulletin.ts'

/** The progress card of a run, or its update of that name. */
export function progressDraft(bulletin: Bulletin, now: string, update?: string): Draft | undefined {
  const { ref, sending, frozen } = bulletin
  if (!sending) return undefined
  const card = `progress:${ref}:${frozen?.no ?? 1}:${sending.run}`
  return queued({
    id: update === undefined ? card : `${card}:${update}`,
    kind: 'bulletin-news',
    to: { person: sending.by },
    about: { scope: `bulletin:${ref}`, id: bulletinId(ref) },
    ...(update === undefined ? {} : { updates: card }),
    now,
  })
}
