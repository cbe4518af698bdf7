import type { Day } from '../partnership/day.ts'
import { namesOfMembers } from '../partnership/records.ts'
import type { Who } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { namesSomebody } from './may-tell.ts'

/** Names of members, if the text seems to name somebody: otherwise nobody needs to be read. */
export async function allowedNames(
  store: Store,
  { who, today }: { who: Who; today: Day },
  text: string,
): Promise<readonly string[]> {
  return namesSomebody(text, []) ? namesOfMembers(store, who.partnership.partnership.id, today) : []
}
