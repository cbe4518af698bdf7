import { type Action, actionDraft, readAction } from '../actions/index.ts'
import { challengeRequest } from '../challenges/index.ts'
import { dayOf } from '../partnership/day.ts'
import { loadArrangements } from '../partnership/records.ts'
import type { Doc, Draft, Store, Write } from '../ports/store.ts'
import { nextAttention } from './around.ts'
import { notingWhenAsked } from './asked-before.ts'
import { chasingHours } from './chase-rules.ts'
import { askOfAction } from './chaser.ts'
import { dealWith } from './deal-with.ts'
import { lateAgencies, peopleOn } from './recipients.ts'

/**
 * An action's morning has come: whoever its step goes to gets today's one chaser card, and the action is next
 * looked at on the morning of its next step. Outside chasing hours (the loop was down) it waits for the next
 * working morning. What nobody decided, though it was asked of them, goes to the Executive, and into the
 * challenge log in the same commit. Doing it
 * twice makes one card, since the card's id is made of the person and the day.
 */
export async function chaseAction(store: Store, doc: Doc, now: string): Promise<void> {
  const action = readAction(doc)
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('An action belongs to a partnership whose arrangements are not kept.')
  const hours = chasingHours(now, arrangements.partnership)
  if ('opensAt' in hours) {
    await store.commit(doc, [{ replace: actionDraft(action, hours.opensAt), etag: doc.etag }])
    return
  }
  const today = dayOf(now)
  const people = await peopleOn(store, arrangements, today)(action.group)
  const standing = await notingWhenAsked(store, action, { arrangements, today })
  const { action: dealtWith, ...asked } = dealWith(standing, people)
  await askOfAction(store, arrangements.partnership, { ...asked, ref: action.ref, now })
  const writes: Write[] = [
    { replace: actionDraft(dealtWith, nextAttention(dealtWith, arrangements)), etag: doc.etag },
  ]
  const request = dealtWith.raised && requestFor(dealtWith, dealtWith.raised, now)
  if (request && !(await store.get(doc, request.id))) writes.push({ create: request })
  await store.commit(doc, writes)
}

/** What is with the Executive is in the challenge log too: one entry for each agency that is late. */
function requestFor(action: Action, raised: NonNullable<Action['raised']>, now: string): Draft {
  const { ref, group, what } = action
  return challengeRequest({ ref, group, what, agencies: lateAgencies(action) }, raised, now)
}
