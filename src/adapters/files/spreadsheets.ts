import { type Spreadsheets, UnreadableFile } from '../../ports/files.ts'

/** Excel and CSV. The libraries are loaded when the first file is read or written: most days there is none. */
export const spreadsheets: Spreadsheets = {
  async write(sheet) {
    const { writeWorkbook } = await import('./spreadsheet.ts')
    return writeWorkbook(sheet)
  },
  async read(bytes, name, most) {
    const { BadSpreadsheet, readSpreadsheet } = await import('./spreadsheet.ts')
    try {
      return await readSpreadsheet(bytes, name, most)
    } catch (error) {
      if (error instanceof BadSpreadsheet) throw new UnreadableFile(error.message)
      throw error
    }
  },
}
