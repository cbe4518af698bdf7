import type { CardMessage } from '../card-message.ts'
import type { Context } from '../feature.ts'
import type { Group } from '../partnership/arrangements.ts'
import { may } from '../partnership/permissions.ts'
import { loadNames } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import type { Action } from './action.ts'
import { actionListCard, type ListExtras, rowsOnCard, type Section } from './action-list-card.ts'
import { readerOn } from './author.ts'
import { placeOf } from './find-actions.ts'

/** The groups whose log somebody may see. */
export const groupsSeen = ({ who, today }: Context): Group[] =>
  who.partnership.groups.filter(group => may(who, 'see-log', group, today))

/** A page of a list of several groups: `last` is the place of its last action, `next` the same where there are more of them. */
export function pageAfter(actions: readonly Action[], after: string) {
  const oldest = actions
    .filter(action => placeOf(action) > after)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  const shown = oldest.slice(0, rowsOnCard)
  const [last] = shown.slice(-1).map(placeOf)
  return { shown, last, next: oldest.length > shown.length ? last : undefined }
}

type Listing = ListExtras & {
  heading: string
  intro: string
  title: string
  actions: readonly Action[]
  view: string
  more: { verb: string; data: Record<string, unknown> } | undefined
}

/** A card with a list of actions, each with the buttons that its reader may press. */
export async function listCard(
  store: Store,
  context: Context,
  { title, actions, ...listing }: Listing,
): Promise<CardMessage> {
  const { who, today } = context
  const calendar = who.partnership.partnership
  const owners = actions.flatMap(action => action.owners.map(owner => owner.person))
  const names = await loadNames(store, calendar.id, owners)
  const sections: Section[] = [{ title, actions, readerFor: action => readerOn(who, action, today) }]
  return actionListCard({ ...listing, sections, arrangements: who.partnership, today, calendar, names })
}
