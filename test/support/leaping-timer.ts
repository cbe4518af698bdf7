import type { Clock, Timer } from '../../src/ports/clock.ts'

/**
 * A timer whose time goes by at once: whoever waits is next, in the order of their moments. It is never behind the
 * clock of the test, and stands still while a commit waits for the disk.
 */
export function leapingTimer(clock?: Clock): Timer {
  let passed = 0
  let running = false
  const waiting: { at: number; run: () => void }[] = []
  const now = (): number => {
    passed = Math.max(passed, clock ? Date.parse(clock.now()) : 0)
    return passed
  }
  const leap = (): void => {
    if (process.getActiveResourcesInfo().includes('FSReqPromise')) return void setImmediate(leap)
    waiting.sort((a, b) => a.at - b.at)
    const next = waiting.shift()
    if (next) {
      passed = Math.max(now(), next.at)
      next.run()
    }
    running = waiting.length > 0
    if (running) setImmediate(leap)
  }
  return {
    now,
    after(milliseconds, run) {
      const one = { at: now() + milliseconds, run }
      waiting.push(one)
      if (!running) setImmediate(leap)
      running = true
      return () => {
        const at = waiting.indexOf(one)
        if (at >= 0) waiting.splice(at, 1)
      }
    },
  }
}
