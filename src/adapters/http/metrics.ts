import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { DeliveryFigures } from '../../delivery/delivery-figures.ts'
import type { Metrics } from '../../ports/log.ts'

export type Prometheus = Metrics & {
  /** How sending goes at this moment. */
  setDeliveries(figures: DeliveryFigures): void
  read(): Promise<{ contentType: string; text: string }>
}

const help: Record<string, string> = {
  deliveries_total: 'Deliveries by kind and the state they came to.',
  wakes_total: 'Documents woken, by type.',
  turns_failed_total: 'Turns that ended in trouble, by its kind.',
  turn_seconds: 'How long turns took.',
}

/** Counts and times for GET /metrics, in Prometheus' text format, with the process's own. */
export function createPrometheus(): Prometheus {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const oldest = new Gauge({
    name: 'convenor_delivery_oldest_unsent_seconds',
    help: 'How long the oldest delivery that should have been sent by now has waited.',
    registers: [registry],
  })
  const deliveries = new Gauge({
    name: 'convenor_deliveries',
    help: 'Deliveries by the state they are in; 1000 stands for so many or more.',
    labelNames: ['state'],
    registers: [registry],
  })
  const counters = new Map<string, Counter>()
  const histograms = new Map<string, Histogram>()
  return {
    count(name, labels = {}) {
      const made = () =>
        new Counter({
          name: `convenor_${name}`,
          help: help[name] ?? name,
          labelNames: Object.keys(labels),
          registers: [registry],
        })
      const counter = counters.get(name) ?? made()
      counters.set(name, counter)
      counter.inc(labels)
    },
    observe(name, seconds) {
      const made = () =>
        new Histogram({
          name: `convenor_${name}`,
          help: help[name] ?? name,
          registers: [registry],
          buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 15],
        })
      const histogram = histograms.get(name) ?? made()
      histograms.set(name, histogram)
      histogram.observe(seconds)
    },
    setDeliveries({ oldestUnsentSeconds, states }) {
      oldest.set(oldestUnsentSeconds)
      for (const [state, count] of Object.entries(states)) deliveries.set({ state }, count)
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
