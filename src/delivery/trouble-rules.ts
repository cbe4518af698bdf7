import type { Trouble } from './outcome.ts'

/** One answer that says there is trouble: which kind, from which conversation, when (milliseconds). */
export type Sign = { trouble: Trouble; conversation: string; at: number }

/** How long signs are put together. */
const togetherMilliseconds = 5000
/**
 * So many conversations throttled together, and it is not they, but the tenant. One more than leave in a group: what a
 * hiccup on the way brings too close together is no reason to stop.
 */
const throttledTogether = 6
/** So many requests in a row without a clear answer, and Teams is ill: what is sent now would be of unknown outcome. */
const unclearInARow = 3

/** Whether trouble concerns everything that goes to the tenant, after these signs since the last success. */
export function concernsTenant(signs: readonly Sign[], now: number): boolean {
  const recent = signs.filter(sign => sign.at > now - togetherMilliseconds)
  const throttled = recent.filter(sign => sign.trouble === 'throttled').map(sign => sign.conversation)
  const unclear = signs.filter(sign => sign.trouble === 'unclear')
  return (
    signs.some(({ trouble }) => trouble === 'credentials' || trouble === 'no-connection') ||
    new Set(throttled).size >= throttledTogether ||
    unclear.length >= unclearInARow
  )
}

const pauses: Record<Trouble, { first: number; longest: number }> = {
  throttled: { first: 5, longest: 300 },
  unclear: { first: 5, longest: 300 },
  'no-connection': { first: 5, longest: 300 },
  credentials: { first: 30, longest: 900 },
}

/** Seconds for which a tenant's requests stop: doubling with each time that it did not help, up to a limit. */
export function pauseSeconds(trouble: Trouble, timesInARow: number): number {
  const { first, longest } = pauses[trouble]
  return Math.min(first * 2 ** (timesInARow - 1), longest)
}
