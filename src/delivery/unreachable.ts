import { z } from 'zod'
import { dayOf } from '../partnership/day.ts'
import { loadPerson, peopleOf } from '../partnership/records.ts'
import { decideAgain } from '../ports/decide-again.ts'
import { type Doc, type Draft, StaleWrite, type Store, type Write } from '../ports/store.ts'
import type { Recipient } from './delivery.ts'
import { accountOf } from './holder.ts'
import { type Unreachable, unreachable } from './outcome.ts'

/** Somebody, or a group, who cannot be reached: kept from the first message that could not be delivered until one is. */
const kept = z.object({
  schema: z.literal(1),
  why: z.enum(unreachable).optional(),
  /** In plain words. */
  reason: z.string(),
  /** Instant, UTC. */
  since: z.string(),
  /** When a mention of them last arrived in a channel or chat, and of which group. */
  mentioned: z.object({ at: z.string(), group: z.string() }).optional(),
})
const ofPerson = kept.extend({
  person: z.string(),
  /** Whose chat could not be reached: whoever takes the post over is not out of reach for that. */
  account: z.string().optional(),
})
const unreachableBody = z.union([ofPerson, kept.extend({ group: z.string() })])

export type OutOfReach = z.infer<typeof unreachableBody>

export const unreachableId = (to: Recipient): string =>
  'person' in to ? `unreachable:${to.person}` : `unreachable:group:${to.group}`

export const readUnreachable = (doc: Doc): OutOfReach => unreachableBody.parse(doc.body)

export function unreachableDraft(who: OutOfReach): Draft {
  return { id: unreachableId(who), type: 'unreachable', body: who, tags: [], sort: who.since }
}

const tellBody = z.object({ schema: z.literal(1), since: z.string() })
const tellId = 'unreachable-tell'

export const readTell = (doc: Doc): { since: string } => tellBody.parse(doc.body)

/** That the business team is to be told of somebody who became unreachable then; without a moment, that they were. */
export function tellDraft(since: string, wakeAt?: string): Draft {
  return { id: tellId, type: 'unreachable-tell', body: { schema: 1, since }, tags: [], sort: tellId, wakeAt }
}

export type Missed = {
  to: Recipient
  /** Of a person: whose chat it was. */
  account?: string | undefined
  reason: string
  why?: Unreachable | undefined
  now: string
}

/**
 * Notes that somebody, or a group, cannot be reached, so that the business team hears of it: one document wakes for all of a
 * partnership, however many they are. Whoever is known already stays as noted, but for the reason. Returns how it is noted
 * now.
 */
export function noteUnreachable(
  store: Store,
  partnership: string,
  { to, account, reason, why, now }: Missed,
): Promise<OutOfReach> {
  const at = peopleOf(partnership)
  return decideAgain(async () => {
    const doc = await store.get(at, unreachableId(to))
    const known = doc && readUnreachable(doc)
    const before = known && isSame(accountIn(known), account) ? known : undefined
    if (doc && before?.reason === reason) return before
    const whose = account ? { account } : {}
    const who: OutOfReach = { schema: 1, since: now, ...before, ...whose, ...to, reason, why }
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

const accountIn = (who: OutOfReach): string | undefined => ('person' in who ? who.account : undefined)

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
  const doc = await store.get(peopleOf(partnership), unreachableId({ person }))
  const known = doc && readUnreachable(doc)
  if (!known || !certain.includes(known.why)) return undefined
  const { reason, why } = known
  return (await isStillMissed(store, partnership, known, now)) ? { reason, why } : undefined
}

/** Whether a note is of the account that has the post now. */
async function isStillMissed(
  store: Store,
  partnership: string,
  who: OutOfReach,
  now: string,
): Promise<boolean> {
  if (!('person' in who) || who.account === undefined) return true
  const { person, account } = who
  const present = await loadPerson(store, partnership, person, dayOf(now))
  return !present || accountOf(present) === account
}

/**
 * Notes that somebody, or a group, can be reached again. Returns whether they could not before. Where it is said whose
 * chat that showed in, what is noted of another account stays.
 */
export async function noteReachable(
  store: Store,
  partnership: string,
  to: Recipient,
  account?: string,
): Promise<boolean> {
  const at = peopleOf(partnership)
  const doc = await store.get(at, unreachableId(to))
  if (!doc || !isSame(accountIn(readUnreachable(doc)), account)) return false
  try {
    await store.commit(at, [{ delete: doc.id, etag: doc.etag }])
  } catch (error) {
    // Changed meanwhile: then the next message that arrives, or the next word of theirs, says so again.
    if (!(error instanceof StaleWrite)) throw error
  }
  return true
}

/** People and groups who cannot be reached, the longest first, and whether there are more than these. */
export async function listUnreachable(
  store: Store,
  { partnership, limit, now }: { partnership: string; limit: number; now: string },
): Promise<{ missed: OutOfReach[]; more: boolean }> {
  const { docs, next } = await store.find({ ...peopleOf(partnership), type: 'unreachable', limit })
  const noted = docs.map(readUnreachable)
  const still = await Promise.all(noted.map(who => isStillMissed(store, partnership, who, now)))
  return { missed: noted.filter((_, i) => still[i]), more: next !== undefined }
}
