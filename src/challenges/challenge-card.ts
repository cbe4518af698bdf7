import { clip, fieldIdOf, type OtherRow, showingAgain } from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { type Day, dayOf, sayDay } from '../partnership/day.ts'
import { agencyName, groupById, leadOn } from '../partnership/who.ts'
import { workingDaysBetween } from '../partnership/working-days.ts'
import { sayKept } from '../privacy/index.ts'
import type { Challenge } from './challenge.ts'
import {
  asksOf,
  type ChallengeRole,
  type ChallengeVerb,
  challengeRefusals,
  challengeRules,
  mostWords,
  waitsUntil,
} from './challenge-rules.ts'

export type ChallengeShowing = {
  arrangements: Arrangements
  challenge: Challenge
  roles: readonly ChallengeRole[]
  today: Day
  names(id: string): string
  heading?: string | undefined
  notice?: string | undefined
  /** What was written and not taken, so that it is not lost. */
  typed?: string | undefined
  /** The list on which it was answered: it is shown again. */
  view?: string | undefined
}

const historyShown = 6

/** One entry of the challenge log, with what its reader may do about it. */
export function challengeCard(showing: ChallengeShowing): CardMessage {
  const { challenge, roles, today, names, notice } = showing
  const { asks, buttons } = offered(challenge, roles)
  const standing = standingOf(showing)
  return {
    template: 'challenges/challenge',
    summary: `${challenge.ref}: ${standing.words}`,
    ...(notice ? { notice } : {}),
    data: {
      heading: showing.heading ?? `Challenge ${challenge.ref}`,
      standing: standing.words,
      colour: standing.colour,
      issue: challenge.issue,
      facts: factsOf(showing),
      history: challenge.history.slice(-historyShown).map(({ at, by, what }) => ({
        line: `${sayDay(dayOf(at), today)}: ${by ? `${names(by)}: ` : ''}${what}`,
      })),
      asks: asks !== undefined,
      noteLabel: asks ?? '',
      typed: showing.typed ?? '',
      buttons: showing.view ? showingAgain(showing.view, buttons) : buttons,
    },
  }
}

/** What somebody may do about a challenge now, and what they write with it. */
function offered(challenge: Challenge, roles: readonly ChallengeRole[]) {
  const { ref, version } = challenge
  const verbs = (Object.keys(challengeRules) as ChallengeVerb[]).filter(
    verb => challengeRefusals(challenge, { verb, roles, note: 'x' }).length === 0,
  )
  const [asks] = verbs.flatMap(verb => asksOf(verb, roles) ?? [])
  const buttons = verbs.map(verb => ({
    title: challengeRules[verb].title,
    verb: `challenge.${verb}`,
    data: { ref, version },
  }))
  return { asks, buttons }
}

type Row = Pick<ChallengeShowing, 'arrangements' | 'challenge' | 'roles' | 'today'>

/** A challenge on somebody's card of the day, to be answered there as on its own card. */
export function challengeRow({ arrangements, challenge, roles, today }: Row): OtherRow {
  const { ref } = challenge
  const { words, colour } = standingOf({ arrangements, challenge, today })
  const { asks, buttons } = offered(challenge, roles)
  return {
    title: `${ref} · ${words}`,
    colour,
    what: clip(challenge.issue, 200),
    detail: `${agencyName(arrangements, challenge.agency)} · opened ${sayDay(challenge.openedOn, today)}`,
    answer: {
      title: `Answer ${ref}`,
      textFields: asks ? [{ id: fieldIdOf('note', ref), label: asks, most: mostWords }] : [],
      buttons,
    },
    open: { verb: 'challenge.show', data: { ref } },
  }
}

/** How it stands, always in words beside the colour. */
export function standingOf({
  arrangements,
  challenge,
  today,
}: Pick<ChallengeShowing, 'arrangements' | 'challenge' | 'today'>): { words: string; colour: string } {
  const { closed, response, outcome } = challenge
  if (closed) return { words: `Closed on ${sayDay(closed.on, today)}`, colour: 'accent' }
  if (outcome) return { words: 'Decided; waits to be signed off', colour: 'good' }
  const until = waitsUntil(arrangements, challenge)
  const late = today > until
  const by = `${late ? 'was due' : 'due'} ${sayDay(until, today)}`
  const named = leadOn(arrangements, challenge.agency, today) !== undefined
  const answer = named
    ? 'Waits for the agency’s response'
    : 'Waits for a senior manager to be named, who answers'
  const waits = response ? 'Waits for the Executive’s decision' : answer
  return { words: `${waits}, ${by}`, colour: late ? 'attention' : 'warning' }
}

