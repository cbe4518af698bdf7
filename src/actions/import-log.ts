import { z } from 'zod'
import type { Answer, Context } from '../feature.ts'
import { secondsAfter } from '../partnership/day.ts'
import { may } from '../partnership/permissions.ts'
import { groupPartition } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Partition, Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { importDraft, keptSeconds, type LogImport, readImport } from './carry-import.ts'
import { importCard } from './import-card.ts'
import { keepPages } from './import-pages.ts'
import { lookAtLog } from './look-at-log.ts'
import type { ActionPorts } from './ports.ts'

const noSuchLog = {
  text: 'There is no such group, or logs are not yours to import: the business team does that. Put the file into this chat with the words import and the group’s code, such as import QIO.',
}
const noFile = {
  text: 'Put the Excel or CSV file into this chat, in the same message as the words import and the group’s code.',
}

/** Reads an existing log that was put into the chat, and shows what would be recorded and every row's problems. Nothing is recorded yet. */
export async function previewImport(ports: ActionPorts, context: Context, code: string): Promise<Answer> {
  const { who, today, now, attached } = context
  const { partnership: arrangements } = who
  const group = findGroup(arrangements, code)
  if (!group || !may(who, 'import-log', group, today)) return noSuchLog
  if (!attached) return noFile
  const file = { bytes: await attached.fetch(), name: attached.name }
  const looked = await lookAtLog(ports, { arrangements, group, file, today })
  if ('refused' in looked) return { text: `${looked.refused.join(' ')} Nothing was changed.` }
  const { rows, lines, intro, read } = looked
  const partition = groupPartition(arrangements.partnership.id, group.id)
  const importId = `import:${context.turnId}`
  const pages = await keepPages(ports.store, partition, { importId, lines, now })
  const preview = { intro: `${intro} Nothing is recorded yet.`, read, pages: pages.length }
  const body = newImport({ group: group.id, by: who.person.id, rows, shownAt: now, preview })
  const card = importCard({ group, shown: body, importId, page: 0, lines: pages[0] ?? [] })
  return decideOnce(ports.store, partition, context, async () => ({
    writes: [{ create: importDraft(importId, body, secondsAfter(now, keptSeconds)) }],
    reply: { card },
  }))
}

type Shown = Pick<LogImport, 'group' | 'by' | 'rows' | 'shownAt' | 'preview'>

export const newImport = (shown: Shown): LogImport => ({
  schema: 1,
  state: 'shown',
  next: 0,
  recorded: 0,
  recordedAt: '',
  ...shown,
})

/**
 * Accepts a preview: its rows are recorded by the wake loop, those that may be in the log already only if that was asked
 * for, and whoever accepted is told when that is done. Refused when the log has had another import since it was compared.
 */
export function acceptImport(ports: ActionPorts, context: Context, data: unknown): Promise<Answer> {
  const { who, today, now } = context
  const asked = z
    .object({
      group: z.string().max(64),
      import: z.string().max(100),
      alike: z.boolean().default(false),
    })
    .parse(data)
  const group = findGroup(who.partnership, asked.group)
  if (!group || !may(who, 'import-log', group, today)) return Promise.resolve(noSuchLog)
  const partition = groupPartition(who.partnership.partnership.id, group.id)
  return decideOnce(ports.store, partition, context, async () => {
    const doc = asked.import.startsWith('import:')
      ? await ports.store.get(partition, asked.import)
      : undefined
    const present = doc && readImport(doc)
    if (!doc || present?.state !== 'shown') return { writes: [], reply: dealtWith }
    if (await othersSince(ports.store, partition, present.shownAt)) return { writes: [], reply: othersCame }
    const rows = present.rows.filter(row => asked.alike || !row.alike)
    const accepted: LogImport = { ...present, rows, state: 'accepted', by: who.person.id }
    const reply = {
      text: `${rows.length === 1 ? '1 action is' : `${rows.length} actions are`} being recorded. You will be told when it is done.`,
    }
    return { writes: [{ replace: importDraft(doc.id, accepted, now), etag: doc.etag }], reply }
  })
}

const dealtWith = {
  text: 'This import has been dealt with, or is over a day old. Put the file in again to see.',
}
const othersCame = {
  text: 'Another log was brought in here since this was shown. Put the file in again to see what is new in it. Nothing of it was recorded.',
}

async function othersSince(store: Store, partition: Partition, shownAt: string): Promise<boolean> {
  const { docs } = await store.find({ ...partition, type: 'import', limit: 200 })
  return docs.map(readImport).some(({ state, recordedAt }) => state === 'accepted' || recordedAt > shownAt)
}
