import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { addMonths, type Day, dayOf, instantOf } from '../partnership/day.ts'
import { groupPartition, loadArrangements } from '../partnership/records.ts'
import { addWorkingDays, holidaysKnown } from '../partnership/working-days.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Meeting, meetingDraft, meetingId, readMeeting } from './meeting.ts'
import { agendaUpdates } from './post-agenda.ts'
import { seriesDates, themeOf } from './series-rules.ts'

const monthsAhead = 3
/** Agendas are posted so many working days before (local rule), at this hour of a London clock. */
const agendaDaysBefore = 5
const agendaHour = '09:00'

/**
 * Makes the meetings of all series for the next three months, each with the moment of its agenda, and wakes the
 * arrangements again in a month. A meeting that the series no longer has, and of which nobody has heard, goes.
 * One whose time, place or theme the series now says otherwise follows it. Doing it twice makes each meeting once.
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
  for (const { date, number } of planned) {
    const series = { at: meets?.at, where: meets?.where, theme: meets && themeOf(meets, number) }
    await planMeeting(store, arrangements, { group: group.id, date, series, now })
  }
  await dropUnplanned(store, arrangements, { group, today, dates: new Set(planned.map(({ date }) => date)) })
}

type FromSeries = Pick<Meeting, 'at' | 'where' | 'theme'>
type Wanted = { group: string; date: Day; series: FromSeries; now: string }

/** Makes the meeting, or brings it in line with its series. Its items stay; an agenda that is out is updated. */
function planMeeting(
  store: Store,
  { partnership }: Arrangements,
  { group, date, series, now }: Wanted,
): Promise<unknown> {
  const partition = groupPartition(partnership.id, group)
  const agendaAt = instantOf(addWorkingDays(date, -agendaDaysBefore, partnership), agendaHour)
  return decideAgain(async () => {
    const doc = await store.get(partition, meetingId(group, date))
    if (!doc) {
      const unheardOf = { schema: 1, group, date, items: [], version: 1, agendaOut: false } as const
      const meeting: Meeting = { ...unheardOf, ...series, items: [] }
      return store.commit(partition, [{ create: meetingDraft(meeting, agendaAt) }])
    }
    const before = readMeeting(doc)
    const wakeAt = before.agendaOut ? undefined : agendaAt
    const same = (['at', 'where', 'theme'] as const).every(key => before[key] === series[key])
    if (same && doc.wakeAt === wakeAt) return
    const changed: Meeting = { ...before, ...series, version: before.version + 1 }
    const updates = same ? [] : agendaUpdates(doc, changed, now)
    return store.commit(partition, [{ replace: meetingDraft(changed, wakeAt), etag: doc.etag }, ...updates])
  })
}

type Planned = { group: Group; today: string; dates: ReadonlySet<string> }

async function dropUnplanned(
  store: Store,
  arrangements: Arrangements,
  { group, today, dates }: Planned,
): Promise<void> {
  const partition = groupPartition(arrangements.partnership.id, group.id)
  const { docs } = await store.find({ ...partition, type: 'meeting', from: today, limit: 100 })
  for (const doc of docs) {
    const { date, agendaOut, items } = readMeeting(doc)
    const unheardOf = !agendaOut && items.length === 0
    if (!dates.has(date) && unheardOf) {
      await store.commit(partition, [{ delete: meetingId(group.id, date), etag: doc.etag }])
    }
  }
}
