import { parentPort, workerData } from 'node:worker_threads'
import readWorkbook, { type Sheet as Cells, readSheet } from 'read-excel-file/node'
import type { Sheet, Table } from '../../ports/files.ts'
import { boundedParts, storedZip } from './check-zip.ts'
import { mergesOf, withMergedRows } from './merged-cells.ts'
import { writeWorkbook } from './write-workbook.ts'

/** What a worker is given: a workbook to read, its first sheet or all, or sheets to write as one. */
export type ExcelTask = { read: Uint8Array; mostRows: number; all: boolean } | { write: Sheet[] }
/** What it answers: the sheets as text, or that they have too many rows; or the workbook. */
export type ExcelAnswer = { tables: Table[] } | { tooMany: true } | { bytes: Uint8Array }

/**
 * Reads or writes one workbook in a thread of its own, so that the bot answers others meanwhile. The library lays a sheet
 * out as a full table, so that one cell in Excel's last row and column (two kilobytes of file) takes all memory there
 * is: here it takes the thread's, not the bot's.
 */
const task = workerData as ExcelTask
const answer = 'write' in task ? { bytes: await writeWorkbook(...task.write) } : await read(task)
parentPort?.postMessage(answer satisfies ExcelAnswer)

async function read(asked: Extract<ExcelTask, { read: unknown }>): Promise<ExcelAnswer> {
  const parts = boundedParts(asked.read)
  const file = Buffer.from(storedZip(parts))
  const sheets = asked.all
    ? ((await readWorkbook(file)) as Cells[])
    : [{ sheet: '', data: (await readSheet(file)) as Cells['data'] }]
  if (sheets.reduce((sum, { data }) => sum + data.length, 0) > asked.mostRows) return { tooMany: true }
  const merges = mergesOf(parts)
  const tables = sheets.map(({ sheet, data }, i) => ({
    name: sheet,
    rows: withMergedRows(data, merges[i] ?? []).map(row => row.map(textOf)),
  }))
  return { tables }
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}
