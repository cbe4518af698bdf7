import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Doc, Partition, Store } from '../ports/store.ts'

/** All documents of a kind in a partition, a page at a time: there may be a hundred thousand. */
export async function* findEach(
  store: Store,
  { partnership, scope }: Partition,
  query: { type: string; tags?: string[] },
): AsyncGenerator<Doc> {
  let after: string | undefined
  do {
    const page = await store.find({ partnership, scope, ...query, limit: 500, ...(after ? { after } : {}) })
    yield* page.docs
    after = page.next
    // The embedded store answers at once: others have their turn between.
    await nextTurn()
  } while (after)
}
