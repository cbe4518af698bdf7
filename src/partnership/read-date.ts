import { GB } from 'chrono-node/en'
import { type Day, isDay } from './day.ts'

/**
 * The day somebody means, as people here write it: '2026-12-01', '1 Dec', '12/01' (12 January), 'next Friday'.
 * Undefined when no single day can be read. `today` is the London day from which relative words count.
 */
export function readDate(text: string, today: Day): Day | undefined {
  const trimmed = text.trim()
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return isDay(trimmed) ? trimmed : undefined
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }
  const [found, second] = GB.parse(trimmed, reference, { forwardDate: true })
  if (!found || second || found.end || found.text.length < trimmed.length - 4) return undefined
  const pad = (part: 'month' | 'day') => String(found.start.get(part)).padStart(2, '0')
  const day = `${found.start.get('year')}-${pad('month')}-${pad('day')}`
  return isDay(day) ? day : undefined
}
