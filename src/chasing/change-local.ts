import type { Arrangements } from '../partnership/arrangements.ts'
import { type LocalRules, localRules } from '../partnership/local-rules.ts'
import { arrangementsAt, arrangementsDraft, readArrangements } from '../partnership/records.ts'
import type { Store, Write } from '../ports/store.ts'

/** What is decided in the chat, as it is kept now. */
export const localOf = ({ local }: Pick<Arrangements, 'local'>): LocalRules => local ?? localRules.parse({})

export type OpenLocal = {
  /** As they are kept: file and local rules apart. */
  arrangements: Arrangements
  local: LocalRules
  /** For a commit in the arrangements' partition. With `wakeAt`, what is made from the arrangements (meetings) is made anew. */
  keep(changed: LocalRules, wakeAt?: string): Write[]
}

/**
 * A partnership's own rules as they are now, to be changed: what is decided from them replaces them and nothing newer,
 * since the commit fails if somebody was faster. So two people at once both have their way, or the second decides again.
 */
export async function openLocal(store: Store, partnership: string): Promise<OpenLocal> {
  const doc = await store.get(arrangementsAt(partnership), `partnership:${partnership}`)
  if (!doc) throw new Error('Local rules belong to a partnership whose arrangements are not kept.')
  const arrangements = readArrangements(doc)
  return {
    arrangements,
    local: localOf(arrangements),
    keep: (local, wakeAt = doc.wakeAt) => [
      { replace: arrangementsDraft({ ...arrangements, local }, wakeAt), etag: doc.etag },
    ],
  }
}

/** What changes a partnership's own rules, for a commit in its arrangements' partition. */
export async function localWrites(
  store: Store,
  partnership: string,
  change: (local: LocalRules) => LocalRules,
): Promise<Write[]> {
  const { local, keep } = await openLocal(store, partnership)
  return keep(change(local))
}

/** A record without one of its entries. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key))
}
