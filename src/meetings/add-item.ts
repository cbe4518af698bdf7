import type { Answer, Context } from '../feature.ts'
import { may } from '../partnership/permissions.ts'
import { groupPartition } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { upcoming } from './gather-agenda.ts'
import { type Meeting, meetingDraft, readMeeting } from './meeting.ts'
import { agendaUpdates } from './post-agenda.ts'

const mostItems = 20
const mostCharacters = 120

/**
 * Adds an item to a group's next agenda. Where the agenda is in the channel already, its card there is updated.
 * Repeated, it adds one.
 */
export async function addItem(
  store: Store,
  context: Context,
  asked: { code: string; title: string },
): Promise<Answer> {
  const { who, today } = context
  const group = findGroup(who.partnership, asked.code)
  if (!group || !may(who, 'propose-item', group, today)) return noSuchMeeting
  if (asked.title.length > mostCharacters)
    return { text: `Please put the item’s title in ${mostCharacters} characters.` }
  const partnership = who.partnership.partnership.id
  const partition = groupPartition(partnership, group.id)
  return decideOnce(store, partition, context, async () => {
    const [doc] = await upcoming(store, partnership, group.id, today)
    if (!doc) return { writes: [], reply: { text: `${group.name} has no meeting planned to add it to.` } }
    const meeting = readMeeting(doc)
    if (meeting.items.length >= mostItems)
      return { writes: [], reply: { text: 'This agenda is full. Ask a chair to move something.' } }
    const item = { title: asked.title, by: who.person.id, addedOn: today }
    const changed: Meeting = { ...meeting, items: [...meeting.items, item], version: meeting.version + 1 }
    const writes = [
      { replace: meetingDraft(changed, doc.wakeAt), etag: doc.etag },
      ...agendaUpdates(doc, changed, context.now),
    ]
    return { writes, reply: { view: `agenda:${group.id}`, notice: 'Your item is on the agenda.' } }
  })
}

export const noSuchMeeting = {
  text: 'There is no such group, or its agenda is not yours to see. Write agenda and the code that the group’s refs begin with.',
}
