import { isWithOwner, openActionsOf } from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { addDays, type Day, dayOf, sayDay } from '../partnership/day.ts'
import { rulesFor } from '../partnership/local-rules.ts'
import { loadNames } from '../partnership/records.ts'
import { lastDayOf } from '../partnership/terms.ts'
import { namedLead } from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import type { Doc, Store } from '../ports/store.ts'
import { noticeCard, noticeKind, tellEach } from './team-notice.ts'

/** Somebody who has left, or leaves within the notice of a seat that falls vacant. */
type Leaver = { person: string; lastDay: Day | undefined }

/** What somebody leaves behind: open actions, agencies that they lead. */
type LeftBehind = { refs: string[]; more: boolean; agencies: string[] }

const refsShown = 10

/** Those who have left or soon will, by the arrangements. */
export function leavers(arrangements: Arrangements, today: Day): Leaver[] {
  const { vacancyNotice } = rulesFor(arrangements)
  const horizon = addWorkingDays(today, vacancyNotice, arrangements.partnership)
  return Object.entries(arrangements.presence ?? {}).flatMap(([person, term]): Leaver[] => {
    if (term.to === undefined) return []
    if (term.to === 'not-stated') return [{ person, lastDay: undefined }]
    const lastDay = lastDayOf(term)
    return lastDay <= horizon ? [{ person, lastDay }] : []
  })
}

/** Tells the business team once of each leaver whose actions or agencies are without anybody. Repeated, it tells once. */
export async function tellOfLeavers(
  store: Store,
  at: Doc,
  { arrangements, team, now }: { arrangements: Arrangements; team: readonly string[]; now: string },
): Promise<void> {
  for (const { person, lastDay } of leavers(arrangements, dayOf(now))) {
    if (isNothing(await leftBehind(store, arrangements, { person, lastDay }, dayOf(now)))) continue
    const about = `leaver:${person}:${lastDay ?? 'gone'}`
    await tellEach(store, at, { kind: 'leaver', about, id: to => `${about}:${to}` }, { team, now })
  }
}

const isNothing = ({ refs, agencies }: LeftBehind): boolean => refs.length === 0 && agencies.length === 0

async function leftBehind(
  store: Store,
  arrangements: Arrangements,
  { person, lastDay }: Leaver,
  today: Day,
): Promise<LeftBehind> {
  const { id } = arrangements.partnership
  const { actions, next } = await openActionsOf(store, id, person, { limit: refsShown })
  const refs = actions.filter(({ status }) => isWithOwner(status)).map(({ ref }) => ref)
  return { refs, more: next !== undefined, agencies: agenciesLeft(arrangements, { person, lastDay }, today) }
}

/** The agencies that somebody leads up to their last day, and nobody else from then on. */
function agenciesLeft(arrangements: Arrangements, leaver: Leaver, today: Day): string[] {
  const { person, lastDay = today } = leaver
  const leads = ({ id }: { id: string }, day: Day) => namedLead(arrangements, id, day)
  const after = addDays(lastDay, 1) > today ? addDays(lastDay, 1) : today
  return arrangements.agencies
    .filter(agency => leads(agency, lastDay) === person)
    .filter(agency => [undefined, person].includes(leads(agency, after)))
    .map(({ name }) => name)
}

/** Tells one of the business team what somebody leaves behind, as it stands when it is sent. */
export const leaverKind = (store: Store): DeliveryKind =>
  noticeKind(store, async (arrangements, today, about) => {
    const [, person = ''] = about.split(':')
    const leaver = leavers(arrangements, today).find(one => one.person === person)
    if (!leaver) return undefined
    const left = await leftBehind(store, arrangements, leaver, today)
    if (isNothing(left)) return undefined
    const names = await loadNames(store, arrangements.partnership.id, [person])
    return leaverCard(names(person), { ...leaver, ...left, today })
  })

function leaverCard(
  name: string,
  { lastDay, refs, more, agencies, today }: Leaver & LeftBehind & { today: Day },
): CardMessage {
  const gone = lastDay === undefined || lastDay < today
  const heading = gone ? `${name} has left` : `${name} leaves on ${sayDay(lastDay, today)}`
  const open = refs.length > 0 ? `Still with them: ${refs.join(', ')}${more ? ' and more' : ''}. ` : ''
  const leads = agencies.length > 0 ? `They answer for ${agencies.join(', ')}. ` : ''
  const instead = 'their deputy, else their agency’s lead, else the business team is asked instead.'
  return noticeCard({
    heading,
    summary: `${heading}, and nobody follows yet`,
    what: `${open}${leads}Until somebody follows, ${instead}`,
    asked: 'Hand their actions over, and put who follows into the partnership file.',
  })
}
