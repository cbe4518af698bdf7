import { z } from 'zod'
import { actionId, readAction, type Settled, stillSettled } from '../actions/index.ts'
import { loadArrangements } from '../partnership/records.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Doc, Draft, Store } from '../ports/store.ts'
import { challengeDraft, challengesOf, readChallenge } from './challenge.ts'
import { nextAsking } from './challenge-rules.ts'

const settledBody = z.object({
  schema: z.literal(1),
  action: z.string(),
  version: z.number().int(),
  text: z.string(),
  by: z.string(),
  on: z.string(),
  standsAt: z.string(),
})

/** For the commit that decides on an action which is with the Executive: its challenges are to hear of it. */
export function settledDraft(settled: Settled): Draft {
  const id = `action-settled:${settled.action}:${settled.version}`
  const body = { schema: 1, ...settled }
  return { id, type: 'action-settled', body, tags: [], sort: id, wakeAt: settled.standsAt }
}

/**
 * Writes what was decided on an action into every open challenge about it that waits for a decision, once it can be taken
 * back no longer: then only sign-off is asked for. Stopped and run again, each is written once.
 */
export async function carrySettled(store: Store, doc: Doc): Promise<void> {
  const settled = settledBody.parse(doc.body)
  const found = await store.get(doc, actionId(settled.action))
  if (!found || stillSettled(readAction(found), settled)) {
    const tags = ['open', `about:${settled.action}`]
    const query = { ...challengesOf(doc.partnership), type: 'challenge', tags, limit: 100 }
    let after: string | undefined
    do {
      const { docs, next } = await store.find({ ...query, after })
      for (const { id } of docs) await decideOn(store, doc.partnership, id, settled)
      after = next
    } while (after)
  }
  await store.commit(doc, [{ delete: doc.id, etag: doc.etag }])
}

async function decideOn(
  store: Store,
  partnership: string,
  id: string,
  { text, by, on, standsAt }: Settled,
): Promise<void> {
  const arrangements = await loadArrangements(store, partnership)
  if (!arrangements) throw new Error('A challenge belongs to a partnership whose arrangements are not kept.')
  const at = challengesOf(partnership)
  await decideAgain(async () => {
    const doc = await store.get(at, id)
    const challenge = doc && readChallenge(doc)
    if (!doc || !challenge || challenge.outcome || challenge.closed) return
    const entry = { at: standsAt, by, what: `it was decided on the action itself: ${text}` }
    const decided = {
      ...challenge,
      outcome: { text, by, on },
      version: challenge.version + 1,
      history: [...challenge.history, entry],
    }
    await store.commit(at, [
      { replace: challengeDraft(decided, nextAsking(arrangements, decided, on)), etag: doc.etag },
    ])
  })
}
