import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf, instantOf } from '../partnership/day.ts'
import { firstHour } from '../partnership/working-hours.ts'
import type { Store } from '../ports/store.ts'
import { type Challenge, challengesOf, readChallenge } from './challenge.ts'
import { askedOnCard, awaited, nextAsking } from './challenge-rules.ts'

const pageOfAll = 100

/** A challenge that will be opened of an action if nobody decides. */
export type ToBeOpened = Pick<Challenge, 'group' | 'agency' | 'openedOn'> & { action: string }

export type Foreseeing = {
  arrangements: Arrangements
  days: readonly Day[]
  /** The business team on a day. */
  team(day: Day): readonly string[]
  opened: readonly ToBeOpened[]
}

/** Whom challenges ask on a day, and how many wait for somebody then. */
export type AskedOnDay = { asked: Set<string>; waiting: Map<string, number> }

/** Whom challenges will ask on each of these days if nobody answers: those that are open, and those that are still to come. */
export async function foreseeChallenges(
  store: Store,
  foreseeing: Foreseeing,
): Promise<ReadonlyMap<Day, AskedOnDay>> {
  const { arrangements, days, opened } = foreseeing
  const found = new Map(
    days.map(day => [day, { asked: new Set<string>(), waiting: new Map<string, number>() }]),
  )
  let after: string | undefined
  do {
    const at = { ...challengesOf(arrangements.partnership.id), type: 'challenge', tags: ['open'] }
    const page = await store.find({ ...at, limit: pageOfAll, ...(after ? { after } : {}) })
    for (const doc of page.docs) foreseeOne(readChallenge(doc), doc.wakeAt, foreseeing, found)
    after = page.next
  } while (after)
  for (const one of opened) {
    const challenge: Challenge = { schema: 1, ref: '', version: 0, issue: '', history: [], ...one }
    foreseeOne(challenge, instantOf(one.openedOn, firstHour), foreseeing, found)
  }
  return found
}

function foreseeOne(
  challenge: Challenge,
  wakeAt: string | undefined,
  { arrangements, days, team }: Foreseeing,
  found: ReadonlyMap<Day, AskedOnDay>,
): void {
  let next = wakeAt
  for (const day of days) {
    const ofDay = found.get(day)
    if (!ofDay || day < challenge.openedOn) continue
    const asking = { today: day, team: team(day) }
    if (next !== undefined && dayOf(next) <= day) {
      for (const person of awaited(arrangements, challenge, asking)) ofDay.asked.add(person)
      next = nextAsking(arrangements, challenge, day)
    }
    for (const person of askedOnCard(arrangements, challenge, asking))
      ofDay.waiting.set(person, (ofDay.waiting.get(person) ?? 0) + 1)
  }
}
