import type { CardMessage } from '../card-message.ts'
import type { Context } from '../feature.ts'
import { may, onlyGroup } from '../partnership/permissions.ts'
import { loadNames } from '../partnership/records.ts'
import { findGroup, groupById } from '../partnership/who.ts'
import type { Reply } from '../ports/bot.ts'
import type { Store } from '../ports/store.ts'
import type { Action } from './action.ts'
import { actionListCard, rowsOnCard, type Section } from './action-list-card.ts'
import { openActionsIn, openActionsOf } from './find-actions.ts'
import { rolesOn } from './see-action.ts'

/** Everything this person owes in all groups, the most urgent first, a page at a time. */
export async function myActions(store: Store, context: Context, after?: string): Promise<CardMessage> {
  const { partnership, person } = context.who
  const found = await openActionsOf(store, partnership.partnership.id, person.id, {
    limit: rowsOnCard,
    after,
  })
  return listCard(store, context, {
    heading: 'My actions',
    intro:
      found.actions.length === 0
        ? 'You have no open actions. There is nothing to do here.'
        : 'The most urgent first.',
    title: 'With you',
    actions: found.actions,
    view: 'mine',
    more: found.next ? { verb: 'actions.mine', data: { after: found.next } } : undefined,
  })
}

export const noSuchGroup: Reply = {
  text: 'There is no such group, or its log is not yours to see. Write log and the code that the group’s refs begin with.',
}

type LogRequest = { code: string; overdue: boolean; after?: string | undefined }

/** A group's log of open actions, or only those overdue. Who may not see it gets the answer for no such group. */
export async function groupLog(
  store: Store,
  context: Context,
  { code, overdue, after }: LogRequest,
): Promise<Reply> {
  const group =
    code.trim() === ''
      ? onlyGroup(context.who, 'see-log', context.today)
      : findGroup(context.who.partnership, code)
  if (!group || !may(context.who, 'see-log', group, context.today)) return noSuchGroup
  const scope = { partnership: context.who.partnership.partnership.id, group: group.id }
  const found = await openActionsIn(store, overdue ? { ...scope, overdueOn: context.today } : scope, {
    limit: rowsOnCard,
    after,
  })
  const empty = overdue ? 'Nothing is overdue.' : 'No action is open.'
  const card = await listCard(store, context, {
    heading: overdue ? `${group.name}: overdue` : `${group.name}: action log`,
    intro: found.actions.length === 0 ? empty : 'Open actions, the most urgent first.',
    title: overdue ? 'Overdue' : 'Open',
    actions: found.actions,
    view: `${overdue ? 'overdue' : 'log'}:${group.id}`,
    more: found.next
      ? { verb: 'actions.log', data: { group: group.id, overdue, after: found.next } }
      : undefined,
  })
  return { card }
}

type Listing = {
  heading: string
  intro: string
  title: string
  actions: readonly Action[]
  view: string
  more: { verb: string; data: Record<string, unknown> } | undefined
}

async function listCard(
  store: Store,
  context: Context,
  { title, actions, ...listing }: Listing,
): Promise<CardMessage> {
  const { who, today } = context
  const calendar = who.partnership.partnership
  const names = await loadNames(
    store,
    calendar.id,
    actions.flatMap(action => action.owners.map(owner => owner.person)),
  )
  const rolesFor = (action: Action) => rolesOn(who, groupById(who.partnership, action.group), action, today)
  const sections: Section[] = [{ title, actions, rolesFor }]
  return actionListCard({ ...listing, sections, arrangements: who.partnership, today, calendar, names })
}
