import type { CardMessage } from '../card-message.ts'
import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { addDays, type Day, dayOf, sayDay } from '../partnership/day.ts'
import { holdersOf } from '../partnership/held.ts'
import { rulesFor } from '../partnership/local-rules.ts'
import { hasLeft } from '../partnership/presence.ts'
import { loadNames } from '../partnership/records.ts'
import { covers, lastDayOf } from '../partnership/terms.ts'
import { agencyName, namedLead } from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import type { Doc, Store } from '../ports/store.ts'
import { noticeCard, noticeKind, tellEach } from './team-notice.ts'

/** An agency that nobody answers for once somebody's time as its lead has ended. */
type EndingLead = { agency: string; person: string; lastDay: Day }

/**
 * The agencies whose lead's time has ended, or ends within the notice of a seat that falls vacant, with nobody who follows.
 * Whoever leaves the partnership is told of with all that they leave behind.
 */
function endingLeads(arrangements: Arrangements, today: Day): EndingLead[] {
  const { vacancyNotice } = rulesFor(arrangements)
  const horizon = addWorkingDays(today, vacancyNotice, arrangements.partnership)
  return arrangements.agencies.flatMap(agency => {
    const ends = holdersOf(agency.lead)
      .filter(({ to }) => to !== undefined && to !== 'not-stated')
      .map(lead => ({ agency: agency.id, person: lead.person, lastDay: lastDayOf(lead) }))
    const last = ends.sort((a, b) => a.lastDay.localeCompare(b.lastDay)).at(-1)
    if (!last || last.lastDay > horizon) return []
    const next = addDays(last.lastDay, 1)
    const from = next > today ? next : today
    const isLeft = covers(agency, from) && namedLead(arrangements, agency.id, from) === undefined
    return isLeft && !hasLeft(arrangements, last.person, next) ? [last] : []
  })
}

/** Tells the business team of each, in time and once it is so. Repeated, it tells once. */
export async function tellOfEndingLeads(
  store: Store,
  at: Doc,
  { arrangements, team, now }: { arrangements: Arrangements; team: readonly string[]; now: string },
): Promise<void> {
  for (const { agency, person, lastDay } of endingLeads(arrangements, dayOf(now))) {
    const ended = lastDay < dayOf(now) ? ':ended' : ''
    const id = (to: string) => `lead:${agency}:${person}:${lastDay}${ended}:${to}`
    await tellEach(store, at, { kind: 'lead-ends', about: agency, id }, { team, now })
  }
}

/** Tells one of the business team of an agency that nobody answers for, as it stands when it is sent. */
export const leadEndsKind = (store: Store): DeliveryKind =>
  noticeKind(store, async (arrangements, today, about) => {
    const ending = endingLeads(arrangements, today).find(one => one.agency === about)
    if (!ending) return undefined
    const { agency, person, lastDay } = ending
    const names = await loadNames(store, arrangements.partnership.id, [person])
    return endingLeadCard(agencyName(arrangements, agency), names(person), { lastDay, today })
  })

function endingLeadCard(
  agency: string,
  lead: string,
  { lastDay, today }: { lastDay: Day; today: Day },
): CardMessage {
  const past = lastDay < today
  const heading = `Nobody answers for ${agency} ${past ? 'now' : `after ${sayDay(lastDay, today)}`}`
  return noticeCard({
    heading,
    what: `The time of ${lead} as its lead ${past ? 'ended' : 'ends'} on ${sayDay(lastDay, today)}, and nobody follows. Until somebody does, the chairs alone hear of what is late there; its returns and its challenges come to you.`,
    asked: 'Ask the agency who follows, and put them into the partnership file.',
  })
}
