import { spreadsheets } from './adapters/files/spreadsheets.ts'
import { createJsonLog } from './adapters/http/json-log.ts'
import { createPrometheus } from './adapters/http/metrics.ts'
import { type Health, type Listening, listen } from './adapters/http/server.ts'
import { quietConsole } from './adapters/teams/quiet-console.ts'
import { createTeamsBot } from './adapters/teams/teams-bot.ts'
import { createTeamsMessenger } from './adapters/teams/teams-messenger.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { deliveryFigures } from './delivery/delivery-figures.ts'
import { createPacer } from './delivery/pacer.ts'
import { openStore } from './open-store.ts'
import { registry } from './partnership/records.ts'
import { type Clock, systemClock, systemTimer } from './ports/clock.ts'
import { errorKind } from './ports/log.ts'
import type { Store } from './ports/store.ts'
import { tellingStore } from './wake/telling-store.ts'
import { startTicker } from './wake/ticker.ts'

const sweepEverySeconds = 2

/** Builds every adapter, hangs the product between them, and listens. It closes the store that it is given, too. */
export async function start(
  config: Config,
  { clock = systemClock, store: opened }: { clock?: Clock; store?: Store } = {},
): Promise<Listening> {
  const log = createJsonLog(config.logLevel)
  quietConsole(log)
  const prometheus = createPrometheus()
  const kept = opened ?? (await openStore(config))
  const store = tellingStore(kept, clock, () => ticker.nudge())
  const pacer = createPacer(systemTimer)
  const instance = crypto.randomUUID()
  const app = createApp({
    store,
    messenger: createTeamsMessenger(config.bot, { clock }),
    spreadsheets,
    clock,
    log,
    metrics: prometheus,
    pacer,
    instance,
    leaseSeconds: config.leaseSeconds,
  })
  const ticker = startTicker(sweepEverySeconds, app.look, log)
  const process = createTeamsBot({
    bot: app.bot,
    log,
    metrics: prometheus,
    credentials: config.bot,
    answering: ({ tenantId, conversationId }) =>
      pacer.note({ tenant: tenantId, conversation: conversationId }),
  })
  const server = await listen(
    { process, health: () => health(store), deliveries: deliveryFigures(store, clock), prometheus, log },
    config,
  )
  log.info('listening', { host: config.host, port: server.port, verified: config.verified, instance })
  if (!config.verified)
    log.warn('no-credentials', { note: 'calls are not verified, so only this machine is served' })
  return {
    port: server.port,
    async close() {
      await ticker.stop()
      await app.stop()
      await server.close()
      await app.release()
      await store.close()
    },
  }
}

async function health(store: Store): Promise<Health> {
  try {
    await store.get(registry, 'health')
    return { ok: true }
  } catch (error) {
    return { ok: false, why: `store: ${errorKind(error)}` }
  }
}
