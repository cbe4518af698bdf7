import type { Arrangements } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { businessTeam } from '../partnership/records.ts'
import type { Draft, Store } from '../ports/store.ts'
import { approversAsked, askedAgainAt, mostAsked } from './approval-rules.ts'
import { type Bulletin, convenor } from './bulletin.ts'
import { newsDraft, toTell } from './bulletin-news.ts'

/** The bulletin with whom its approval is asked of from now on, and when they are asked again. */
export async function withAsked(
  store: Store,
  arrangements: Arrangements,
  bulletin: Bulletin,
  { now, times = 1 }: { now: string; times?: number },
): Promise<Bulletin> {
  const today = dayOf(now)
  const team = (await businessTeam(store, arrangements.partnership.id, today)).map(({ id }) => id)
  const people = approversAsked({ arrangements, team, bulletin, today, times })
  return { ...bulletin, asked: { people, at: now, times, nextAt: askedAgainAt(arrangements, today) } }
}

/**
 * Asks once more for an approval that nobody gave: of whoever is there by now. Asked often enough, its author is told
 * instead, and nobody is asked again by itself. It is no new version: the cards that approvers have go on working.
 */
export async function askAgain(
  store: Store,
  arrangements: Arrangements,
  bulletin: Bulletin,
  now: string,
): Promise<{ bulletin: Bulletin; tell: Draft[] }> {
  const { asked: before } = bulletin
  const times = (before?.times ?? 0) + 1
  const over = times > mostAsked
  const asked = over
    ? before && { ...before, nextAt: undefined }
    : (await withAsked(store, arrangements, bulletin, { now, times })).asked
  const what = over ? 'asked nobody again: no approver has answered' : 'asked for its approval again'
  const history = [...bulletin.history, { at: now, by: convenor, what }]
  const after: Bulletin = { ...bulletin, asked, history }
  const people =
    over || !asked || asked.people.length === 0
      ? await toTell(store, arrangements.partnership.id, bulletin, now)
      : asked.people
  const moment = `${bulletin.version}-asked-${times}`
  return { bulletin: after, tell: people.map(person => newsDraft(after, person, now, moment)) }
}
