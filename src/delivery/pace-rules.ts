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

/** Requests leave evenly, but do not arrive so: windows are taken to be this much longer than Teams says. */
export const marginMilliseconds = 8

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
