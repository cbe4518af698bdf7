import type { Arrangements, Group } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { mayAs, rolesIn, roles as rolesInGroup } from '../partnership/permissions.ts'
import { groupPartition } from '../partnership/records.ts'
import {
  deputyOn,
  executiveSeats,
  findGroup,
  leadsOn,
  partnerLeads,
  seatsOn,
  type Who,
} from '../partnership/who.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Action, actionId, owing, readAction, refPattern } from './action.ts'
import { chasedFrom } from './action-history.ts'
import { agreers, whoseWord } from './agreement.ts'
import type { ActionRole } from './transition.ts'

/** An action somebody may see, and what they are to it. */
export type Seen = { doc: Doc; action: Action; group: Group; roles: ActionRole[] }

/** The group that a ref belongs to; undefined when the ref has no such form or names no group of this partnership. */
export function groupOfRef(who: Who, ref: string): Group | undefined {
  return refPattern.test(ref) ? findGroup(who.partnership, ref.slice(0, ref.indexOf('-'))) : undefined
}

/** The action, if it is there and this person may see it. The two kinds of no are one answer on purpose. */
export async function seeAction(store: Store, who: Who, ref: string, today: Day): Promise<Seen | undefined> {
  const group = groupOfRef(who, ref)
  if (!group) return undefined
  const doc = await store.get(groupPartition(who.partnership.partnership.id, group.id), actionId(ref))
  if (!doc) return undefined
  const action = readAction(doc)
  const roles = rolesOn(who, group, action, today)
  return roles.some(role => !withoutLog.includes(role)) ? { doc, action, group, roles } : undefined
}

/** What somebody can be to a group without seeing its log; whoever is anything to an action itself sees that one. */
const withoutLog: readonly ActionRole[] = rolesInGroup.filter(role => !mayAs(role, 'see-log'))

/**
 * What somebody is to an action: to its group on the day, to its owners, to the agencies it is with. Whoever is asked
 * can act: deputies have the role of those in whose place they stand.
 */
export function rolesOn(who: Who, group: Group, action: Action, today: Day): ActionRole[] {
  const roles: ActionRole[] = [...rolesIn(who, group, today), ...rolesToAction(who, action, today)]
  const becomesChair =
    !roles.includes('chair') &&
    (deputises(who, group, action, today) ||
      agrees(who, group, action, today) ||
      agreesAbove(who, action, today))
  return becomesChair ? ['chair', ...roles.filter(role => role !== 'outsider')] : roles
}

/** Who agrees where no other chair of the group can is a chair to it: where nobody can, the business team. */
function agrees({ person, partnership }: Who, group: Group, action: Action, today: Day): boolean {
  const found = agreers(partnership, group, action, today)
  return found.length > 0
    ? found.includes(person.id)
    : person.businessTeam === true && whoseWord(action) !== undefined
}

/** Whether a decision on this was asked of somebody last, the business manager say, and nobody has taken one since. */
function isAskedToDecide({ person }: Who, action: Action): boolean {
  const last = action.chases?.at(-1)
  return (
    last !== undefined && last.level >= 3 && last.day >= chasedFrom(action) && last.to.includes(person.id)
  )
}

/** What is said to be done and was taken to the Executive unagreed is theirs to agree too. */
function agreesAbove({ person, partnership }: Who, { status, history, chases }: Action, today: Day): boolean {
  if (status !== 'awaiting-agreement') return false
  const said = history.findLast(({ verb }) => verb === 'done')
  const last = chases?.at(-1)
  const taken = last?.level === 4 && said !== undefined && last.day > dayOf(said.at)
  return taken && decidesWhatIsRaised(partnership, person.id, today)
}

/** A vice-chair of whom this was asked in a chair's place (the late agency is a chair's own) is a chair to it. */
function deputises({ person }: Who, group: Group, action: Action, today: Day): boolean {
  const last = action.chases?.at(-1)
  const asked = last && last.level >= 2 && last.day >= chasedFrom(action) && last.to.includes(person.id)
  return asked === true && seatsOn(group, today).vice.includes(person.id)
}

/** The Executive's chair and vice-chair, and who answers for the statutory partners; away, their deputy too. */
function decidesWhatIsRaised(arrangements: Arrangements, person: string, today: Day): boolean {
  return [...executiveSeats(arrangements, today), ...partnerLeads(arrangements, today)].includes(person)
}

function rolesToAction({ person, partnership }: Who, action: Action, today: Day): ActionRole[] {
  const found: ActionRole[] = []
  if (action.owners.some(owner => owner.person === person.id)) found.push('owner')
  if (owing(action).some(owner => deputyOn(partnership, owner.person, today) === person.id))
    found.push('deputy')
  const leads = (agency: string): boolean => leadsOn(partnership, agency, today).includes(person.id)
  if (action.owners.some(owner => leads(owner.agency))) found.push('agency-lead')
  const blocker = action.status === 'blocked' ? action.blockedBy : undefined
  if (blocker !== undefined && leads(blocker)) found.push('blocking-lead')
  if (action.raised && decidesWhatIsRaised(partnership, person.id, today)) found.push('raised-to')
  if (isAskedToDecide({ person, partnership }, action)) found.push('decides')
  return found
}
