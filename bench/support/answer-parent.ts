import { setTimeout as pause } from 'node:timers/promises'

export type Memory = { rss: number; heapUsed: number }
export type FromChild = { port: number } | { memory: Memory }
export type ToChild = 'memory' | 'stop'

/** The child's side of a benchmark: says where it listens, weighs itself when asked, and stops when told. */
export function answerParent(server: { port: number; close(): Promise<void> }): void {
  const say = (message: FromChild) => process.send?.(message)
  process.on('message', async (message: ToChild) => {
    if (message === 'memory') return say({ memory: await weigh() })
    await server.close()
    process.exit(0)
  })
  // Without its parent it would listen for ever.
  process.on('disconnect', () => process.exit(1))
  say({ port: server.port })
}

/** Several collections with pauses between: finalisers run, and freed pages go back to the system. */
async function weigh(): Promise<Memory> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.()
    await pause(50)
  }
  const { rss, heapUsed } = process.memoryUsage()
  return { rss, heapUsed }
}
