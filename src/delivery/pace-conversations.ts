import type { Timer } from '../ports/clock.ts'
import { type Bucket, bucket, free, isUntold } from './pace-bucket.ts'
import type { Window } from './pace-rules.ts'

/** A conversation to which more leaves than may remain unknown to whoever sends next. */
export type Busy = { tenant: string; conversation: string; bucket: Bucket }

/** When requests left, or may have left, from other instances (ascending): to these conversations, and to each other one. */
export type Elsewhere = { to: ReadonlyMap<string, readonly number[]>; toOthers: readonly number[] }

export type Conversations = {
  of(name: string): Bucket
  /** When one more request to it may leave. */
  free(name: string, now: number): number
  /** A request to it has left, or may leave: it is busy, if that makes it so. */
  use(tenant: string, name: string): void
  /** Those that are busy now. */
  busy(): Busy[]
  /** What left from other instances counts from now on, in place of what was learned before. */
  learn(elsewhere: Elsewhere): void
}

/** As many as can be written to in half a minute, and more; those silent for longer are forgotten before. */
const mostConversations = 40_000
const silentMilliseconds = 30_000

/** What the pacer knows of conversations. */
export function pacedConversations(timer: Timer, windows: readonly Window[]): Conversations {
  const all = new Map<string, Bucket>()
  const busy = new Map<string, Busy>()
  let elsewhere: Elsewhere = { to: new Map(), toOthers: [] }

  const of = (name: string): Bucket => {
    if (all.size >= mostConversations) forgetIdle()
    const one = all.get(name) ?? bucket(windows)
    all.set(name, one)
    return one
  }
  /** A conversation that was written to often within the hour is remembered; all others start afresh. */
  const forgetIdle = (): void => {
    const now = timer.now()
    for (const [name, { times, reserved, underWay, blockedUntil }] of all) {
      const silent = (times.at(-1) ?? 0) < now - silentMilliseconds && !busy.has(name)
      if (silent && reserved + underWay === 0 && blockedUntil <= now) all.delete(name)
    }
  }
  return {
    of,
    free: (name, now) => free(of(name), now, elsewhere.to.get(name) ?? elsewhere.toOthers),
    use(tenant, name) {
      const one = of(name)
      if (isUntold(one, timer.now())) busy.set(name, { tenant, conversation: name, bucket: one })
    },
    busy() {
      for (const [name, one] of busy) if (!isUntold(one.bucket, timer.now())) busy.delete(name)
      return [...busy.values()]
    },
    learn(it) {
      elsewhere = it
    },
  }
}
