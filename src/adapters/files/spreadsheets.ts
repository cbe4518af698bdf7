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
  async read(bytes, name, most) {
    const { BadSpreadsheet, readSpreadsheet } = await import('./read-spreadsheet.ts')
    try {
      return await readSpreadsheet(bytes, name, most)
    } catch (error) {
      if (error instanceof BadSpreadsheet) throw new UnreadableFile(error.message)
      throw error
    }
  },
}

async function writeElsewhere(sheet: Sheet): Promise<Uint8Array> {
  const { inWorker } = await import('./in-worker.ts')
  const answer = await inWorker({ write: sheet }, mostMilliseconds)
  if (!('bytes' in answer)) throw new Error('The worker wrote no workbook.')
  return answer.bytes
}
