import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gate, teamsWindows } from '../../test/support/teams-windows.ts'
import { answerParent } from './answer-parent.ts'

/** What a connector saw since it was asked last. Times are milliseconds since the first request. */
export type Seen = {
  posted: number
  throttledAt: number[]
  tenants: Record<string, number[]>
  /** By chat, how many copies arrived. */
  copies: Record<string, number>
}

/** Which tenant a chat of a benchmark belongs to: 'chat-t3-17'. */
const tenantOf = (path: string): string => /chat-(t\d+)-/.exec(path)?.[1] ?? ''

/** A Bot Connector with Teams' windows, that answers after 100 to 200 ms and keeps figures only. */
const latency = 100
let gated = gate(teamsWindows)
let throttled: number[] = []
let copies = new Map<string, number>()
const tried = new Set<string>()

/**
 * With TROUBLE, of a hundred chats: one is throttled at first, one has an unknown outcome at first (every other time the
 * card arrives), three are blocked.
 */
function troubleIn(path: string): { status: number; arrives: boolean } | undefined {
  const number = Number(/-(\d+)\/activities/.exec(path)?.[1] ?? Number.NaN)
  if (!process.env['TROUBLE'] || Number.isNaN(number)) return undefined
  if ([20, 50, 80].includes(number % 100)) return { status: 403, arrives: false }
  const first = !tried.has(path)
  tried.add(path)
  if (first && number % 100 === 5) return { status: 429, arrives: false }
  return first && number % 100 === 6 ? { status: 504, arrives: number % 200 === 6 } : undefined
}

const server = createServer(async (req, res) => {
  if (req.method === 'GET') return void res.end(JSON.stringify(seen()))
  let bytes = 0
  for await (const chunk of req) bytes += chunk.length
  const path = decodeURIComponent(req.url ?? '')
  const retryAfter = gated.refuse(tenantOf(path), path)
  if (retryAfter !== undefined) throttled.push(performance.now())
  const trouble = retryAfter === undefined ? troubleIn(path) : { status: 429, arrives: false }
  if (trouble?.arrives ?? true) copies.set(path, (copies.get(path) ?? 0) + 1)
  const headers = {
    'content-type': 'application/json',
    ...(retryAfter ? { 'retry-after': `${retryAfter}` } : {}),
  }
  setTimeout(
    () => {
      res.writeHead(trouble?.status ?? 200, headers)
      res.end(JSON.stringify({ id: `m${bytes}` }))
    },
    latency * (1 + Math.random()),
  )
})

function seen(): Seen {
  const first = Math.min(...[...gated.tenants.values()].map(times => times[0] ?? Number.POSITIVE_INFINITY))
  const since = (times: readonly number[]) => times.map(time => time - first)
  const tenants = Object.fromEntries([...gated.tenants].map(([name, times]) => [name, since(times)]))
  const posted = Object.values(tenants).reduce((sum, times) => sum + times.length, 0)
  const found = { posted, throttledAt: since(throttled), tenants, copies: Object.fromEntries(copies) }
  copies = new Map()
  tried.clear()
  gated = gate(teamsWindows)
  throttled = []
  return found
}

server.listen(0, '127.0.0.1')
await once(server, 'listening')
answerParent({
  port: (server.address() as AddressInfo).port,
  close: async () => {
    server.closeAllConnections()
    server.close()
  },
})
