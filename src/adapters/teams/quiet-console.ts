import { errorKind, type Log } from '../../ports/log.ts'

/**
 * The Bot Framework prints whole errors, stack and message, to console.error when it refuses a call: from now on
 * only the kind of such an error is logged. Nothing of ours writes to the console after the start.
 */
export function quietConsole(log: Log): void {
  console.error = (...what: unknown[]) => log.warn('sdk-error', { why: errorKind(what[0]) })
}
