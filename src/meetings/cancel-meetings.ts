import { followMeeting } from '../actions/index.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'
import { meetingDraft, meetingId, readMeeting } from './meeting.ts'
import { agendaUpdates, withItems } from './post-agenda.ts'

/** By group, the dates that its series has; a group that is gone is not in it. */
export type Planned = { planned: ReadonlyMap<string, readonly Day[]>; now: string }

const pageSize = 100

/**
 * Cancels the meetings to come that no series has any more. One of which nobody has heard goes without a trace. Of
 * another the agenda is not posted; if it is out, its card says so, and when the next is. What was asked for goes to
 * the next meeting of the group, as soon as it has one, and what was taken to its agenda follows it.
 */
export async function cancelUnplanned(
  store: Store,
  partnership: string,
  { planned, now }: Planned,
): Promise<void> {
  const today = dayOf(now)
  let after: string | undefined
  do {
    const page = await store.find({
      partnership,
      type: 'meeting',
      from: today,
      limit: pageSize,
      ...(after ? { after } : {}),
    })
    for (const doc of page.docs) {
      const { group, date } = readMeeting(doc)
      const dates = planned.get(group) ?? []
      const next = dates.find(one => one > today) ?? dates[0]
      if (dates.includes(date)) continue
      // First, since a meeting that is forgotten would not be found again.
      await followMeeting(store, doc, { group, from: date, to: next, now })
      await cancel(store, doc, { next, now })
    }
    after = page.next
  } while (after)
}

function cancel(
  store: Store,
  { partnership, scope, id }: Doc,
  { next, now }: { next: Day | undefined; now: string },
): Promise<void> {
  const partition = { partnership, scope }
  return decideAgain(async () => {
    const doc = await store.get(partition, id)
    if (!doc) return
    const meeting = readMeeting(doc)
    if (!meeting.agendaOut && meeting.items.length === 0) {
      await store.commit(partition, [{ delete: id, etag: doc.etag }])
      return
    }
    const heir = next && (await store.get(partition, meetingId(meeting.group, next)))
    const { cancelled, version } = meeting
    if (cancelled && cancelled.next === next && (!heir || meeting.items.length === 0)) return
    const items = heir ? [] : meeting.items
    const changed = { ...meeting, items, version: version + 1, cancelled: next ? { next } : {} }
    await store.commit(partition, [
      { replace: meetingDraft(changed), etag: doc.etag },
      ...agendaUpdates(doc, changed, now),
      ...(heir && meeting.items.length > 0
        ? withItems(heir, [...readMeeting(heir).items, ...meeting.items], now)
        : []),
    ])
  })
}
