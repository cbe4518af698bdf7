import { headingsIn } from '../people/index.ts'

/** A row of an uploaded list, and the address or id in it by which somebody is meant, where there is one. */
export type ListRow = { row: number; meant?: string }
type Table = readonly (readonly string[])[]

/** Rows that mean somebody, or should. */
export type Reading = { rows: ListRow[] } | { refused: string }

const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/
const emailPattern = /^[^\s@]{1,64}@[^\s@]{1,190}$/
export const isAddress = (text: string): boolean => emailPattern.test(text)

/**
 * Whom a table means: by the column of addresses or of ids that its headings name, addresses before ids; without such
 * headings by its only column, or the only one with addresses. No other cell is looked at: what else the file says, such
 * as somebody's manager, is not meant, and not kept.
 */
export function readRows(table: Table): Reading {
  const found = columnsOf(table)
  if ('refused' in found) return found
  const rows = table.flatMap((cells, i): ListRow[] => {
    const row = i + 1
    if (i < found.first || cells.every(cell => cell.trim() === '')) return []
    const written = found.columns.map(at => cells[at]?.trim() ?? '').find(cell => cell !== '') ?? ''
    if (idPattern.test(written) || isAddress(written)) return [{ row, meant: written }]
    // The first row may be a heading that nobody foresaw.
    return i === 0 ? [] : [{ row }]
  })
  return { rows }
}

type Columns = { columns: number[]; first: number }

const rowsLookedAt = 15

function columnsOf(table: Table): Columns | { refused: string } {
  for (const [i, cells] of table.slice(0, rowsLookedAt).entries()) {
    // A row with an address is no heading, and none comes after it.
    if (cells.some(cell => isAddress(cell.trim()))) break
    const { email, id } = headingsIn(cells)
    const columns = [email, id].filter(at => at !== undefined)
    if (columns.length > 0) return { columns, first: i + 1 }
  }
  const filled = columnsWith(table, cell => cell !== '')
  const addressed = columnsWith(table, isAddress)
  const [only] = addressed.length > 0 ? addressed : filled
  if (addressed.length > 1 || (addressed.length === 0 && filled.length > 1)) return { refused: whichColumn }
  return { columns: only === undefined ? [] : [only], first: 0 }
}

const whichColumn =
  'It does not say which column names who is meant. Give that one the heading E-mail, or Id.'

const columnsWith = (table: Table, fits: (cell: string) => boolean): number[] => [
  ...new Set(table.flatMap(cells => cells.flatMap((cell, at) => (fits(cell.trim()) ? [at] : [])))),
]
