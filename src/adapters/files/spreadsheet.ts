import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import { type Sheet as Cells, readSheet } from 'read-excel-file/node'
import writeXlsxFile, { type Feature, type SheetData } from 'write-excel-file/node'
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility'
import type { Sheet } from '../../ports/files.ts'
import { checkZip } from './check-zip.ts'

/** The file is no spreadsheet we can read. The message says what to do, and holds nothing of the file. */
export class BadSpreadsheet extends Error {
  readonly code = 'bad-spreadsheet'
}

const mostRows = 5000
const mostColumns = 60
/** Excel keeps no more in a cell. */
const mostCharacters = 32_767

/** The first sheet of an Excel file, or a CSV file, as text: days as ISO days, without empty rows at its end. */
export async function readSpreadsheet(bytes: Uint8Array, name: string): Promise<string[][]> {
  const rows = isZip(bytes) ? await readExcel(bytes) : readCsv(bytes, name)
  const table = rows.map(cells => cells.slice(0, mostColumns).map(cell => cell.trim()))
  while (table.length > 0 && table.at(-1)?.every(cell => cell === '')) table.pop()
  if (table.length === 0) throw new BadSpreadsheet('The first sheet of the file is empty.')
  if (table.length > mostRows)
    throw new BadSpreadsheet(
      `The file has more than ${mostRows} rows. Leave out what is not the log, and try again.`,
    )
  return table
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

async function readExcel(bytes: Uint8Array): Promise<string[][]> {
  try {
    checkZip(bytes)
    const rows = (await readSheet(Buffer.from(bytes))) as Cells['data']
    return rows.map(row => row.map(textOf))
  } catch {
    throw new BadSpreadsheet('This Excel file cannot be read. Save it again as .xlsx or .csv, and try again.')
  }
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}

function readCsv(bytes: Uint8Array, name: string): string[][] {
  if (!/\.(csv|txt|tsv)$/i.test(name) || bytes.includes(0))
    throw new BadSpreadsheet('This is not an Excel or CSV file. Save it as .xlsx or .csv, and try again.')
  // Excel of this country writes CSV in Windows-1252 unless it is told otherwise.
  const text = new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
  const [first = ''] = text.split('\n', 1)
  const [delimiter] = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length)
  try {
    return parse(text, { bom: true, relaxColumnCount: true, relaxQuotes: true, delimiter: delimiter ?? ',' })
  } catch {
    throw new BadSpreadsheet('This CSV file cannot be read. Save it again as .csv or .xlsx, and try again.')
  }
}

/** An .xlsx with a bold heading that stays in sight, filters, real dates, and every text as text: no formula is ever written. */
export async function writeWorkbook({ name, columns, rows }: Sheet): Promise<Uint8Array> {
  const heading = columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const }))
  const body = rows.map(row => row.map((value, i) => cellOf(value, columns[i]?.kind ?? 'text')))
  const sheet = { sheet: name, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }
  const features = [filters(columns.length, rows.length)]
  return writeXlsxFile([{ ...sheet, data: [heading, ...body] as SheetData }], {
    features: features as never,
  }).toBuffer()
}

function cellOf(value: string | undefined, kind: 'text' | 'day') {
  if (value === undefined || value === '') return null
  if (kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return {
      value: new Date(`${value}T00:00:00Z`),
      type: Date,
      format: 'dd/mm/yyyy',
      alignVertical: 'top' as const,
    }
  const text = value.length > mostCharacters ? `${value.slice(0, mostCharacters - 1)}…` : value
  return { value: text, type: String, format: '@', wrap: true, alignVertical: 'top' as const }
}

/** Filters over the whole table, which the library leaves to those who want them. */
function filters(columns: number, rows: number): Feature<never> {
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
              getOrderOfSiblings(file, 'worksheet') ?? ['sheetData', 'autoFilter'],
              'worksheet',
            ),
        },
      },
    },
  }
}
