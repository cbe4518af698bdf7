import type { Clock } from '../ports/clock.ts'
import { CommitUnconfirmed, type Store, type Write } from '../ports/store.ts'

/**
 * A store that calls `due` after each commit that brings something whose moment has come, so that it is done at once
 * and not at the next look. Most turns bring nothing of the kind, and cause no look: each asks the store several times.
 * It is also called when it is not known whether the commit was carried out.
 */
export function tellingStore(store: Store, clock: Clock, due: () => void): Store {
  return {
    ...store,
    async commit(partition, writes) {
      const tell = () => {
        if (bringsWhatIsDue(writes, clock.now())) due()
      }
      const etags = await store.commit(partition, writes).catch(error => {
        if (error instanceof CommitUnconfirmed) tell()
        throw error
      })
      tell()
      return etags
    },
  }
}

const bringsWhatIsDue = (writes: readonly Write[], now: string): boolean =>
  writes.some(write => {
    const { wakeAt } = 'create' in write ? write.create : 'replace' in write ? write.replace : {}
    return wakeAt !== undefined && wakeAt <= now
  })
