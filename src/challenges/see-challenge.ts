import type { OtherRow } from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import type { Answer, Context } from '../feature.ts'
import type { Day } from '../partnership/day.ts'
import { loadNames } from '../partnership/records.ts'
import { leadOn, type Who } from '../partnership/who.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Challenge, challengeId, challengeRefPattern, challengesOf, readChallenge } from './challenge.ts'
import { type ChallengeShowing, challengeCard, challengeRow, challengesCard } from './challenge-card.ts'
import { askedOnCard, type ChallengeRole, challengeRoles, mayBeAsked } from './challenge-rules.ts'

export type SeenChallenge = { doc: Doc; challenge: Challenge; roles: ChallengeRole[] }

export const noSuchChallenge = { text: 'There is no challenge with that number that you can see.' }

/** The challenge, if it is there and this person may see it; otherwise undefined, for either reason. */
export async function seeChallenge(
  store: Store,
  who: Who,
  ref: string,
  today: Day,
): Promise<SeenChallenge | undefined> {
  if (!challengeRefPattern.test(ref)) return undefined
  const doc = await store.get(challengesOf(who.partnership.partnership.id), challengeId(ref))
  if (!doc) return undefined
  const challenge = readChallenge(doc)
  const roles = challengeRoles(who, challenge, today)
  return roles.length > 0 ? { doc, challenge, roles } : undefined
}

type More = Pick<ChallengeShowing, 'heading' | 'notice' | 'typed' | 'view'>

/** The challenge's card as this reader sees it. */
export async function challengeCardFor(
  store: Store,
  { who, today }: { who: Who; today: Day },
  { challenge, roles }: Pick<SeenChallenge, 'challenge' | 'roles'>,
  more: More = {},
): Promise<CardMessage> {
  const arrangements = who.partnership
  const { openedBy, response, outcome, closed, history } = challenge
  const lead = leadOn(arrangements, challenge.agency, today)
  const people = [lead, openedBy, response?.by, outcome?.by, closed?.by, ...history.map(entry => entry.by)]
  const names = await loadNames(
    store,
    arrangements.partnership.id,
    people.filter(person => person !== undefined),
  )
  return challengeCard({ arrangements, challenge, roles, today, names, ...more })
}

const rowsShown = 8
/** Documents looked at for one page of what a reader may see. */
const looked = 100

/** The challenges that this person may see, open or closed, a page at a time. */
export async function listChallenges(
  store: Store,
  { who, today }: Pick<Context, 'who' | 'today'>,
  { which, after }: { which: 'open' | 'closed'; after?: string | undefined },
): Promise<Answer> {
  const arrangements = who.partnership
  const found: Challenge[] = []
  let next = after === '' ? undefined : after
  do {
    const page = await store.find({
      ...challengesOf(arrangements.partnership.id),
      type: 'challenge',
      tags: [which],
      limit: Math.min(looked, rowsShown - found.length),
      after: next,
    })
    const seen = page.docs.map(readChallenge)
    found.push(...seen.filter(challenge => challengeRoles(who, challenge, today).length > 0))
    next = page.next
  } while (next && found.length < rowsShown)
  return { card: challengesCard({ arrangements, challenges: found, today, more: next }) }
}

/**
 * What is asked of somebody in the challenge log on a day, for the day's one card: all of it, the longest open first.
 * Whoever has no part in any challenge costs no search.
 */
export async function challengesAskedOf(store: Store, who: Who, today: Day): Promise<OtherRow[]> {
  const arrangements = who.partnership
  if (!mayBeAsked(who, today)) return []
  const team = who.person.businessTeam ? [who.person.id] : []
  const asked: Challenge[] = []
  let after: string | undefined
  do {
    const query = { ...challengesOf(arrangements.partnership.id), type: 'challenge', tags: ['open'] }
    const page = await store.find({ ...query, limit: looked, after })
    const open = page.docs.map(readChallenge)
    asked.push(...open.filter(one => askedOnCard(arrangements, one, { today, team }).includes(who.person.id)))
    after = page.next
  } while (after)
  return asked.map(challenge =>
    challengeRow({ arrangements, challenge, roles: challengeRoles(who, challenge, today), today }),
  )
}
