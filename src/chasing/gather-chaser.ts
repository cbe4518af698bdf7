import {
  type Action,
  awaitingAgreement,
  isWithOwner,
  openActionsBlockedBy,
  openActionsIn,
  openActionsOf,
  openActionsOfAgency,
} from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { listPeople, loadNames } from '../partnership/records.ts'
import { chairsOn, type Who } from '../partnership/who.ts'
import { addWorkingDays } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { chaseSteps, isAskedOf } from './chase-rules.ts'
import { type Asked, chaserCard } from './chaser-card.ts'

const mostLookedAt = 50
const raisedAfter = chaseSteps.find(step => step.to.includes('chairs'))?.offset ?? 0

/** One person's chaser for a day, from the records as they are now; undefined when nothing is asked of them. */
export async function gatherChaser(store: Store, who: Who, today: Day): Promise<CardMessage | undefined> {
  const { partnership, person } = who
  const { id } = partnership.partnership
  const calendar = partnership.partnership
  const raised = addWorkingDays(today, -raisedAfter, calendar)
  const mine = await withOwner(store, id, person.id)
  const chaired = partnership.groups.filter(group => chairsOn(group, today).includes(person.id))
  const vacant = person.businessTeam ? partnership.groups.filter(group => isVacant(group, today)) : []
  const leads = partnership.agencies.filter(agency => agency.lead === person.id)
  const deputised = await listPeople(store, id, {
    today,
    limit: mostLookedAt,
    tag: `deputy:${person.id}`,
  })
  const asked: Asked = {
    own: mine.filter(action => isAskedOf(action, calendar, today) && !waitsForOthers(partnership, action)),
    waitedFor: (await all(leads.map(agency => openActionsBlockedBy(store, id, agency.id)))).filter(action =>
      isAskedOf(action, calendar, today),
    ),
    toAgree: (await all([...chaired, ...vacant].map(group => awaitingAgreement(store, id, group.id)))).filter(
      notOwn(person.id),
    ),
    asChair: (await overdueIn(store, id, chaired, today)).filter(action => action.dueOn <= raised),
    withoutChair: (await overdueIn(store, id, vacant, today)).filter(action => action.dueOn <= raised),
    asLead: (await all(leads.map(agency => openActionsOfAgency(store, id, agency.id, raised)))).filter(
      action => isWithOwner(action.status),
    ),
    asDeputy: (await all(deputised.map(owner => withOwner(store, id, owner.id)))).filter(
      action =>
        action.dueOn <= today && isAskedOf(action, calendar, today) && !waitsForOthers(partnership, action),
    ),
  }
  const owners = Object.values(asked).flatMap(actions =>
    actions.flatMap((action: Action) => action.owners.map(owner => owner.person)),
  )
  return chaserCard(who, asked, today, await loadNames(store, id, owners))
}

/** Another agency must act first, and has a lead who is asked instead. */
const waitsForOthers = ({ agencies }: Arrangements, action: Action): boolean =>
  action.status === 'blocked' && agencies.some(agency => agency.id === action.blockedBy && agency.lead)

const notOwn = (person: string) => (action: Action) => action.owners.every(owner => owner.person !== person)

const isVacant = (group: Group, today: Day): boolean =>
  group.kind === 'sub-group' && chairsOn(group, today).length === 0

async function all(found: Promise<Action[]>[]): Promise<Action[]> {
  return (await Promise.all(found)).flat()
}

async function withOwner(store: Store, partnership: string, person: string): Promise<Action[]> {
  const { actions } = await openActionsOf(store, partnership, person, { limit: mostLookedAt })
  return actions.filter(action => isWithOwner(action.status))
}

async function overdueIn(
  store: Store,
  partnership: string,
  groups: readonly Group[],
  today: Day,
): Promise<Action[]> {
  const pages = await Promise.all(
    groups.map(group =>
      openActionsIn(store, { partnership, group: group.id, overdueOn: today }, { limit: mostLookedAt }),
    ),
  )
  return pages.flatMap(page => page.actions).filter(action => isWithOwner(action.status))
}
