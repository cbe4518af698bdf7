import { performance } from 'node:perf_hooks'

/** The only way to learn what time it is. Tests drive one by hand. */
export type Clock = {
  /** The present instant, UTC, ISO 8601 with milliseconds: '2026-11-23T09:00:00.000Z'. */
  now(): string
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** The only way to wait. Its time goes forward only, whatever is done to the clock. */
export type Timer = {
  /** Milliseconds since some moment. */
  now(): number
  /** Runs something once after so many milliseconds; returns how to call it off. */
  after(milliseconds: number, run: () => void): () => void
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timeout = setTimeout(run, milliseconds)
    return () => clearTimeout(timeout)
  },
}
