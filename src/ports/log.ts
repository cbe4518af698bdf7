/**
 * What a log line may hold: counts, codes and our own references. Never a name, free text, a message of an
 * error, or a stack: those can hold what somebody typed about a child.
 */
export type LogFields = Record<string, string | number | boolean | undefined>

export type Log = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** The kind of an error, fit for a log: its code where it has one, else its class. Never its message. */
export function errorKind(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error
  if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number'))
    return String(error.code)
  return error.constructor.name
}

/** Counts and figures for `GET /metrics`. Names and labels are ours, never what somebody typed. */
export type Metrics = {
  count(name: string, labels?: Record<string, string>): void
  observe(name: string, seconds: number): void
}

export const noMetrics: Metrics = { count: () => {}, observe: () => {} }
