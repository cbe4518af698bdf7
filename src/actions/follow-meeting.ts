import type { Day } from '../partnership/day.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Partition, Store } from '../ports/store.ts'
import { actionDraft, readAction } from './action.ts'
import { openPagesOf } from './find-actions.ts'

/**
 * What was taken to the agenda of a meeting that is not to be goes with the item: to the meeting that follows it, or back
 * to its ladder where there is none. It is looked at at once, so that its next morning is worked out anew. Repeated, it
 * finds nothing more to do.
 */
export async function followMeeting(
  store: Store,
  partition: Partition,
  { group, from, to, now }: { group: string; from: Day; to: Day | undefined; now: string },
): Promise<void> {
  for await (const docs of openPagesOf(store, partition, group)) {
    const taken = docs.filter(doc => readAction(doc).agenda === from)
    for (const { id } of taken) await move(store, partition, { id, from, to, now })
  }
}

function move(
  store: Store,
  partition: Partition,
  { id, from, to, now }: { id: string; from: Day; to: Day | undefined; now: string },
): Promise<void> {
  return decideAgain(async () => {
    const doc = await store.get(partition, id)
    const action = doc && readAction(doc)
    if (!doc || action?.agenda !== from) return
    await store.commit(partition, [{ replace: actionDraft({ ...action, agenda: to }, now), etag: doc.etag }])
  })
}
