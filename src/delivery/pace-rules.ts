/** At most so many requests in any so many milliseconds. */
export type Window = { requests: number; milliseconds: number }

/** Teams' limits (docs/field.md, "Deliveries"). Every request to the connector counts for its tenant. */
export const tenantWindows: readonly Window[] = [{ requests: 50, milliseconds: 1000 }]

/** What is posted to one conversation, and changed in it. */
export const conversationWindows: readonly Window[] = [
  { requests: 7, milliseconds: 1000 },
  { requests: 8, milliseconds: 2000 },
  { requests: 60, milliseconds: 30_000 },
  { requests: 1800, milliseconds: 3_600_000 },
]

/**
 * Of what leaves to a conversation so much may remain unknown to the instance that sends next. It takes as much to have left
 * to each, which leaves room for nearly all there ever is to send.
 */
export const unknownWindows: readonly Window[] = [
  { requests: 8, milliseconds: 30_000 },
  { requests: 60, milliseconds: 3_600_000 },
]

/**
 * On their way requests come closer together: windows are taken to be this much longer than Teams says. Longer still would
 * cost more of the pace than there is to lose; what comes closer together than this may be answered 429, and goes again.
 */
const marginMilliseconds = 20

/** So many groups a window, for the first of them: in a second, ten small groups leave instead of one large one. */
const groups = 10

/**
 * The windows to keep so that these hold where the requests arrive: each a little longer, and the first kept in small
 * groups too, so that a hiccup on the way lets few come too soon. Groups may catch up: they leave a quarter faster.
 */
export function windowsToKeep(windows: readonly Window[]): Window[] {
  const longer = windows.map(({ requests, milliseconds }) => ({
    requests,
    milliseconds: milliseconds + marginMilliseconds,
  }))
  const [first] = windows
  if (!first || first.requests < groups) return longer
  const group = { requests: first.requests / groups, milliseconds: (first.milliseconds / groups) * 0.8 }
  return [...longer, group]
}

/**
 * The earliest moment, from `from` on, at which one more request may leave, after requests at these times (ascending,
 * in milliseconds). With it, no half-open stretch as long as a window holds more requests than the window allows.
 */
export function mayLeaveAt(times: readonly number[], windows: readonly Window[], from: number): number {
  return windows.reduce((moment, { requests, milliseconds }) => {
    const first = times[times.length - requests]
    return first === undefined ? moment : Math.max(moment, first + milliseconds)
  }, from)
}

/** The times that can still matter at `now`: no more of them than the largest window holds. */
export function stillCounting(times: readonly number[], windows: readonly Window[], now: number): number[] {
  const most = Math.max(...windows.map(window => window.requests))
  const longest = Math.max(...windows.map(window => window.milliseconds))
  return times.slice(-most).filter(time => time > now - longest)
}

/** Whether more has left at these times, and so many more may leave now, than may remain unknown. */
export function isTooMuchUnknown(times: readonly number[], reserved: number, now: number): boolean {
  return unknownWindows.some(
    ({ requests, milliseconds }) =>
      times.filter(time => time > now - milliseconds).length + reserved > requests,
  )
}

/** The latest at which all that remains unknown can have left (ascending), when none of it left after `last`. */
export function unknownTimes(last: number): number[] {
  const longestFirst = [...unknownWindows].sort((a, b) => b.milliseconds - a.milliseconds)
  return longestFirst.flatMap(({ requests }, i) => {
    const next = longestFirst[i + 1] ?? { requests: 0, milliseconds: 0 }
    return Array<number>(requests - next.requests).fill(last - next.milliseconds)
  })
}
