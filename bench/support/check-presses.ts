import { readAction } from '../../src/actions/index.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../src/ports/store.ts'
import { CheckFailed } from './figure.ts'

/** Throws unless the store holds each answered press once, as one entry of its action's history, and no other. */
export async function checkPresses(file: string, answered: readonly string[]): Promise<string> {
  const store = openSqliteStore(file)
  const stored = await notesIn(store)
  await store.close()
  const kept = new Set(stored)
  const lost = answered.filter(note => !kept.has(note)).length
  if (lost > 0 || stored.length !== answered.length)
    throw new CheckFailed(
      `${answered.length} presses were answered, but the store holds ${stored.length} and lacks ${lost} of them.`,
    )
  return `${answered.length} presses answered, ${stored.length} in the store, 0 lost, 0 doubled`
}

async function notesIn(store: Store): Promise<string[]> {
  const notes: string[] = []
  let after: string | undefined
  do {
    const page = await store.find({ partnership: 'bscb', type: 'action', limit: 500, after })
    for (const doc of page.docs) {
      const { history, version } = readAction(doc)
      const updates = history.filter(entry => entry.verb === 'update')
      if (version !== 1 + updates.length)
        throw new CheckFailed(`${doc.id} has a version without its history.`)
      notes.push(...updates.map(entry => entry.note ?? ''))
    }
    after = page.next
  } while (after)
  return notes
}
