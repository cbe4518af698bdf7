import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { AlreadyExists, idOf, type Partition, StaleWrite, type Write } from '../../ports/store.ts'

const sql = {
  insert:
    'INSERT INTO docs (partnership, scope, id, type, body, tags, sort, lane, wakeAt, etag) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  select:
    'SELECT type, tags, sort, lane, wakeAt FROM docs WHERE partnership = ? AND scope = ? AND id = ? AND etag = ?',
  // It names no column of an index, so that the indexes are left alone: most changes are of the body.
  updateBody: 'UPDATE docs SET body = ?, tags = ?, etag = ? WHERE partnership = ? AND id = ?',
  update:
    'UPDATE docs SET type = ?, body = ?, tags = ?, sort = ?, lane = ?, wakeAt = ?, etag = ? WHERE partnership = ? AND id = ?',
}

/** Carries out one write within the open transaction; returns the etag the document has now, '' for a deletion. */
export function docWriter(db: DatabaseSync): (partition: Partition, write: Write) => string {
  const insert = db.prepare(sql.insert)
  const select = db.prepare(sql.select)
  const updateBody = db.prepare(sql.updateBody)
  const update = db.prepare(sql.update)
  const remove = db.prepare('DELETE FROM docs WHERE partnership = ? AND id = ?')
  const retag = tagWriter(db)

  const read = ({ partnership, scope }: Partition, id: string, etag: string): Kept => {
    const old = select.get(partnership, scope, id, etag)
    if (!old) throw new StaleWrite(id)
    const { type, sort, tags, lane, wakeAt } = old
    const found = { partnership, id, type: String(type), sort: String(sort), tags: JSON.parse(String(tags)) }
    return { ...found, lane: String(lane), wakeAt: wakeAt === null ? null : String(wakeAt) }
  }
  return ({ partnership, scope }, write) => {
    const old = 'create' in write ? undefined : read({ partnership, scope }, idOf(write), write.etag)
    if ('delete' in write) {
      retag(old, undefined)
      remove.run(partnership, write.delete)
      return ''
    }
    const draft = 'create' in write ? write.create : write.replace
    const { id, type, sort, lane = '', wakeAt = null } = draft
    const etag = randomUUID()
    const body = JSON.stringify(draft.body)
    const tags = JSON.stringify(draft.tags)
    if (!old) {
      const { changes } = insert.run(partnership, scope, id, type, body, tags, sort, lane, wakeAt, etag)
      if (changes === 0) throw new AlreadyExists(id)
    } else if (old.type === type && old.sort === sort && old.lane === lane && old.wakeAt === wakeAt)
      updateBody.run(body, tags, etag, partnership, id)
    else update.run(type, body, tags, sort, lane, wakeAt, etag, partnership, id)
    retag(old, { partnership, id, type, sort, tags: draft.tags })
    return etag
  }
}

/** What a document is found by. */
type Found = { partnership: string; id: string; type: string; sort: string; tags: readonly string[] }

/** What a document is found and woken by, as it is kept. */
type Kept = Found & { lane: string; wakeAt: string | null }

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
