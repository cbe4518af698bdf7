import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, instantOf } from '../partnership/day.ts'
import { isAway, rulesFor } from '../partnership/local-rules.ts'
import {
  answerersOf,
  executiveSeats,
  groupById,
  isChair,
  isInGroup,
  partnerLeads,
  type Who,
} from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import { firstHour } from '../partnership/working-hours.ts'
import type { Challenge } from './challenge.ts'

/** What somebody is to a challenge on a day. */
export type ChallengeRole =
  | 'agency-lead'
  | 'business-team'
  | 'decides'
  | 'stands-in'
  | 'executive'
  | 'group-chair'

export type ChallengeVerb = 'respond' | 'decide' | 'sign-off'

type Rule = {
  by: readonly ChallengeRole[]
  /** What must be written with it; without one, nothing need be. */
  asks?: string
  /** What must be written by who only stands in for those who decide. */
  asksInstead?: string
  title: string
  past: string
  /** Why it cannot be done to a challenge as it stands. */
  unless(challenge: Challenge): string | undefined
}

/** What is written with a step: the rest goes into a paper. */
export const mostWords = 2000

const closedWords = 'It is closed. Open another if it has come up again.'

/** The life of a challenge: who may do what, and when (domain rule: closed on sign-off; docs/field.md). */
export const challengeRules: Readonly<Record<ChallengeVerb, Rule>> = {
  respond: {
    by: ['agency-lead', 'business-team'],
    asks: 'Say what your agency answers: what it has done, or will do by when.',
    title: 'Send the response',
    past: 'the agency’s response was recorded',
    unless: challenge => (challenge.closed ? closedWords : undefined),
  },
  decide: {
    by: ['decides', 'business-team'],
    asks: 'Say what the Executive decided, and why.',
    title: 'Record the decision',
    past: 'the Executive’s decision was recorded',
    unless: challenge => (challenge.closed ? closedWords : undefined),
  },
  'sign-off': {
    by: ['decides', 'stands-in'],
    asksInstead: 'Say who agreed that it is over: the Executive’s seats and the partners’ leads are vacant.',
    title: 'Sign it off',
    past: 'it was signed off and closed',
    unless: ({ closed, outcome }) => {
      if (closed) return closedWords
      return outcome ? undefined : 'Record first what was decided: a challenge is closed with its outcome.'
    },
  },
}

/** Who sees a challenge: its agency's lead, its group's chairs, the business team, the Executive. Nobody else. */
export function challengeRoles(who: Who, challenge: Challenge, today: Day): ChallengeRole[] {
  const { partnership, person } = who
  const found: ChallengeRole[] = []
  if (answerersOf(partnership, challenge.agency, today).includes(person.id)) found.push('agency-lead')
  if (person.businessTeam) found.push('business-team')
  const decide = deciders(partnership, today)
  if (decide.includes(person.id)) found.push('decides')
  // Where nobody can decide it would wait without end: then it is recorded who agreed elsewhere.
  if (decide.length === 0 && person.businessTeam) found.push('stands-in')
  const executives = partnership.groups.filter(group => group.kind === 'executive')
  if (executives.some(group => isInGroup(group, person.id, today))) found.push('executive')
  if (isChair(groupById(partnership, challenge.group), person.id, today, partnership))
    found.push('group-chair')
  return found
}

/** Every reason why somebody cannot do this now; none means that they can. */
export function challengeRefusals(
  challenge: Challenge,
  { verb, roles, note }: { verb: ChallengeVerb; roles: readonly ChallengeRole[]; note: string },
): string[] {
  const rule = challengeRules[verb]
  if (!rule.by.some(role => roles.includes(role))) return [notYours[verb]]
  const stands = rule.unless(challenge)
  const asks = asksOf(verb, roles)
  const long = note.length > mostWords ? ['Please put it in 2,000 characters, and the rest in a paper.'] : []
  return [...(stands ? [stands] : []), ...(asks && note.trim() === '' ? [asks] : []), ...long]
}

