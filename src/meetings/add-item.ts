import type { Answer, Context } from '../feature.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { may } from '../partnership/permissions.ts'
import { groupPartition } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Partition, Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { upcoming } from './gather-agenda.ts'
import { type Meeting, meetingId, readMeeting } from './meeting.ts'
import { hasBegun, withItems } from './post-agenda.ts'

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
    const { now } = context
    const item = { group: group.id, title: asked.title, by: who.person.id, today, now }
    const added = await itemWrites(store, partition, item)
    if (!added) return { writes: [], reply: { text: `${group.name} has no meeting planned to add it to.` } }
    if (added.full)
      return { writes: [], reply: { text: 'This agenda is full. Ask a chair to move something.' } }
    const { writes } = added
    const notice = `Your item is on the agenda of ${sayDay(added.meeting, today)}.`
    return { writes, reply: { view: `agenda:${group.id}@${added.meeting}`, notice } }
  })
}

export type NewItem = Pick<Meeting['items'][number], 'title' | 'by' | 'action' | 'question'> & {
  group: string
  today: Day
  now: string
}

/**
 * What puts an item on a group's next agenda, to be committed in its partition; undefined when no meeting is planned.
 * The meeting of today takes it until it begins.
 */
export async function itemWrites(
  store: Store,
  { partnership }: Partition,
  { group, today, now, ...item }: NewItem,
): Promise<{ meeting: Day; writes: Write[]; full: boolean } | undefined> {
  const docs = await upcoming(store, partnership, group, today)
  const doc = docs.find(one => !hasBegun(readMeeting(one), now))
  if (!doc) return undefined
  const meeting = readMeeting(doc)
  // An action has one item, with what is asked of the meeting now.
  const others = meeting.items.filter(({ action }) => action === undefined || action !== item.action)
  const writes = withItems(doc, [...others, { ...item, addedOn: today }], now)
  return { meeting: meeting.date, writes, full: others.length >= mostItems }
}

export type TakenItem = { group: string; meeting: Day; action: string; now: string }

/** What takes the last item on an action off a meeting's agenda again; nothing where it has none. */
export async function itemOffWrites(
  store: Store,
  { partnership }: Partition,
  { group, meeting: date, action, now }: TakenItem,
): Promise<Write[]> {
  const doc = await store.get(groupPartition(partnership, group), meetingId(group, date))
  const { items } = doc ? readMeeting(doc) : { items: [] }
  const at = items.findLastIndex(item => item.action === action)
  return doc && at >= 0 ? withItems(doc, items.toSpliced(at, 1), now) : []
}

/** What brings the posted agendas of a group up to date, where an action on them is marked anew, or no longer for them. */
export async function agendasAnew(
  store: Store,
  { partnership }: Partition,
  { group, today, now }: { group: string; today: Day; now: string },
): Promise<Write[]> {
  const docs = await upcoming(store, partnership, group, today)
  const posted = docs.filter(doc => readMeeting(doc).agendaOut)
  return posted.flatMap(doc => withItems(doc, readMeeting(doc).items, now))
}

export const noSuchMeeting = {
  text: 'There is no such group, or its agenda is not yours to see. Write agenda and the code that the group’s refs begin with.',
}
