import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility'
import type { Sheet } from '../../ports/files.ts'

/** Excel keeps no more in a cell. */
const mostCharacters = 32_767

/** An .xlsx: in each sheet a bold heading that stays in sight, filters, real dates and numbers, and every text as text: no formula is ever written. */
export async function writeWorkbook(...sheets: Sheet[]): Promise<Uint8Array> {
  return writeXlsxFile(
    sheets.map(({ name, columns, rows }) => {
      const heading = columns.map(({ title }) => ({
        value: title,
        type: String,
        fontWeight: 'bold' as const,
      }))
      const body = rows.map(row => row.map((value, i) => cellOf(value, columns[i]?.kind ?? 'text')))
      return {
        sheet: sheetName(name),
        columns: columns.map(({ width }) => ({ width })),
        stickyRowsCount: 1,
        data: [heading, ...body] as SheetData,
      }
    }),
    { features: [filters(sheets)] as never },
  ).toBuffer()
}

/** Excel opens no file with a sheet called otherwise. */
const sheetName = (name: string): string =>
  name
    .replaceAll(/[[\]:*?/\\\p{Cc}]|^'|'$/gu, ' ')
    .trim()
    .slice(0, 31)
    .trim() || 'Log'

function cellOf(value: string | undefined, kind: Sheet['columns'][number]['kind']) {
  if (value === undefined || value === '') return null
  if (kind === 'number' && Number.isFinite(Number(value)))
    return { value: Number(value), type: Number, format: '#,##0', alignVertical: 'top' as const }
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

/** Filters over each whole table, which the library leaves to those who want them. */
function filters(sheets: readonly Sheet[]) {
  const file = 'xl/worksheets/sheet{id}.xml'
  const markup = (index: number) => {
    const { rows, columns } = sheets[index] ?? { rows: [], columns: [] }
    return `<autoFilter ref="A1:${getCellAddress(rows.length, Math.max(0, columns.length - 1))}"/>`
  }
  return {
    files: {
      transform: {
        [file]: {
          transform: (xml: string, _: unknown, { sheetIndex }: { sheetIndex: number }) =>
            insertElementMarkupAccordingToOrderOfSiblings(
              xml,
              markup(sheetIndex),
              getOrderOfSiblings(file, 'worksheet') ?? [],
              'worksheet',
            ),
        },
      },
    },
  }
}
