import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import { secondsAfter } from '../partnership/day.ts'
import { may } from '../partnership/permissions.ts'
import { groupPartition } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import { AlreadyExists, type Doc, type Partition, type Store } from '../ports/store.ts'
import { keptSeconds, readImport } from './carry-import.ts'
import { importCard } from './import-card.ts'
import { type ImportLine, inPages, lineKinds } from './import-lines.ts'

const pageBody = z.object({
  schema: z.literal(1),
  lines: z.array(z.object({ kind: z.enum(lineKinds), text: z.string() })),
})

const pagesACommit = 90

/** Keeps every page of a preview for a day, so that nothing of it is out of reach. Returns them. Doing it twice changes nothing. */
export async function keepPages(
  store: Store,
  partition: Partition,
  { importId, lines, now }: { importId: string; lines: readonly ImportLine[]; now: string },
): Promise<ImportLine[][]> {
  const pages = inPages(lines)
  const drafts = pages.map((page, i) => ({
    id: pageId(importId, i),
    type: 'import-page',
    body: { schema: 1, lines: page },
    tags: [],
    sort: importId,
    wakeAt: secondsAfter(now, keptSeconds),
  }))
  for (let at = 0; at < drafts.length; at += pagesACommit) {
    const writes = drafts.slice(at, at + pagesACommit).map(create => ({ create }))
    await store.commit(partition, writes).catch(error => {
      if (!(error instanceof AlreadyExists)) throw error
    })
  }
  return pages
}

const pageId = (importId: string, page: number): string => `import-page:${importId}:${page}`

const over = { text: 'This preview is over a day old. Put the file in again to see.' }

/** Another page of a preview, with what can still be done with it. */
export async function showImportPage(store: Store, context: Context, data: unknown): Promise<Answer> {
  const { who, today } = context
  const asked = z
    .object({ group: z.string().max(64), import: z.string().max(100), page: z.number().int().min(0) })
    .parse(data)
  const group = findGroup(who.partnership, asked.group)
  if (!group || !may(who, 'import-log', group, today)) return over
  const partition = groupPartition(who.partnership.partnership.id, group.id)
  const [doc, page] = await Promise.all([
    store.get(partition, asked.import),
    store.get(partition, pageId(asked.import, asked.page)),
  ])
  if (doc?.type !== 'import' || !page) return over
  const { lines } = pageBody.parse(page.body)
  return {
    card: importCard({ group, shown: readImport(doc), importId: doc.id, page: asked.page, lines }),
  }
}

/** A page whose day is over is forgotten. */
export async function forgetPage(store: Store, doc: Doc): Promise<void> {
  await store.commit(doc, [{ delete: doc.id, etag: doc.etag }])
}
