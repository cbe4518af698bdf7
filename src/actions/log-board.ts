import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { CardMessage } from '../card-message.ts'
import { type DeliveryKind, queued } from '../delivery/delivery.ts'
import { isPlaceOf } from '../delivery/places.ts'
import type { Answer, Context } from '../feature.ts'
import { codeOf } from '../partnership/arrangements.ts'
import { type Day, dayOf, instantOf, sayDay } from '../partnership/day.ts'
import { may } from '../partnership/permissions.ts'
import { groupPartition, loadArrangements, loadNames } from '../partnership/records.ts'
import { findGroup, groupById } from '../partnership/who.ts'
import { addWorkingDays, type Calendar } from '../partnership/working-days.ts'
import type { Doc, Draft, Partition, Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { actionListCard, rowsOnCard } from './action-list-card.ts'
import { filteredActions } from './find-actions.ts'
import { hideSensitive } from './hide-sensitive.ts'
import { colourChart } from './log-parts.ts'

/** Changes within so long are shown together: the card follows every change, but moves at a humane pace. */
const togetherMilliseconds = 30_000

/** What a change leaves for the card to be drawn anew. */
const changed = 'board-change'
const changedBody = z.object({ schema: z.literal(1), group: z.string() })
const drawnTogether = 90

const boardBody = z.object({ schema: z.literal(1), delivery: z.string() })
const boardId = (group: string): string => `board:${group}`

const boardDraft = (group: string, delivery: string, wakeAt: string): Draft => ({
  id: boardId(group),
  type: 'board',
  body: { schema: 1, delivery },
  tags: [],
  sort: group,
  wakeAt,
})

const nextMorning = (today: Day, calendar: Calendar): string =>
  instantOf(addWorkingDays(today, 1, calendar), '07:00')

/** Colours go by the day: each working morning the card in the channel is drawn for that day. Done twice, it is drawn once. */
export async function followDay(store: Store, doc: Doc, now: string): Promise<void> {
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements)
    throw new Error('A log in a channel belongs to a partnership whose arrangements are not kept.')
  const { delivery } = boardBody.parse(doc.body)
  const group = doc.id.replace('board:', '')
  const wakeAt = nextMorning(dayOf(now), arrangements.partnership)
  await store.commit(doc, [
    { replace: boardDraft(group, delivery, wakeAt), etag: doc.etag },
    ...(await boardUpdates(store, doc, group, now)),
  ])
}

/**
 * Puts a group's log into its own channel, as one card that follows every change from then on. Chairs and the
 * business team do this; asked for again, a new card follows, and the old one says that it no longer does.
 */
export function postBoard(store: Store, context: Context, code: string): Promise<Answer> {
  const { who, place, today, now, turnId } = context
  const group = findGroup(who.partnership, code)
  const { id } = who.partnership.partnership
  if (!group || !may(who, 'link-group', group, today))
    return Promise.resolve({
      text: 'Write post log and a group’s code in its channel. Its chairs and the business team can do this.',
    })
  const partition = groupPartition(id, group.id)
  return decideOnce(store, partition, context, async () => {
    if (!(await isPlaceOf(store, id, { group: group.id }, place))) {
      const text = `The log is put into the group’s own channel only. Type link ${codeOf(group)} in it first, then this.`
      return { writes: [], reply: { text } }
    }
    const delivery = `log-board:${group.id}:${turnId}`
    const about = { scope: partition.scope, id: boardId(group.id) }
    const before = await store.get(partition, boardId(group.id))
    const board = boardDraft(group.id, delivery, nextMorning(today, who.partnership.partnership))
    return {
      writes: [
        before ? { replace: board, etag: before.etag } : { create: board },
        { create: queued({ id: delivery, kind: 'log-board', to: { group: group.id }, about, now }) },
        ...(before
          ? [lastUpdate(boardBody.parse(before.body).delivery, { group: group.id, about, now })]
          : []),
      ],
      reply: { text: 'The log will be here in a moment. It follows every change.' },
    }
  })
}

