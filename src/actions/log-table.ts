import { hash } from 'node:crypto'
import type { Agency, Person } from '../partnership/arrangements.ts'
import { holidaysKnown } from '../partnership/working-days.ts'
import { findIdentifiers, sayKinds } from '../privacy/index.ts'
import { type Field, findColumns, headingsSought } from './log-table-columns.ts'
import { readLogDate } from './log-table-dates.ts'
import { readLogOwner } from './log-table-owners.ts'
import { type LogStatus, readLogStatus } from './log-table-status.ts'
import { latestDue } from './step-problems.ts'

export type KnownPeople = { people: readonly Person[]; agencies: readonly Agency[]; today: string }

/** One row of an old log, as far as it could be read. */
export type TableRow = {
  /** The row of the sheet, from 1. */
  line: number
  /** What the old log called it; empty when it has no such column. */
  oldRef: string
  what: string
  ownerText: string
  owner: string | undefined
  dueText: string
  dueOn: string | undefined
  statusText: string
  status: LogStatus
  source: string
  note: string
  /** As it was written. */
  priority: string
  agreedOn: string | undefined
  /** Where the log says it. */
  marking?: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** Every reason why it cannot be taken as it stands, and what to do. */
  problems: string[]
  /** It may name a child or a relative. It can be taken all the same. */
  mayName?: boolean
}

export type TableReading =
  /** With each of our fields that was found, and the heading it was found under. */
  { rows: TableRow[]; columns: Partial<Record<Field, string>> } | { refused: string[] }

const mostCharacters = 2000

/**
 * A sub-group's log as it was kept in a spreadsheet: its columns by their usual names, dates in British order, people
 * matched by name or post. Every row comes back, with all its problems. Refused when it is no log at all.
 */
export function readLogTable(table: readonly (readonly string[])[], known: KnownPeople): TableReading {
  const found = findColumns(table)
  if (!found)
    return {
      refused: [`No action log was found in the file. Its headings should be such as ${headingsSought}.`],
    }
  const inHeadings = sayKinds(findIdentifiers(Object.values(found.headings).join(' | ')))
  if (inHeadings !== '')
    return { refused: [`The headings of the file look as if they hold ${inHeadings}. Write them without.`] }
  const names = known.people.flatMap(({ name, title }) => (name ? [name, title] : [title]))
  const fields = Object.keys(found.at) as Field[]
  const rows: TableRow[] = []
  const lines = new Map<string, number>()
  for (const [i, cells] of table.entries()) {
    if (i <= found.row || cells.every(cell => cell.trim() === '')) continue
    const cell = (field: Field): string => cells[found.at[field] ?? -1]?.trim() ?? ''
    // Printed logs repeat their headings on every page.
    if (cell('what') === table[found.row]?.[found.at.what ?? -1]?.trim() && cells.length > 1) continue
    const row = guarded(readRow(i + 1, cell, known), fields.map(cell), names)
    const key = rowKey({ ...row, oldRef: '' })
    const before = lines.get(key)
    if (before !== undefined) row.problems.push(`It is the same as row ${before}.`)
    else lines.set(key, row.line)
    rows.push(row)
  }
  return { rows, columns: found.headings }
}

/** A row that holds an identifier has that problem alone, since the others may say again what is in it. */
function guarded(row: TableRow, cells: readonly string[], names: readonly string[]): TableRow {
  const found = findIdentifiers(cells.join(' | '), { names })
  const kinds = sayKinds(found)
  if (kinds === '') return { ...row, mayName: found.length > 0 }
  return { ...row, problems: [`It looks as if it holds ${kinds}. Write the case’s reference instead.`] }
}

function readRow(line: number, cell: (field: Field) => string, known: KnownPeople): TableRow {
  const [what, ownerText, dueText, statusText] = [cell('what'), cell('owner'), cell('due'), cell('status')]
  const owner = readLogOwner(ownerText, cell('agency'), known)
  const due = readLogDate(dueText, known.today)
  const agreed = readLogDate(cell('agreed'), known.today)
  const problems = [
    ...(what === '' ? ['It does not say what was agreed.'] : []),
    ...(what.length > mostCharacters ? ['What was agreed has over 2,000 characters. Say it shorter.'] : []),
    ...(owner.problem ? [owner.problem] : []),
    ...('problem' in due ? [due.problem] : tooFar(due.day, readLogStatus(statusText), known.today)),
    ...(/^transferred\b/i.test(statusText)
      ? ['It was moved to another group’s log, where it goes on. Leave it out.']
      : []),
  ]
  return {
    line,
    oldRef: cell('ref').slice(0, 50),
    what,
    ownerText,
    owner: owner.person?.id,
    dueText,
    dueOn: 'day' in due ? due.day : undefined,
    statusText,
    status: readLogStatus(statusText),
    source: cell('source'),
    note: cell('note').slice(0, mostCharacters),
    priority: cell('priority'),
    agreedOn: 'day' in agreed ? agreed.day : undefined,
    ...(cell('marking') === ''
      ? {}
      : {
          marking: /sensitive/i.test(cell('marking'))
            ? ('OFFICIAL-SENSITIVE' as const)
            : ('OFFICIAL' as const),
        }),
    problems,
  }
}

/** What is open is chased by its date: that must be one whose working days are known. */
function tooFar(day: string, status: LogStatus, today: string): string[] {
  if (status === 'complete' || status === 'not-pursued') return []
  if (day > latestDue(today)) return ['Its due date is more than two years away. Give a nearer day.']
  return day < holidaysKnown.from
    ? [`Its due date lies before ${holidaysKnown.from.slice(0, 4)}. Give the day to look at it again.`]
    : []
}

/** What makes two rows the same action, so that importing again makes no doubles: its old ref, or what, who and when. */
export function rowKey({ oldRef, what, owner, ownerText, dueOn, dueText }: TableRow): string {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
  const parts = [fold(what), owner ?? fold(ownerText), dueOn ?? fold(dueText)]
  const own = oldRef === '' ? parts : ['ref', fold(oldRef), fold(what)]
  return hash('sha256', own.join('\n'), 'base64url').slice(0, 16)
}