function factsOf(showing: ChallengeShowing) {
  const { arrangements, challenge, today, names } = showing
  const { response, outcome, closed, openedBy, openedOn } = challenge
  const waited = workingDaysBetween(openedOn, today, arrangements.partnership)
  const whenOpened = openedOn === today ? 'today' : sayDay(openedOn, today)
  const facts: [string, string | undefined][] = [
    ['Agency', agencyName(arrangements, challenge.agency)],
    ['Senior manager', managerOf(showing)],
    ['Group', groupById(arrangements, challenge.group).name],
    ['Action', challenge.action],
    ['Opened', `${sayDay(openedOn, today)}${openedBy ? ` by ${names(openedBy)}` : ', since nobody decided'}`],
    [
      'Response',
      response &&
        `${response.text} (${names(response.by)}, ${response.workingDays === 0 ? 'the same day' : days(response.workingDays)})`,
    ],
    [
      'Waiting',
      response || closed ? undefined : waited === 0 ? `since ${whenOpened}` : `for ${days(waited)}`,
    ],
    ['Decision', outcome && `${outcome.text} (${sayDay(outcome.on, today)}, ${names(outcome.by)})`],
    ['Signed off', closed && `${sayDay(closed.on, today)}, ${names(closed.by)}`],
  ]
  return facts.flatMap(([title, value]) => (value ? [{ title, value }] : []))
}

const days = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`

type ListShowing = {
  arrangements: Arrangements
  challenges: readonly Challenge[]
  today: Day
  more?: string | undefined
}

/** The challenge log, the oldest open ones first. */
export function challengesCard({ arrangements, challenges, today, more }: ListShowing): CardMessage {
  return {
    template: 'challenges/challenges',
    summary: `Challenge log: ${challenges.length}`,
    data: {
      heading: 'Challenge log',
      intro:
        challenges.length === 0
          ? 'No challenge is open. Type new challenge to open one.'
          : 'The oldest first. Type challenges closed for those that are over.',
      rows: challenges.map(challenge => ({
        ...standingOf({ arrangements, challenge, today }),
        title: `${challenge.ref} · ${agencyName(arrangements, challenge.agency)}`,
        issue: [...challenge.issue].slice(0, 160).join(''),
        open: { ref: challenge.ref },
        openTitle: 'Open',
      })),
      more: more !== undefined,
      moreTitle: 'Show more',
      moreData: { after: more ?? '' },
    },
  }
}

/** Whoever answers for the agency today: nobody who has left. */
function managerOf({ arrangements, challenge, today, names }: ChallengeShowing): string {
  const lead = leadOn(arrangements, challenge.agency, today)
  return lead ? names(lead) : 'none is named in the arrangements'
}

/** What was written into the form, taken or not. */
export type FilledChallenge = { group: string; agency: string; issue: string }

type NewShowing = {
  arrangements: Arrangements
  groups: readonly Group[]
  filled: FilledChallenge
  refused: readonly string[]
}

/** The form for a challenge that grew out of no action. */
export function newChallengeCard({ arrangements, groups, filled, refused }: NewShowing): CardMessage {
  const titled = ({ id, name }: { id: string; name: string }) => ({ title: name, value: id })
  return {
    template: 'challenges/new-challenge',
    summary: refused.length > 0 ? 'The challenge was not recorded yet' : 'A new challenge',
    data: {
      heading: 'A new challenge',
      intro:
        'It goes to the agency’s senior manager, the Executive’s chairs and the partners. Write no child’s details: a case is known by its reference only.',
      refusedTitle: `Not recorded yet. ${sayKept(refused)}`,
      refused: refused.map(reason => ({ reason })),
      groups: groups.map(titled),
      agencies: arrangements.agencies.map(titled),
      labels: {
        group: 'Group',
        agency: 'Agency that is challenged',
        issue: 'The issue',
        open: 'Open the challenge',
      },
      ...filled,
    },
  }
}
