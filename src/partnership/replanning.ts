import type { Draft, Store, Write } from '../ports/store.ts'
import { arrangementsAt } from './records.ts'

/** Asks that the next mornings of open actions be worked out anew: of one group, or of all. */
export function replanDraft(now: string, group?: string): Draft {
  const id = group ? `replan:${group}` : 'replan'
  return {
    id,
    type: 'replan',
    body: { schema: 1, ...(group ? { group } : {}) },
    tags: [],
    sort: now,
    wakeAt: now,
  }
}

/** The same of all, for the commit that changes what mornings go by: a file, numbers, closures. */
export async function replanWrites(store: Store, partnership: string, now: string): Promise<Write[]> {
  const draft = replanDraft(now)
  const present = await store.get(arrangementsAt(partnership), draft.id)
  return [present ? { replace: draft, etag: present.etag } : { create: draft }]
}
