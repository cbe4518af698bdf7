import type { CardMessage } from '../card-message.ts'
import type { Context } from '../feature.ts'
import { codeOf, type Group } from '../partnership/arrangements.ts'
import { may, onlyGroup } from '../partnership/permissions.ts'
import { loadNames } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Reply } from '../ports/bot.ts'
import type { Store } from '../ports/store.ts'
import { chooseGroup } from '../turn/choose-group.ts'
import type { Action } from './action.ts'
import { rowsOnCard } from './action-list-card.ts'
import { type ActionPage, filteredActions, openActionsOf } from './find-actions.ts'
import { groupsSeen, listCard, pageAfter } from './list-of-actions.ts'
import { filterText, type LogFilter, sayFilter } from './log-filter.ts'
import { colourChart, filterForm } from './log-parts.ts'
import { matching } from './search-actions.ts'
import { sayToAgree } from './to-agree.ts'

/** Everything this person owes in all groups, the most urgent first, a page at a time. */
export async function myActions(store: Store, context: Context, after?: string): Promise<CardMessage> {
  const { partnership, person } = context.who
  const found = await openActionsOf(store, partnership.partnership.id, person.id, {
    limit: rowsOnCard,
    after,
  })
  const alsoWaits = after === undefined ? await sayToAgree(store, context) : ''
  return listCard(store, context, {
    heading: 'My actions',
    intro:
      found.actions.length === 0
        ? `You have no open actions.${alsoWaits}`
        : `The most urgent first.${alsoWaits}`,
    title: 'With you',
    actions: found.actions,
    view: after === undefined ? 'mine' : `mine:${after}`,
    more: found.next ? { verb: 'actions.mine', data: { after: found.next } } : undefined,
  })
}

/** The same for a group that does not exist and one that is not theirs; with the codes of those that are. */
function noSuchGroup(context: Context): Reply {
  const codes = groupsSeen(context).map(codeOf)
  const these = codes.length > 0 ? `: ${codes.join(', ')}` : ''
  return {
    text: `There is no such group, or its log is not yours to see. Write log and the code that the group’s refs begin with${these}.`,
  }
}

/** What is overdue in all groups whose log somebody may see, the oldest first, a page at a time, and how many each group has. */
export async function overdueEverywhere(store: Store, context: Context, after = ''): Promise<Reply> {
  const { who, today } = context
  const calendar = who.partnership.partnership
  const groups = groupsSeen(context)
  if (groups.length === 0) return noSuchGroup(context)
  const filter: LogFilter = { overdue: 'yes' }
  const pages = await Promise.all(
    groups.map(group => {
      const wanted = { partnership: calendar.id, group: group.id, filter, at: { calendar, today } }
      // Only the first page says how many there are.
      const limit = after === '' ? charted : rowsOnCard + 1
      return filteredActions(store, { ...wanted, beyond: after }, { limit })
    }),
  )
  const found = pages.flatMap(({ actions }) => actions)
  const { shown, last, next } = pageAfter(found, after)
  const isMore = next !== undefined || pages.some(page => page.next)
  const card = await listCard(store, context, {
    heading: 'Overdue, in all groups that you can see',
    intro: after === '' ? overdueCounts(groups, pages) : 'More of them, the oldest first.',
    title: 'Overdue',
    actions: shown,
    view: after === '' ? 'overdue' : `overdue:${after}`,
    more: last && isMore ? { verb: 'actions.overdue', data: { after: last } } : undefined,
  })
  return { card }
}

function overdueCounts(groups: readonly Group[], pages: readonly ActionPage[]): string {
  const counts = groups.flatMap((group, i) => {
    const { actions = [], next } = pages[i] ?? {}
    if (actions.length === 0) return []
    return `${codeOf(group)} ${next ? `more than ${actions.length}` : actions.length}`
  })
  const [example] = counts.map(count => count.split(' ')[0])
  return example
    ? `${counts.join(', ')}. The oldest first; overdue ${example} shows all of that group.`
    : 'Nothing is overdue.'
}

