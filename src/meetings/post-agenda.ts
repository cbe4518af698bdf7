import { queued } from '../delivery/delivery.ts'
import { dayOf, instantOf } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import { workingHours } from '../partnership/working-hours.ts'
import type { Doc, Store, Write } from '../ports/store.ts'
import { type Meeting, meetingDraft, readMeeting } from './meeting.ts'

const agendaDeliveryId = (group: string, date: string): string => `agenda:${group}:${date}`

/** Without a time, a meeting may be at any hour of its day. */
export const hasBegun = ({ date, at }: Meeting, now: string): boolean =>
  at === undefined ? date < dayOf(now) : instantOf(date, at) <= now

/**
 * A meeting's agenda is due: it is put in line for the group's channel, in the commit that says so. In the evening, at
 * night and on days off (a file was brought in then) it waits for the next working morning, unless the meeting would have
 * begun. Of one that has begun there is nothing to prepare.
 */
export async function postAgenda(store: Store, doc: Doc, now: string): Promise<void> {
  const meeting = readMeeting(doc)
  const { group, date } = meeting
  const arrangements = await loadArrangements(store, doc.partnership)
  const hours = workingHours(now, arrangements?.partnership ?? { extraClosures: [] })
  const idle = meeting.agendaOut || meeting.cancelled || hasBegun(meeting, now)
  if (!idle && 'opensAt' in hours && !hasBegun(meeting, hours.opensAt)) {
    await store.commit(doc, [{ replace: meetingDraft(meeting, hours.opensAt), etag: doc.etag }])
    return
  }
  const about = { scope: doc.scope, id: doc.id }
  const agenda = queued({ id: agendaDeliveryId(group, date), kind: 'agenda', to: { group }, about, now })
  const post = idle ? [] : [{ create: agenda }]
  const out = meetingDraft({ ...meeting, agendaOut: meeting.agendaOut || post.length > 0 })
  await store.commit(doc, [{ replace: out, etag: doc.etag }, ...post])
}

/** What brings the posted agenda of a meeting that was changed up to date; nothing while it is not out. */
export function agendaUpdates(doc: Doc, changed: Meeting, now: string): Write[] {
  if (!changed.agendaOut) return []
  const { group, date, version } = changed
  const posted = agendaDeliveryId(group, date)
  const about = { scope: doc.scope, id: doc.id }
  return [
    {
      create: queued({
        id: `${posted}:${version}`,
        kind: 'agenda',
        to: { group },
        about,
        updates: posted,
        now,
      }),
    },
  ]
}

/** A meeting with these items, and what brings its posted agenda up to date. */
export function withItems(doc: Doc, items: Meeting['items'], now: string): Write[] {
  const meeting = readMeeting(doc)
  const changed: Meeting = { ...meeting, items, version: meeting.version + 1 }
  return [{ replace: meetingDraft(changed, doc.wakeAt), etag: doc.etag }, ...agendaUpdates(doc, changed, now)]
}
