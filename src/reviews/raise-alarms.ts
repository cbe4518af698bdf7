import { dayOf } from '../partnership/day.ts'
import { businessTeam, loadArrangements } from '../partnership/records.ts'
import type { Calendar } from '../partnership/working-days.ts'
import type { Doc, Store } from '../ports/store.ts'
import { alarmsRaised, nextLook } from './alarm-rules.ts'
import { readReview, reviewDraft } from './review.ts'

export type ReviewPorts = {
  store: Store
  /** Has what is stored already stand on these people's one card of the day, which shows this ref. Chasing does. */
  ask(partnership: string, asked: { people: readonly string[]; ref: string; now: string }): Promise<void>
  /** Whether cards of the day go out at this moment; else the instant of the next morning on which they do. */
  hours(now: string, calendar: Calendar): { open: true } | { opensAt: string }
}

/**
 * A review's morning has come: whoever its alarms go to finds it on their one card of the day, and it is looked at
 * again the next working morning. Outside the hours of cards (the loop was down) it waits for the next. Done twice, it
 * makes one card, since that is one a person a day, and one that has gone with this review is enough.
 */
export async function raiseAlarms({ store, ask, hours }: ReviewPorts, doc: Doc, now: string): Promise<void> {
  const review = readReview(doc)
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('A review belongs to a partnership whose arrangements are not kept.')
  const at = hours(now, arrangements.partnership)
  if ('opensAt' in at) {
    await store.commit(doc, [{ replace: reviewDraft(review, at.opensAt), etag: doc.etag }])
    return
  }
  const today = dayOf(now)
  const team = (await businessTeam(store, doc.partnership, today)).map(person => person.id)
  const raised = alarmsRaised(arrangements, review, { today, team })
  const people = [...new Set(raised.flatMap(({ to }) => to))]
  await ask(doc.partnership, { people, ref: review.ref, now })
  const looked = { ...review, alarmedOn: today }
  await store.commit(doc, [
    { replace: reviewDraft(looked, nextLook(arrangements, looked, now)), etag: doc.etag },
  ])
}
