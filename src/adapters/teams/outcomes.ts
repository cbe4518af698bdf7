import type { Failed } from '../../delivery/outcome.ts'

type Failure = {
  name?: string
  statusCode?: number
  code?: string
  response?: { headers?: { get(name: string): string | undefined } }
  details?: unknown
}

/** Network errors at which the request certainly never arrived. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])

/**
 * What a failed call to the connector means. 429 is certainly not delivered; 403 and 404 are people who cannot be
 * reached; any 5xx, timeout or broken connection may have been delivered all the same. `now` (an instant) reads
 * Retry-After dates.
 */
export function outcomeOf(error: unknown, now: string): Failed {
  const { name, statusCode, code, response } = error as Failure
  if (statusCode !== undefined) return answered(statusCode, error as Failure, Date.parse(now))
  const atRequest = name === 'RestError' || name === 'AbortError'
  if (!atRequest)
    return {
      outcome: 'not-now',
      reason: 'No valid credentials for Teams could be obtained.',
      trouble: 'credentials',
    }
  if (code !== undefined && neverSent.has(code) && response === undefined)
    return { outcome: 'not-now', reason: 'Teams could not be reached.', trouble: 'no-connection' }
  return { outcome: 'unknown', reason: 'Teams gave no clear answer: it may have been delivered.' }
}

function answered(status: number, failure: Failure, now: number): Failed {
  switch (status) {
    case 429: {
      const seconds = retryAfter(failure.response?.headers?.get('retry-after'), now)
      const wait = seconds === undefined ? {} : { retryAfterSeconds: seconds }
      return { outcome: 'not-now', reason: 'Teams asked us to slow down.', trouble: 'throttled', ...wait }
    }
    case 401:
      return { outcome: 'not-now', reason: 'Teams did not accept our credentials.', trouble: 'credentials' }
    case 403:
      return forbidden(`${failure.code} ${JSON.stringify(failure.details ?? '')}`)
    case 404:
      return { outcome: 'unreachable', why: 'removed', reason: removed }
    case 412:
      return { outcome: 'not-now', reason: 'Teams was busy with this chat.' }
    case 408:
      return { outcome: 'unknown', reason: 'Teams gave no clear answer: it may have been delivered.' }
    case 413:
      return { outcome: 'refused', reason: 'Teams found the card too large.' }
    default:
      return status < 500
        ? { outcome: 'refused', reason: `Teams refused the message (answer ${status}).` }
        : { outcome: 'unknown', reason: 'Teams gave no clear answer: it may have been delivered.' }
  }
}

const removed = 'The chat is gone: they may have left, or removed Convenor.'

/** Teams names the cause of a 403 in its answer; most are a person's own doing, one is an administrator's. */
function forbidden(said: string): Failed {
  const outcome = 'unreachable'
  if (/BotDisabledByAdmin/i.test(said))
    return {
      outcome,
      why: 'switched-off',
      reason: 'Their organisation’s administrators have switched Convenor off.',
    }
  if (/BotNotInConversationRoster/i.test(said)) return { outcome, why: 'removed', reason: removed }
  return { outcome, why: 'blocked', reason: 'They have blocked Convenor, or it is not installed for them.' }
}

const longestSeconds = 86_400

/** Seconds, or an HTTP date. What is no wait at all counts as not said; nobody waits for more than a day. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? ''
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000
  return seconds > 0 ? Math.min(seconds, longestSeconds) : undefined
}
