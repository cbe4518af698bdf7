import { actionDraft, openPagesOf, readAction } from '../actions/index.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { arrangementsAt, groupPartition, loadArrangements } from '../partnership/records.ts'
import { replanDraft } from '../partnership/replanning.ts'
import { put } from '../ports/decide-again.ts'
import type { Doc, Store, Write } from '../ports/store.ts'
import { nextAttention } from './around.ts'

/**
 * The file, numbers or closures have changed: every open action gets the morning that now follows from them, a group at a time.
 * Stopped half way it begins again, and changes only what is not right yet.
 */
export async function replan(store: Store, doc: Doc, now: string): Promise<void> {
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('A plan belongs to a partnership whose arrangements are not kept.')
  const group = arrangements.groups.find(one => doc.id === `replan:${one.id}`)
  if (group) await replanGroup(store, arrangements, group.id)
  else if (doc.scope === arrangementsAt(doc.partnership).scope)
    for (const { id } of arrangements.groups)
      await put(store, groupPartition(doc.partnership, id), replanDraft(now, id))
  await store.commit(doc, [{ delete: doc.id, etag: doc.etag }])
}

async function replanGroup(store: Store, arrangements: Arrangements, group: string): Promise<void> {
  const partition = groupPartition(arrangements.partnership.id, group)
  for await (const docs of openPagesOf(store, partition, group)) {
    const writes: Write[] = docs.flatMap(doc => {
      const action = readAction(doc)
      const wakeAt = nextAttention(action, arrangements)
      return wakeAt === doc.wakeAt ? [] : [{ replace: actionDraft(action, wakeAt), etag: doc.etag }]
    })
    if (writes.length > 0) await store.commit(partition, writes)
  }
}
