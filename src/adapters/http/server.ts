import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Next, plugins, type Request, type Response, type Server } from 'restify'
import type { DeliveryFigures } from '../../delivery/delivery-figures.ts'
import type { Log } from '../../ports/log.ts'
import type { ProcessActivity } from '../teams/teams-bot.ts'
import type { Prometheus } from './metrics.ts'
import { together } from './together.ts'

/** Whether Convenor can serve now, and why not when it cannot. */
export type Health = { ok: true } | { ok: false; why: string }

export type ServerPorts = {
  process: ProcessActivity
  health(): Promise<Health>
  /** How sending goes; left out where nothing is sent. */
  deliveries?(): Promise<DeliveryFigures>
  prometheus: Prometheus
  log: Log
}

export type Listening = { port: number; close(): Promise<void> }

/** The port cannot be listened on. The message says what to do. */
export class PortTaken extends Error {
  readonly code = 'port-taken'
}

const mostBytes = 512 * 1024

/** The HTTP door: POST /api/messages, GET /health, GET /metrics. */
export async function listen(
  ports: ServerPorts,
  { host, port, metricsToken }: { host: string; port: number; metricsToken?: string | undefined },
): Promise<Listening> {
  const server = createServer({ name: 'Convenor' })
  const othersOfThisMoment = together()
  server.pre(onlyPlainJson)
  server.post(
    '/api/messages',
    plugins.bodyReader({ maxBodySize: mostBytes }),
    async () => othersOfThisMoment(),
    ...plugins.jsonBodyParser({ mapParams: false, bodyReader: true }),
    async (req, res) => {
      // Restify's chain goes on with one request at a time: they meet again here.
      await othersOfThisMoment()
      const { status, body } = await ports.process({
        authorization: req.headers.authorization,
        body: req.body,
      })
      res.send(status, body)
    },
  )
  server.get('/health', async (req, res) => {
    const health = await ports.health()
    const figures = health.ok ? await ports.deliveries?.().catch(() => undefined) : undefined
    const { oldestUnsentSeconds, waitsFor, states } = figures ?? {}
    const counts = mayReadMetrics(req, metricsToken) ? { deliveries: states } : {}
    res.send(health.ok ? 200 : 503, { ...health, oldestUnsentSeconds, waitsFor, ...counts })
  })
  server.get('/metrics', async (req, res) => {
    if (!mayReadMetrics(req, metricsToken)) return void res.send(404)
    const figures = await ports.deliveries?.().catch(() => undefined)
    if (figures) ports.prometheus.setDeliveries(figures)
    const { contentType, text } = await ports.prometheus.read()
    res.sendRaw(200, text, { 'content-type': contentType })
  })
  await started(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

/** Figures say how much is going on, reviews included: they are for this machine, and for who has the token. */
function mayReadMetrics(req: Request, token: string | undefined): boolean {
  if (token !== undefined && req.headers.authorization === `Bearer ${token}`) return true
  const forwarded = req.headers['x-forwarded-for'] !== undefined
  return !forwarded && /^(::ffff:)?127\.|^::1$/.test(req.socket.remoteAddress ?? '')
}

/**
 * Bodies are read before a call is known to come from Teams: uploads, which would be kept as files, and compressed
 * bodies, which would grow, are refused unread.
 */
function onlyPlainJson(req: Request, res: Response, next: Next): void {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = req.headers
  const refused = req.method === 'POST' && (!/^application\/json\b/i.test(type) || encoding !== 'identity')
  if (refused) res.send(415, { message: 'Send plain application/json.' })
  next(refused ? false : undefined)
}

const noSuchHost =
  'cannot be listened on: HOST is no address of this machine. Set HOST to 127.0.0.1, or to one that is.'
const cannotListen =
  'cannot be listened on. Set PORT to another number, or HOST to an address of this machine.'
const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program. Stop the other program, or set PORT to another number.',
  EACCES: 'may not be listened on by this user. Set PORT to a number of 1024 or more.',
  EADDRNOTAVAIL: noSuchHost,
  ENOTFOUND: noSuchHost,
  EAI_AGAIN: noSuchHost,
}

async function started(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    const { code = '' } = error as { code?: string }
    throw new PortTaken(`Port ${port} on ${host} ${reasons[code] ?? cannotListen}`, { cause: error })
  }
}
