import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { addMonths, type Day, dayOf, instantOf } from '../partnership/day.ts'
import { groupPartition, loadArrangements } from '../partnership/records.ts'
import { addWorkingDays, holidaysKnown } from '../partnership/working-days.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'
import { cancelUnplanned } from './cancel-meetings.ts'
import { type Meeting, meetingDraft, meetingId, readMeeting } from './meeting.ts'
import { agendaUpdates } from './post-agenda.ts'
import { seriesDates, themeOf } from './series-rules.ts'

const monthsAhead = 3
/** Agendas are posted so many working days before (local rule), at this hour of a London clock. */
const agendaDaysBefore = 5
const agendaHour = '09:00'

/**
 * Makes the meetings of all series for the next three months, each with the moment of its agenda, and wakes the
 * arrangements again in a month. A meeting that its series no longer has is cancelled (cancel-meetings.ts), that of a
 * group that is gone too. One whose time, place or theme the series now says otherwise follows it. Doing it twice makes
 * each meeting once.
 */
export async function planMeetings(store: Store, doc: Doc, now: string): Promise<void> {
  const arrangements = await loadArrangements(store, doc.partnership)
  const planned = new Map<string, Day[]>()
  for (const group of arrangements?.groups ?? [])
    planned.set(group.id, await planGroup(store, arrangements as Arrangements, group, now))
  await cancelUnplanned(store, doc.partnership, { planned, now })
  const { id, type, body, tags, sort } = doc
  const wakeAt = instantOf(addMonths(dayOf(now), 1), '06:00')
  await store.commit(doc, [{ replace: { id, type, body, tags, sort, wakeAt }, etag: doc.etag }])
}

async function planGroup(
  store: Store,
  arrangements: Arrangements,
  group: Group,
  now: string,
): Promise<Day[]> {
  const today = dayOf(now)
  const horizon = addMonths(today, monthsAhead)
  const until = horizon < holidaysKnown.to ? horizon : holidaysKnown.to
  const { meets } = group
  const planned = meets ? seriesDates(meets, until).filter(({ date }) => date >= today) : []
  for (const { date, number } of planned) {
    const series = { at: meets?.at, where: meets?.where, theme: meets && themeOf(meets, number) }
    await planMeeting(store, arrangements, { group: group.id, date, series, now })
  }
  return planned.map(({ date }) => date)
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
    const same =
      !before.cancelled && (['at', 'where', 'theme'] as const).every(key => before[key] === series[key])
    if (same && doc.wakeAt === wakeAt) return
    const changed: Meeting = { ...before, ...series, cancelled: undefined, version: before.version + 1 }
    const updates = same ? [] : agendaUpdates(doc, changed, now)
    return store.commit(partition, [{ replace: meetingDraft(changed, wakeAt), etag: doc.etag }, ...updates])
  })
}
