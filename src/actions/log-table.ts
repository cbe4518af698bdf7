import { sayDay } from '../partnership/day.ts'
import type { Table } from '../ports/files.ts'
import { findIdentifiers, sayKinds } from '../privacy/index.ts'
import { bandIn } from './log-table-bands.ts'
import { type Columns, type Field, findColumns, headingsSought } from './log-table-columns.ts'
import type { KnownPeople } from './log-table-owners.ts'
import { type Cell, readRow, rowKey, type TableRow } from './log-table-row.ts'

export type LogTable = {
  rows: TableRow[]
  /** Rows that part the log, or hold no action: where they are, and their words. */
  passed: { line: string; text: string }[]
  /** What was read from where, in sentences. */
  columns: string
}
export type TableReading = LogTable | { refused: string[] }

/**
 * A sub-group's log as it was kept in a spreadsheet: the sheets that have its columns, by their usual names; dates in
 * British order, people matched by name or post. Every row comes back, with all its problems. Refused when it is no log
 * at all.
 */
export function readLogTable(tables: readonly Table[], known: KnownPeople): TableReading {
  const logs = tables.flatMap(table => {
    const found = findColumns(table.rows)
    return found ? [{ table, found }] : []
  })
  if (logs.length === 0)
    return {
      refused: [`No action log was found in the file. Its headings should be such as ${headingsSought}.`],
    }
  const headings = logs.flatMap(({ table, found }) => [table.name, ...Object.values(found.headings)])
  const unread = logs.flatMap(({ found }) => [...found.unread, ...found.computed])
  const others = tables.filter(table => !logs.some(log => log.table === table)).map(table => table.name)
  const inHeadings = sayKinds(findIdentifiers([...headings, ...unread, ...others].join(' | ')))
  if (inHeadings !== '')
    return { refused: [`The headings of the file look as if they hold ${inHeadings}. Write them without.`] }
  const read = logs.map(({ table, found }) =>
    readSheet(table.rows, found, { known, sheet: logs.length > 1 ? table.name : '' }),
  )
  const rows = read.flatMap(one => one.rows)
  markSame(rows)
  const columns = logs.map(log => sayColumns(log, tables.length > 1)).join(' ')
  const left = others.length > 0 ? ` Not a log: the sheet ${others.join(', ')}.` : ''
  return { rows, passed: read.flatMap(one => one.passed), columns: `${columns}${left}` }
}

const fieldWords: Record<Field, string> = {
  what: 'the action',
  owner: 'its owner',
  agency: 'their agency',
  due: 'when it is due',
  revised: 'the revised due date',
  status: 'how it stands',
  closed: 'when it was completed',
  ref: 'its reference',
  source: 'where it was agreed',
  note: 'its latest update',
  priority: 'its priority',
  marking: 'its marking',
  agreed: 'the day it was agreed',
  evidence: 'the evidence',
  impact: 'its impact on children',
  waiting: 'the agency it waits for',
  recorded: 'the day it was recorded',
}

function sayColumns({ table, found }: { table: Table; found: Columns }, several: boolean): string {
  const read = (Object.entries(found.headings) as [Field, string][])
    .sort(([a], [b]) => (found.at[a] ?? 0) - (found.at[b] ?? 0))
    .map(([field, heading]) => `${fieldWords[field]} from “${heading}”`)
  const from = `Read from the ${several ? `sheet ${table.name}` : 'file'}`
  const unread = found.unread.length > 0 ? ` Not read: ${found.unread.slice(0, 12).join(', ')}.` : ''
  const computed = found.computed.length > 0 ? ` Worked out anew here: ${found.computed.join(', ')}.` : ''
  return `${from}: ${read.join(', ')}.${unread}${computed}`
}

type Reading = { known: KnownPeople; sheet: string }

function readSheet(
  table: readonly (readonly string[])[],
  { row: headingRow, at, headings }: Columns,
  { known, sheet }: Reading,
): Pick<LogTable, 'rows' | 'passed'> {
  const names = known.people.flatMap(({ name, title }) => (name ? [name, title] : [title]))
  const rows: TableRow[] = []
  const passed: LogTable['passed'] = []
  let meeting = ''
  for (const [i, cells] of table.entries()) {
    if (i <= headingRow || cells.every(cell => cell.trim() === '')) continue
    const cell: Cell = field => coloured(cells[at[field] ?? -1]?.trim() ?? '', field, headings.status)
    // Printed logs repeat their headings on every page.
    if (cell('what') === table[headingRow]?.[at.what ?? -1]?.trim() && cells.length > 1) continue
    const line = sheet === '' ? String(i + 1) : `${i + 1} of ${sheet}`
    const fields = (Object.keys(at) as Field[]).map(cell)
    const identifiers = findIdentifiers([...fields, ...emptyOf(cells, cell)].join(' | '), { names })
    const kinds = sayKinds(identifiers)
    const band = bandIn(cells, at.what ?? -1) ?? withoutAction(cell, cells)
    if (band && kinds === '') {
      if (band.meeting) meeting = saidMeeting(band.text)
      // Numbers that were written ahead are not worth a word.
      if (!/^\d+$/.test(band.text)) passed.push({ line, text: band.text })
      continue
    }
    rows.push(guarded(readRow(line, cell, { known, meeting }), kinds, identifiers.length > 0))
  }
  return { rows, passed }
}

/** What stands where no field is read is looked at too where it is all a row has: it may be shown. */
const emptyOf = (cells: readonly string[], cell: Cell): readonly string[] =>
  cell('what') === '' ? cells : []

/** A row with a number, a status or a colour but nothing to do: prepared, and not filled in. */
function withoutAction(cell: Cell, cells: readonly string[]) {
  const fields: Field[] = ['what', 'owner', 'due', 'revised', 'note', 'source']
  if (fields.some(field => cell(field) !== '')) return undefined
  const text = cells.filter(one => one.trim() !== '').join(' ')
  return { text: text.replaceAll(/\s+/g, ' ').slice(0, 80), meeting: false }
}

/** B is blue where the column is one of colours; elsewhere it may be blocked. */
const coloured = (text: string, field: Field, status = ''): string =>
  field === 'status' && /^b$/i.test(text) && /r\W?a\W?g/i.test(status) ? 'Blue' : text

const saidMeeting = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? sayDay(text) : text)

/** A row that holds an identifier has that problem alone, since the others may say again what is in it. */
function guarded(row: TableRow, kinds: string, mayName: boolean): TableRow {
  if (kinds === '') return { ...row, mayName }
  const problem = `It looks as if it holds ${kinds}. Write the case’s reference instead.`
  return { ...row, problems: [problem], hidden: true }
}

/** The second of two rows that say the same is a problem, as is one that differs by its owners only. */
function markSame(rows: readonly TableRow[]): void {
  const lines = new Map<string, TableRow>()
  for (const row of rows) {
    for (const key of new Set([rowKey(row), rowKey({ ...row, oldRef: '' })])) {
      const before = lines.get(key)
      if (before && (before.oldRef === '' || row.oldRef === '' || before.oldRef === row.oldRef)) {
        const same = before.ownerText === row.ownerText && before.dueText === row.dueText
        const advice = same ? '' : ' Write several owners in one cell, or give it a reference of its own.'
        row.problems.push(`It is the same as row ${before.line}.${advice}`)
        break
      }
      lines.set(key, row)
    }
  }
}
