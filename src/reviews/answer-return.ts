import { undoSeconds } from '../actions/index.ts'
import type { Answer, Context } from '../feature.ts'
import { secondsAfter } from '../partnership/day.ts'
import { agencyName } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { answersFor } from './asked.ts'
import { change, type Decided, type Stamp } from './change-review.ts'
import { type AgencyReturn, type ReturnState, type Review, returnWords } from './review.ts'
import { mayOnReview } from './review-rules.ts'
import type { SeenReview } from './see-review.ts'

export type ReturnAnswer = Stamp & {
  agency?: string | undefined
  state: ReturnState
  /** Typed, and so meant whatever stands there; a card offers only what was still to come when it was made. */
  typed?: true
}

/**
 * Records an agency's answer: its return was sent by the secure route, or it had no involvement. One that was recorded
 * wrongly is typed again, or taken back (`requested`): by the business team, and for ten minutes by whoever gave it. What
 * it was stays.
 */
export function answerReturn(store: Store, context: Context, asked: ReturnAnswer): Promise<Answer> {
  return change(store, context, asked, async seen => decide(seen, context, asked))
}

function decide({ review, roles }: SeenReview, context: Context, asked: ReturnAnswer): Decided {
  const { who, today, now } = context
  const { partnership, person } = who
  const led = answersFor(partnership, person.id, today)
  const any = mayOnReview(roles, 'answer-any-return')
  const agency = asked.agency ?? ownAgency(review, led, asked.state)
  const known = review.returns.find(one => one.agency === agency)
  if (!agency || !known)
    return { refused: ['No return was asked of that agency. Name one that the review’s card lists.'] }
  if (!any && !led.includes(agency)) return { refused: [notYours] }
  if (!review.events.notified) return { refused: ['Returns are asked for once the notification is sent.'] }
  const name = agencyName(partnership, agency)
  const lately = known.answeredBy === person.id && now <= secondsAfter(known.answeredAt ?? '', undoSeconds)
  const refused = standing(known, asked, { name, mayCorrect: any || lately })
  if (refused) return { refused: [refused] }
  const answer = answered(known, asked.state, { by: person.id, at: now })
  const instead = known.state === 'requested' ? '' : `, instead of ${returnWords[known.state].toLowerCase()}`
  return {
    changed: { ...review, returns: review.returns.map(one => (one === known ? answer : one)) },
    what: `${name}: ${returnWords[asked.state].toLowerCase()}${instead}`,
    also: [],
  }
}

const notYours = 'Only the agency’s lead, whoever stands in for them, or the business team can answer for it.'

/** The agency meant where none is named: of those that somebody answers for, one that it would change. */
function ownAgency({ returns }: Review, led: readonly string[], wanted: ReturnState): string | undefined {
  const mine = returns.filter(one => led.includes(one.agency))
  const changed = mine.find(({ state }) => (wanted === 'requested') !== (state === 'requested'))
  return (changed ?? mine[0])?.agency
}

/** Why an answer does not go in the place of what stands there; undefined when it does. */
function standing(
  { agency, state }: AgencyReturn,
  { ref, state: wanted, typed }: ReturnAnswer,
  { name, mayCorrect }: { name: string; mayCorrect: boolean },
): string | undefined {
  if (state === 'requested')
    return wanted === 'requested' ? `${name} has not been answered for yet.` : undefined
  const said = `${name} has been answered for already: ${returnWords[state].toLowerCase()}.`
  if (wanted === state) return said
  if (!mayCorrect) return `${said} Ask the business team if that is wrong.`
  return typed ? undefined : `${said} If that is wrong, type ${ref} ${typedAs[wanted]} ${agency}.`
}

/** How each state is typed. */
export const typedAs: Record<ReturnState, string> = {
  requested: 'not received',
  received: 'received',
  'no-involvement': 'no involvement',
}

function answered(
  { agency, state, answeredBy, answeredAt, before = [] }: AgencyReturn,
  wanted: ReturnState,
  { by, at }: { by: string; at: string },
): AgencyReturn {
  const was = answeredBy && answeredAt ? [...before, { state, by: answeredBy, at: answeredAt }] : before
  return {
    agency,
    state: wanted,
    ...(wanted === 'requested' ? {} : { answeredBy: by, answeredAt: at }),
    ...(was.length > 0 ? { before: was } : {}),
  }
}
