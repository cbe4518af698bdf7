import type { Timer } from '../ports/clock.ts'
import type { Outcome } from './outcome.ts'
import { type Bucket, bucket, count, free, leave, leftAt, pauseBucket, takeSign } from './pace-bucket.ts'
import { type Conversations, pacedConversations } from './pace-conversations.ts'
import { conversationWindows, tenantWindows, type Window, windowsToKeep } from './pace-rules.ts'

/** One request to the connector. Deliveries that are not many are urgent: they leave before the others. */
export type Asked = { tenant: string; conversation?: string | undefined; urgent: boolean }

/** Leave to make one request. */
export type Turn = {
  /** Call it as the request leaves: from then on it counts. Without it the request counts from its end. */
  left(): void
  /**
   * What came back. Trouble slows the conversation, and if it is no matter of one conversation the whole tenant. With
   * `againInSeconds` the conversation waits so long, since its message will be sent again and must not be overtaken.
   */
  ended(outcome: Outcome, againInSeconds?: number): void
  /** No request was made. */
  unused(): void
}

/** No request may leave for so long: why, in plain words. Without a reason the pacer was stopped. */
export type Blocked = { blockedForSeconds: number; reason?: string }

export type Pacer = {
  /**
   * Waits until this request may leave. When its tenant or conversation is held up for longer than a moment it does
   * not wait, but says for how long and why.
   */
  turn(asked: Asked): Promise<Turn | Blocked>
  /** A request leaves now that waits for nobody, such as the answer to a turn: it counts, and what waits gives way. */
  note(where: Omit<Asked, 'urgent'>): void
  /** The present moment of its timer, by which all its times are. */
  now(): number
  /** Lets nobody wait any more, and nothing leave. */
  stop(): void
  stopped(): boolean
} & Pick<Conversations, 'busy' | 'learn'>

export type PacerOptions = {
  tenant?: readonly Window[]
  conversation?: readonly Window[]
  /** Requests of one tenant under way at once: as many of unknown outcome there can be when Teams falls silent. */
  mostUnderWay?: number
}

/** Enough for 50 a second when each takes half a second. */
const usuallyUnderWay = 25
const patienceMilliseconds = 2000

/** Keeps no pace: for what goes nowhere. */
export const unpaced: Pacer = {
  turn: async () => ({ left: () => {}, ended: () => {}, unused: () => {} }),
  note: () => {},
  busy: () => [],
  learn: () => {},
  now: () => 0,
  stop: () => {},
  stopped: () => false,
}

type Waiting = { asked: Asked; go(answer: Turn | Blocked): void }
type Tenant = { bucket: Bucket; urgent: Waiting[]; bulk: Waiting[]; callOff: () => void }
type Pacing = {
  timer: Timer
  limits: Required<PacerOptions>
  tenants: Map<string, Tenant>
  conversations: Conversations
}

/**
 * Keeps every tenant and conversation within Teams' windows, as far as this process knows what leaves: what it sends, and what
 * it learned of others. What answers a turn of somebody must not wait: it is noted, and others wait for it.
 */
export function createPacer(timer: Timer, options: PacerOptions = {}): Pacer {
  const limits = {
    tenant: windowsToKeep(options.tenant ?? tenantWindows),
    conversation: windowsToKeep(options.conversation ?? conversationWindows),
    mostUnderWay: options.mostUnderWay ?? usuallyUnderWay,
  }
  const conversations = pacedConversations(timer, limits.conversation)
  const pacing: Pacing = { timer, limits, tenants: new Map(), conversations }
  let stopped = false
  return {
    turn(asked) {
      if (stopped) return Promise.resolve({ blockedForSeconds: 0 })
      const tenant = tenantOf(pacing, asked.tenant)
      return new Promise(go => {
        tenant[asked.urgent ? 'urgent' : 'bulk'].push({ asked, go })
        letGo(pacing, tenant)
      })
    },
    note({ tenant, conversation }) {
      const moment = timer.now()
      count(tenantOf(pacing, tenant).bucket, moment)
      if (conversation === undefined) return
      count(conversations.of(conversation), moment)
      conversations.use(idOf(tenant), conversation)
    },
    busy: conversations.busy,
    learn: conversations.learn,
    now: timer.now,
    stop() {
      stopped = true
      for (const tenant of pacing.tenants.values()) {
        tenant.callOff()
        for (const { go } of empty(tenant)) go({ blockedForSeconds: 0 })
      }
    },
    stopped: () => stopped,
  }
}

