import type { OtherRow } from '../actions/index.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import type { Who } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { alarmRow } from './alarm-row.ts'
import { alarmsRaised, alarmsStanding, type Morning, mayBeAlarmed } from './alarm-rules.ts'
import { type Review, readReview } from './review.ts'

const pageOfAll = 100

/** Every review whose report is not sent yet, the longest open first. */
async function* openReviews(store: Store, partnership: string): AsyncGenerator<Review> {
  let after: string | undefined
  do {
    const page = await store.find({ partnership, type: 'review', tags: ['open'], limit: pageOfAll, after })
    yield* page.docs.map(readReview)
    after = page.next
  } while (after)
}

/**
 * What the reviews ask of somebody on a day, for the day's one card: a row each, what is overdue first. Whoever has no
 * part in any review costs no search.
 */
export async function reviewsAskedOf(store: Store, who: Who, today: Day): Promise<OtherRow[]> {
  const { partnership: arrangements, person } = who
  if (!mayBeAlarmed(who, today)) return []
  const morning = { today, team: person.businessTeam ? [person.id] : [] }
  const rows: OtherRow[] = []
  for await (const review of openReviews(store, arrangements.partnership.id)) {
    const standing = alarmsStanding(arrangements, review, morning)
    const alarms = standing.filter(({ to }) => to.includes(person.id))
    if (alarms.length > 0) rows.push(alarmRow({ arrangements, review, today }, alarms))
  }
  return rows
}

/** Whom reviews ask on a day, and how many have a row on their card then. */
type AskedOnDay = { asked: Set<string>; waiting: Map<string, number> }

type Foreseeing = {
  arrangements: Arrangements
  days: readonly Day[]
  /** The business team on a day. */
  team(day: Day): readonly string[]
}

/** Whom open reviews will ask on each of these days if nobody records or answers anything. */
export async function foreseeReviews(
  store: Store,
  { arrangements, days, team }: Foreseeing,
): Promise<ReadonlyMap<Day, AskedOnDay>> {
  const found = new Map(
    days.map(day => [day, { asked: new Set<string>(), waiting: new Map<string, number>() }]),
  )
  for await (const review of openReviews(store, arrangements.partnership.id)) {
    let standing = review
    for (const [day, ofDay] of found) {
      const morning: Morning = { today: day, team: team(day) }
      for (const { to } of alarmsRaised(arrangements, standing, morning))
        for (const person of to) ofDay.asked.add(person)
      const people = new Set(alarmsStanding(arrangements, standing, morning).flatMap(({ to }) => to))
      for (const person of people) ofDay.waiting.set(person, (ofDay.waiting.get(person) ?? 0) + 1)
      standing = { ...standing, alarmedOn: day }
    }
  }
  return found
}
