import { hash } from 'node:crypto'
import type { Agency, Person } from '../partnership/arrangements.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { agencyOf } from './find-step.ts'
import { type Field, findColumns, headingsSought } from './log-table-columns.ts'
import { readLogDate } from './log-table-dates.ts'

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
  status: 'open' | 'in-progress' | 'complete' | 'not-pursued'
  source: string
  note: string
  /** Every reason why it cannot be taken as it stands, and what to do. */
  problems: string[]
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
  const rows: TableRow[] = []
  const lines = new Map<string, number>()
  for (const [i, cells] of table.entries()) {
    if (i <= found.row || cells.every(cell => cell.trim() === '')) continue
    const cell = (field: Field): string => cells[found.at[field] ?? -1]?.trim() ?? ''
    const row = readRow(i + 1, cell, known)
    const key = rowKey({ ...row, oldRef: '' })
    const before = lines.get(key)
    if (before !== undefined) row.problems.push(`It is the same as row ${before}.`)
    else lines.set(key, row.line)
    rows.push(row)
  }
  return { rows, columns: found.headings }
}

function readRow(line: number, cell: (field: Field) => string, known: KnownPeople): TableRow {
  const [what, ownerText, dueText, statusText] = [cell('what'), cell('owner'), cell('due'), cell('status')]
  const owner = readOwner(ownerText, known)
  const due = readLogDate(dueText, known.today)
  const problems = [
    ...(what === '' ? ['It does not say what was agreed.'] : []),
    ...(what.length > mostCharacters ? ['What was agreed has over 2,000 characters. Say it shorter.'] : []),
    ...('problem' in owner ? [owner.problem] : []),
    ...('problem' in due ? [due.problem] : []),
  ]
  return {
    line,
    oldRef: cell('ref').slice(0, 50),
    what,
    ownerText,
    owner: 'person' in owner ? owner.person.id : undefined,
    dueText,
    dueOn: 'day' in due ? due.day : undefined,
    statusText,
    status: readStatus(statusText),
    source: cell('source'),
    note: cell('note').slice(0, mostCharacters),
    problems,
  }
}

/** 'J Smith (Police)' and 'J Smith - Police' are J Smith. Several people are a question for whoever keeps the log. */
function readOwner(
  text: string,
  { people, agencies }: KnownPeople,
): { person: Person } | { problem: string } {
  if (text === '') return { problem: 'It names no owner.' }
  const bare = text.replace(/\s*\([^()]{0,100}\)\s*$/, '').split(/\s[-–—]\s/)[0] ?? text
  for (const attempt of [text, bare]) {
    const match = matchPerson(attempt, people)
    if ('person' in match) return match
  }
  const parts = text.split(/\s*(?:[/,;&\n+]|\band\b)\s*/i).filter(part => part !== '')
  const named = parts.filter(part => 'person' in matchPerson(part, people))
  if (parts.length > 1 && named.length > 0)
    return { problem: `It names several owners (${clip(text)}). Choose the one who answers for it.` }
  const agency = agencyOf(agencies, bare)
  if (agency)
    return { problem: `It names an agency (${agency.name}). Name the person there who answers for it.` }
  return {
    problem: `Nobody called ${clip(text)} was found. Write the name or post as the partnership has it.`,
  }
}

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

const statusWords: [RegExp, TableRow['status']][] = [
  [/^(not (pursued|progressed|required)|withdrawn|cancelled|superseded|no longer)/i, 'not-pursued'],
  [/^(in[ -]?complete|not[ -](yet )?(complete|done|started)|outstanding)/i, 'open'],
  [/^(complete|done|closed|blue|yes|finished|achieved|discharged)/i, 'complete'],
  [/^(in[ -]progress|ongoing|on-going|started|under ?way|partial|amber)/i, 'in-progress'],
]

/** What the status says, in the words logs use. Words that are not known leave it open: nothing is closed by a guess. */
function readStatus(text: string): TableRow['status'] {
  return statusWords.find(([words]) => words.test(text.trim()))?.[1] ?? 'open'
}

/** What makes two rows the same action, so that importing again makes no doubles: its old ref, or what, who and when. */
export function rowKey({ oldRef, what, owner, ownerText, dueOn, dueText }: TableRow): string {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
  const parts = [fold(what), owner ?? fold(ownerText), dueOn ?? fold(dueText)]
  const own = oldRef === '' ? parts : ['ref', fold(oldRef), fold(what)]
  return hash('sha256', own.join('\n'), 'base64url').slice(0, 16)
}
