import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import type { Largest, Table } from '../../ports/files.ts'
import { inWorker } from './in-worker.ts'

/** The file is no spreadsheet we can read. The message says what to do, and holds nothing of the file. */
export class BadSpreadsheet extends Error {
  readonly code = 'bad-spreadsheet'
}

const usual: Largest = { rows: 5000, megabytes: 5 }
const mostColumns = 60
/** For a log and for a list of people. */
const mostMilliseconds = { usual: 10_000, large: 30_000 }

const notASpreadsheet = 'This is not an Excel or CSV file. Save it as .xlsx or .csv and try again.'
const oldOrLocked =
  'This is an Excel file of an older kind, or one with a password. Open it in Excel, save it as .xlsx without a password, and try again.'
const unreadableExcel = 'This Excel file cannot be read. Save it again as .xlsx or .csv, and try again.'
const tooLong = ({ rows }: Largest) =>
  `The file has more than ${rows} rows. Leave out what does not belong, and try again.`

/** The first sheet of an Excel file, or a CSV file, as text: days as ISO days, nothing empty at the end of it or of a row. */
export async function readSpreadsheet(bytes: Uint8Array, name: string, most = usual): Promise<string[][]> {
  const [first] = await tablesOf(bytes, name, { most, all: false })
  if (!first || first.rows.length === 0) throw new BadSpreadsheet('The first sheet of the file is empty.')
  return first.rows
}

/** Every sheet that holds something, as text. */
export async function readSheets(bytes: Uint8Array, name: string): Promise<Table[]> {
  const tables = await tablesOf(bytes, name, { most: usual, all: true })
  const filled = tables.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0) throw new BadSpreadsheet('The file is empty.')
  return filled
}

type Asked = { most: Largest; all: boolean }

async function tablesOf(bytes: Uint8Array, name: string, { most, all }: Asked): Promise<Table[]> {
  if (bytes.byteLength > most.megabytes * 1024 * 1024)
    throw new BadSpreadsheet(
      `The file has more than ${most.megabytes} MB. Leave out what does not belong, and try again.`,
    )
  const read = isZip(bytes) ? await readExcel(bytes, { most, all }) : [{ name, rows: readCsv(bytes, name) }]
  const tables = read.map(table => ({ ...table, rows: tidied(table.rows) }))
  if (tables.some(({ rows }) => rows.length > most.rows)) throw new BadSpreadsheet(tooLong(most))
  if (tables.some(({ rows }) => rows.some(row => row.length > mostColumns)))
    throw new BadSpreadsheet(
      `The file has more than ${mostColumns} columns. Keep those that belong, and try again.`,
    )
  return tables
}

function tidied(rows: readonly (readonly string[])[]): string[][] {
  const trimmed = rows.map(cells =>
    withoutEmptyEnd(
      cells.map(cell => cell.trim()),
      cell => cell === '',
    ),
  )
  return withoutEmptyEnd(trimmed, row => row.length === 0)
}

function withoutEmptyEnd<T>(list: readonly T[], isEmpty: (one: T) => boolean): T[] {
  return list.slice(0, list.findLastIndex(one => !isEmpty(one)) + 1)
}

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** What .xls files and workbooks with a password begin with. */
const isOldOffice = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

async function readExcel(bytes: Uint8Array, { most, all }: Asked): Promise<Table[]> {
  const time = most.rows > usual.rows ? mostMilliseconds.large : mostMilliseconds.usual
  const answer = await inWorker({ read: bytes, mostRows: most.rows, all }, time).catch(() => {
    throw new BadSpreadsheet(unreadableExcel)
  })
  if (!('tables' in answer)) throw new BadSpreadsheet(tooLong(most))
  return answer.tables
}

function readCsv(bytes: Uint8Array, name: string): string[][] {
  if (isOldOffice(bytes)) throw new BadSpreadsheet(oldOrLocked)
  const wide = utf16Of(bytes)
  if (!/\.(csv|txt|tsv)$/i.test(name) || (!wide && bytes.some(byte => byte < 9 || byte === 0x1a)))
    throw new BadSpreadsheet(notASpreadsheet)
  // Excel of this country writes CSV in Windows-1252 unless it is told otherwise, and "Unicode text" in UTF-16.
  const text = new TextDecoder(wide ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')).decode(bytes)
  const told = /^sep=(.)\r?\n/i.exec(text)
  const table = told ? text.slice(told[0].length) : text
  try {
    return parse(table, {
      relaxColumnCount: true,
      relaxQuotes: true,
      delimiter: told?.[1] ?? delimiterOf(table),
    })
  } catch {
    throw new BadSpreadsheet('This CSV file cannot be read. Save it again as .csv or .xlsx, and try again.')
  }
}

/** What parts the most lines alike: a title above the table and the sentences in it have commas of their own. */
function delimiterOf(text: string): string {
  const unquoted = text.slice(0, 20_000).replaceAll(/"[^"]*"/g, '')
  const lines = unquoted.split(/\r\n|\r|\n/, 20)
  const score = (mark: string) => {
    const marks = lines.map(line => line.split(mark).length - 1)
    return Math.max(...marks.map(count => count * marks.filter(other => other === count).length))
  }
  return [',', ';', '\t'].reduce((best, mark) => (score(mark) > score(best) ? mark : best))
}
