import { randomUUID } from 'node:crypto'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { createPrometheus } from '../../src/adapters/http/metrics.ts'
import { listen } from '../../src/adapters/http/server.ts'
import { createTeamsBot } from '../../src/adapters/teams/teams-bot.ts'
import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import { createApp } from '../../src/app.ts'
import { deliveryFigures } from '../../src/delivery/delivery-figures.ts'
import { createPacer } from '../../src/delivery/pacer.ts'
import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { addDays, dayOf, instantOf } from '../../src/partnership/day.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import type { Timer } from '../../src/ports/clock.ts'
import { type Log, silentLog } from '../../src/ports/log.ts'
import type { Store } from '../../src/ports/store.ts'
import { tenant } from './accounts.ts'
import { birminghamToWorkWith } from './birmingham.ts'
import { type FakeConnector, type Posted, startFakeConnector } from './fake-connector.ts'
import { leapingTimer } from './leaping-timer.ts'
import { type Member, memberClient } from './member.ts'
import { temporaryStore } from './temporary-store.ts'

export type RunningApp = Awaited<ReturnType<typeof runApp>>

/**
 * The whole product over real HTTP, on a clock driven by hand and a fake connector; in a store of its own, for Birmingham's
 * partnership with somebody in every seat, unless told.
 */
export async function runApp(options: {
  store?: Store
  file?: PartnershipFile
  now: string
  log?: Log
  timer?: Timer
}) {
  const { store = temporaryStore(), file = birminghamToWorkWith() } = options
  let now = options.now
  const clock = { now: () => now }
  const connector = await startFakeConnector()
  const prometheus = createPrometheus()
  const log = options.log ?? silentLog
  const pacer = createPacer(options.timer ?? leapingTimer(clock))
  const app = createApp({
    store,
    spreadsheets,
    messenger: createTeamsMessenger(noCredentials, { clock }),
    clock,
    log,
    metrics: prometheus,
    pacer,
    instance: randomUUID(),
  })
  const process = createTeamsBot({
    bot: app.bot,
    log,
    metrics: prometheus,
    credentials: noCredentials,
    answering: ({ tenantId, conversationId }) =>
      pacer.note({ tenant: tenantId, conversation: conversationId }),
  })
  const server = await listen(
    {
      process,
      health: async () => ({ ok: true }),
      deliveries: deliveryFigures(store, clock),
      prometheus,
      log,
    },
    { host: '127.0.0.1', port: 0 },
  )
  await importPartnership(store, file, now)
  const url = `http://127.0.0.1:${server.port}`
  return {
    app,
    store,
    connector,
    clock,
    url,
    member: (id: string): Member =>
      memberClient({ url, connector, person: id, entraId: entraIdOf(file, id), tenant }),
    /** Moves the clock, and lets everything due then happen. Returns what was posted. */
    async goTo(instant: string): Promise<Posted[]> {
      const before = connector.posted.length
      if (instant < now) throw new Error('The clock of a test only goes forward.')
      now = instant
      await app.sweep()
      return connector.posted.slice(before)
    },
    /** Every morning at 09:00 London up to and with a day: what was posted on which day. */
    async mornings(until: string): Promise<{ day: string; post: Posted }[]> {
      const found: { day: string; post: Posted }[] = []
      for (let day = nextMorning(now); day <= until; day = addDays(day, 1)) {
        const posts = await this.goTo(instantOf(day, '09:00'))
        found.push(...posts.map(post => ({ day, post })))
      }
      return found
    },
    async stop({ keepStore = false } = {}) {
      await server.close()
      connector.stop()
      if (!keepStore) await store.close()
    },
  }
}

const noCredentials = {} as Parameters<typeof createTeamsMessenger>[0]

function nextMorning(now: string): string {
  const today = dayOf(now)
  return now < instantOf(today, '09:00') ? today : addDays(today, 1)
}

function entraIdOf(file: PartnershipFile, id: string): string {
  return file.people.find(person => person.id === id)?.entraId ?? `stranger-${id}`
}

export { tenant, withAccounts } from './accounts.ts'
export type { FakeConnector }
