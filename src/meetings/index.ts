import type { CardMessage } from '../card-message.ts'
import type { Delivery } from '../delivery/delivery.ts'
import { isPlaceOf } from '../delivery/places.ts'
import type { Context, Feature } from '../feature.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { may, onlyGroup } from '../partnership/permissions.ts'
import { loadArrangements } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Reply } from '../ports/bot.ts'
import type { Store } from '../ports/store.ts'
import { chooseGroup } from '../turn/choose-group.ts'
import { addItem, noSuchMeeting } from './add-item.ts'
import { gatherAgenda, upcoming } from './gather-agenda.ts'
import { readMeeting } from './meeting.ts'
import { planMeetings } from './plan-meetings.ts'
import { hasBegun, postAgenda } from './post-agenda.ts'

export { agendasAnew, itemOffWrites, itemWrites } from './add-item.ts'
export { nextMeetingAfter } from './series-rules.ts'

/** 'agenda QIO', and when people ask for the meeting itself: 'when is the next QIO meeting?' */
const asked =
  /^(?:agenda(?:\s+(?:(?:for|of)\s+)?(\S+))?|(?:when(?:\s+is|['’]?s)\s+)?(?:the\s+)?next\s+(?:(\S+)\s+)?meetings?(?:\s+(?:for|of)\s+([^\s?]+))?\??)$/i

/** Meetings: made from each group's series, their agendas posted by themselves five working days before. */
export function meetingsFeature(store: Store): Feature {
  return {
    commands: [
      {
        usage: 'add to agenda QIO …',
        means: 'ask for an item at a group’s next meeting',
        section: 'Meetings',
        pattern: /^add to agenda\s+(\S+)\s+([\s\S]+)$/i,
        everywhere: true,
        run: (context, [, code = '', title = '']) => addItem(store, context, { code, title: title.trim() }),
      },
      {
        usage: 'agenda QIO',
        means: 'the agenda of a group’s next meeting',
        section: 'Meetings',
        pattern: asked,
        everywhere: true,
        run: async (_, [, code, ofNext, of]) => ({ view: `agenda:${code ?? ofNext ?? of ?? ''}` }),
      },
    ],
    views: {
      agenda: (context, wanted) => {
        const [code = '', from] = wanted.split('@')
        return nextAgenda(store, context, { code, from })
      },
    },
    wakes: {
      partnership: (doc, now) => planMeetings(store, doc, now),
      meeting: (doc, now) => postAgenda(store, doc, now),
    },
    deliveries: {
      agenda: {
        ifUnknown: 'repeat',
        card: (delivery, at) => agendaFor(store, delivery, at),
      },
    },
  }
}

/** The agenda as it is now; nothing of a meeting that is over, had begun or was cancelled before it went out, or whose group is gone. */
async function agendaFor(
  store: Store,
  { about, updates }: Delivery,
  { partnership, now }: { partnership: string; now: string },
): Promise<CardMessage | undefined> {
  const [arrangements, doc] = await Promise.all([
    loadArrangements(store, partnership),
    store.get({ partnership, scope: about.scope }, about.id),
  ])
  const today = dayOf(now)
  const meeting = doc && readMeeting(doc)
  const group = arrangements?.groups.find(({ id }) => id === meeting?.group)
  if (!arrangements || !meeting || !group || meeting.date < today) return undefined
  if (updates === undefined && (meeting.cancelled || hasBegun(meeting, now))) return undefined
  return gatherAgenda(store, { arrangements, group, meeting, today, withActions: true })
}

/** The next agenda, from today or a later day on. Its open actions show in one's own chat and in the group's own place only: elsewhere others read along. */
async function nextAgenda(
  store: Store,
  context: Context,
  { code, from = context.today }: { code: string; from?: Day | undefined },
): Promise<Reply> {
  const { who, today, place } = context
  const arrangements = who.partnership
  const group = code === '' ? onlyGroup(who, 'see-agenda', today) : findGroup(arrangements, code)
  // In a channel a choice of one's own groups would be read by everybody.
  if (!group && code === '' && place.kind === 'personal') {
    const card = chooseGroup(context, { permission: 'see-agenda', command: 'agenda' })
    return card ? { card } : noSuchMeeting
  }
  if (!group || !may(who, 'see-agenda', group, today)) return noSuchMeeting
  const [doc] = await upcoming(store, arrangements.partnership.id, group.id, from)
  if (!doc) return { text: `No meeting of ${group.name} is planned in the next three months.` }
  const { id } = arrangements.partnership
  const amongUs = place.kind === 'personal' || (await isPlaceOf(store, id, { group: group.id }, place))
  const meeting = readMeeting(doc)
  return { card: await gatherAgenda(store, { arrangements, group, meeting, today, withActions: amongUs }) }
}
