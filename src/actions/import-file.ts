import { hash } from 'node:crypto'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { groupPartition, loadPerson } from '../partnership/records.ts'
import { type Partition, StaleWrite } from '../ports/store.ts'
import { carryImport, importDraft, readImport } from './carry-import.ts'
import { newImport } from './import-log.ts'
import { type LogFile, lookAtLog } from './look-at-log.ts'
import type { ActionPorts } from './ports.ts'

export type CommandLineImport = {
  arrangements: Arrangements
  group: Group
  /** Whoever brings it in: their name stands in every action's history. */
  by: string
  sheet: LogFile
  /** Whether the rows without problems are recorded, and those too that may be in the log already. */
  write: boolean
  alike: boolean
  now: string
}

/**
 * The same import from the command line: says what the file holds and every row's problems, and with `write` records
 * the rows that have none. Again, it makes no doubles. Throws UnreadableFile for what is no spreadsheet.
 */
export async function importLog(
  ports: ActionPorts,
  { arrangements, group, by, sheet, write, alike, now }: CommandLineImport,
): Promise<{ ok: boolean; lines: string[] }> {
  const today = dayOf(now)
  const { id } = arrangements.partnership
  const person = await loadPerson(ports.store, id, by, today)
  if (!person?.businessTeam)
    return { ok: false, lines: [`${by} is nobody of the business team. Nothing was recorded.`] }
  const looked = await lookAtLog(ports, { arrangements, group, file: sheet, today })
  if ('refused' in looked) return { ok: false, lines: looked.refused }
  const said = looked.lines.map(({ kind, text }) => `${kindWords[kind]}${text}`)
  const lines = [looked.read, ...said, looked.intro]
  if (!write)
    return { ok: looked.wrong === 0, lines: [...lines, 'Nothing is recorded yet: add --write for that.'] }
  const partition = groupPartition(id, group.id)
  const rows = looked.rows.filter(row => alike || !row.alike)
  const preview = { intro: looked.intro, read: looked.read, pages: 0 }
  const body = newImport({ group: group.id, by, rows, shownAt: now, preview })
  const importId = `import:command-line:${hash('sha256', sheet.bytes, 'base64url').slice(0, 16)}:${now}`
  const accepted = { ...body, state: 'accepted' as const }
  await ports.store.commit(partition, [{ create: importDraft(importId, accepted, undefined) }])
  const recorded = await carryToTheEnd(ports, partition, { importId, now })
  const left = looked.rows.length - rows.length
  const undecided = left > 0 ? ` ${left} may be here already: add --alike to record them too.` : ''
  return { ok: true, lines: [...lines, `${recorded} recorded; what was there already was left.${undecided}`] }
}

const kindWords = { wrong: '', alike: 'may be here already: ', fresh: '', here: '', passed: 'passed over: ' }

async function carryToTheEnd(
  ports: ActionPorts,
  partition: Partition,
  { importId, now }: { importId: string; now: string },
): Promise<number> {
  for (;;) {
    const doc = await ports.store.get(partition, importId)
    const present = doc && readImport(doc)
    if (!doc || !present || present.state === 'done') return present?.recorded ?? 0
    // A running Convenor on the same store may carry it too: whoever loses sees how far it is.
    await carryImport(ports, doc, now).catch(error => {
      if (!(error instanceof StaleWrite)) throw error
    })
  }
}
