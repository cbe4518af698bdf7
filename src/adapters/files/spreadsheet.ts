import { isUtf8 } from 'node:buffer'
import { Worker } from 'node:worker_threads'
import { parse } from 'csv-parse/sync'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility'
import type { Largest, Sheet } from '../../ports/files.ts'
import type { ExcelAnswer, ExcelTask } from './excel-worker.ts'

/** The file is no spreadsheet we can read. The message says what to do, and holds nothing of the file. */
export class BadSpreadsheet extends Error {
  readonly code = 'bad-spreadsheet'
}

const usual: Largest = { rows: 5000, megabytes: 5 }
const mostColumns = 60
/** Excel keeps no more in a cell. */
const mostCharacters = 32_767
const mostMegabytes = 256
/** For a log and for a list of people. */
const mostMilliseconds = { usual: 10_000, large: 30_000 }

const notASpreadsheet = 'This is not an Excel or CSV file. Save it as .xlsx or .csv and try again.'
const unreadableExcel = 'This Excel file cannot be read. Save it again as .xlsx or .csv, and try again.'
const tooLong = ({ rows }: Largest) =>
  `The file has more than ${rows} rows. Leave out what does not belong, and try again.`

/** The first sheet of an Excel file, or a CSV file, as text: days as ISO days, nothing empty at the end of it or of a row. */
export async function readSpreadsheet(bytes: Uint8Array, name: string, most = usual): Promise<string[][]> {
  if (bytes.byteLength > most.megabytes * 1024 * 1024)
    throw new BadSpreadsheet(
      `The file has more than ${most.megabytes} MB. Leave out what does not belong, and try again.`,
    )
  const rows = isZip(bytes) ? await readExcel(bytes, most) : readCsv(bytes, name)
  const table = rows.map(cells =>
    withoutEmptyEnd(
      cells.map(cell => cell.trim()),
      cell => cell === '',
    ),
  )
  const filled = withoutEmptyEnd(table, row => row.length === 0)
  if (filled.length === 0) throw new BadSpreadsheet('The first sheet of the file is empty.')
  if (filled.length > most.rows) throw new BadSpreadsheet(tooLong(most))
  if (filled.some(row => row.length > mostColumns))
    throw new BadSpreadsheet(
      `The file has more than ${mostColumns} columns. Keep those that belong, and try again.`,
    )
  return filled
}

function withoutEmptyEnd<T>(list: readonly T[], isEmpty: (one: T) => boolean): T[] {
  return list.slice(0, list.findLastIndex(one => !isEmpty(one)) + 1)
}

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

async function readExcel(bytes: Uint8Array, most: Largest): Promise<string[][]> {
  const time = most.rows > usual.rows ? mostMilliseconds.large : mostMilliseconds.usual
  const answer = await inWorker({ bytes, mostRows: most.rows }, time).catch(() => {
    throw new BadSpreadsheet(unreadableExcel)
  })
  if ('tooMany' in answer) throw new BadSpreadsheet(tooLong(most))
  return answer.rows
}

/** Rejects when the workbook takes more memory or time than any log does, with nothing of the bot's own at stake. */
async function inWorker(task: ExcelTask, milliseconds: number): Promise<ExcelAnswer> {
  const worker = new Worker(new URL('./excel-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    stderr: true,
  })
  const slow = setTimeout(() => worker.terminate(), milliseconds)
  try {
    return await new Promise<ExcelAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The workbook was not read.')))
    })
  } finally {
    clearTimeout(slow)
    await worker.terminate()
  }
}

function readCsv(bytes: Uint8Array, name: string): string[][] {
  if (!/\.(csv|txt|tsv)$/i.test(name) || bytes.some(byte => byte < 9 || byte === 0x1a))
    throw new BadSpreadsheet(notASpreadsheet)
  // Excel of this country writes CSV in Windows-1252 unless it is told otherwise.
  const text = new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
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

/** An .xlsx with a bold heading that stays in sight, filters, real dates, and every text as text: no formula is ever written. */
export async function writeWorkbook({ name, columns, rows }: Sheet): Promise<Uint8Array> {
  const heading = columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const }))
  const body = rows.map(row => row.map((value, i) => cellOf(value, columns[i]?.kind ?? 'text')))
  const sheet = {
    sheet: sheetName(name),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }
  const features = [filters(columns.length, rows.length)]
  return writeXlsxFile([{ ...sheet, data: [heading, ...body] as SheetData }], {
    features: features as never,
  }).toBuffer()
}

/** Excel opens no file with a sheet called otherwise. */
const sheetName = (name: string): string =>
  name
    .replaceAll(/[[\]:*?/\\\p{Cc}]|^'|'$/gu, ' ')
    .trim()
    .slice(0, 31)
    .trim() || 'Log'

function cellOf(value: string | undefined, kind: 'text' | 'day') {
  if (value === undefined || value === '') return null
  const day = kind === 'day' && isExcelDay(value)
  if (day)
    return {
      value: new Date(`${value}T00:00:00Z`),
      type: Date,
      format: 'dd/mm/yyyy',
      alignVertical: 'top' as const,
    }
  return { value: cellText(value), type: String, format: '@', wrap: true, alignVertical: 'top' as const }
}

/** Excel counts days from 1900, and believes in 29 February 1900: what is before stays text. */
function isExcelDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '1900-03-01') return false
  const read = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value)
}

/** As much as a cell holds, no character cut in half. Excel reads _x0041_ as A unless its own underscore is escaped. */
function cellText(value: string): string {
  const text = value.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').toWellFormed()
  if (text.length <= mostCharacters) return text
  return `${text.slice(0, mostCharacters - 1).replace(/[\ud800-\udbff]$|_(x([0-9a-f]{0,4}))?$/i, '')}…`
}

/** Filters over the whole table, which the library leaves to those who want them. */
function filters(columns: number, rows: number) {
  const file = 'xl/worksheets/sheet{id}.xml'
  const markup = `<autoFilter ref="A1:${getCellAddress(rows, columns - 1)}"/>`
  return {
    files: {
      transform: {
        [file]: {
          transform: (xml: string) =>
            insertElementMarkupAccordingToOrderOfSiblings(
              xml,
              markup,
              getOrderOfSiblings(file, 'worksheet') ?? [],
              'worksheet',
            ),
        },
      },
    },
  }
}
