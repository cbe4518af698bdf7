import type { Who } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { type Audience, type Bulletin, readBulletin, type Words } from './bulletin.ts'
import { differences, formOf } from './compose-form.ts'

const mostDrafts = 100

/** A draft of theirs that says the very same, as after a second press: nobody needs two. */
export async function sameDraft(
  store: Store,
  { partnership, person }: Who,
  written: Pick<Bulletin, 'words' | 'audience'>,
): Promise<string | undefined> {
  const { id } = partnership.partnership
  const tags = [`author:${person.id}`, 'status:draft']
  const { docs } = await store.find({ partnership: id, type: 'bulletin', tags, limit: mostDrafts })
  const drafts = docs.map(readBulletin).filter(({ audience }) => audience.list === undefined)
  return drafts.find(draft => differences(formOf(draft), formOf(written)).length === 0)?.ref
}

/** A bulletin as it begins. */
export function newBulletin(
  ref: string,
  { words, audience }: { words: Words; audience: Audience },
  { by, now }: { by: string; now: string },
): Bulletin {
  return {
    schema: 1,
    ref,
    version: 1,
    status: 'draft',
    author: by,
    writers: [by],
    words,
    audience,
    corrections: [],
    reminders: [],
    work: [],
    history: [{ at: now, by, what: 'began it' }],
  }
}
