import { z } from 'zod'
import type { CardMessage } from '../card-message.ts'
import { type Delivery, type DeliveryKind, queued } from '../delivery/delivery.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { addDays, type Day, dayOf, sayDay } from '../partnership/day.ts'
import { isAway, rulesFor } from '../partnership/local-rules.ts'
import { businessTeam, loadArrangements, loadNames, seatsDraft } from '../partnership/records.ts'
import { firstDayOf, lastDayOf } from '../partnership/terms.ts'
import { seatsOn } from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'
import { chasingHours, morningAfter } from './chase-rules.ts'
import { createChasers } from './chaser.ts'
import { tellOfLeavers } from './leavers.ts'

/** A chairing seat that falls vacant after a day, or has: nobody follows. */
export type Vacancy = { group: string; person: string; lastDay: Day }

/**
 * The seats that are vacant or fall vacant within the notice, one for a group: that which ends last. A seat whose
 * successor is named is none. (2.2 and 3.7 of the year report: posts fell vacant and nobody was told in time.)
 */
export function vacancies(arrangements: Arrangements, today: Day): Vacancy[] {
  return arrangements.groups.flatMap(group => {
    const { vacancyNotice } = rulesFor(arrangements, group.id)
    const horizon = addWorkingDays(today, vacancyNotice, arrangements.partnership)
    const ending = (group.chairs ?? [])
      .filter(seat => seat.role !== 'vice-chair' && seat.to !== undefined && seat.to !== 'not-stated')
      .map(seat => ({ group: group.id, person: seat.person, lastDay: lastDayOf(seat) }))
      .filter(({ lastDay }) => lastDay <= horizon && isVacantFrom(group, lastDay, today))
      .sort((a, b) => b.lastDay.localeCompare(a.lastDay))
    return ending.slice(0, 1)
  })
}

function isVacantFrom(group: Group, lastDay: Day, today: Day): boolean {
  const next = addDays(lastDay, 1)
  return seatsOn(group, next > today ? next : today).vacant
}

/** People who took a chair after one day, up to and with another. */
export function newChairs(arrangements: Arrangements, since: Day, today: Day): string[] {
  const seats = arrangements.groups.flatMap(group => group.chairs ?? [])
  const begun = seats.filter(seat => firstDayOf(seat) > since && firstDayOf(seat) <= today)
  return [...new Set(begun.map(seat => seat.person))]
}

const bodySchema = z.object({ schema: z.literal(1), lookedOn: z.string().optional() })

/**
 * Every working morning: whoever takes a chair gets what is open with it, and the business team is told once of each
 * seat that falls vacant, and of whoever leaves actions or an agency behind. Doing it twice tells nobody twice.
 */
export async function watchSeats(store: Store, doc: Doc, now: string): Promise<void> {
  const { partnership } = doc
  const arrangements = await loadArrangements(store, partnership)
  if (!arrangements) throw new Error('Seats belong to a partnership whose arrangements are not kept.')
  const calendar = arrangements.partnership
  const hours = chasingHours(now, calendar)
  const { lookedOn } = bodySchema.parse(doc.body)
  if ('opensAt' in hours) {
    await store.commit(doc, [{ replace: seatsDraft(lookedOn, hours.opensAt), etag: doc.etag }])
    return
  }
  const today = dayOf(now)
  const begun = newChairs(arrangements, lookedOn ?? addDays(today, -1), today)
  const present = begun.filter(person => !isAway(arrangements, person, today))
  await createChasers(store, partnership, present, { day: today, now })
  const team = await businessTeam(store, partnership, today)
  await tellOfLeavers(store, doc, { arrangements, team: team.map(({ id }) => id), now })
  for (const vacancy of vacancies(arrangements, today))
    for (const { id } of team) await createOnce(store, doc, vacancyNotice(vacancy, id, now))
  await store.commit(doc, [{ replace: seatsDraft(today, morningAfter(today, calendar)), etag: doc.etag }])
}

function vacancyNotice({ group, person, lastDay }: Vacancy, to: string, now: string) {
  return queued({
    id: `vacancy:${group}:${person}:${lastDay}:${to}`,
    kind: 'vacancy',
    to: { person: to },
    about: { scope: 'arrangements', id: `vacancy:${group}:${person}:${lastDay}` },
    now,
  })
}

/** Tells one of the business team of a seat without a successor, as it stands when it is sent. */
export function vacancyKind(store: Store): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    async card(delivery, { partnership, now }) {
      const arrangements = await loadArrangements(store, partnership)
      return arrangements && vacancyCard(store, arrangements, delivery, dayOf(now))
    },
  }
}

async function vacancyCard(
  store: Store,
  arrangements: Arrangements,
  { about }: Delivery,
  today: Day,
): Promise<CardMessage | undefined> {
  const [, group, person] = about.id.split(':')
  const vacancy = vacancies(arrangements, today).find(one => one.group === group && one.person === person)
  const of = arrangements.groups.find(one => one.id === group)
  if (!vacancy || !of) return undefined
  const names = await loadNames(store, arrangements.partnership.id, [vacancy.person])
  const past = vacancy.lastDay < today
  const { vice, holders } = seatsOn(
    of,
    addDays(vacancy.lastDay, 1) > today ? addDays(vacancy.lastDay, 1) : today,
  )
  const chairs = holders.length > 0 ? 'The other co-chair goes on alone' : 'Nobody chairs it then'
  const stands = vice.length > 0 ? 'The vice-chair stands in' : chairs
  const when = `${past ? 'ended on' : 'ends on'} ${sayDay(vacancy.lastDay, today)}`
  return {
    template: 'chasing/vacancy',
    summary: `A seat of ${of.name} ${past ? 'is' : 'falls'} vacant`,
    data: {
      heading: `A seat of ${of.name} ${past ? 'is' : 'falls'} vacant`,
      what: `The term of ${names(vacancy.person)} ${when}, and no successor is named. ${stands}; what is overdue there comes to you where no chair is left.`,
      asked: 'Ask the Executive for a successor, and put the new term into the partnership file.',
    },
  }
}
