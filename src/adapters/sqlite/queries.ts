import type { SQLOutputValue } from 'node:sqlite'
import type { Doc, Find, Page } from '../../ports/store.ts'

type Row = Record<string, SQLOutputValue>

/** A document from its row. Its body is parsed when it is first looked at: some reads only compare etags. */
export function readRow(row: Row): Doc {
  let body: unknown
  let parsed = false
  const lane = String(row['lane'])
  return {
    partnership: String(row['partnership']),
    scope: String(row['scope']),
    id: String(row['id']),
    type: String(row['type']),
    get body() {
      if (!parsed) body = JSON.parse(String(row['body']))
      parsed = true
      return body
    },
    tags: JSON.parse(String(row['tags'])),
    sort: String(row['sort']),
    wakeAt: row['wakeAt'] === null ? undefined : String(row['wakeAt']),
    ...(lane === '' ? {} : { lane }),
    etag: String(row['etag']),
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
  const sql = `SELECT d.* FROM ${from} WHERE ${where.join(' AND ')} ORDER BY ${driver}.sort, ${driver}.id LIMIT ?`
  return { sql, values: [...values, query.limit + 1] }
}

export function readPage(rows: Row[], limit: number): Page {
  const docs = rows.slice(0, limit).map(readRow)
  const last = docs.at(-1)
  return rows.length > limit && last ? { docs, next: JSON.stringify([last.sort, last.id]) } : { docs }
}

function readCursor(after: string): [string, string] {
  const [sort, id] = JSON.parse(after) as [unknown, unknown]
  return [String(sort), String(id)]
}
