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

  const wait = (times: readonly number[], limits: readonly Window[], now: number): number =>
    Math.max(
      0,
      ...limits.map(([requests, milliseconds]) => {
        const first = times[times.length - requests]
        return first === undefined ? 0 : first + milliseconds - now
      }),
    )
  const of = (map: Map<string, number[]>, key: string): number[] => {
    const times = map.get(key) ?? []
    map.set(key, times)
    return times
  }
  return {
    tenants,
    conversations,
    /** Undefined when it may pass, and then it counts; else the seconds to wait, as Retry-After says them. */
    refuse(tenant: string, conversation: string | undefined): number | undefined {
      const now = performance.now()
      const ofTenant = of(tenants, tenant)
      const ofConversation = conversation === undefined ? [] : of(conversations, conversation)
      const milliseconds = Math.max(
        wait(ofTenant, windows.tenant, now),
        wait(ofConversation, windows.conversation, now),
      )
      if (milliseconds > 0) return Math.ceil(milliseconds / 1000)
      ofTenant.push(now)
      if (conversation !== undefined) ofConversation.push(now)
      return undefined
    },
  }
}
