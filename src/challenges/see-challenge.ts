import type { OtherRow } from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import type { Answer, Context } from '../feature.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { loadNames } from '../partnership/records.ts'
import { agencyName, type Who } from '../partnership/who.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Challenge, challengeId, challengeRefPattern, challengesOf, readChallenge } from './challenge.ts'
import { challengeCard, challengesCard, openedCard, standingOf } from './challenge-card.ts'
import { awaited, type ChallengeRole, challengeRoles, waitsUntil } from './challenge-rules.ts'

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

type More = { heading?: string; notice?: string; typed?: string }

/** The challenge's card as this reader sees it. */
export async function challengeCardFor(
  store: Store,
  { who, today }: { who: Who; today: Day },
  { challenge, roles }: Pick<SeenChallenge, 'challenge' | 'roles'>,
  more: More = {},
): Promise<CardMessage> {
  const arrangements = who.partnership
  const { openedBy, response, outcome, closed, history } = challenge
  const lead = arrangements.agencies.find(agency => agency.id === challenge.agency)?.lead
  const people = [lead, openedBy, response?.by, outcome?.by, closed?.by, ...history.map(entry => entry.by)]
  const names = await loadNames(
    store,
    arrangements.partnership.id,
    people.filter(person => person !== undefined),
  )
  return challengeCard({ arrangements, challenge, roles, today, names, ...more })
}

/** One card of several challenges that were opened together, as far as this reader may see them. */
export async function openedCardFor(
  store: Store,
  { who, today }: { who: Who; today: Day },
  refs: readonly string[],
): Promise<CardMessage | undefined> {
  const arrangements = who.partnership
  const seen = await Promise.all(refs.map(ref => seeChallenge(store, who, ref, today)))
  const challenges = seen.flatMap(one => (one ? [one.challenge] : []))
  if (challenges.length === 0) return undefined
  const leads = arrangements.agencies.flatMap(({ lead }) => lead ?? [])
  const names = await loadNames(store, arrangements.partnership.id, leads)
  return openedCard({ arrangements, challenges, today, names })
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

/** The challenges that wait for somebody now: for the day's one card. Those whose time is not over yet are left out. */
export async function challengesAskedOf(store: Store, who: Who, today: Day): Promise<OtherRow[]> {
  const arrangements = who.partnership
  const page = await store.find({
    ...challengesOf(arrangements.partnership.id),
    type: 'challenge',
    tags: ['open'],
    limit: looked,
  })
  const team = who.person.businessTeam ? [who.person.id] : []
  const waiting = page.docs
    .map(readChallenge)
    .filter(challenge => waitsUntil(arrangements, challenge) <= today)
    .filter(challenge => awaited(arrangements, challenge, { today, team }).includes(who.person.id))
  return waiting.map(challenge => {
    const { words, colour } = standingOf({ arrangements, challenge, today })
    return {
      title: `${challenge.ref} · ${words}`,
      colour,
      what: [...challenge.issue].slice(0, 200).join(''),
      detail: `${agencyName(arrangements, challenge.agency)} · opened ${sayDay(challenge.openedOn, today)}`,
      open: { verb: 'challenge.show', data: { ref: challenge.ref } },
    }
  })
}