/** What tells readers of a card that another has taken its place. */
function lastUpdate(
  old: string,
  { group, ...rest }: { group: string; about: { scope: string; id: string }; now: string },
): Write {
  return { create: queued({ id: `${old}:over`, kind: 'log-board', to: { group }, updates: old, ...rest }) }
}

/**
 * What brings the card in the group's channel up to date after a change; nothing where there is none. It is a document of
 * the change's own: many who change a log in one moment do not race for it, and it is there exactly if the change is.
 */
export async function boardUpdates(
  store: Store,
  partition: Partition,
  group: string,
  now: string,
): Promise<Write[]> {
  if (!(await store.get(partition, boardId(group)))) return []
  const ends = (Math.floor(Date.parse(now) / togetherMilliseconds) + 1) * togetherMilliseconds
  const wakeAt = new Date(ends).toISOString()
  const body = { schema: 1, group }
  return [
    { create: { id: `${changed}:${randomUUID()}`, type: changed, body, tags: [], sort: wakeAt, wakeAt } },
  ]
}

/** Has the card drawn for all changes whose half minute is over: once, with whatever was committed before. */
export async function drawChanges(store: Store, doc: Doc, now: string): Promise<void> {
  const { group } = changedBody.parse(doc.body)
  const { partnership, scope } = doc
  const over = { partnership, scope, type: changed, to: doc.sort, limit: drawnTogether }
  const [{ docs }, board] = await Promise.all([store.find(over), store.get(doc, boardId(group))])
  const [first] = docs
  if (!first) return
  const update = (updates: string): Write => {
    const id = first.id.replace(changed, updates)
    const about = { scope, id: boardId(group) }
    return { create: queued({ id, kind: 'log-board', to: { group }, about, updates, now }) }
  }
  await store.commit(doc, [
    ...docs.map(({ id, etag }) => ({ delete: id, etag })),
    ...(board ? [update(boardBody.parse(board.body).delivery)] : []),
  ])
}

/** The card itself: the most urgent of the log, for everybody in the channel, so without buttons. One that a newer card replaced says so. */
export function boardDelivery(store: Store): DeliveryKind {
  return {
    ifUnknown: 'repeat',
    async card(delivery, { partnership, now }) {
      const arrangements = await loadArrangements(store, partnership)
      if (!arrangements || !('group' in delivery.to)) return undefined
      const { about, updates } = delivery
      const group = groupById(arrangements, delivery.to.group)
      const board = await store.get({ partnership, scope: about.scope }, about.id)
      const isOver = board && updates && boardBody.parse(board.body).delivery !== updates
      return isOver ? overCard(group) : boardCard(store, { arrangements, group, now })
    },
  }
}

type Board = {
  arrangements: NonNullable<Awaited<ReturnType<typeof loadArrangements>>>
  group: ReturnType<typeof groupById>
  now: string
}

function overCard(group: Board['group']): CardMessage {
  const heading = boardHeading(group)
  const line = `A newer card in the group’s channel has taken this one’s place. In your own chat with Convenor, type log ${codeOf(group)}.`
  return { template: 'actions/over', summary: heading, data: { heading, lines: [{ line }], opens: [] } }
}

const boardHeading = ({ name }: Board['group']): string => `${name}: action log`

async function boardCard(store: Store, { arrangements, group, now }: Board): Promise<CardMessage> {
  const today = dayOf(now)
  const calendar = arrangements.partnership
  const at = { calendar, today }
  const { actions, next } = await filteredActions(
    store,
    { partnership: calendar.id, group: group.id, filter: {}, at },
    { limit: 100 },
  )
  const shown = actions.slice(0, rowsOnCard).map(hideSensitive)
  const names = await loadNames(
    store,
    calendar.id,
    shown.flatMap(action => action.owners.map(owner => owner.person)),
  )
  return actionListCard({
    heading: boardHeading(group),
    intro: `${next ? `More than ${actions.length}` : actions.length} open on ${sayDay(today, today)}, the most urgent first. Answer in your own chat with Convenor; type log ${codeOf(group)} there for all.`,
    sections: [{ title: 'Open', actions: shown }],
    view: '',
    arrangements,
    chart: colourChart(actions, at),
    withoutOpen: true,
    today,
    calendar,
    names,
  })
}
