import type { DatabaseSync } from 'node:sqlite'
import { readCursor } from '../../ports/pages.ts'
import type { Doc, Find } from '../../ports/store.ts'

/** What is read of a document, in this order. */
export const columns =
  'd.partnership, d.scope, d.id, d.type, d.body, d.tags, d.sort, d.lane, d.wakeAt, d.etag'

/** A row as an array, which SQLite's driver makes for less than an object. */
export type Row = [
  partnership: string,
  scope: string,
  id: string,
  type: string,
  body: string,
  tags: string,
  sort: string,
  lane: string,
  wakeAt: string | null,
  etag: string,
]

/** Where its body stands in a row. */
export const bodyAt = 4

/** Reads whole documents by the values of a statement. */
export type ReadDocs = (...values: readonly (string | number)[]) => Doc[]

export function readDocs(db: DatabaseSync, sql: string): ReadDocs {
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  return (...values) => (statement.all(...values) as unknown as Row[]).map(readRow)
}

/** A document from its row. Its body is parsed when it is first looked at: some reads only compare etags. */
export function readRow([partnership, scope, id, type, text, tags, sort, lane, wakeAt, etag]: Row): Doc {
  let body: unknown
  let parsed = false
  return {
    partnership,
    scope,
    id,
    type,
    get body() {
      if (!parsed) body = JSON.parse(text)
      parsed = true
      return body
    },
    tags: JSON.parse(tags),
    sort,
    wakeAt: wakeAt ?? undefined,
    ...(lane === '' ? {} : { lane }),
    etag,
  }
}

/**
 * The query of one page and one document more. With tags, the first drives, in the order of the result, and the
 * others are looked up for each row: name the rarest tag first.
 */
export function findSql(query: Find): { sql: string; values: (string | number)[] } {
  const [lead, ...others] = query.tags ?? []
  const driver = lead === undefined ? 'd' : 't'
  const where: string[] = [`${driver}.partnership = ?`, `${driver}.type = ?`]
  const values: (string | number)[] = [query.partnership, query.type]
  const also = (condition: string, ...more: string[]) => {
    where.push(condition)
    values.push(...more)
  }
  if (lead !== undefined) also('t.tag = ?', lead)
  if (query.scope !== undefined) also('d.scope = ?', query.scope)
  if (query.from !== undefined) also(`${driver}.sort >= ?`, query.from)
  if (query.to !== undefined) also(`${driver}.sort <= ?`, query.to)
  if (query.after !== undefined) also(`(${driver}.sort, ${driver}.id) > (?, ?)`, ...readCursor(query.after))
  for (const tag of others) {
    also(
      'EXISTS (SELECT 1 FROM tags o WHERE o.partnership = t.partnership AND o.type = t.type AND o.tag = ? AND o.sort = t.sort AND o.id = t.id)',
      tag,
    )
  }
  const from =
    lead === undefined
      ? 'docs d'
      : 'tags t CROSS JOIN docs d ON d.partnership = t.partnership AND d.id = t.id'
  const sql = `SELECT ${columns} FROM ${from} WHERE ${where.join(' AND ')} ORDER BY ${driver}.sort, ${driver}.id LIMIT ?`
  return { sql, values: [...values, query.limit + 1] }
}
