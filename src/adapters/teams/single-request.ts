/**
 * The connector's HTTP pipeline repeats a request by itself, three times, after an answer of 5xx or none. Posting is
 * not idempotent, so each repeat could be a second copy in somebody's chat: one call must be one request.
 * (@azure/core-rest-pipeline, defaultRetryPolicy; the SDK offers no option for it.)
 */
export function stopRetries(connector: unknown, timeoutMilliseconds = mostMilliseconds): void {
  const pipeline = (connector as { client?: { pipeline?: Pipeline } } | undefined)?.client?.pipeline
  if (!pipeline)
    throw new Error('The connector client has no pipeline of the expected form: retries cannot be stopped.')
  pipeline.removePolicy({ name: 'defaultRetryPolicy' })
  pipeline.addPolicy({
    name: 'convenorTimeout',
    sendRequest: (request, next) => {
      request.timeout = timeoutMilliseconds
      return next(request)
    },
  })
}

/** A connector that never answers must not hold up everybody else: after this its outcome is unknown. */
const mostMilliseconds = 15_000

type Request = { timeout: number }
type Policy = { name: string; sendRequest(request: Request, next: (request: Request) => unknown): unknown }
type Pipeline = { removePolicy(policy: { name: string }): unknown; addPolicy(policy: Policy): unknown }
