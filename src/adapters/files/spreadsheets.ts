import { type Sheet, type Spreadsheets, UnreadableFile } from '../../ports/files.ts'

/** So many rows are written while nobody notices; more are written in a thread of their own. */
const mostRowsHere = 2000
const mostMilliseconds = 60_000

/** Excel and CSV. The libraries are loaded when the first file is read or written: most days there is none. */
export const spreadsheets: Spreadsheets = {
  async write(...sheets) {
    const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
    if (rows > mostRowsHere) return writeElsewhere(sheets)
    const { writeWorkbook } = await import('./write-workbook.ts')
    return writeWorkbook(...sheets)
  },
  read: (bytes, name, most) => reading(({ readSpreadsheet }) => readSpreadsheet(bytes, name, most)),
  sheets: (bytes, name) => reading(({ readSheets }) => readSheets(bytes, name)),
}

type Reader = typeof import('./read-spreadsheet.ts')

async function reading<T>(read: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = await import('./read-spreadsheet.ts')
  try {
    return await read(reader)
  } catch (error) {
    if (error instanceof reader.BadSpreadsheet) throw new UnreadableFile(error.message)
    throw error
  }
}

async function writeElsewhere(sheets: Sheet[]): Promise<Uint8Array> {
  const { inWorker } = await import('./in-worker.ts')
  const answer = await inWorker({ write: sheets }, mostMilliseconds)
  if (!('bytes' in answer)) throw new Error('The worker wrote no workbook.')
  return answer.bytes
}
