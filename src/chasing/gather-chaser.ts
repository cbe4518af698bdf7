import {
  type Action,
  actionsThatAre,
  askedToAgree,
  awaitingAgreement,
  isWithOwner,
  openActionsBlockedBy,
  openActionsIn,
  openActionsOf,
  openActionsOfAgency,
  rowsOnCard,
} from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import { challengesAskedOf } from '../challenges/index.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { isAway, rulesFor, wantsNoReminders } from '../partnership/local-rules.ts'
import { hasLeft } from '../partnership/presence.ts'
import { loadNames } from '../partnership/records.ts'
import {
  executiveSeats,
  groupById,
  leadOn,
  leadsOn,
  partnerLeads,
  seatsOn,
  type Who,
} from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { aroundOf } from './around.ts'
import { isAskedOf, levelOn } from './chase-rules.ts'
import { type Asked, chaserCard } from './chaser-card.ts'
import { deliveredChases } from './delivered-chases.ts'
import { loadPeople, type People, recipientsOf } from './recipients.ts'
import { inTurn, shownLately } from './shown-lately.ts'

const mostLookedAt = 50

/** Who is asked, of what, on which day. */
type Asking = { store: Store; who: Who; today: Day }

/** One person's chaser for a day, from the records as they are now; undefined when nothing is asked of them. */
export async function gatherChaser(store: Store, who: Who, today: Day): Promise<CardMessage | undefined> {
  const asking = { store, who, today }
  const [mine, raised, lead, left, challenges] = await Promise.all([
    ownWork(asking),
    chairsWork(asking),
    leadsWork(asking),
    leaversWork(asking),
    challengesAskedOf(store, who, today),
  ])
  const asked: Asked = { ...mine, ...raised, ...lead, left, challenges }
  const { id } = who.partnership.partnership
  const actions = Object.values({ ...mine, ...raised, ...lead, left }).flat()
  const people = actions.flatMap(action => action.owners.map(owner => owner.person))
  const many = new Set(actions.map(action => action.ref)).size + challenges.length > rowsOnCard
  const calendar = who.partnership.partnership
  const shownOn = many ? await shownLately(store, who.person.id, { calendar, today }) : new Map<string, Day>()
  const decidedFirst = inTurn(asked.toDecide, action => action.ref, shownOn)
  const [names, said] = await Promise.all([
    loadNames(store, id, people),
    deliveredChases(store, id, decidedFirst.slice(0, rowsOnCard), today),
  ])
  return chaserCard(who, asked, { today, names, said, shownOn })
}

/** What is theirs to answer, and what they answer for somebody else. */
async function ownWork({ store, who, today }: Asking): Promise<Pick<Asked, 'own' | 'asDeputy'>> {
  const { partnership, person } = who
  const { id } = partnership.partnership
  if (wantsNoReminders(partnership, person.id)) return { own: [], asDeputy: [] }
  const askedOf = (owner: string) => (action: Action) =>
    isAskedOf(action, aroundOf(partnership, action.group), today, owner) &&
    !waitsForOthers(partnership, action, today)
  const mine = await withOwner(store, id, person.id)
  const theirs = await Promise.all(
    ownersOf(partnership, person.id).map(async owner => {
      const actions = await withOwner(store, id, owner)
      const due = isAway(partnership, owner, today)
        ? actions
        : actions.filter(action => action.dueOn <= today)
      return due.filter(askedOf(owner))
    }),
  )
  return { own: mine.filter(askedOf(person.id)), asDeputy: theirs.flat() }
}

/** Those whose deputy somebody is, but for those who want no reminders. */
const ownersOf = (partnership: Arrangements, deputy: string): string[] =>
  Object.entries(partnership.deputies ?? {})
    .filter(([owner, theirs]) => theirs === deputy && !wantsNoReminders(partnership, owner))
    .map(([owner]) => owner)

/** What is asked of them as chair, business team or Executive: agreement, a look, a decision. */
async function chairsWork({
  store,
  who,
  today,
}: Asking): Promise<Pick<Asked, 'toAgree' | 'asChair' | 'toDecide'>> {
  const { partnership, person } = who
  const { id, businessManager } = partnership.partnership
  const groups = partnership.groups.filter(group => isSeated(group, person.id, today))
  const found = await Promise.all(groups.map(group => overdueIn(store, partnership, group, today)))
  const seesAll = person.businessTeam === true || businessManager === person.id
  if (seesAll) found.push(await actionsThatAre(store, id, 'late'))
  const decides = [...executiveSeats(partnership, today), ...partnerLeads(partnership, today)]
  if (decides.includes(person.id)) found.push(await actionsThatAre(store, id, 'raised'))
  const actions = new Map(
    found
      .flat()
      .filter(({ status }) => isWithOwner(status))
      .map(action => [action.ref, action]),
  )
  const asked = { asChair: [] as Action[], toDecide: [] as Action[] }
  const people = await peopleByGroup({ store, who, today }, [...actions.values()])
  for (const action of actions.values()) {
    const level = levelAskedOf({ who, today }, action, people.get(action.group))
    if (level === 2) asked.asChair.push(action)
    if (level !== undefined && level >= 3) asked.toDecide.push(action)
  }
  const done =
    seesAll || executiveSeats(partnership, today).includes(person.id)
      ? await actionsThatAre(store, id, 'status:awaiting-agreement')
      : await all(groups.map(group => awaitingAgreement(store, id, group.id)))
  return { ...asked, toAgree: done.filter(action => isAskedToAgree(who, action, today)) }
}

