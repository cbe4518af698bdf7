import { queued } from '../delivery/delivery.ts'
import type { Doc, Store } from '../ports/store.ts'
import { meetingDraft, readMeeting } from './meeting.ts'

export const agendaDeliveryId = (group: string, date: string): string => `agenda:${group}:${date}`

/** A meeting's agenda is due: it is put in line for the group's channel, in the commit that says so. */
export async function postAgenda(store: Store, doc: Doc, now: string): Promise<void> {
  const meeting = readMeeting(doc)
  const { group, date } = meeting
  const about = { scope: doc.scope, id: doc.id }
  const agenda = queued({ id: agendaDeliveryId(group, date), kind: 'agenda', to: { group }, about, now })
  const out = meetingDraft({ ...meeting, agendaOut: true })
  const post = meeting.agendaOut ? [] : [{ create: agenda }]
  await store.commit(doc, [{ replace: out, etag: doc.etag }, ...post])
}
