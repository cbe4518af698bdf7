import { sayDay } from '../partnership/day.ts'
import { statusWords } from './action.ts'
import { clip } from './action-card.ts'
import type { LogTable } from './log-table.ts'
import type { TableRow } from './log-table-row.ts'
import type { Match } from './match-log.ts'

/** What becomes of the rows of a file, in the order in which a preview shows them. */
export const lineKinds = ['wrong', 'alike', 'fresh', 'here', 'passed'] as const
export type LineKind = (typeof lineKinds)[number]
export type ImportLine = { kind: LineKind; text: string }

type Found = { row: TableRow; match: Match | undefined }
type Sorted = Record<Exclude<LineKind, 'passed'>, readonly Found[]> & {
  passed: LogTable['passed']
  names: (id: string) => string
}

/** Every row of a file in words: its problems whole, or what would be recorded and what was understood. */
export function importLines({ wrong, alike, fresh, here, passed, names }: Sorted): ImportLine[] {
  const line = (kind: LineKind) => (text: string) => ({ kind, text })
  return [
    ...wrong.map(({ row }) => `Row ${row.line}: ${row.problems.join(' ')}`).map(line('wrong')),
    ...alike
      .map(({ row, match }) => `Row ${row.line}: ${clip(row.what, 80)}: ${match?.why}.`)
      .map(line('alike')),
    ...fresh.map(({ row }) => asRecorded(row, names)).map(line('fresh')),
    ...here.map(({ row, match }) => `Row ${row.line} is ${match?.ref}.`).map(line('here')),
    ...passed.map(({ line: at, text }) => `Row ${at}: ${text}`).map(line('passed')),
  ]
}

function asRecorded(row: TableRow, names: (id: string) => string): string {
  const owners = row.eachAgency ? 'all agencies' : row.owners.map(owner => names(owner.person)).join(' and ')
  const said = row.said.length > 0 ? ` (${row.said.join('; ')})` : ''
  const due = row.dueOn ? `due ${sayDay(row.dueOn)}` : ''
  const parts = [clip(row.what, 80), `owner: ${owners}`, due, `status: ${statusWords[row.status]}`]
  return `Row ${row.line}: ${parts.join(' · ')}${said}`
}

/** Which of the rows to record may hold a name or an address. Empty when none does. */
export function sayMayName(rows: readonly TableRow[]): string {
  const named = rows.filter(row => row.mayName)
  return named.length === 0
    ? ''
    : `${counted(named.length, 'row')} may name a child or a relative, or give an address (${clip(named.map(row => row.line).join(', '), 100)}). If so, write the case’s reference there instead before you record them.`
}

export const counted = (count: number, what: string): string =>
  count === 1 ? `1 ${what}` : `${count} ${what}s`

const mostLines = 20
/** A card takes some 14,000 characters with all its marks, and a mark in the text is written as several. */
const mostCharacters = 3600

/** The lines in pages that a card can show whole. */
export function inPages(lines: readonly ImportLine[]): ImportLine[][] {
  const pages: ImportLine[][] = [[]]
  let characters = 0
  for (const one of lines) {
    const page = pages.at(-1) ?? []
    if (page.length > 0 && (page.length === mostLines || characters + one.text.length > mostCharacters)) {
      pages.push([one])
      characters = one.text.length
    } else {
      page.push(one)
      characters += one.text.length
    }
  }
  return pages
}
