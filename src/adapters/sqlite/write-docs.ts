import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { AlreadyExists, idOf, type Partition, StaleWrite, type Write } from '../../ports/store.ts'

/** Carries out one write within the open transaction; returns the etag the document has now, '' for a deletion. */
export function docWriter(db: DatabaseSync): (partition: Partition, write: Write) => string {
  const exists = db.prepare('SELECT 1 FROM docs WHERE partnership = ? AND id = ?')
  const insert = db.prepare(
    'INSERT INTO docs (partnership, scope, id, type, body, tags, sort, lane, wakeAt, etag) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const select = db.prepare(
    'SELECT type, tags, sort FROM docs WHERE partnership = ? AND scope = ? AND id = ? AND etag = ?',
  )
  const update = db.prepare(
    'UPDATE docs SET type = ?, body = ?, tags = ?, sort = ?, lane = ?, wakeAt = ?, etag = ? WHERE partnership = ? AND id = ?',
  )
  const remove = db.prepare('DELETE FROM docs WHERE partnership = ? AND id = ?')
  const retag = tagWriter(db)

  const read = ({ partnership, scope }: Partition, id: string, etag: string): Found => {
    const old = select.get(partnership, scope, id, etag)
    if (!old) throw new StaleWrite(id)
    const { type, sort, tags } = old
    return { partnership, id, type: String(type), sort: String(sort), tags: JSON.parse(String(tags)) }
  }
  return ({ partnership, scope }, write) => {
    const old = 'create' in write ? undefined : read({ partnership, scope }, idOf(write), write.etag)
    if ('delete' in write) {
      retag(old, undefined)
      remove.run(partnership, write.delete)
      return ''
    }
    const draft = 'create' in write ? write.create : write.replace
    if (!old && exists.get(partnership, draft.id)) throw new AlreadyExists(draft.id)
    const { id, type, body, tags, sort, lane = '', wakeAt = null } = draft
    const etag = randomUUID()
    const now = [type, JSON.stringify(body), JSON.stringify(tags), sort, lane, wakeAt, etag]
    if (old) update.run(...now, partnership, id)
    else insert.run(partnership, scope, id, ...now)
    retag(old, { partnership, id, type, sort, tags })
    return etag
  }
}

/** What a document is found by. */
type Found = { partnership: string; id: string; type: string; sort: string; tags: readonly string[] }

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
