import { type Sheet, type Spreadsheets, UnreadableFile } from '../../ports/files.ts'

/** So many rows are written while nobody notices; more are written in a thread of their own. */
const mostRowsHere = 2000
const mostMilliseconds = 60_000

/** Excel and CSV. The libraries are loaded when the first file is read or written: most days there is none. */
export const spreadsheets: Spreadsheets = {
  async write(sheet) {
    if (sheet.rows.length > mostRowsHere) return writeElsewhere(sheet)
    const { writeWorkbook } = await import('./write-workbook.ts')
    return writeWorkbook(sheet)
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

async function writeElsewhere(sheet: Sheet): Promise<Uint8Array> {
  const { inWorker } = await import('./in-worker.ts')
  const answer = await inWorker({ write: sheet }, mostMilliseconds)
  if (!('bytes' in answer)) throw new Error('The worker wrote no workbook.')
  return answer.bytes
}
