import { actionsFeature } from './actions/index.ts'
import { bulletinsFeature } from './bulletins/index.ts'
import { challengesFeature, settledDraft } from './challenges/index.ts'
import { askToday, chasingFeature, chasingHours, nextAttention } from './chasing/index.ts'
import { carriedPace } from './delivery/carried-pace.ts'
import type { DeliveryKind } from './delivery/delivery.ts'
import { deliveryFeature } from './delivery/index.ts'
import type { Pacer } from './delivery/pacer.ts'
import type { Feature, WakeHandler } from './feature.ts'
import { agendasAnew, itemOffWrites, itemWrites, meetingsFeature } from './meetings/index.ts'
import { peopleFeature } from './people/index.ts'
import type { Bot } from './ports/bot.ts'
import type { Clock } from './ports/clock.ts'
import type { Spreadsheets } from './ports/files.ts'
import type { Log, Metrics } from './ports/log.ts'
import type { Messenger } from './ports/messenger.ts'
import type { Store } from './ports/store.ts'
import { reviewsFeature } from './reviews/index.ts'
import { forgetTurn } from './turn/decide-once.ts'
import { createBot } from './turn/route-turn.ts'
import { tenantLeases } from './wake/tenant-leases.ts'
import { wakeLoop } from './wake/wake-loop.ts'

export type AppPorts = {
  store: Store
  messenger: Messenger
  spreadsheets: Spreadsheets
  clock: Clock
  log: Log
  metrics: Metrics
  /** Keeps what is sent within Teams' limits. */
  pacer: Pacer
  /** The name of this instance, different from that of every other one. */
  instance: string
  /** How long a lease lasts that is not renewed; 30 seconds unless told. */
  leaseSeconds?: number
}

export type App = {
  bot: Bot
  /** Sets going whatever is due now, without waiting for it to be done. */
  look(): Promise<void>
  /** Does everything that is due now; returns how much it was. */
  sweep(): Promise<number>
  /** Sends nothing more, and waits for what is under way. */
  stop(): Promise<void>
  /** Gives up this instance's leases. */
  release(): Promise<void>
}

/** The whole product: every feature, and how they hang together. */
export function createApp(ports: AppPorts): App {
  const { store, spreadsheets, clock, log, metrics, pacer, instance } = ports
  const features: Feature[] = [
    actionsFeature({
      store,
      spreadsheets,
      nextAttention,
      settled: settledDraft,
      agendaItem: (at, item) => itemWrites(store, at, item),
      offAgenda: (at, item) => itemOffWrites(store, at, item),
      agendasAnew: (at, of) => agendasAnew(store, at, of),
    }),
    chasingFeature(store),
    challengesFeature({ store, nextAttention, ask: askToday(store) }),
    meetingsFeature(store),
    reviewsFeature({ store, ask: askToday(store), hours: chasingHours }),
    peopleFeature({ store, spreadsheets }),
    bulletinsFeature({ store, spreadsheets }),
  ]
  const kinds: Record<string, DeliveryKind> = Object.assign(
    {},
    ...features.map(feature => feature.deliveries ?? {}),
  )
  const held = tenantLeases(store, instance, ports.leaseSeconds, carriedPace(pacer, clock, instance))
  const leads = (partnership: string) => held.hold(partnership, clock.now())
  features.push(deliveryFeature({ ...ports, kinds, leads }))

  const handlers: Record<string, WakeHandler> = Object.assign(
    {},
    ...features.map(feature => feature.wakes ?? {}),
    {
      turn: (doc: Parameters<WakeHandler>[0]) => forgetTurn(store, doc),
    },
  )
  const lanes = Object.assign({}, ...features.map(feature => feature.lanes ?? {}))
  const loop = wakeLoop({ store, clock, log, metrics, leases: held, handlers, lanes })
  return {
    bot: createBot({ store, clock, log, metrics, features }),
    look: loop.look,
    sweep: loop.sweep,
    async stop() {
      pacer.stop()
      await loop.settled()
    },
    release: () => held.release(clock.now()),
  }
}
