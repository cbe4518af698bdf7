/** A sheet to write: a heading row, then rows of text. Days are ISO days and become real dates; numbers, real numbers. */
export type Sheet = {
  name: string
  columns: { title: string; width: number; kind: 'text' | 'day' | 'number' }[]
  rows: (string | undefined)[][]
}

/** A sheet that was read, as text. A CSV file is one, called as the file is. */
export type Table = { name: string; rows: string[][] }

/** The largest file that is read. */
export type Largest = { rows: number; megabytes: number }

/** A list of people: more of them than any partnership writes to. */
export const largestList: Largest = { rows: 100_000, megabytes: 20 }

/** Excel and CSV, in and out. */
export type Spreadsheets = {
  /** An .xlsx of these sheets that opens as it was written: what looks like a formula stays text. */
  write(...sheets: [Sheet, ...Sheet[]]): Promise<Uint8Array>
  /**
   * The first sheet as text, of up to 5,000 rows and 5 MB, or as many as are asked for. Throws UnreadableFile, which says
   * what to do, for anything else than a spreadsheet.
   */
  read(bytes: Uint8Array, name: string, most?: Largest): Promise<string[][]>
  /** All sheets that hold something, in their order, of up to 5,000 rows together; else as `read`. */
  sheets(bytes: Uint8Array, name: string): Promise<Table[]>
}

/** The file cannot be read as what it should be. The message says what to do, and holds nothing of the file. */
export class UnreadableFile extends Error {
  readonly code = 'unreadable-file'
}
