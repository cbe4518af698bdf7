import { z } from 'zod'
import type { CardMessage } from '../card-message.ts'
import type { DeliveryKind } from '../delivery/delivery.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { addDays, type Day, dayOf, sayDay } from '../partnership/day.ts'
import { isAway, rulesFor } from '../partnership/local-rules.ts'
import {
  arrangementsAt,
  businessTeam,
  loadArrangements,
  loadNames,
  seatsDraft,
} from '../partnership/records.ts'
import { lastDayOf } from '../partnership/terms.ts'
import { seatsOn } from '../partnership/who.ts'
import { addWorkingDays, workingDaysBetween } from '../partnership/working-days.ts'
import type { Doc, Store } from '../ports/store.ts'
import { lookAtForgotten } from '../reviews/index.ts'
import { chasingHours, morningAfter } from './chase-rules.ts'
import { createChasers } from './chaser.ts'
import { tellOfEmptySeats } from './empty-seats.ts'
import { tellOfEndingLeads } from './lead-terms.ts'
import { tellOfLeavers } from './leavers.ts'
import { noticeCard, noticeKind, type TeamNotice, tellEach } from './team-notice.ts'

/** A seat that falls vacant after a day, or has: nobody follows. */
export type Vacancy = { group: string; person: string; lastDay: Day; vice: boolean }

/**
 * The seats that are vacant or fall vacant within the notice, each with its day: chairs' and vice-chairs', since both are
 * asked to decide. A seat whose successor is named is none. (2.2, 3.7 of the year report: posts fell vacant, both
 * co-chairs' at once, and nobody was told in time.)
 */
export function vacancies(arrangements: Arrangements, today: Day): Vacancy[] {
  return arrangements.groups.flatMap(group => {
    const { vacancyNotice } = rulesFor(arrangements, group.id)
    const horizon = addWorkingDays(today, vacancyNotice, arrangements.partnership)
    return [false, true].flatMap(vice =>
      endings(group, vice)
        .filter(({ lastDay }) => lastDay <= horizon)
        .filter(({ lastDay }) => {
          const from = vacantFrom(lastDay, today)
          const later = endings(group, vice).filter(one => one.lastDay > lastDay && one.lastDay < from)
          return later.length < vacantSeats(group, vice, from)
        })
        .map(({ person, lastDay }) => ({ group: group.id, person, lastDay, vice })),
    )
  })
}

const vacantFrom = (lastDay: Day, today: Day): Day => {
  const next = addDays(lastDay, 1)
  return next > today ? next : today
}

function endings(group: Group, vice: boolean): { person: string; lastDay: Day }[] {
  return (group.chairs ?? [])
    .filter(
      seat => (seat.role === 'vice-chair') === vice && seat.to !== undefined && seat.to !== 'not-stated',
    )
    .map(seat => ({ person: seat.person, lastDay: lastDayOf(seat) }))
}

/** How many are missing on a day. Of those whose seats have ended, so many of the last have no successor. */
function vacantSeats(group: Group, vice: boolean, day: Day): number {
  const held = seatsOn(group, day)
  return vice ? 1 - Math.min(1, held.vice.length) : held.seats - held.holders.length
}

/** By group, who sits there. */
export type Holders = Readonly<Record<string, string[]>>

export const holdersOn = ({ groups }: Arrangements, day: Day): Holders =>
  Object.fromEntries(
    groups.map(group => {
      const { holders, vice } = seatsOn(group, day)
      return [group.id, [...holders, ...vice]]
    }),
  )

/** People who sit in a group on a day, and did not before: by who sat there, since a term may be put into the file late. */
export function newChairs(arrangements: Arrangements, before: Holders, today: Day): string[] {
  const now = Object.entries(holdersOn(arrangements, today))
  return [...new Set(now.flatMap(([group, people]) => people.filter(one => !before[group]?.includes(one))))]
}

const bodySchema = z.object({
  schema: z.literal(1),
  /** An earlier version kept the day instead: then it is as if it had been the day before. */
  holders: z.record(z.string(), z.array(z.string())).optional(),
})

/** Who sat where when it was looked at last; the day before, where that is not known. */
export async function holdersBefore(store: Store, arrangements: Arrangements, today: Day): Promise<Holders> {
  const doc = await store.get(arrangementsAt(arrangements.partnership.id), 'seats')
  const { holders } = doc ? bodySchema.parse(doc.body) : {}
  return holders ?? holdersOn(arrangements, addWorkingDays(today, -1, arrangements.partnership))
}

