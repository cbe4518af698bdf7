import { type OtherRow, rowsOnCard } from '../actions/index.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import type { Who } from '../partnership/who.ts'
import type { Doc, Store } from '../ports/store.ts'
import { alarmRow } from './alarm-row.ts'
import {
  type Alarm,
  alarmsRaised,
  alarmsStanding,
  type Morning,
  mayBeAlarmed,
  nextLook,
} from './alarm-rules.ts'
import { answersFor } from './asked.ts'
import { type Review, readReview, reviewDraft } from './review.ts'
import { reviewRoles } from './review-rules.ts'

const pageOfAll = 100

/** Every review whose report is not sent yet, the longest open first, as it is kept. */
async function* openDocs(store: Store, partnership: string): AsyncGenerator<Doc> {
  let after: string | undefined
  do {
    const page = await store.find({ partnership, type: 'review', tags: ['open'], limit: pageOfAll, after })
    yield* page.docs
    after = page.next
  } while (after)
}

async function* openReviews(store: Store, partnership: string): AsyncGenerator<Review> {
  for await (const doc of openDocs(store, partnership)) yield readReview(doc)
}

/**
 * Has every open review looked at from now on, each working morning: an earlier version, which raised no alarms, kept them
 * without a moment to look at. Done again, it finds none.
 */
export async function lookAtForgotten(store: Store, arrangements: Arrangements, now: string): Promise<void> {
  for await (const doc of openDocs(store, arrangements.partnership.id)) {
    if (doc.wakeAt !== undefined) continue
    const review = readReview(doc)
    const draft = reviewDraft(review, nextLook(arrangements, review, now))
    await store.commit(doc, [{ replace: draft, etag: doc.etag }])
  }
}

/**
 * How many agencies there are to choose from on the row of a review, of so many on a card: more do not fit into 28 KB with the
 * fullest rows beside them.
 */
export const agenciesOnRow = (reviews: number): number =>
  Math.min(8, Math.floor(12 / Math.min(reviews, rowsOnCard)))

/**
 * What the reviews ask of somebody on a day, for the day's one card: a row each, what is overdue first. Whoever has no
 * part in any review costs no search.
 */
export async function reviewsAskedOf(store: Store, who: Who, today: Day): Promise<OtherRow[]> {
  const { partnership: arrangements, person } = who
  if (!mayBeAlarmed(who, today)) return []
  const morning = { today, team: person.businessTeam ? [person.id] : [] }
  const asked: { review: Review; alarms: Alarm[] }[] = []
  for await (const review of openReviews(store, arrangements.partnership.id)) {
    const standing = alarmsStanding(arrangements, review, morning)
    const alarms = standing.filter(({ to }) => to.includes(person.id))
    if (alarms.length > 0) asked.push({ review, alarms })
  }
  const leads = answersFor(arrangements, person.id, today)
  const mostAgencies = agenciesOnRow(asked.length)
  return asked.map(({ review, alarms }) => {
    const roles = reviewRoles(who, review, today)
    return alarmRow({ arrangements, review, today, roles, leads }, alarms, mostAgencies)
  })
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
