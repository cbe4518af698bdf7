import { z } from 'zod'
import { type Action, actionDraft, actionId, readAction, withDecision } from '../actions/index.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { groupPartition, loadArrangements } from '../partnership/records.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Doc, Draft, Store } from '../ports/store.ts'
import { type Challenge, challengesOf, readChallenge } from './challenge.ts'

/** What stands between a decision and the action it is about: made in the decision's commit, carried over by the wake loop. */
const decisionBody = z.object({
  schema: z.literal(1),
  challenge: z.string(),
  group: z.string(),
  action: z.string(),
  /** The decision, by whom and on which day. */
  text: z.string(),
  by: z.string(),
  on: z.string(),
  at: z.string(),
})

/** For the commit that decides a challenge, or signs it off: its action is to hear of it. Undefined where there is none. */
export function decisionDraft(challenge: Challenge, now: string): Draft | undefined {
  const { ref, version, group, action, outcome } = challenge
  if (!action || !outcome) return undefined
  const body = { schema: 1, challenge: ref, group, action, ...outcome, at: now }
  const id = `challenge-decided:${ref}:${version}`
  return { id, type: 'challenge-decided', body, tags: [], sort: id, wakeAt: now }
}

export type DecisionPorts = {
  store: Store
  /** The morning on which an action is next looked at. Chasing knows. */
  nextAttention(action: Action, arrangements: Arrangements): string | undefined
}

/**
 * Writes the Executive's decision into the history of its action. Once all that the action was challenged for is
 * decided, it is with the Executive no longer: nobody is asked at level 4 any more, and its owner is chased from that
 * day. Stopped and run again, it is written once.
 */
export async function carryDecision({ store, nextAttention }: DecisionPorts, doc: Doc): Promise<void> {
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('A challenge belongs to a partnership whose arrangements are not kept.')
  const { challenge, group, action: ref, text, by, on, at } = decisionBody.parse(doc.body)
  const partition = groupPartition(doc.partnership, group)
  const settled = await allDecided(store, doc.partnership, ref)
  await decideAgain(async () => {
    const found = await store.get(partition, actionId(ref))
    const action = found && readAction(found)
    if (!found || !action) return
    const changed = withDecision(action, { challenge, text, by, on, at, settled })
    if (changed === action) return
    const draft = actionDraft(changed, nextAttention(changed, arrangements))
    await store.commit(partition, [{ replace: draft, etag: found.etag }])
  })
  await store.commit(doc, [{ delete: doc.id, etag: doc.etag }])
}

const mostChallenges = 200

async function allDecided(store: Store, partnership: string, action: string): Promise<boolean> {
  const tags = ['open', `about:${action}`]
  const query = { ...challengesOf(partnership), type: 'challenge', tags, limit: mostChallenges }
  const { docs } = await store.find(query)
  return docs.map(readChallenge).every(({ outcome }) => outcome !== undefined)
}