/**
 * Every working morning: whoever takes a chair gets what is open with it, and the business team is told of each
 * seat that falls vacant, again while nobody follows, of seats that nobody has held, and of whoever leaves actions or an
 * agency behind; and reviews that nothing would look at are. Doing it twice tells nobody twice.
 */
export async function watchSeats(store: Store, doc: Doc, now: string): Promise<void> {
  const { partnership } = doc
  const arrangements = await loadArrangements(store, partnership)
  if (!arrangements) throw new Error('Seats belong to a partnership whose arrangements are not kept.')
  const calendar = arrangements.partnership
  const hours = chasingHours(now, calendar)
  if ('opensAt' in hours) {
    const { holders } = bodySchema.parse(doc.body)
    await store.commit(doc, [{ replace: seatsDraft(holders, hours.opensAt), etag: doc.etag }])
    return
  }
  const today = dayOf(now)
  const begun = newChairs(arrangements, await holdersBefore(store, arrangements, today), today)
  const present = begun.filter(person => !isAway(arrangements, person, today))
  await createChasers(store, partnership, present, { day: today, now })
  await lookAtForgotten(store, arrangements, now)
  const team = (await businessTeam(store, partnership, today)).map(({ id }) => id)
  await tellOfLeavers(store, doc, { arrangements, team, now })
  await tellOfEndingLeads(store, doc, { arrangements, team, now })
  // Not on the day on which a partnership begins: whoever brings its file in is told then.
  if (bodySchema.parse(doc.body).holders) await tellOfEmptySeats(store, doc, { arrangements, team, now })
  for (const vacancy of vacancies(arrangements, today)) {
    const asked = timesVacant(vacancy, arrangements, today)
    await tellEach(store, doc, vacancyNotice(vacancy, asked), { team, now })
  }
  const looked = seatsDraft(holdersOn(arrangements, today), morningAfter(today, calendar))
  await store.commit(doc, [{ replace: looked, etag: doc.etag }])
}

/** How often it comes round: once in time, once it is vacant, and as often again as the notice is long. */
function timesVacant({ group, lastDay }: Vacancy, arrangements: Arrangements, today: Day): number {
  if (lastDay >= today) return 0
  const { vacancyNotice } = rulesFor(arrangements, group)
  return 1 + Math.floor((workingDaysBetween(lastDay, today, arrangements.partnership) - 1) / vacancyNotice)
}

function vacancyNotice({ group, person, lastDay, vice }: Vacancy, asked: number): TeamNotice {
  const about = `vacancy:${group}:${person}:${lastDay}${vice ? ':vice' : ''}`
  return { kind: 'vacancy', about, id: to => `${about}:${to}${asked > 0 ? `:${asked}` : ''}` }
}

/** Tells one of the business team of a seat without a successor, as it stands when it is sent. */
export const vacancyKind = (store: Store): DeliveryKind =>
  noticeKind(store, (arrangements, today, about) => vacancyCard(store, arrangements, { about, today }))

async function vacancyCard(
  store: Store,
  arrangements: Arrangements,
  { about, today }: { about: string; today: Day },
): Promise<CardMessage | undefined> {
  const [, group, person, lastDay, as] = about.split(':')
  const vacancy = vacancies(arrangements, today).find(
    one =>
      one.group === group && one.person === person && one.lastDay === lastDay && one.vice === (as === 'vice'),
  )
  const of = arrangements.groups.find(one => one.id === group)
  if (!vacancy || !of) return undefined
  const names = await loadNames(store, arrangements.partnership.id, [vacancy.person])
  const past = vacancy.lastDay < today
  const seat = vacancy.vice ? 'The vice-chair’s seat' : 'A seat'
  const heading = `${seat} of ${of.name} ${past ? 'is' : 'falls'} vacant`
  const when = `${past ? 'ended on' : 'ends on'} ${sayDay(vacancy.lastDay, today)}`
  return noticeCard({
    heading,
    what: `The term of ${names(vacancy.person)} ${when}, and no successor is named. ${whoIsLeft(of, vacancy, today)}`,
    asked: 'Ask the Executive for a successor, and put the new term into the partnership file.',
  })
}

function whoIsLeft(group: Group, { lastDay, vice }: Vacancy, today: Day): string {
  if (vice) return 'Until one is, nobody stands in there for a chair who is away or whose own seat is vacant.'
  const held = seatsOn(group, vacantFrom(lastDay, today))
  const chairs = held.holders.length > 0 ? 'The other co-chair goes on alone' : 'Nobody chairs it then'
  const stands = held.vice.length > 0 ? 'The vice-chair stands in' : chairs
  return `${stands}; what is overdue there comes to you where no chair is left.`
}