/** Lets go whoever of a tenant may go now, and comes back when the next may. */
function letGo(pacing: Pacing, tenant: Tenant): void {
  const { timer, limits } = pacing
  const { bucket: own } = tenant
  tenant.callOff()
  for (;;) {
    const now = timer.now()
    if (isHeldUp(own, now)) {
      for (const { go } of empty(tenant)) go(blocked(own, now))
      return
    }
    // After a pause one goes ahead, to see whether the trouble is over.
    const most = own.pauses > 0 ? 1 : limits.mostUnderWay
    if (own.underWay + own.reserved >= most) return
    const next = nextOf(pacing, tenant, now)
    if ('at' in next) {
      const wait = Math.max(1, Math.ceil(next.at - now))
      if (next.at < Number.POSITIVE_INFINITY) tenant.callOff = timer.after(wait, () => letGo(pacing, tenant))
      return
    }
    next.one.go(turnFor(pacing, tenant, next.one.asked))
  }
}

/** The first whose conversation is free; else when to look again. Whoever would have to wait long is told so. */
function nextOf(pacing: Pacing, tenant: Tenant, now: number): { one: Waiting } | { at: number } {
  const tenantFree = free(tenant.bucket, now)
  if (tenantFree > now) return { at: tenantFree }
  let at = Number.POSITIVE_INFINITY
  for (const line of [tenant.urgent, tenant.bulk]) {
    for (let i = 0; i < line.length; i += 1) {
      const one = line[i] as Waiting
      const { conversation } = one.asked
      const moment = conversation === undefined ? now : pacing.conversations.free(conversation, now)
      if (moment <= now) return { one: line.splice(i, 1)[0] as Waiting }
      const bucket = bucketOf(pacing, conversation)
      if (bucket && isHeldUp(bucket, now)) {
        line.splice(i, 1)
        i -= 1
        one.go(blocked(bucket, now))
      } else at = Math.min(at, moment)
    }
  }
  return { at }
}

/** Leave for one request, which counts from now on. */
function turnFor(pacing: Pacing, tenant: Tenant, asked: Asked): Turn {
  const conversation = bucketOf(pacing, asked.conversation)
  const both = conversation ? [tenant.bucket, conversation] : [tenant.bucket]
  for (const one of both) one.reserved += 1
  if (asked.conversation !== undefined) pacing.conversations.use(idOf(asked.tenant), asked.conversation)
  let gone = false
  const left = () => {
    if (gone) return
    gone = true
    const moment = leftAt(tenant.bucket, pacing.timer.now())
    for (const one of both) leave(one, moment)
  }
  return {
    left,
    ended(outcome, againInSeconds) {
      const now = pacing.timer.now()
      left()
      for (const one of both) one.underWay -= 1
      if (againInSeconds !== undefined && conversation && 'reason' in outcome)
        pauseBucket(conversation, now + againInSeconds * 1000, outcome.reason)
      takeSign(tenant.bucket, { outcome, conversation: asked.conversation ?? '', now })
      letGo(pacing, tenant)
    },
    unused() {
      for (const one of both) one.reserved -= 1
      letGo(pacing, tenant)
    },
  }
}

/** Tenants' ids are the same in small and capital letters. */
const idOf = (tenant: string): string => tenant.toLowerCase()

function tenantOf({ tenants, limits }: Pacing, id: string): Tenant {
  const name = idOf(id)
  const known = tenants.get(name)
  const tenant = known ?? { bucket: bucket(limits.tenant), urgent: [], bulk: [], callOff: () => {} }
  tenants.set(name, tenant)
  return tenant
}

const bucketOf = ({ conversations }: Pacing, name?: string): Bucket | undefined =>
  name === undefined ? undefined : conversations.of(name)

const isHeldUp = ({ blockedUntil }: Bucket, now: number): boolean => blockedUntil > now + patienceMilliseconds

function blocked({ blockedUntil, reason }: Bucket, now: number): Blocked {
  return { blockedForSeconds: (blockedUntil - now) / 1000, ...(reason ? { reason } : {}) }
}

const empty = ({ urgent, bulk }: Tenant): Waiting[] => [...urgent.splice(0), ...bulk.splice(0)]
