import { readCursor } from '../../ports/pages.ts'
import type { Doc, Draft, Due, Find, Partition } from '../../ports/store.ts'

/** A document as Cosmos holds it: our id is kept in `key`, since Cosmos refuses some characters in its own. */
export type Item = Partition &
  Omit<Draft, 'id' | 'wakeAt' | 'lane'> & {
    id: string
    key: string
    wakeAt?: string
    lane?: string
    _etag?: string
  }

/** Cosmos takes no / \ ? # in an id, and trims spaces; they, and the % that stands for them, are written as % and their code. */
export function itemId(id: string): string {
  return id.replaceAll(/[%/\\?# ]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

export function toItem({ partnership, scope }: Partition, draft: Draft): Item {
  const { id, type, body, tags, sort, wakeAt, lane } = draft
  return {
    id: itemId(id),
    key: id,
    partnership,
    scope,
    type,
    body,
    tags,
    sort,
    ...(wakeAt ? { wakeAt } : {}),
    ...(lane ? { lane } : {}),
  }
}

export function toDoc(item: Item): Doc {
  const { partnership, scope, key: id, type, body, tags, sort, wakeAt, lane, _etag } = item
  const draft: Draft = { id, type, body, tags, sort, wakeAt, ...(lane ? { lane } : {}) }
  return { partnership, scope, ...draft, etag: String(_etag) }
}

/** The query of one page and one document more, ordered by sort, then id. */
export function findSql(find: Find) {
  const where = ['c.partnership = @partnership', 'c.type = @type']
  const parameters = [
    { name: '@partnership', value: find.partnership },
    { name: '@type', value: find.type },
  ]
  const also = (condition: string, values: Record<string, string>) => {
    where.push(condition)
    for (const [name, value] of Object.entries(values)) parameters.push({ name, value })
  }
  if (find.scope !== undefined) also('c.scope = @scope', { '@scope': find.scope })
  for (const [i, tag] of (find.tags ?? []).entries())
    also(`ARRAY_CONTAINS(c.tags, @tag${i})`, { [`@tag${i}`]: tag })
  if (find.from !== undefined) also('c.sort >= @from', { '@from': find.from })
  if (find.to !== undefined) also('c.sort <= @to', { '@to': find.to })
  if (find.after !== undefined) {
    const [sort, key] = readCursor(find.after)
    also('(c.sort > @lastSort OR (c.sort = @lastSort AND c.key > @lastKey))', {
      '@lastSort': sort,
      '@lastKey': key,
    })
  }
  const query = `SELECT TOP ${find.limit + 1} * FROM c WHERE ${where.join(' AND ')} ORDER BY c.sort, c.key`
  return { query, parameters }
}

/** The query of what is due in one lane, the longest waiting first. */
export function dueSql({ partnership, before, limit, lane }: Due) {
  const ofLane = lane === undefined ? 'NOT IS_DEFINED(c.lane)' : 'c.lane = @lane'
  return {
    query: `SELECT TOP ${limit} * FROM c WHERE c.partnership = @partnership AND ${ofLane} AND c.wakeAt <= @before ORDER BY c.wakeAt`,
    parameters: [
      { name: '@partnership', value: partnership },
      { name: '@before', value: before },
      ...(lane === undefined ? [] : [{ name: '@lane', value: lane }]),
    ],
  }
}
