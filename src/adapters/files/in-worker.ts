import { Worker } from 'node:worker_threads'
import type { ExcelAnswer, ExcelTask } from './excel-worker.ts'

const mostMegabytes = 512

/** Rejects when a workbook takes more memory or time than any log or list does, with nothing of the bot's own at stake. */
export async function inWorker(task: ExcelTask, milliseconds: number): Promise<ExcelAnswer> {
  const worker = new Worker(new URL('./excel-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    stderr: true,
  })
  const slow = setTimeout(() => worker.terminate(), milliseconds)
  try {
    return await new Promise<ExcelAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The workbook was not done.')))
    })
  } finally {
    clearTimeout(slow)
    await worker.terminate()
  }
}
