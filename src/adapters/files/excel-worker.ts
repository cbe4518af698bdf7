import { parentPort, workerData } from 'node:worker_threads'
import { type Sheet as Cells, readSheet } from 'read-excel-file/node'
import type { Sheet } from '../../ports/files.ts'
import { boundedZip } from './check-zip.ts'
import { writeWorkbook } from './write-workbook.ts'

/** What a worker is given: a workbook to read, or a sheet to write as one. */
export type ExcelTask = { read: Uint8Array; mostRows: number } | { write: Sheet }
/** What it answers: the first sheet's rows as text, or that there are too many; or the workbook. */
export type ExcelAnswer = { rows: string[][] } | { tooMany: true } | { bytes: Uint8Array }

/**
 * Reads or writes one workbook in a thread of its own, so that the bot answers others meanwhile. The library lays a sheet
 * out as a full table, so that one cell in Excel's last row and column (two kilobytes of file) takes all memory there
 * is: here it takes the thread's, not the bot's.
 */
const task = workerData as ExcelTask
const answer = 'write' in task ? { bytes: await writeWorkbook(task.write) } : await read(task)
parentPort?.postMessage(answer satisfies ExcelAnswer)

async function read(asked: Extract<ExcelTask, { read: unknown }>): Promise<ExcelAnswer> {
  const rows = (await readSheet(Buffer.from(boundedZip(asked.read)))) as Cells['data']
  return rows.length > asked.mostRows ? { tooMany: true } : { rows: rows.map(row => row.map(textOf)) }
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}
