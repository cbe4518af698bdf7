import { errorKind, type Log } from '../ports/log.ts'

export type Ticker = {
  /** Looks at once, or as soon as the present look is over. */
  nudge(): void
  /** Stops, and waits for the look that is under way. */
  stop(): Promise<void>
}

/** Runs `look` every so many seconds and when nudged; one at a time. A look that fails is logged, and the next is tried. */
export function startTicker(everySeconds: number, look: () => Promise<unknown>, log: Log): Ticker {
  let stopped = false
  let again = false
  let running: Promise<void> | undefined

  const run = async (): Promise<void> => {
    do {
      again = false
      try {
        await look()
      } catch (error) {
        log.error('sweep-failed', { why: errorKind(error) })
      }
    } while (again && !stopped)
    running = undefined
  }
  const nudge = (): void => {
    if (stopped) return
    if (running) again = true
    else running = run()
  }
  const timer = setInterval(nudge, everySeconds * 1000)
  return {
    nudge,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
