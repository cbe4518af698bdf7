import type { Context } from '../feature.ts'
import { may } from '../partnership/permissions.ts'
import { plainWords } from '../partnership/plain-words.ts'
import { loadNames } from '../partnership/records.ts'
import type { Found } from '../ports/bot.ts'
import type { Store } from '../ports/store.ts'
import type { Action } from './action.ts'
import { clip, ownersLine, sayStatus } from './action-card.ts'
import { brag } from './brag-rules.ts'
import { lastClosed, openActionsIn, openActionsOf } from './find-actions.ts'
import { saysAll } from './search-words.ts'
import { seeAction } from './see-action.ts'
import { sharedCard } from './shared-card.ts'

const mostFound = 10
/** Open actions of each group that are looked through: more than any group keeps open. */
const lookedThrough = 200

/**
 * Actions this reader may see, to put into a chat: by ref, or by words of what was agreed, its owners, its group. All
 * words must be there. Without words, their own. The card that is put into the chat is for everybody there: it has no
 * buttons that change anything, and of what is OFFICIAL-SENSITIVE it shows no more than the ref.
 */
export async function searchActions(store: Store, context: Context, words: string): Promise<Found[]> {
  const { who, today } = context
  const ref = words.trim().toUpperCase()
  const exact = await seeAction(store, who, ref, today)
  const found = exact ? [exact.action] : await matching(store, context, words)
  const people = found.flatMap(action => action.owners.map(owner => owner.person))
  const names = await loadNames(store, who.partnership.partnership.id, people)
  return found.slice(0, mostFound).map(action => ({
    title: `${action.ref}: ${clip(action.what, 80)}`,
    subtitle: `${sayStatus(action)} · ${brag(action, who.partnership.partnership, today).why} · ${ownersLine(action, names, who.partnership)}`,
    card: sharedCard({ action, arrangements: who.partnership, names, today }),
  }))
}

/** Actions this reader may see that have all these words. Those that are open first, the most urgent on top; then what was closed, the latest first. */
export async function matching(store: Store, context: Context, text: string): Promise<Action[]> {
  const { who, today } = context
  const { id } = who.partnership.partnership
  const words = plainWords(text)
  const mine = await openActionsOf(store, id, who.person.id, { limit: lookedThrough })
  if (words === '') return mine.actions
  const groups = who.partnership.groups.filter(group => may(who, 'see-log', group, today))
  const places = groups.map(group => ({ partnership: id, group: group.id, today }))
  const open = await Promise.all(
    places.map(({ partnership, group }) =>
      openActionsIn(store, { partnership, group }, { limit: lookedThrough }),
    ),
  )
  const urgent = [...mine.actions, ...open.flatMap(page => page.actions)].sort((a, b) =>
    a.dueOn.localeCompare(b.dueOn),
  )
  const found = await saying(store, context, { words, actions: urgent })
  if (found.length >= mostFound) return found
  const closed = await Promise.all(places.map(place => lastClosed(store, place)))
  const latest = closed.flat().sort((a, b) => closedAt(b).localeCompare(closedAt(a)))
  return [...found, ...(await saying(store, context, { words, actions: latest }))]
}

const closedAt = ({ history }: Action): string => history.at(-1)?.at ?? ''

/** Those in which all the words are found. */
async function saying(
  store: Store,
  { who }: Context,
  { words, actions }: { words: string; actions: readonly Action[] },
): Promise<Action[]> {
  const all = [...new Map(actions.map(action => [action.ref, action])).values()]
  const people = all.flatMap(action => action.owners.map(owner => owner.person))
  const names = await loadNames(store, who.partnership.partnership.id, people)
  return all.filter(action => {
    const group = who.partnership.groups.find(one => one.id === action.group)
    const owners = action.owners.map(owner => names(owner.person))
    return saysAll([action.ref, action.what, group?.name, ...owners].join(' '), words)
  })
}
