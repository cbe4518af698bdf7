import { isPlaceOf } from '../delivery/places.ts'
import type { Context, Feature } from '../feature.ts'
import { dayOf } from '../partnership/day.ts'
import { may, onlyGroup } from '../partnership/permissions.ts'
import { loadArrangements } from '../partnership/records.ts'
import { findGroup, groupById } from '../partnership/who.ts'
import type { Reply } from '../ports/bot.ts'
import type { Store } from '../ports/store.ts'
import { addItem, noSuchMeeting } from './add-item.ts'
import { gatherAgenda, upcoming } from './gather-agenda.ts'
import { readMeeting } from './meeting.ts'
import { planMeetings } from './plan-meetings.ts'
import { postAgenda } from './post-agenda.ts'

export { itemWrites } from './add-item.ts'
export { nextMeetingAfter } from './series-rules.ts'

/** Meetings: made from each group's series, their agendas posted by themselves five working days before. */
export function meetingsFeature(store: Store): Feature {
  return {
    commands: [
      {
        usage: 'add to agenda QIO …',
        means: 'ask for an item at a group’s next meeting',
        pattern: /^add to agenda\s+(\S+)\s+([\s\S]+)$/i,
        everywhere: true,
        run: (context, [, code = '', title = '']) => addItem(store, context, { code, title: title.trim() }),
      },
      {
        usage: 'agenda QIO',
        means: 'the agenda of a group’s next meeting',
        pattern: /^agenda(?:\s+(\S+))?$/i,
        everywhere: true,
        run: async (_, [, code = '']) => ({ view: `agenda:${code}` }),
      },
    ],
    views: { agenda: (context, code) => nextAgenda(store, context, code) },
    wakes: {
      partnership: (doc, now) => planMeetings(store, doc, now),
      meeting: (doc, now) => postAgenda(store, doc, now),
    },
    deliveries: {
      agenda: {
        ifUnknown: 'repeat',
        async card(delivery, { partnership, now }) {
          const [arrangements, doc] = await Promise.all([
            loadArrangements(store, partnership),
            store.get({ partnership, scope: delivery.about.scope }, delivery.about.id),
          ])
          const today = dayOf(now)
          const meeting = doc && readMeeting(doc)
          if (!arrangements || !meeting || meeting.date < today) return undefined
          return gatherAgenda(store, {
            arrangements,
            group: groupById(arrangements, meeting.group),
            meeting,
            today,
            withActions: true,
          })
        },
      },
    },
  }
}

/** The next agenda. Its open actions show in one's own chat and in the group's own place only: elsewhere others read along. */
async function nextAgenda(store: Store, { who, today, place }: Context, code: string): Promise<Reply> {
  const arrangements = who.partnership
  const group = code === '' ? onlyGroup(who, 'see-agenda', today) : findGroup(arrangements, code)
  if (!group || !may(who, 'see-agenda', group, today)) return noSuchMeeting
  const [doc] = await upcoming(store, arrangements.partnership.id, group.id, today)
  if (!doc) return { text: `No meeting of ${group.name} is planned in the next three months.` }
  const { id } = arrangements.partnership
  const amongUs = place.kind === 'personal' || (await isPlaceOf(store, id, { group: group.id }, place))
  const meeting = readMeeting(doc)
  return { card: await gatherAgenda(store, { arrangements, group, meeting, today, withActions: amongUs }) }
}