/** What must be written with a step by whoever is this to the challenge. */
export function asksOf(verb: ChallengeVerb, roles: readonly ChallengeRole[]): string | undefined {
  const { asks, asksInstead } = challengeRules[verb]
  return roles.includes('stands-in') ? (asks ?? asksInstead) : asks
}

const notYours: Record<ChallengeVerb, string> = {
  respond: 'Only the agency’s lead or the business team records its response.',
  decide: 'Only the Executive’s chairs, the partners or the business team record its decision.',
  'sign-off': 'Only the Executive’s chairs and the partners sign a challenge off.',
}

/** On which day somebody is asked, and who the business team is then. */
export type Asking = { today: Day; team: readonly string[] }

/**
 * Whom a challenge waits for now: its agency's lead (away or gone: their deputy; without either the business team, who
 * names one) until there is a response or a decision, then those who decide and sign off. Silence past its day goes to
 * them too. Nobody is asked on leave.
 */
export function awaited(arrangements: Arrangements, challenge: Challenge, { today, team }: Asking): string[] {
  const { closed, response, outcome } = challenge
  if (closed) return []
  const there = (people: readonly string[]) => people.filter(person => !isAway(arrangements, person, today))
  const [answers] = there(answerersOf(arrangements, challenge.agency, today))
  const decide = there(deciders(arrangements, today))
  const asked = answers ? [answers] : there(team)
  if (response || outcome) return decide.length > 0 ? decide : there(team)
  return today > waitsUntil(arrangements, challenge) ? [...new Set([...asked, ...decide])] : asked
}

/**
 * Who finds a challenge on their card of a day: whomever it waits for, and while it is new those who will decide. One
 * that grew out of an action they have there already: the action itself waits for their decision.
 */
export function askedOnCard(arrangements: Arrangements, challenge: Challenge, asking: Asking): string[] {
  const asked = awaited(arrangements, challenge, asking)
  if (challenge.action || challenge.closed || asking.today > newUntil(arrangements, challenge)) return asked
  return [...new Set([...asked, ...deciders(arrangements, asking.today)])]
}

/** Long enough for a card that could not go on its first day. */
function newUntil(arrangements: Arrangements, { group, openedOn }: Challenge): Day {
  return addWorkingDays(openedOn, rulesFor(arrangements, group).again, arrangements.partnership)
}

/** Whether somebody can be asked about any challenge at all. */
export function mayBeAsked({ partnership, person }: Who, today: Day): boolean {
  const answers = partnership.agencies.some(({ id }) =>
    answerersOf(partnership, id, today).includes(person.id),
  )
  return answers || person.businessTeam === true || deciders(partnership, today).includes(person.id)
}

/** The day by which it is answered; once it is, by which it is decided on; once it is decided, by which it is signed off. */
export function waitsUntil(arrangements: Arrangements, challenge: Challenge): Day {
  const { answerChallenge, again } = rulesFor(arrangements, challenge.group)
  const { outcome, response, openedOn } = challenge
  const days = outcome ? again : answerChallenge
  return addWorkingDays((outcome ?? response)?.on ?? openedOn, days, arrangements.partnership)
}

/** The morning on which it is next asked about, in UTC: when its time is over, and every so many working days from then. */
export function nextAsking(arrangements: Arrangements, challenge: Challenge, after: Day): string | undefined {
  if (challenge.closed) return undefined
  const { again } = rulesFor(arrangements, challenge.group)
  let day = waitsUntil(arrangements, challenge)
  while (day <= after) day = addWorkingDays(day, again, arrangements.partnership)
  return instantOf(day, firstHour)
}

/** The Executive's chairs and the leads of the statutory partners. */
export function deciders(arrangements: Arrangements, today: Day): string[] {
  return [...new Set([...executiveSeats(arrangements, today), ...partnerLeads(arrangements, today)])]
}
