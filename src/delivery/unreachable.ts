import { z } from 'zod'
import { peopleOf } from '../partnership/records.ts'
import { decideAgain } from '../ports/decide-again.ts'
import { type Doc, type Draft, StaleWrite, type Store } from '../ports/store.ts'
import { type Unreachable, unreachable } from './outcome.ts'

/** Somebody who cannot be reached: kept from the first message that could not be delivered until one is. */
const unreachableBody = z.object({
  schema: z.literal(1),
  person: z.string(),
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

export function unreachableDraft(who: UnreachablePerson, wakeAt?: string): Draft {
  return { id: unreachableId(who.person), type: 'unreachable', body: who, tags: [], sort: who.since, wakeAt }
}

export type Missed = { person: string; reason: string; why?: Unreachable | undefined; now: string }

/**
 * Notes that somebody cannot be reached. It wakes at once, so that the business team hears of it; whoever is known
 * already stays as noted, but for the reason. Returns how it is noted now.
 */
export function noteUnreachable(
  store: Store,
  partnership: string,
  { person, reason, why, now }: Missed,
): Promise<UnreachablePerson> {
  const at = peopleOf(partnership)
  return decideAgain(async () => {
    const doc = await store.get(at, unreachableId(person))
    const before = doc && readUnreachable(doc)
    if (doc && before?.reason === reason) return before
    const who: UnreachablePerson = { schema: 1, since: now, ...before, person, reason, why }
    const draft = unreachableDraft(who, doc ? doc.wakeAt : now)
    await store.commit(at, [doc ? { replace: draft, etag: doc.etag } : { create: draft }])
    return who
  })
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
  partnership: string,
  limit: number,
): Promise<{ people: UnreachablePerson[]; more: boolean }> {
  const { docs, next } = await store.find({ ...peopleOf(partnership), type: 'unreachable', limit })
  return { people: docs.map(readUnreachable), more: next !== undefined }
}
