import { z } from 'zod'
import { dayOf } from '../partnership/day.ts'
import { loadPerson, peopleOf } from '../partnership/records.ts'
import { decideAgain } from '../ports/decide-again.ts'
import { type Doc, type Draft, StaleWrite, type Store, type Write } from '../ports/store.ts'
import { accountOf } from './holder.ts'
import { type Unreachable, unreachable } from './outcome.ts'

/** Somebody who cannot be reached: kept from the first message that could not be delivered until one is. */
const unreachableBody = z.object({
  schema: z.literal(1),
  person: z.string(),
  /** Whose chat could not be reached: whoever takes the post over is not out of reach for that. */
  account: z.string().optional(),
  why: z.enum(unreachable).optional(),
  /** In plain words. */
  reason: z.string(),
  /** Instant, UTC. */
  since: z.string(),
  /** When they were last mentioned in a channel or chat, and of which group. */
  mentioned: z.object({ at: z.string(), group: z.string() }).optional(),
})

export type UnreachablePerson = z.infer<typeof unreachableBody>

export const unreachableId = (person: string): string => `unreachable:${person}`

export const readUnreachable = (doc: Doc): UnreachablePerson => unreachableBody.parse(doc.body)

export function unreachableDraft(who: UnreachablePerson): Draft {
  return { id: unreachableId(who.person), type: 'unreachable', body: who, tags: [], sort: who.since }
}

const tellBody = z.object({ schema: z.literal(1), since: z.string() })
const tellId = 'unreachable-tell'

export const readTell = (doc: Doc): { since: string } => tellBody.parse(doc.body)

/** That the business team is to be told of somebody who became unreachable then; without a moment, that they were. */
export function tellDraft(since: string, wakeAt?: string): Draft {
  return { id: tellId, type: 'unreachable-tell', body: { schema: 1, since }, tags: [], sort: tellId, wakeAt }
}

export type Missed = {
  person: string
  account?: string | undefined
  reason: string
  why?: Unreachable | undefined
  now: string
}

/**
 * Notes that somebody cannot be reached, so that the business team hears of it: one document wakes for all of a
 * partnership, however many they are. Whoever is known already stays as noted, but for the reason. Returns how it is noted
 * now.
 */
export function noteUnreachable(
  store: Store,
  partnership: string,
  { person, account, reason, why, now }: Missed,
): Promise<UnreachablePerson> {
  const at = peopleOf(partnership)
  return decideAgain(async () => {
    const doc = await store.get(at, unreachableId(person))
    const known = doc && readUnreachable(doc)
    const before = known && isSame(known.account, account) ? known : undefined
    if (doc && before?.reason === reason) return before
    const whose = account ? { account } : {}
    const who: UnreachablePerson = { schema: 1, since: now, ...before, ...whose, person, reason, why }
    const draft = unreachableDraft(who)
    if (doc && before) {
      await store.commit(at, [{ replace: draft, etag: doc.etag }])
      return who
    }
    const tell = await store.get(at, tellId)
    const wake: Write[] = tell
      ? tell.wakeAt
        ? []
        : [{ replace: tellDraft(now, now), etag: tell.etag }]
      : [{ create: tellDraft(now, now) }]
    await store.commit(at, [doc ? { replace: draft, etag: doc.etag } : { create: draft }, ...wake])
    return who
  })
}

/** Whether two notes may be of the same account: one that does not say is of any. */
const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other

/** What says that sending fails for certain until somebody does something themselves. */
const certain: readonly (Unreachable | undefined)[] = ['blocked', 'removed', 'switched-off']

/** Why somebody is known to be out of reach until they do something themselves; undefined when it is worth a try. */
export async function outOfReach(
  store: Store,
  { partnership, person, now }: { partnership: string; person: string; now: string },
): Promise<{ reason: string; why: Unreachable | undefined } | undefined> {
  const doc = await store.get(peopleOf(partnership), unreachableId(person))
  const known = doc && readUnreachable(doc)
  if (!known || !certain.includes(known.why)) return undefined
  const { reason, why } = known
  return (await isStillMissed(store, partnership, known, now)) ? { reason, why } : undefined
}

/** Whether a note is of the account that has the post now. */
async function isStillMissed(
  store: Store,
  partnership: string,
  { person, account }: UnreachablePerson,
  now: string,
): Promise<boolean> {
  if (account === undefined) return true
  const present = await loadPerson(store, partnership, person, dayOf(now))
  return !present || accountOf(present) === account
}

/** Notes that somebody can be reached again. Returns whether they could not before. */
export async function noteReachable(store: Store, partnership: string, person: string): Promise<boolean> {
  const at = peopleOf(partnership)
  const doc = await store.get(at, unreachableId(person))
  if (!doc) return false
  try {
    await store.commit(at, [{ delete: doc.id, etag: doc.etag }])
  } catch (error) {
    // Changed meanwhile: then the next message that arrives, or the next word of theirs, says so again.
    if (!(error instanceof StaleWrite)) throw error
  }
  return true
}

/** People who cannot be reached, the longest first, and whether there are more than these. */
export async function listUnreachable(
  store: Store,
  { partnership, limit, now }: { partnership: string; limit: number; now: string },
): Promise<{ people: UnreachablePerson[]; more: boolean }> {
  const { docs, next } = await store.find({ ...peopleOf(partnership), type: 'unreachable', limit })
  const noted = docs.map(readUnreachable)
  const missed = await Promise.all(noted.map(who => isStillMissed(store, partnership, who, now)))
  return { people: noted.filter((_, i) => missed[i]), more: next !== undefined }
}
