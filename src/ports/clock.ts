/** The only way to learn what time it is. Tests drive one by hand. */
export type Clock = {
  /** The present instant, UTC, ISO 8601 with milliseconds: '2026-11-23T09:00:00.000Z'. */
  now(): string
}

export const systemClock: Clock = { now: () => new Date().toISOString() }
