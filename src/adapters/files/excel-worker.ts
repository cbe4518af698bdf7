import { parentPort, workerData } from 'node:worker_threads'
import { type Sheet as Cells, readSheet } from 'read-excel-file/node'
import { boundedZip } from './check-zip.ts'

/** What a worker is given, and what it answers: the first sheet's rows as text, or that there are too many. */
export type ExcelTask = { bytes: Uint8Array; mostRows: number }
export type ExcelAnswer = { rows: string[][] } | { tooMany: true }

/**
 * Reads one workbook in a thread of its own. The library lays a sheet out as a full table, so that one cell in Excel's
 * last row and column (two kilobytes of file) takes all memory there is: here it takes the thread's, not the bot's.
 */
const { bytes, mostRows } = workerData as ExcelTask
const rows = (await readSheet(Buffer.from(boundedZip(bytes)))) as Cells['data']
const answer: ExcelAnswer =
  rows.length > mostRows ? { tooMany: true } : { rows: rows.map(row => row.map(textOf)) }
parentPort?.postMessage(answer)

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}
