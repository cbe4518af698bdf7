import type { Outcome } from '../../delivery/outcome.ts'

type Failure = {
  name?: string
  statusCode?: number
  code?: string
  response?: { headers?: { get(name: string): string | undefined } }
}

/** Network errors at which the request certainly never arrived. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * What a failed call to the connector means. 429 is certainly not delivered; 403 and 404 are people who cannot be
 * reached; any 5xx, timeout or broken connection may have been delivered all the same.
 */
export function outcomeOf(error: unknown): Exclude<Outcome, { outcome: 'sent' }> {
  const { name, statusCode, code, response } = error as Failure
  if (statusCode === 429) {
    const seconds = Number(response?.headers?.get('retry-after'))
    return {
      outcome: 'not-now',
      reason: 'Teams asked us to slow down.',
      ...(seconds > 0 ? { retryAfterSeconds: seconds } : {}),
    }
  }
  if (statusCode === 403)
    return { outcome: 'unreachable', reason: 'They have blocked Convenor, or it is not installed for them.' }
  if (statusCode === 404)
    return { outcome: 'unreachable', reason: 'The chat is gone: they may have left, or removed Convenor.' }
  if (statusCode === 401)
    return { outcome: 'not-now', reason: 'Teams did not accept our credentials.', retryAfterSeconds: 300 }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500 && statusCode !== 408) {
    return { outcome: 'refused', reason: `Teams refused the message (answer ${statusCode}).` }
  }
  const atRequest = name === 'RestError' || name === 'AbortError'
  if (!atRequest)
    return {
      outcome: 'not-now',
      reason: 'No valid credentials for Teams could be obtained.',
      retryAfterSeconds: 300,
    }
  if (code !== undefined && neverSent.has(code))
    return { outcome: 'not-now', reason: 'Teams could not be reached.' }
  return { outcome: 'unknown', reason: 'Teams gave no clear answer: it may have been delivered.' }
}
