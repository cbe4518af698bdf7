import { z } from 'zod'
import { secondsAfter } from '../partnership/day.ts'
import { AlreadyExists, type Draft, StaleWrite, type Store, type Write } from '../ports/store.ts'

export const usualSeconds = 30
/**
 * A lease is free so much later than the last request under it left: whoever is next knows of the last seconds only roughly,
 * and Teams counts them for the tenant (one second) and for each conversation (two). One that is given up runs on for so
 * long. One that runs out was last asked for, without being renewed, when half of it was left: 15 seconds of 30, so that the
 * request has 13 to leave in.
 */
const handOverSeconds = 2
const leaseBody = z.object({
  schema: z.literal(1),
  holder: z.string(),
  until: z.string(),
  told: z.unknown().optional(),
})

/** What whoever holds a lease tells the next who holds it. It is kept in the lease, which does not know what it is. */
export type Carried = {
  /** Whether something must be told now: nothing more is done under the lease before. Asked at every `hold`. */
  pressing(partnership: string): boolean
  /** What there is to tell now, as JSON; undefined when there is nothing. */
  tell(partnership: string): unknown
  /** What another told who held a lease, and whose work under it was over at `last`. May come more than once. */
  learn(from: { holder: string; last: string; told: unknown }): void
}

const nothing: Carried = { pressing: () => false, tell: () => undefined, learn: () => {} }

export type Leases = {
  /**
   * Whether this instance may wake and send for a partnership at `now`. Takes the lease when it is free or has
   * run out, renews it when half of it is gone or something is to be told, and otherwise costs nothing. False as soon as it
   * is lost.
   */
  hold(partnership: string, now: string): Promise<boolean>
  /** Gives up what this instance holds, so that another need not wait for it to run out, but for what has just been sent. */
  release(now: string): Promise<void>
}

/** One document per partnership says who leads. Only the etag decides: of two that take it at once, one wins. */
export function leases(
  store: Store,
  instance: string,
  seconds = usualSeconds,
  carried: Carried = nothing,
): Leases {
  const held = new Map<string, string>()
  const asking = new Map<string, Promise<boolean>>()

  const take = async (partnership: string, now: string, until: string): Promise<boolean> => {
    const at = { partnership, scope: 'leases' }
    const id = `lease:${partnership}`
    const doc = await store.get(at, id)
    const present = doc && leaseBody.parse(doc.body)
    if (present && present.holder !== instance && present.until > now) return false
    if (present && present.holder !== instance) {
      const last = secondsAfter(present.until, -handOverSeconds)
      carried.learn({ holder: present.holder, last, told: present.told })
    }
    const body = { schema: 1, holder: instance, until, told: carried.tell(partnership) }
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
  const hold: Leases['hold'] = async (partnership, now) => {
    const until = held.get(partnership)
    const fresh = until !== undefined && until > secondsAfter(now, seconds / 2)
    if (fresh && !carried.pressing(partnership)) return true
    // Many ask at once, and one of them renews for all. By then there may be more to tell.
    const underWay = asking.get(partnership)
    if (underWay) return (await underWay) && hold(partnership, now)
    const asked = renew(partnership, now).finally(() => asking.delete(partnership))
    asking.set(partnership, asked)
    return asked
  }
  return {
    hold,
    async release(now) {
      const free = secondsAfter(now, handOverSeconds)
      for (const partnership of held.keys()) await take(partnership, now, free)
      held.clear()
    },
  }
}
