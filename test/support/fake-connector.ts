import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { gate, type Windows } from './teams-windows.ts'

export type Posted = {
  id: string
  conversation: string
  text?: string
  card?: Card
  attachments?: unknown[]
  summary?: string
  updates: number
}
export type Card = Record<string, unknown> & { body?: unknown[]; actions?: unknown[] }

type Kind = 'post' | 'update' | 'open'

/** How one coming request is answered instead: `delivered` says whether it took effect all the same. */
export type Trouble = {
  status: number | 'drop' | 'hang'
  delivered?: boolean
  retryAfter?: number | string
  on?: Kind
  /** Only in this conversation. */
  in?: string
  /** So many requests; one unless told. */
  times?: number
  /** So many requests pass before it begins. */
  after?: number
}

type Activity = { type?: string; text?: string; summary?: string; attachments?: { content: Card }[] }

export type ConnectorOptions = {
  /** What is over is answered with 429 and Retry-After, and does not take effect. */
  windows?: Windows
  /** How long an answer takes, in milliseconds: this long and up to twice as long. */
  latency?: number
  /** Which tenant a conversation belongs to; one for all unless told. */
  tenantOf?: (conversation: string) => string
  /** When what comes now for a conversation is taken to have come; left out, now. */
  arrivesAt?: (conversation: string) => number | undefined
}

/** A Bot Connector that keeps what is posted where, and gives trouble when told to. Post ids are unlike each other. */
export async function startFakeConnector(options: ConnectorOptions = {}) {
  const { latency = 0, tenantOf = () => '', arrivesAt = () => undefined } = options
  const gated = options.windows && gate(options.windows)
  const kept = keeper()
  const troubles: Trouble[] = []
  const requests: string[] = []
  const throttled: string[] = []

  const take = (kind: Kind, conversation: string | undefined): Trouble | undefined => {
    const fits = (one: Trouble) => (one.on ?? 'post') === kind && (!one.in || one.in === conversation)
    const hasBegun = (one: Trouble) => {
      const left = one.after ?? 0
      one.after = left - 1
      return left <= 0
    }
    const found = troubles.find(one => fits(one) && hasBegun(one))
    if (!found) return undefined
    found.times = (found.times ?? 1) - 1
    if (found.times <= 0) troubles.splice(troubles.indexOf(found), 1)
    return found
  }
  const server = createServer(async (req, res) => {
    const body = await readJson(req)
    requests.push(`${req.method} ${req.url}`)
    const found = route(req)
    if (!found) return respond(res, { status: 404 }, {})
    const { kind, conversation, activity } = found
    const tenant =
      conversation === undefined ? String((body as Opening).tenantId ?? '') : tenantOf(conversation)
    const retryAfter = gated?.refuse(tenant, conversation, arrivesAt(conversation ?? ''))
    if (retryAfter !== undefined) throttled.push(conversation ?? tenant)
    const trouble = retryAfter === undefined ? take(kind, conversation) : { status: 429, retryAfter }
    const answer =
      !trouble || trouble.delivered ? kept[kind](body as never, conversation ?? '', activity) : {}
    if (latency > 0) await pause(latency * (1 + Math.random()))
    respond(res, trouble, answer)
  })
  // A connection that ends by itself while a request leaves is an unknown outcome that no test asked for.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted: kept.posted,
    requests,
    /** Conversations, or tenants for openings, whose requests were over their windows. */
    throttled,
    /** When requests that passed came, by tenant and by conversation; milliseconds. Only with windows. */
    times: { tenants: gated?.tenants, conversations: gated?.conversations },
    trouble: (...more: Trouble[]) => troubles.push(...more.map(one => ({ ...one }))),
    /** Ends all trouble that has not come yet. */
    calm: () => troubles.splice(0),
    in: (conversation: string) => kept.posted.filter(post => post.conversation === conversation),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type FakeConnector = Awaited<ReturnType<typeof startFakeConnector>>

export const personalConversation = (entraId: string): string => `personal-${entraId}`

/** As Teams' are, a moment in milliseconds: of two, the later is the greater. */
const messageId = (number: number): string => String(1_500_000_000_000 + number)

type Opening = { tenantId?: string; members: { id: string }[] }

/** What takes effect, by the kind of request. */
function keeper() {
  const posted: Posted[] = []
  const byId = new Map<string, Posted>()
  return {
    posted,
    open: (body: Opening) => ({ id: personalConversation(body.members[0]?.id ?? '') }),
    post(activity: Activity, conversation: string) {
      const { type, text, summary, attachments } = activity
      const id = messageId(posted.length + 1)
      // That somebody is typing is shown, and is no message.
      if (type === 'typing') return { id: 'typing' }
      const card = attachments?.[0]?.content
      const one: Posted = { id, conversation, text, card, attachments, summary, updates: 0 }
      posted.push(one)
      byId.set(id, one)
      return { id }
    },
    update(activity: Activity, _conversation: string, id = '') {
      const one = byId.get(id)
      const card = activity.attachments?.[0]?.content
      if (one) Object.assign(one, { text: activity.text, card, updates: one.updates + 1 })
      return { id }
    },
  }
}

const routes: [method: string, pattern: RegExp, kind: Kind][] = [
  ['POST', /^\/v3\/conversations$/, 'open'],
  ['POST', /^\/v3\/conversations\/([^/]+)\/activities(?:\/[^/]+)?$/, 'post'],
  ['PUT', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'update'],
]

function route(req: IncomingMessage): { kind: Kind; conversation?: string; activity?: string } | undefined {
  for (const [method, pattern, kind] of routes) {
    const found = req.method === method ? pattern.exec(req.url ?? '') : null
    const [conversation, activity] = found?.slice(1).map(part => part && decodeURIComponent(part)) ?? []
    if (found) return { kind, ...(conversation ? { conversation } : {}), ...(activity ? { activity } : {}) }
  }
  return undefined
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of req) text += chunk
  return text === '' ? {} : JSON.parse(text)
}

function respond(res: ServerResponse, trouble: Trouble | undefined, answer: object): void {
  if (trouble?.status === 'hang') return
  if (trouble?.status === 'drop') return void res.destroy()
  const headers = {
    'content-type': 'application/json',
    ...(trouble?.retryAfter ? { 'retry-after': String(trouble.retryAfter) } : {}),
  }
  res.writeHead(trouble?.status ?? 200, headers)
  res.end(JSON.stringify(trouble ? { error: { code: 'trouble', message: 'as the test wished' } } : answer))
}
