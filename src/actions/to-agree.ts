import type { CardMessage } from '../card-message.ts'
import type { Context } from '../feature.ts'
import type { Group } from '../partnership/arrangements.ts'
import { rolesIn } from '../partnership/permissions.ts'
import { executiveSeats, partnerLeads } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import type { Action } from './action.ts'
import { readerOn } from './author.ts'
import { allowedVerbs } from './barred-step.ts'
import { everyAction, toAgreeTags } from './find-actions.ts'
import { groupsSeen, listCard, pageAfter } from './list-of-actions.ts'

/** What waits for somebody's own word, that it is complete or that its date moves: in all groups, the oldest first, a page at a time. */
export async function toAgree(store: Store, context: Context, after = ''): Promise<CardMessage> {
  const waiting = await waitingFor(store, context, groupsSeen(context))
  const { shown, next } = pageAfter(waiting, after)
  return listCard(store, context, {
    heading: 'For you to agree',
    intro:
      waiting.length === 0
        ? 'Nothing waits for you to agree. Type my actions for what is with you.'
        : 'Said to be done, or another date asked for. The oldest first.',
    title: 'Waiting for you',
    actions: shown,
    view: after === '' ? 'to-agree' : `to-agree:${after}`,
    more: next === undefined ? undefined : { verb: 'actions.to-agree', data: { after: next } },
  })
}

/** How many wait for a chair, or for the Executive and the partners, in words. */
export async function sayToAgree(store: Store, context: Context): Promise<string> {
  const { who, today } = context
  const above = [...executiveSeats(who.partnership, today), ...partnerLeads(who.partnership, today)]
  const groups = above.includes(who.person.id)
    ? groupsSeen(context)
    : groupsSeen(context).filter(group => rolesIn(who, group, today).includes('chair'))
  const { length: count } = await waitingFor(store, context, groups)
  if (count === 0) return ''
  return ` ${count} ${count === 1 ? 'waits' : 'wait'} for you to agree: type to agree.`
}

async function waitingFor(
  store: Store,
  { who, today }: Context,
  groups: readonly Group[],
): Promise<Action[]> {
  const questions = groups.flatMap(({ id }) =>
    toAgreeTags.map(tag => ({ tags: [tag, `open:${id}`], group: id })),
  )
  const waiting: Action[] = []
  for await (const action of everyAction(store, who.partnership.partnership.id, questions)) {
    const verbs = allowedVerbs(action, readerOn(who, action, today))
    if (verbs.includes('agree') || verbs.includes('agree-date')) waiting.push(action)
  }
  return waiting
}
