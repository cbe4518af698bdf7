import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { AlreadyExists, idOf, type Partition, StaleWrite, type Write } from '../../ports/store.ts'
import type { KeptDocs } from './kept-docs.ts'

const sql = {
  exists: 'SELECT 1 FROM docs WHERE partnership = ? AND id = ?',
  kept: 'SELECT rowid, type, tags, sort, lane, wakeAt FROM docs WHERE partnership = ? AND scope = ? AND id = ? AND etag = ?',
  insert:
    'INSERT INTO docs (body, tags, etag, partnership, scope, id, type, sort, lane, wakeAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  // It names no column of an index, so that the indexes are left alone: most changes are of the body.
  updateBody: 'UPDATE docs SET body = ?, tags = ?, etag = ? WHERE rowid = ?',
  update:
    'UPDATE docs SET body = ?, tags = ?, etag = ?, type = ?, sort = ?, lane = ?, wakeAt = ? WHERE rowid = ?',
  remove: 'DELETE FROM docs WHERE rowid = ?',
}

/**
 * Carries out all writes of a commit within the open transaction, or none: each is looked at before the first is
 * carried out, so that nothing has to be taken back. Returns the etags the documents have now, '' for a deletion.
 * Fails with StaleWrite or AlreadyExists.
 */
export function docWriter(
  db: DatabaseSync,
  forget: KeptDocs['forget'],
): (partition: Partition, writes: readonly Write[]) => readonly string[] {
  const look = keptDocs(db)
  const carryOut = oneWriter(db)
  return (partition, writes) => {
    const kept = writes.map(write => look(partition, write))
    return writes.map((write, i) => {
      forget(partition.partnership, idOf(write))
      return carryOut(partition, write, kept[i])
    })
  }
}

/** What a document is found by. */
type Found = { partnership: string; id: string; type: string; sort: string; tags: readonly string[] }

/** A document as it is kept: where, and what it is found and woken by. */
type Kept = { row: number; type: string; tags: string; sort: string; lane: string; wakeAt: string | null }

/** What a write replaces or deletes; undefined for what it creates. */
function keptDocs(db: DatabaseSync): (partition: Partition, write: Write) => Kept | undefined {
  const exists = db.prepare(sql.exists)
  const select = db.prepare(sql.kept)
  select.setReturnArrays(true)
  return ({ partnership, scope }, write) => {
    const id = idOf(write)
    if ('create' in write) {
      if (exists.get(partnership, id)) throw new AlreadyExists(id)
      return undefined
    }
    const found = select.get(partnership, scope, id, write.etag) as unknown
    if (!found) throw new StaleWrite(id)
    const [row, type, tags, sort, lane, wakeAt] = found as [
      number,
      string,
      string,
      string,
      string,
      string | null,
    ]
    return { row, type, tags, sort, lane, wakeAt }
  }
}

function oneWriter(db: DatabaseSync): (partition: Partition, write: Write, kept: Kept | undefined) => string {
  const insert = db.prepare(sql.insert)
  const updateBody = db.prepare(sql.updateBody)
  const update = db.prepare(sql.update)
  const remove = db.prepare(sql.remove)
  const retag = tagWriter(db)

  return ({ partnership, scope }, write, kept) => {
    if ('delete' in write) {
      retag(foundBy(partnership, write.delete, kept), undefined)
      remove.run(kept?.row ?? null)
      return ''
    }
    const {
      id,
      type,
      body,
      tags,
      sort,
      lane = '',
      wakeAt = null,
    } = 'create' in write ? write.create : write.replace
    const etag = randomUUID()
    const said = [JSON.stringify(body), JSON.stringify(tags), etag] as const
    const isFound = kept?.type === type && kept.sort === sort
    if (!kept) insert.run(...said, partnership, scope, id, type, sort, lane, wakeAt)
    else if (isFound && kept.lane === lane && kept.wakeAt === wakeAt) updateBody.run(...said, kept.row)
    else update.run(...said, type, sort, lane, wakeAt, kept.row)
    if (!isFound || kept.tags !== said[1])
      retag(foundBy(partnership, id, kept), { partnership, id, type, sort, tags })
    return etag
  }
}

function foundBy(partnership: string, id: string, kept: Kept | undefined): Found | undefined {
  return kept && { partnership, id, type: kept.type, sort: kept.sort, tags: JSON.parse(kept.tags) }
}

/** Most replacements change little of what a document is found by: only the tags that differ are written. */
function tagWriter(db: DatabaseSync): (old: Found | undefined, now: Found | undefined) => void {
  const tag = db.prepare('INSERT OR IGNORE INTO tags VALUES (?, ?, ?, ?, ?)')
  const untag = db.prepare(
    'DELETE FROM tags WHERE partnership = ? AND type = ? AND tag = ? AND sort = ? AND id = ?',
  )
  const missing = (one: Found | undefined, other: Found | undefined): string[] =>
    (one?.tags ?? []).filter(
      name => !(other?.type === one?.type && other?.sort === one?.sort && other?.tags.includes(name)),
    )
  return (old, now) => {
    for (const name of missing(old, now)) untag.run(...rowOf(old, name))
    for (const name of missing(now, old)) tag.run(...rowOf(now, name))
  }
}

function rowOf(found: Found | undefined, tag: string): string[] {
  return found ? [found.partnership, found.type, tag, found.sort, found.id] : []
}
