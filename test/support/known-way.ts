import { systemTimer, type Timer } from '../../src/ports/clock.ts'
import type { Messenger } from '../../src/ports/messenger.ts'

/** Requests may come this much closer together than they left, and Teams' windows hold: the pacer's margin is a little more. */
const unevenMilliseconds = 19

/**
 * A way to the connector that is known, however busy the machine is: a request leaves at the very moment its pacer counts,
 * and takes up to the margin, the first of each stretch the longest, which is the worst for those behind it. The way
 * through sockets within one process is the machine's, and takes a hundred milliseconds now and then.
 */
export function knownWay() {
  const coming = new Map<string, number[]>()
  let moment = 0
  const timer: Timer = {
    ...systemTimer,
    now() {
      moment = systemTimer.now()
      return moment
    },
  }
  const left = (conversation: string): void => {
    coming.set(conversation, [...(coming.get(conversation) ?? []), moment])
  }
  return {
    /** For the pacer: what it said last is when a request left. */
    timer,
    leaving: (messenger: Messenger): Messenger => ({
      ...messenger,
      post: (place, message, leaving) =>
        messenger.post(place, message, () => {
          leaving?.()
          left(place.conversationId)
        }),
    }),
    /** For the connector. */
    arrivesAt(conversation: string): number | undefined {
      const [first, ...more] = coming.get(conversation) ?? []
      coming.set(conversation, more)
      return first === undefined ? undefined : first + wayOf(first)
    },
  }
}

/** The longest at the beginning of each 700 milliseconds, none at their end: no stretch of a window is like another. */
const wayOf = (moment: number): number => unevenMilliseconds * (1 - (moment % 700) / 700)
