import { systemTimer, type Timer } from '../ports/clock.ts'
import type { Partition, Store } from '../ports/store.ts'
import { type Bulletin, bulletinId, readBulletin } from './bulletin.ts'

/** A bulletin as it was at most so long ago: a pause is seen within this by every instance, and at once by this one. */
const freshMilliseconds = 500
const mostKnown = 100

export type KnownBulletins = {
  /** The bulletin, read at most half a second ago. Thousands who ask meanwhile cost one reading. */
  read(partition: Partition, ref: string): Promise<Bulletin | undefined>
  /** It was just changed here: the next to ask reads it. */
  forget(partition: Partition): void
}

export function knownBulletins(store: Store, timer: Pick<Timer, 'now'> = systemTimer): KnownBulletins {
  const known = new Map<string, { at: number; bulletin: Promise<Bulletin | undefined> }>()
  const keyOf = ({ partnership, scope }: Partition) => JSON.stringify([partnership, scope])
  return {
    read(partition, ref) {
      const key = keyOf(partition)
      const present = known.get(key)
      if (present && timer.now() - present.at < freshMilliseconds) return present.bulletin
      const bulletin = store.get(partition, bulletinId(ref)).then(doc => doc && readBulletin(doc))
      if (known.size >= mostKnown) known.clear()
      known.set(key, { at: timer.now(), bulletin })
      bulletin.catch(() => known.delete(key))
      return bulletin
    },
    forget: partition => void known.delete(keyOf(partition)),
  }
}
