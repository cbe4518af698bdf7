import { z } from 'zod'
import { secondsAfter } from '../partnership/day.ts'
import type { Clock } from '../ports/clock.ts'
import type { CarriedByTenant } from '../wake/tenant-leases.ts'
import { type Bucket, isUntold } from './pace-bucket.ts'
import type { Busy, Elsewhere } from './pace-conversations.ts'
import { conversationWindows, unknownTimes } from './pace-rules.ts'
import type { Pacer } from './pacer.ts'

/** Times are told as so many seconds before, rounded towards now: then they count for longer, never for less long. */
const stepSeconds = 10
/** Their stretches of an hour are some 700 KB: within what a document may hold. */
const mostTold = 200
/** Whoever goes on sending after so many hand-overs in a row must still have room for what there is to send. */
const mostPredecessors = 6

/** What an instance (`by`) knew at a moment (`at`) of what it had sent to a conversation: requests, by seconds before. */
const sent = z.object({
  by: z.string(),
  at: z.string(),
  tenant: z.string(),
  conversation: z.string(),
  requests: z.array(z.tuple([z.number(), z.number()])),
})
type Sent = z.infer<typeof sent>
/** `last`: by instance, when at the latest the last of its requests left. */
const toldBody = z.object({ last: z.record(z.string(), z.string()), sent: z.array(sent) })

const longestSeconds = Math.max(...conversationWindows.map(window => window.milliseconds)) / 1000

/**
 * Carries what has left to conversations from each instance that sends to the next, so that the windows of half a minute and
 * of an hour hold over hand-overs, restarts and kills too. Conversations to which much has left (unknownWindows) are told,
 * each before one more leaves; whatever else an instance has sent, the next takes to have left as late as it can have.
 *
 * So no conversation gets more than Teams allows, as far as the clocks of instances agree, with these exceptions. Answers to
 * turns wait for nobody and leave from any instance: they are known where they were given, and to whoever has the lease after
 * that instance had it. A request that leaves more than half a lease, less two seconds, after the lease was asked for may
 * leave later than it is taken to have. Of more than 200 such conversations at once the least busy are not told, and after
 * more than six hand-overs in an hour what the first of them left unknown does not count. Whatever Teams throttles then was
 * certainly not delivered, and goes again.
 */
export function carriedPace(pacer: Pacer, clock: Clock, instance: string): CarriedByTenant {
  const others: Others = { last: new Map(), sent: new Map() }
  /** By lease, how much of what has left to whom is told. */
  const told = new Map<string, Map<Bucket, number>>()
  const countOthers = (): void => {
    forgetOld(others, clock.now())
    const sinceTimer = pacer.now() - Date.parse(clock.now())
    pacer.learn(elsewhereOf(others, instant => Date.parse(instant) + sinceTimer))
  }
  return {
    pressing({ partnership, isTheirs }) {
      const before = told.get(partnership)
      return pacer
        .busy()
        .some(({ tenant, bucket }) => isTheirs(tenant) && isUntold(bucket, pacer.now(), before?.get(bucket)))
    },
    tell({ partnership, isTheirs }) {
      countOthers()
      const now = pacer.now()
      const busy = pacer.busy().filter(({ tenant }) => isTheirs(tenant))
      told.set(partnership, new Map(busy.map(({ bucket }) => [bucket, bucket.total])))
      if (busy.length + others.last.size === 0) return undefined
      const own = busy.map(one => sentTo(one, { by: instance, at: clock.now(), now }))
      const sent = [...own, ...[...others.sent.values()].filter(({ tenant }) => isTheirs(tenant))]
      return { last: Object.fromEntries(others.last), sent: sent.sort(busiestFirst).slice(0, mostTold) }
    },
    learn({ holder, last, told }) {
      // What a later version tells may not be understood. Sending must go on.
      const { data = { last: {}, sent: [] } } = toldBody.safeParse(told)
      for (const [by, moment] of [...Object.entries(data.last), [holder, last] as const])
        if (by !== instance && moment > (others.last.get(by) ?? '')) others.last.set(by, moment)
      for (const one of data.sent) {
        const key = `${one.by} ${one.conversation}`
        if (one.by !== instance && one.at > (others.sent.get(key)?.at ?? '')) others.sent.set(key, one)
      }
      countOthers()
    },
  }
}

/** What other instances told, of them and of those before them: by instance, and by instance and conversation. */
type Others = { last: Map<string, string>; sent: Map<string, Sent> }

function forgetOld({ last, sent }: Others, now: string): void {
  const from = secondsAfter(now, -longestSeconds)
  for (const [by, moment] of last) if (moment < from) last.delete(by)
  for (const [key, { at }] of sent) if (at < from) sent.delete(key)
}

function sentTo(
  { tenant, conversation, bucket }: Busy,
  { by, at, now }: { by: string; at: string; now: number },
): Sent {
  const stretches = new Map<number, number>()
  for (const time of bucket.times) {
    const before = Math.max(0, Math.floor((now - time) / 1000 / stepSeconds) * stepSeconds)
    if (before <= longestSeconds) stretches.set(before, (stretches.get(before) ?? 0) + 1)
  }
  return { by, at, tenant, conversation, requests: [...stretches] }
}

const busiestFirst = (a: Sent, b: Sent): number => totalOf(b) - totalOf(a)
const totalOf = ({ requests }: Sent): number => requests.reduce((total, [, count]) => total + count, 0)

function elsewhereOf({ last, sent }: Others, timeOf: (instant: string) => number): Elsewhere {
  const latest = [...last.values()].sort().slice(-mostPredecessors)
  const toOthers = latest.flatMap(moment => unknownTimes(timeOf(moment))).sort(ascending)
  const to = new Map<string, number[]>()
  for (const { at, conversation, requests } of sent.values()) {
    const times = requests.flatMap(([before, count]) => Array<number>(count).fill(timeOf(at) - before * 1000))
    to.set(conversation, [...(to.get(conversation) ?? toOthers), ...times].sort(ascending))
  }
  return { to, toOthers }
}

const ascending = (a: number, b: number): number => a - b
