import { type Action, everyAction } from '../actions/index.ts'
import { type AskedOnDay, foreseeChallenges, type ToBeOpened } from '../challenges/index.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { businessTeam, peopleOf } from '../partnership/records.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { foreseeReviews } from '../reviews/index.ts'
import { nextAttention } from './around.ts'
import { notingWhenAsked } from './asked-before.ts'
import { whoIsAsked } from './asked-rules.ts'
import { type AskedRow, rowOf } from './asked-sections.ts'
import { morningAfter } from './chase-rules.ts'
import { chaserId, chaserOn, hasGoneWithout, type ToHold } from './chaser.ts'
import { dealWith } from './deal-with.ts'
import { horizon } from './everything-asked.ts'
import { returnsOf } from './leave.ts'
import { lateAgencies, type People, peopleOn } from './recipients.ts'
import { holdersBefore, holdersOn, newChairs } from './seats.ts'

/** A card that somebody would get: how much is asked on it and behind its button. */
export type ForeseenCard = { rows: number; decisions: number; reviews: number; challenges: number }

const emptyCard: ForeseenCard = { rows: 0, decisions: 0, reviews: 0, challenges: 0 }

/** Who would get a card on each day; of the day that is looked at, what each would be asked. */
export type Foreseen = {
  cards: ReadonlyMap<Day, ReadonlyMap<string, ForeseenCard>>
  rows: ReadonlyMap<string, readonly AskedRow[]>
}

type Days = { days: readonly Day[]; shown: Day }

/** What is gathered of a day, an action at a time: whom something asks that day, and what would be on their card. */
type OfDay = { asked: Set<string>; cards: Map<string, ForeseenCard> }
type Gathered = Days & {
  ofDays: Map<Day, OfDay>
  rows: Map<string, AskedRow[]>
  opened: ToBeOpened[]
  /** By person, what of actions is to be on their card of the first of the days. */
  first: Map<string, ToHold[]>
}

/**
 * Who would get what on these working days, if nobody answered anything: every action is taken through its mornings by the
 * rules that are used on them, returns from leave, new chairs, reviews and challenges ask as they will, and whose card is in
 * line already gets it. An action at a time, so that
 * a log of any size is foreseen in little room.
 */
export async function foresee(store: Store, arrangements: Arrangements, at: Days): Promise<Foreseen> {
  const ofDays = new Map(at.days.map(day => [day, { asked: new Set<string>(), cards: new Map() }]))
  const gathered: Gathered = { ...at, ofDays, rows: new Map(), opened: [], first: new Map() }
  for (const group of arrangements.groups) await foreseeGroup(store, { arrangements, group }, gathered)
  const teams = await Promise.all(at.days.map(day => businessTeam(store, arrangements.partnership.id, day)))
  const teamOf = new Map(at.days.map((day, i) => [day, (teams[i] ?? []).map(({ id }) => id)]))
  const { days } = at
  const team = (day: Day) => teamOf.get(day) ?? []
  const challenges = await foreseeChallenges(store, { arrangements, days, team, opened: gathered.opened })
  const reviews = await foreseeReviews(store, { arrangements, days, team })
  const returns = await returnsOf(store, arrangements.partnership.id)
  const kept = await holdersBefore(store, arrangements, days[0] ?? '')
  for (const [day, ofDay] of ofDays) {
    addOthers(ofDay, 'reviews', reviews.get(day))
    addOthers(ofDay, 'challenges', challenges.get(day))
    const before =
      day === days[0] ? kept : holdersOn(arrangements, addWorkingDays(day, -1, arrangements.partnership))
    const back = returns.flatMap(([person, on]) => (on === day ? [person] : []))
    const comes = [...back, ...comesBack(arrangements, day), ...newChairs(arrangements, before, day)]
    for (const person of comes) if (!isAway(arrangements, person, day)) ofDay.asked.add(person)
  }
  await addToNext(store, arrangements, gathered)
  await addInLine(store, arrangements, ofDays)
  const cards = [...ofDays].map(([day, ofDay]) => {
    const theirs = [...ofDay.cards].filter(([person]) => ofDay.asked.has(person))
    return [day, new Map(theirs)] as const
  })
  return { cards: new Map(cards), rows: gathered.rows }
}

