import { type Action, actionId, type OtherRow, readAction, rowsOnCard } from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import { challengesAskedOf } from '../challenges/index.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { groupPartition, loadNames } from '../partnership/records.ts'
import { answerersOf, executiveSeats, partnerLeads, type Who } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { reviewsAskedOf } from '../reviews/index.ts'
import type { Around } from './answer-rules.ts'
import { aroundOf } from './around.ts'
import { type AskedRow, keyOf } from './asked-sections.ts'
import { broughtForwardBy } from './chase-rules.ts'
import {
  allAskedCard,
  chaserCard,
  countOf,
  type Everything,
  type Others,
  type Picked,
  refOfReview,
  roomFor,
} from './chaser-card.ts'
import { dealWith } from './deal-with.ts'
import { chasesShown, deliveredChases } from './delivered-chases.ts'
import { everythingAsked } from './everything-asked.ts'
import { peopleOn } from './recipients.ts'
import { inTurn, lastChaser } from './shown-lately.ts'
import { tones, toneWords } from './tone-rules.ts'

/** One person's chaser for a day, from the records as they are now; undefined when nothing is asked of them. */
export async function gatherChaser(store: Store, who: Who, today: Day): Promise<CardMessage | undefined> {
  const everything = await gather(store, who, today)
  const { rows, reviews, challenges } = everything
  if (countOf(everything) === 0) return undefined
  const room = roomFor(everything)
  const calendar = who.partnership.partnership
  const last =
    rows.length > room.actions ? await lastChaser(store, who.person.id, { calendar, today }) : undefined
  const turns = inTurn(rows, refOf, last)
  const on = new Set(turns.slice(0, room.actions))
  const showing = await showingOf(store, who, {
    everything,
    rows: rows.filter(row => on.has(row)),
    reviews: reviews.slice(0, room.reviews),
    challenges: challenges.slice(0, room.challenges),
    today,
  })
  const reaches = [...reviews.slice(room.reviews).map(refOfReview), ...turns.slice(room.actions).map(refOf)]
  const decides = rows.filter(({ section }) => section === 'decide').map(refOf)
  return { ...chaserCard(who, showing), reaches, decides }
}

const refOf = ({ ref }: AskedRow): string => ref

/**
 * A page of all that is asked of somebody, from after a key on ('' for the beginning): what was answered meanwhile is on it
 * no more, and nothing is left out for that. Undefined when there is nothing there.
 */
export async function gatherAll(
  store: Store,
  { who, today }: { who: Who; today: Day },
  after: string,
): Promise<CardMessage | undefined> {
  const asked = await gather(store, who, today)
  // What a step asks that is still to be taken cannot be answered yet.
  const everything = { ...asked, rows: asked.rows.filter(({ waits }) => !waits) }
  const all = [
    ...everything.reviews.map(review => ({ key: reviewKey(review), review })),
    ...everything.rows.map(row => ({ key: keyOf(row), row })),
    ...everything.challenges.map(challenge => ({ key: challengeKey(challenge), challenge })),
  ]
  const from = all.findIndex(({ key }) => key > after)
  if (from < 0) return undefined
  const page = all.slice(from, from + rowsOnCard)
  const showing = await showingOf(store, who, {
    everything,
    rows: page.flatMap(one => ('row' in one ? [one.row] : [])),
    reviews: page.flatMap(one => ('review' in one ? [one.review] : [])),
    challenges: page.flatMap(one => ('challenge' in one ? [one.challenge] : [])),
    today,
  })
  const next = from + page.length < all.length ? page.at(-1)?.key : undefined
  return allAskedCard(who, showing, { after, next, before: from })
}

/** Reviews stand before all sections, what is overdue first; challenges after them. */
const reviewKey = (row: OtherRow): string => `! ${row.colour === 'attention' ? 0 : 1} ${refOfReview(row)}`
const challengeKey = ({ open, title }: OtherRow): string => `~ ${String(open.data['ref'] ?? title)}`

async function gather(store: Store, who: Who, today: Day): Promise<Everything> {
  const [rows, reviews, challenges] = await Promise.all([
    everythingAsked(store, who, today),
    reviewsAskedOf(store, who, today),
    mayOweChallenges(who, today) ? challengesAskedOf(store, who, today) : [],
  ])
  return { rows, reviews: inOrderOf(reviews, reviewKey), challenges: inOrderOf(challenges, challengeKey) }
}

const inOrderOf = (rows: readonly OtherRow[], keyed: (row: OtherRow) => string): OtherRow[] =>
  rows.toSorted((a, b) => (keyed(a) < keyed(b) ? -1 : 1))

/** Of most people nothing in the challenge log is ever asked: it is read for those of whom something may be. */
function mayOweChallenges({ partnership, person }: Who, today: Day): boolean {
  const answers = partnership.agencies.some(({ id }) =>
    answerersOf(partnership, id, today).includes(person.id),
  )
  const decides = [...executiveSeats(partnership, today), ...partnerLeads(partnership, today)]
  return answers || person.businessTeam === true || decides.includes(person.id)
}

type Showing = Others & {
  everything: Everything
  rows: readonly AskedRow[]
  today: Day
}

async function showingOf(store: Store, who: Who, { everything, rows, today, ...others }: Showing) {
  const { id } = who.partnership.partnership
  const groups = peopleOn(store, who.partnership, today)
  const found = await Promise.all(
    rows.map(async row => {
      const doc = await store.get(groupPartition(id, row.group), actionId(row.ref))
      if (!doc) return []
      const action = readAction(doc)
      // Its step of this morning is under way: whoever reads the card can decide by then.
      return [{ row, action: row.waits ? dealWith(action, await groups(row.group)).action : action }]
    }),
  )
  const picked: Picked = { rows: found.flat(), ...others }
  const actions = picked.rows.map(({ action }) => action)
  const decided = picked.rows.filter(({ row }) => row.section === 'decide').map(({ action }) => action)
  const names = await loadNames(store, id, [...actions.flatMap(ownersOf), ...decided.flatMap(chasedOf)])
  const chased = await deliveredChases(store, decided, {
    calendar: who.partnership.partnership,
    today,
    names,
  })
  const spoken = await Promise.all(
    picked.rows.map(async ({ row, action }) => {
      const tone = tones.find(one => one === row.section)
      const around = aroundOf(who.partnership, action.group)
      if (!tone && row.section !== 'decide') return [row.ref, ''] as const
      if (!tone)
        return [row.ref, `${soonerWords(action, around, today)}${chased.get(row.ref) ?? ''}`] as const
      const people = await groups(action.group)
      return [row.ref, toneWords(action, tone, { around, people, reader: who.person.id })] as const
    }),
  )
  const words = new Map(spoken)
  const said = ({ row }: Picked['rows'][number]): string => words.get(row.ref) ?? ''
  return { everything, picked, today, names, said }
}

function soonerWords(action: Action, around: Around, today: Day): string {
  const meeting = broughtForwardBy(action, around, today)
  return meeting ? `Asked sooner, since the group met on ${sayDay(meeting, today)} without word of it. ` : ''
}

const ownersOf = ({ owners }: Action): string[] => owners.map(({ person }) => person)
const chasedOf = ({ chases = [] }: Action): string[] => chases.slice(-chasesShown).flatMap(({ to }) => to)
