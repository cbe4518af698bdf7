import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Metrics } from '../../ports/log.ts'

export type Prometheus = Metrics & { read(): Promise<{ contentType: string; text: string }> }

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
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
