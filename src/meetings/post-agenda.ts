import { queued } from '../delivery/delivery.ts'
import type { Doc, Store, Write } from '../ports/store.ts'
import { type Meeting, meetingDraft, readMeeting } from './meeting.ts'

const agendaDeliveryId = (group: string, date: string): string => `agenda:${group}:${date}`

/** A meeting's agenda is due: it is put in line for the group's channel, in the commit that says so. */
export async function postAgenda(store: Store, doc: Doc, now: string): Promise<void> {
  const meeting = readMeeting(doc)
  const { group, date } = meeting
  const about = { scope: doc.scope, id: doc.id }
  const agenda = queued({ id: agendaDeliveryId(group, date), kind: 'agenda', to: { group }, about, now })
  const post = meeting.agendaOut || meeting.cancelled ? [] : [{ create: agenda }]
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
