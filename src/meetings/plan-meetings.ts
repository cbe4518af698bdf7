import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { addMonths, dayOf, instantOf } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import { addWorkingDays, holidaysKnown } from '../partnership/working-days.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Meeting, meetingDraft, meetingId, meetingPartition, readMeeting } from './meeting.ts'
import { seriesDates, themeOf } from './series-rules.ts'

const monthsAhead = 3
/** Agendas are posted so many working days before (local rule), at this hour of a London clock. */
export const agendaDaysBefore = 5
const agendaHour = '09:00'

/**
 * Makes the meetings of all series for the next three months, each with the moment of its agenda, and wakes the
 * arrangements again in a month. A meeting that the series no longer has, and of which nobody has heard, goes.
 * Doing it twice makes each meeting once.
 */
export async function planMeetings(store: Store, doc: Doc, now: string): Promise<void> {
  const arrangements = await loadArrangements(store, doc.partnership)
  if (arrangements) for (const group of arrangements.groups) await planGroup(store, arrangements, group, now)
  const { id, type, body, tags, sort } = doc
  const wakeAt = instantOf(addMonths(dayOf(now), 1), '06:00')
  await store.commit(doc, [{ replace: { id, type, body, tags, sort, wakeAt }, etag: doc.etag }])
}

async function planGroup(store: Store, arrangements: Arrangements, group: Group, now: string): Promise<void> {
  const today = dayOf(now)
  const horizon = addMonths(today, monthsAhead)
  const until = horizon < holidaysKnown.to ? horizon : holidaysKnown.to
  const { meets } = group
  const planned = meets ? seriesDates(meets, until).filter(({ date }) => date >= today) : []
  const partition = meetingPartition(arrangements.partnership.id, group.id)
  for (const { date, number } of planned) {
    const theme = meets && themeOf(meets, number)
    const meeting: Meeting = {
      schema: 1,
      group: group.id,
      date,
      at: meets?.at,
      where: meets?.where,
      theme,
      items: [],
      version: 1,
      agendaOut: false,
    }
    const agendaOn = addWorkingDays(date, -agendaDaysBefore, arrangements.partnership)
    await createOnce(store, partition, meetingDraft(meeting, instantOf(agendaOn, agendaHour)))
  }
  await dropUnplanned(store, arrangements, { group, today, dates: new Set(planned.map(({ date }) => date)) })
}

type Planned = { group: Group; today: string; dates: ReadonlySet<string> }

async function dropUnplanned(
  store: Store,
  arrangements: Arrangements,
  { group, today, dates }: Planned,
): Promise<void> {
  const partition = meetingPartition(arrangements.partnership.id, group.id)
  const { docs } = await store.find({ ...partition, type: 'meeting', from: today, limit: 100 })
  for (const doc of docs) {
    const { date, agendaOut, items } = readMeeting(doc)
    const unheardOf = !agendaOut && items.length === 0
    if (!dates.has(date) && unheardOf) {
      await store.commit(partition, [{ delete: meetingId(group.id, date), etag: doc.etag }])
    }
  }
}
