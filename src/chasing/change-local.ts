import type { Arrangements } from '../partnership/arrangements.ts'
import { type LocalRules, localRules } from '../partnership/local-rules.ts'
import { arrangementsAt, arrangementsDraft, readArrangements } from '../partnership/records.ts'
import type { Store, Write } from '../ports/store.ts'

/** What is decided in the chat, as it is kept now. */
export const localOf = ({ local }: Pick<Arrangements, 'local'>): LocalRules => local ?? localRules.parse({})

/**
 * What changes a partnership's own rules, for a commit in its arrangements' partition; nothing when they are not kept.
 * With `wakeAt`, what is made from the arrangements (meetings) is made anew.
 */
export async function localWrites(
  store: Store,
  partnership: string,
  change: (local: LocalRules) => LocalRules,
  wakeAt?: string,
): Promise<Write[]> {
  const doc = await store.get(arrangementsAt(partnership), `partnership:${partnership}`)
  if (!doc) return []
  const kept = readArrangements(doc)
  const changed = { ...kept, local: change(localOf(kept)) }
  return [{ replace: arrangementsDraft(changed, wakeAt ?? doc.wakeAt), etag: doc.etag }]
}

/** A record without one of its entries. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key))
}