async function peopleByGroup({ store, who, today }: Asking, actions: readonly Action[]) {
  const { partnership } = who
  const groups = [...new Set(actions.map(action => action.group))]
  const loaded = groups.map(async group => {
    return [group, await loadPeople(store, partnership, groupById(partnership, group), today)] as const
  })
  return new Map(await Promise.all(loaded))
}

/** The level at which an action is asked of somebody who is not its owner, on this day. */
function levelAskedOf(
  { who, today }: Omit<Asking, 'store'>,
  action: Action,
  people: People | undefined,
): number | undefined {
  const level = levelOn(action, aroundOf(who.partnership, action.group), today)
  if (!people || level === undefined || level < 2) return undefined
  return recipientsOf(level, action, people).includes(who.person.id) ? level : undefined
}

function isSeated(group: Group, person: string, today: Day): boolean {
  const { holders, vice } = seatsOn(group, today)
  return [...holders, ...vice].includes(person)
}

/** Whether somebody is asked to agree: who can, and of the business team whoever sees that it waits for nobody. */
function isAskedToAgree({ partnership, person }: Who, action: Action, today: Day): boolean {
  const group = groupById(partnership, action.group)
  const team = person.businessTeam ? [person.id] : []
  return askedToAgree(partnership, { group, action, team }, today).includes(person.id)
}

/** What is asked of them as lead of an agency: that it acts first, or that its people answer. */
async function leadsWork({ store, who, today }: Asking): Promise<Pick<Asked, 'waitedFor' | 'asLead'>> {
  const { partnership, person } = who
  const { id } = partnership.partnership
  const leads = partnership.agencies.filter(({ id }) => leadsOn(partnership, id, today).includes(person.id))
  const [waiting, theirs] = await Promise.all([
    all(leads.map(agency => openActionsBlockedBy(store, id, agency.id))),
    all(leads.map(agency => openActionsOfAgency(store, id, agency.id, today))),
  ])
  const around = (action: Action) => aroundOf(partnership, action.group)
  return {
    waitedFor: waiting.filter(
      action =>
        isAskedOf(action, around(action), today) || (levelOn(action, around(action), today) ?? 0) >= 2,
    ),
    asLead: theirs.filter(
      action => isWithOwner(action.status) && (levelOn(action, around(action), today) ?? 0) >= 2,
    ),
  }
}

/** Another agency must act first, and has a lead who is asked instead. */
const waitsForOthers = (arrangements: Arrangements, action: Action, today: Day): boolean =>
  action.status === 'blocked' && leadOn(arrangements, action.blockedBy, today) !== undefined

/** What owners who have left owe: asked of whoever stands in, the business team or the lead of their agency. */
async function leaversWork({ store, who, today }: Asking): Promise<Action[]> {
  const { partnership, person } = who
  const leads = partnership.agencies.some(({ id }) => leadsOn(partnership, id, today).includes(person.id))
  if (!leads && !person.businessTeam) return []
  const gone = Object.keys(partnership.presence ?? {}).filter(
    id => hasLeft(partnership, id, today) && partnership.deputies?.[id] !== person.id,
  )
  const owned = await Promise.all(
    gone.map(async owner => {
      const actions = await withOwner(store, partnership.partnership.id, owner)
      return actions.filter(action => isAskedOf(action, aroundOf(partnership, action.group), today, owner))
    }),
  )
  const found = [...new Map(owned.flat().map(action => [action.ref, action])).values()]
  const people = await peopleByGroup({ store, who, today }, found)
  return found.filter(action => {
    const known = people.get(action.group)
    return (
      known &&
      !waitsForOthers(partnership, action, today) &&
      recipientsOf(0, action, known).includes(person.id)
    )
  })
}

async function all(found: Promise<Action[]>[]): Promise<Action[]> {
  return (await Promise.all(found)).flat()
}

async function withOwner(store: Store, partnership: string, person: string): Promise<Action[]> {
  const { actions } = await openActionsOf(store, partnership, person, { limit: mostLookedAt })
  return actions.filter(action => isWithOwner(action.status))
}

/** A group's actions that are late enough for its chairs. */
async function overdueIn(
  store: Store,
  arrangements: Arrangements,
  { id: group }: Group,
  today: Day,
): Promise<Action[]> {
  const { tellChairs } = rulesFor(arrangements, group)
  const calendar = arrangements.partnership
  const overdueOn = addWorkingDays(today, 1 - tellChairs, calendar)
  const found = await openActionsIn(
    store,
    { partnership: calendar.id, group, overdueOn },
    { limit: mostLookedAt },
  )
  return found.actions.filter(action => isWithOwner(action.status))
}
