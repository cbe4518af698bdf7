/** At most so many requests in any so many milliseconds. */
type Window = [requests: number, milliseconds: number]

export type Windows = { tenant: readonly Window[]; conversation: readonly Window[] }

/** As Teams documents them. Written down here once more, since a copy would follow a slip of the product. */
export const teamsWindows: Windows = {
  tenant: [[50, 1000]],
  conversation: [
    [7, 1000],
    [8, 2000],
    [60, 30_000],
    [1800, 3_600_000],
  ],
}

/** What a connector lets through: counts every request in every window, and remembers when each one came. */
export function gate(windows: Windows) {
  const tenants = new Map<string, number[]>()
  const conversations = new Map<string, number[]>()

  const of = (map: Map<string, number[]>, key: string): number[] => {
    const times = map.get(key) ?? []
    map.set(key, times)
    return times
  }
  return {
    tenants,
    conversations,
    /** Undefined when it may pass, and then it counts; else the seconds to wait, as Retry-After says them. */
    refuse(tenant: string, conversation: string | undefined, now = performance.now()): number | undefined {
      const ofTenant = of(tenants, tenant)
      const ofConversation = conversation === undefined ? [] : of(conversations, conversation)
      const milliseconds = Math.max(
        wait(ofTenant, windows.tenant, now),
        wait(ofConversation, windows.conversation, now),
      )
      if (milliseconds > 0) return Math.ceil(milliseconds / 1000)
      count(ofTenant, now)
      if (conversation !== undefined) count(ofConversation, now)
      return undefined
    },
  }
}

/** How long one more has to wait. Some may be noted that came after it: no window that holds it may be too full. */
function wait(times: readonly number[], limits: readonly Window[], now: number): number {
  const all = [...times]
  const at = count(all, now)
  const waits = limits.flatMap(([requests, milliseconds]) =>
    all.slice(Math.max(0, at - requests), at + 1).map((first, i) => {
      const last = all[Math.max(0, at - requests) + i + requests]
      return last === undefined ? 0 : first + milliseconds - last
    }),
  )
  return Math.max(0, ...waits)
}

/** Notes it in its place; returns which that is. */
function count(times: number[], now: number): number {
  const at = times.findLastIndex(time => time <= now) + 1
  times.splice(at, 0, now)
  return at
}