export type LogRequest = { code: string; filter: LogFilter; after?: string | undefined }

/** How many of a log's most urgent actions its chart counts: a log of any size is shown as quickly. */
const charted = 100

/** A group's log, narrowed as asked, a page at a time. Who may not see it gets the answer for no such group. */
export async function groupLog(
  store: Store,
  context: Context,
  { code, filter, after }: LogRequest,
): Promise<Reply> {
  const { who, today } = context
  const group = code.trim() === '' ? onlyGroup(who, 'see-log', today) : findGroup(who.partnership, code)
  if (!group && code.trim() === '') {
    if (filter.overdue) return overdueEverywhere(store, context)
    const card = chooseGroup(context, { permission: 'see-log', command: 'log' })
    return card ? { card } : noSuchGroup(context)
  }
  if (!group || !may(who, 'see-log', group, today)) return noSuchGroup(context)
  const scope = { partnership: who.partnership.partnership.id, group: group.id }
  const at = { calendar: who.partnership.partnership, today }
  const [found, most] = await Promise.all([
    filteredActions(store, { ...scope, filter, at }, { limit: rowsOnCard, after }),
    after === undefined
      ? filteredActions(store, { ...scope, filter, at }, { limit: charted })
      : { actions: [], next: undefined },
  ])
  const names = await loadNames(store, scope.partnership, [
    ...(filter.owner ? [filter.owner] : []),
    ...most.actions.flatMap(action => action.owners.map(owner => owner.person)),
  ])
  const narrowed = sayFilter(filter, who.partnership, names)
  const card = await listCard(store, context, {
    heading: narrowed === '' ? `${group.name}: action log` : `${group.name}: ${narrowed}`,
    intro: found.actions.length === 0 ? emptyWords(filter) : introOf(most, filter),
    title: narrowed === '' ? 'Open' : narrowed,
    actions: found.actions,
    view: `log:${group.id}?${filterText(filter)}${after === undefined ? '' : `?${after}`}`,
    more: found.next
      ? { verb: 'actions.log', data: { ...filter, group: group.id, after: found.next } }
      : undefined,
    chart: colourChart(most.actions, at),
    filter: filterForm(most.actions, { group, filter, arrangements: who.partnership, names }),
  })
  return { card }
}

/** Actions that somebody may see by words of what was agreed, its owners, its group: as many as a card holds. */
export async function foundActions(store: Store, context: Context, words: string): Promise<CardMessage> {
  const found = await matching(store, context, words)
  const shown = found.slice(0, rowsOnCard)
  const more = found.length > shown.length ? ` The first ${shown.length}: one more word finds fewer.` : ''
  return listCard(store, context, {
    heading: `Actions with “${words}”`,
    intro:
      shown.length === 0
        ? 'No action that you can see has all these words.'
        : `Those that are open first.${more}`,
    title: 'Found',
    actions: shown,
    view: `found:${words}`,
    more: undefined,
  })
}

function emptyWords(filter: LogFilter): string {
  if (filter.words)
    return `“${filter.words}” is not known here, nor in what these actions say. A log is narrowed by: overdue, red, amber, in progress, blocked, closed, all, an agency, a priority, an owner, or words of its actions. Write find and words to look in all logs, old actions too.`
  if (filter.overdue) return 'Nothing is overdue.'
  return filterText(filter) === '' ? 'No action is open.' : 'No action fits that.'
}

function introOf(
  { actions, next }: { actions: readonly Action[]; next?: string | undefined },
  filter: LogFilter,
): string {
  if (actions.length === 0) return 'The most urgent first.'
  const count = next ? `more than ${actions.length}` : String(actions.length)
  const what = filterText(filter) === '' ? 'open' : 'found'
  return `${count} ${what}, the most urgent first.${next ? ` The chart counts the first ${actions.length}.` : ''}`
}
