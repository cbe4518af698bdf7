import { everyAction, mayDecide, type Question, readerOn } from '../actions/index.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { addDays, type Day } from '../partnership/day.ts'
import { rulesFor } from '../partnership/local-rules.ts'
import { hasLeft } from '../partnership/presence.ts'
import { deputisesFor, executiveSeats, leadsOn, partnerLeads, seatsOn, type Who } from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { notingWhenAsked } from './asked-before.ts'
import { whoIsAsked } from './asked-rules.ts'
import { type AskedRow, inOrder, rowOf } from './asked-sections.ts'
import { areBothAway, peopleOn } from './recipients.ts'

/**
 * All that is asked of somebody on a day, in the order of its sections, however much it is: what its steps ask of them, taken
 * yet or not. Of each action no more than its name is held.
 */
export async function everythingAsked(store: Store, who: Who, today: Day): Promise<AskedRow[]> {
  const rows: AskedRow[] = []
  const { partnership: arrangements } = who
  const peopleOf = peopleOn(store, arrangements, today)
  for await (const found of everyAction(store, arrangements.partnership.id, questionsFor(who, today))) {
    const action = await notingWhenAsked(store, found, { arrangements, today })
    const asked = whoIsAsked(action, await peopleOf(action.group))
    const why = asked.why.get(who.person.id)
    if (!why) continue
    const waits = why === 'decide' && !mayDecide(action, readerOn(who, action, today))
    rows.push(rowOf(action, { why, level: asked.level, today, waits }))
  }
  return rows.sort(inOrder)
}

/** Where what is asked of somebody can be found. Finding more than that does no harm. */
function questionsFor(who: Who, today: Day): Question[] {
  const { partnership, person } = who
  const { businessManager } = partnership.partnership
  const seesAll = person.businessTeam === true || businessManager === person.id
  const decides = [...executiveSeats(partnership, today), ...partnerLeads(partnership, today)]
  return [
    ...ownersMeant(who, today).flatMap(owner => [
      { tags: [`owner:${owner}`], to: horizon(partnership, today) },
      { tags: [`owner:${owner}`, 'raised'] },
    ]),
    ...leadQuestions(who, today),
    ...(seesAll || decides.includes(person.id) ? lateAnywhere(today) : seatQuestions(who, today)),
  ]
}

/** No reminder comes sooner before its date than this. */
export function horizon(arrangements: Arrangements, today: Day): Day {
  const all = [undefined, ...arrangements.groups.map(({ id }) => id)]
  const most = Math.max(0, ...all.flatMap(group => rulesFor(arrangements, group).reminders))
  return addWorkingDays(today, most + 1, arrangements.partnership)
}

/** Those for whom somebody may be asked: themselves, those whose deputy they are, and where they stand in, those who have left or are away with their deputy. */
function ownersMeant({ partnership, person }: Who, today: Day): string[] {
  const standsIn = person.businessTeam === true || ledBy({ partnership, person }, today).length > 0
  const deputyOf = deputisesFor(partnership, person.id, today)
  if (!standsIn) return [...new Set([person.id, ...deputyOf])]
  const gone = Object.keys(partnership.presence ?? {}).filter(id => hasLeft(partnership, id, today))
  const away = Object.keys(partnership.local?.away ?? {}).filter(id => areBothAway(partnership, id, today))
  return [...new Set([person.id, ...deputyOf, ...gone, ...away])]
}

const ledBy = ({ partnership, person }: Who, today: Day): string[] =>
  partnership.agencies.map(({ id }) => id).filter(id => leadsOn(partnership, id, today).includes(person.id))

function leadQuestions(who: Who, today: Day): Question[] {
  const to = horizon(who.partnership, today)
  return ledBy(who, today).flatMap(agency => [
    { tags: [`blocked-by:${agency}`], to },
    { tags: [`agency:${agency}`], to: addDays(today, -1) },
    // What was raised is asked about long before its date too.
    { tags: [`blocked-by:${agency}`, 'raised'] },
    { tags: [`agency:${agency}`, 'raised'] },
  ])
}

/** What is late, raised or to be agreed, a date too, in the groups where somebody has a seat. */
function seatQuestions({ partnership, person }: Who, today: Day): Question[] {
  const seated = partnership.groups.filter(group => {
    const { holders, vice } = seatsOn(group, today)
    return [...holders, ...vice].includes(person.id)
  })
  return seated.flatMap(({ id: group }) => [
    { tags: [`open:${group}`], group, to: addDays(today, -1) },
    { tags: ['raised', `open:${group}`], group },
    { tags: ['status:awaiting-agreement', `open:${group}`], group },
    { tags: ['asked', `open:${group}`], group },
  ])
}

/** The same of all groups. It is found by how it stands now: whether its step of today was taken yet makes no difference. */
const lateAnywhere = (today: Day): Question[] => [
  ...['open', 'in-progress', 'blocked', 'returned'].map(status => ({
    tags: [`status:${status}`],
    to: addDays(today, -1),
  })),
  { tags: ['raised'] },
  { tags: ['status:awaiting-agreement'] },
  { tags: ['asked'] },
]
