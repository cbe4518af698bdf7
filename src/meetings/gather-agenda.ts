import { actionId, isClosed, openActionsIn, readAction } from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { groupPartition, loadNames } from '../partnership/records.ts'
import { chairsOn } from '../partnership/who.ts'
import type { Doc, Partition, Store } from '../ports/store.ts'
import { agendaCard } from './agenda-card.ts'
import { type Meeting, readMeeting } from './meeting.ts'

const actionsOnAgenda = 6

type Wanted = { arrangements: Arrangements; group: Group; meeting: Meeting; today: Day; withActions: boolean }

/** The agenda of a meeting, from the records as they are now. */
export async function gatherAgenda(
  store: Store,
  { arrangements, group, meeting, today, withActions }: Wanted,
): Promise<CardMessage> {
  const partnership = arrangements.partnership.id
  const at = groupPartition(partnership, group.id)
  const open = withActions
    ? await openActionsIn(store, { partnership, group: group.id }, { limit: actionsOnAgenda })
    : { actions: [] }
  const later = await upcoming(store, partnership, group.id, meeting.date)
  const people = [
    ...open.actions.flatMap(action => action.owners.map(owner => owner.person)),
    ...meeting.items.map(item => item.by),
    ...chairsOn(group, meeting.date, arrangements),
  ]
  return agendaCard({
    arrangements,
    group,
    meeting: {
      ...meeting,
      items: await Promise.all(meeting.items.map(item => asItIs(store, at, item, meeting.date))),
    },
    actions: open.actions,
    moreActions: 'next' in open && open.next !== undefined,
    withActions,
    nextMeeting: later.map(doc => readMeeting(doc).date).find(date => date > meeting.date),
    today,
    names: await loadNames(store, partnership, people),
  })
}

type Item = Meeting['items'][number]

/**
 * An item as it is now, for a whole channel to read: of an action that is OFFICIAL-SENSITIVE no more than its ref, and no
 * question on what is no longer for this meeting, since it was settled, raised or moved before.
 */
async function asItIs(store: Store, at: Partition, item: Item, date: Day): Promise<Item> {
  const { question, ...words } = item
  const doc = item.action === undefined ? undefined : await store.get(at, actionId(item.action))
  if (!doc) return item
  const { ref, marking, agenda, status } = readAction(doc)
  const title = marking === 'OFFICIAL-SENSITIVE' ? `${ref} (${marking})` : item.title
  if (agenda !== date || isClosed(status)) return { ...words, title: `${title} (no longer for this meeting)` }
  return marking === 'OFFICIAL-SENSITIVE' || question === undefined
    ? { ...words, title }
    : { ...words, title, question }
}

const mostUpcoming = 50

/** A group's meetings from a day on, the nearest first, without those that were cancelled. */
export async function upcoming(store: Store, partnership: string, group: string, from: Day): Promise<Doc[]> {
  const { docs } = await store.find({
    ...groupPartition(partnership, group),
    type: 'meeting',
    from,
    limit: mostUpcoming,
  })
  return docs.filter(doc => !readMeeting(doc).cancelled)
}
