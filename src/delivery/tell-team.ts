import { dayOf, secondsAfter } from '../partnership/day.ts'
import { businessTeam, loadArrangements, peopleOf } from '../partnership/records.ts'
import type { Calendar } from '../partnership/working-days.ts'
import { morningAfter, workingHours } from '../partnership/working-hours.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Doc, Store } from '../ports/store.ts'
import { queued, readDelivery } from './delivery.ts'
import { readTell, tellDraft } from './unreachable.ts'

/** Trouble rarely comes alone: what is found within this is told together. */
const gatherSeconds = 900

/**
 * When the business team is told of somebody who became unreachable at `since`: a quarter of an hour later in working
 * hours, else on the next working morning.
 */
function tellAt(since: string, calendar: Calendar): string {
  const moment = secondsAfter(since, gatherSeconds)
  const hours = workingHours(moment, calendar)
  return 'opensAt' in hours ? hours.opensAt : moment
}

/**
 * Some became unreachable: each of the business team gets a card of all who are, once a working day at most. Whoever
 * became unreachable after today's card is told of tomorrow. Run twice, it tells once.
 */
export async function tellTeam(store: Store, doc: Doc, now: string): Promise<void> {
  const { since } = readTell(doc)
  const at = peopleOf(doc.partnership)
  const again = (wakeAt?: string) => store.commit(at, [{ replace: tellDraft(since, wakeAt), etag: doc.etag }])
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) return void (await again())
  const calendar = arrangements.partnership
  const moment = tellAt(since, calendar)
  if (now < moment) return void (await again(moment))
  const hours = workingHours(now, calendar)
  if ('opensAt' in hours) return void (await again(hours.opensAt))
  const today = dayOf(now)
  let toldBefore = false
  for (const { id: person } of await businessTeam(store, doc.partnership, today)) {
    const id = `unreachable:${person}:${today}`
    const about = { scope: at.scope, id: doc.id }
    const news = queued({ id, kind: 'unreachable-news', to: { person }, about, day: today, now })
    if (await createOnce(store, at, news)) continue
    const told = await store.get(at, id)
    if (told && readDelivery(told).createdAt < since) toldBefore = true
  }
  await again(toldBefore ? morningAfter(today, calendar) : undefined)
}
