import { z } from 'zod'
import { secondsAfter } from '../partnership/day.ts'
import { AlreadyExists, type Draft, StaleWrite, type Store, type Write } from '../ports/store.ts'

export const usualSeconds = 30
/**
 * A lease that is given up is free so much later: whoever is next does not know what left in the last seconds, and Teams
 * counts it for the tenant (one second) and for each conversation (two; the longer windows there are seldom near).
 */
const handOverSeconds = 2
const leaseBody = z.object({ schema: z.literal(1), holder: z.string(), until: z.string() })

export type Leases = {
  /**
   * Whether this instance may wake and send for a partnership at `now`. Takes the lease when it is free or has
   * run out, renews it when half of it is gone, and otherwise costs nothing. False as soon as it is lost.
   */
  hold(partnership: string, now: string): Promise<boolean>
  /** Gives up what this instance holds, so that another need not wait for it to run out, but for what has just been sent. */
  release(now: string): Promise<void>
}

/** One document per partnership says who leads. Only the etag decides: of two that take it at once, one wins. */
export function leases(store: Store, instance: string, seconds = usualSeconds): Leases {
  const held = new Map<string, string>()
  const asking = new Map<string, Promise<boolean>>()

  const take = async (partnership: string, now: string, until: string): Promise<boolean> => {
    const at = { partnership, scope: 'leases' }
    const id = `lease:${partnership}`
    const doc = await store.get(at, id)
    const present = doc && leaseBody.parse(doc.body)
    if (present && present.holder !== instance && present.until > now) return false
    const body = { schema: 1, holder: instance, until }
    const draft: Draft = { id, type: 'lease', body, tags: [], sort: id }
    const write: Write = doc ? { replace: draft, etag: doc.etag } : { create: draft }
    try {
      await store.commit(at, [write])
      return true
    } catch (error) {
      if (error instanceof StaleWrite || error instanceof AlreadyExists) return false
      throw error
    }
  }
  const renew = async (partnership: string, now: string): Promise<boolean> => {
    const next = secondsAfter(now, seconds)
    held.delete(partnership)
    if (!(await take(partnership, now, next))) return false
    held.set(partnership, next)
    return true
  }
  return {
    async hold(partnership, now) {
      const until = held.get(partnership)
      if (until !== undefined && until > secondsAfter(now, seconds / 2)) return true
      // Many ask at once, and one of them renews for all.
      const asked =
        asking.get(partnership) ?? renew(partnership, now).finally(() => asking.delete(partnership))
      asking.set(partnership, asked)
      return asked
    },
    async release(now) {
      const free = secondsAfter(now, handOverSeconds)
      for (const partnership of held.keys()) await take(partnership, now, free)
      held.clear()
    },
  }
}
