import { errorKind, type Log } from '../ports/log.ts'

export type Ticker = {
  /** Looks in a moment. */
  nudge(): void
  /** Stops, and waits for the looks that are under way. */
  stop(): Promise<void>
}

/** Nudges that come together are answered by one look. */
const gatherMilliseconds = 25

/** Looks that may be under way at once: `look` keeps its own order, and a store that hangs must not gather more. */
const mostAtOnce = 20

/** Runs `look` every so many seconds and when nudged. A look that fails is logged, and the next is tried. */
export function startTicker(everySeconds: number, look: () => Promise<unknown>, log: Log): Ticker {
  let stopped = false
  const running = new Set<Promise<void>>()
  let soon: NodeJS.Timeout | undefined

  const lookNow = (): void => {
    if (stopped || running.size >= mostAtOnce) return
    const one = look()
      .then(
        () => {},
        error => log.error('sweep-failed', { why: errorKind(error) }),
      )
      .finally(() => running.delete(one))
    running.add(one)
  }
  const nudge = (): void => {
    soon ??= setTimeout(() => {
      soon = undefined
      lookNow()
    }, gatherMilliseconds)
  }
  const timer = setInterval(lookNow, everySeconds * 1000)
  return {
    nudge,
    async stop() {
      stopped = true
      clearInterval(timer)
      clearTimeout(soon)
      await Promise.all(running)
    },
  }
}
