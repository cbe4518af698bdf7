import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { leadsOn } from '../partnership/who.ts'

/**
 * Of whom an agency's return is asked on a day: of its lead, or of whoever stands in for them. A lead on leave without
 * a deputy finds it when they are back; nobody is asked in the place of one who has left without a deputy.
 */
export function askedFor(arrangements: Arrangements, agency: string, today: Day): string[] {
  const leads = leadsOn(arrangements, agency, today)
  const present = leads.filter(person => !isAway(arrangements, person, today))
  return present.length > 0 ? present : leads.slice(0, 1)
}

/** Why nobody who is there can be asked for an agency's return on a day; undefined when somebody can. */
export function whyUnasked(arrangements: Arrangements, agency: string, today: Day): string | undefined {
  const [asked] = askedFor(arrangements, agency, today)
  if (asked !== undefined)
    return isAway(arrangements, asked, today) ? 'its lead is away and nobody stands in for them' : undefined
  const named = arrangements.agencies.some(({ id, lead }) => id === agency && lead !== undefined)
  return named ? 'its lead has left and nobody stands in for them' : 'no lead is named in the arrangements'
}

/** The agencies that somebody answers for on a day. */
export function answersFor(arrangements: Arrangements, person: string, today: Day): string[] {
  return arrangements.agencies
    .map(({ id }) => id)
    .filter(agency => leadsOn(arrangements, agency, today).includes(person))
}
