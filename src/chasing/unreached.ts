import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import type { ChasingRules, Escalated } from '../partnership/local-rules.ts'
import { executiveSeats, leadOn, partnerLeads } from '../partnership/who.ts'

const steps = [
  ['tellWhom', 'to be told'],
  ['decisionOf', 'to be asked for a decision'],
  ['executiveOf', 'to decide when nobody else did'],
] as const

/**
 * What to know of settings that are kept: the steps that would reach nobody, since those seats and posts are empty in the
 * partnership file today. Nothing is lost by it: then the chairs and the business manager are asked.
 */
export function unreached(
  arrangements: Arrangements,
  rules: Pick<ChasingRules, (typeof steps)[number][0]>,
  today: Day,
): string[] {
  const empty = steps.filter(([key]) => rules[key].every(whom => !isHeld(whom, arrangements, today)))
  if (empty.length === 0) return []
  const missing = empty.map(([, words]) => words).join(', ')
  return [
    `Of those named, nobody is in the partnership file today ${missing}: the chairs and the business manager are asked instead.`,
  ]
}

/** The chairs have somebody in their place always: the business team. */
function isHeld(whom: Escalated, arrangements: Arrangements, today: Day): boolean {
  if (whom === 'executive') return executiveSeats(arrangements, today).length > 0
  if (whom === 'partners') return partnerLeads(arrangements, today).length > 0
  if (whom === 'agency-lead') return arrangements.agencies.some(({ id }) => leadOn(arrangements, id, today))
  return true
}