async function foreseeGroup(
  store: Store,
  { arrangements, group }: { arrangements: Arrangements; group: Group },
  gathered: Gathered,
): Promise<void> {
  const { days } = gathered
  const people = await Promise.all(days.map(day => peopleOn(store, arrangements, day)(group.id)))
  const open = [`open:${group.id}`]
  const questions = [
    { tags: open, group: group.id, to: horizon(arrangements, days.at(-1) ?? '') },
    { tags: ['raised', ...open], group: group.id },
    { tags: ['status:awaiting-agreement', ...open], group: group.id },
    { tags: ['asked', ...open], group: group.id },
  ]
  const today = days[0] ?? ''
  for await (const action of everyAction(store, arrangements.partnership.id, questions))
    foreseeAction(await notingWhenAsked(store, action, { arrangements, today }), people, gathered)
}

/** An action's mornings, each as the one before left it, and who would be asked about it on each. */
function foreseeAction(action: Action, people: readonly People[], gathered: Gathered): void {
  let standing = action
  for (const on of people) {
    const { today: day, arrangements } = on
    const ofDay = gathered.ofDays.get(day)
    const next = nextAttention(standing, arrangements)
    if (!ofDay || next === undefined) break
    if (dayOf(next) <= day) {
      const dealt = dealWith(standing, on)
      for (const person of dealt.to) {
        ofDay.asked.add(person)
        const { first, days } = gathered
        const held = { ref: action.ref, decision: dealt.decides.includes(person) }
        if (day === days[0]) first.set(person, [...(first.get(person) ?? []), held])
      }
      if (dealt.action.raised && !isWithExecutive(standing))
        for (const agency of lateAgencies(standing))
          gathered.opened.push({ action: standing.ref, group: standing.group, agency, openedOn: day })
      standing = dealt.action
    }
    noteRows(standing, on, gathered, ofDay)
  }
}

/** Whether its step to the Executive was taken, and its challenges with it: a chair raises it before. */
const isWithExecutive = ({ raised, chases = [] }: Action): boolean =>
  raised !== undefined && chases.some(({ level, day }) => level === 4 && day >= raised.on)

function noteRows(action: Action, people: People, { shown, rows }: Gathered, { cards }: OfDay): void {
  const { today } = people
  const { why, level } = whoIsAsked(action, people)
  for (const [person, reason] of why) {
    const card = cards.get(person) ?? { ...emptyCard }
    card.rows += 1
    if (reason === 'decide') card.decisions += 1
    cards.set(person, card)
    if (today !== shown) continue
    const ofPerson = rows.get(person) ?? []
    ofPerson.push(rowOf(action, { why: reason, level, today }))
    rows.set(person, ofPerson)
  }
}

function addOthers({ asked, cards }: OfDay, key: 'reviews' | 'challenges', of: AskedOnDay | undefined): void {
  for (const person of of?.asked ?? []) asked.add(person)
  for (const [person, count] of of?.waiting ?? [])
    cards.set(person, { ...emptyCard, ...cards.get(person), [key]: count })
}

/** Whose card of the first day has gone without what that day asks of them finds it on that of the next. */
async function addToNext(
  store: Store,
  arrangements: Arrangements,
  { days, first, ofDays }: Gathered,
): Promise<void> {
  const [day = '', next = ''] = days
  for (const [person, wanted] of first) {
    const card = await store.get(peopleOf(arrangements.partnership.id), chaserId(person, day))
    const comes = card && hasGoneWithout(card, wanted) && !isAway(arrangements, person, next)
    if (comes) ofDays.get(next)?.asked.add(person)
  }
}

/** On so many working days a card may be in line already: today's, or the next morning's for what today's came too early for. */
const daysInLine = 2

/** Whose card is in line already gets it if anything would be on it, though nothing asks them anew. */
async function addInLine(
  store: Store,
  arrangements: Arrangements,
  ofDays: ReadonlyMap<Day, OfDay>,
): Promise<void> {
  const { id } = arrangements.partnership
  for (const [day, { asked, cards }] of [...ofDays].slice(0, daysInLine))
    for (const person of cards.keys()) {
      if (asked.has(person) || isAway(arrangements, person, day)) continue
      if ((await chaserOn(store, id, person, day)) === 'in-line') asked.add(person)
    }
}

/** Those who are back from leave on a day. */
function comesBack(arrangements: Arrangements, day: Day): string[] {
  const calendar = arrangements.partnership
  return Object.entries(arrangements.local?.away ?? {})
    .filter(([, leaves]) => leaves.some(({ until }) => dayOf(morningAfter(until, calendar)) === day))
    .map(([person]) => person)
}
