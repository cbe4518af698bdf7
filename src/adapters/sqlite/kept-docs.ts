import type { DatabaseSync } from 'node:sqlite'
import type { Doc, Partition } from '../../ports/store.ts'
import { bodyAt, columns, type Row, readRow } from './queries.ts'

export type KeptDocs = {
  /** What others committed since the last time is read anew from here on: to be called as a reading begins. */
  begin(): void
  get(partition: Partition, id: string): Doc | undefined
  /** For whoever writes: it is read anew. */
  forget(partnership: string, id: string): void
}

/** As many as the people of a large partnership who are at work at once, with what they work on. */
const mostKept = 2000
/** What is larger, such as a list that is brought in, is no part of every turn. */
const mostCharacters = 50_000

/**
 * Reads documents by their ids, each version once: every turn asks for the same few, such as the arrangements. SQLite
 * tells, by a number, whether any other connection has committed; what this one commits is forgotten by it.
 */
export function keptDocs(db: DatabaseSync): KeptDocs {
  const select = db.prepare(`SELECT ${columns} FROM docs d WHERE partnership = ? AND id = ? AND scope = ?`)
  select.setReturnArrays(true)
  const dataVersion = db.prepare('PRAGMA data_version')
  dataVersion.setReturnArrays(true)
  const docs = new Map<string, Doc>()
  let version: unknown

  return {
    begin() {
      const [now] = dataVersion.get() as unknown as [number]
      if (now !== version) docs.clear()
      version = now
    },
    get({ partnership, scope }, id) {
      const key = `${partnership} ${id}`
      const kept = docs.get(key)
      if (kept?.partnership === partnership && kept.id === id) return kept.scope === scope ? kept : undefined
      const row = select.get(partnership, id, scope) as unknown as Row | undefined
      const doc = row && readRow(row)
      if (docs.size >= mostKept) docs.clear()
      if (row && doc && row[bodyAt].length <= mostCharacters) docs.set(key, doc)
      return doc
    },
    forget: (partnership, id) => void docs.delete(`${partnership} ${id}`),
  }
}
