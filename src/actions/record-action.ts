import { queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { codeOf, type Group, type Person } from '../partnership/arrangements.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { may } from '../partnership/permissions.ts'
import { readDate } from '../partnership/read-date.ts'
import { groupPartition, listPeople } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import {
  type Action,
  actionDraft,
  actionId,
  counterDraft,
  counterId,
  formatRef,
  nextSerial,
} from './action.ts'
import { refusals } from './action-rules.ts'
import { type Filled, newActionCard } from './new-action-card.ts'
import type { ActionPorts } from './ports.ts'

/** People offered in the form: enough for a partnership's arrangements, few enough for a card. */
const peopleOffered = 60

/**
 * Records an action from what was filled in or typed: ref, action, its owner's notice and the mark of the turn in
 * one commit. Whatever is wrong comes back at once, in a form that keeps what was typed. Repeated, it makes one.
 */
export async function recordAction(ports: ActionPorts, context: Context, filled: Filled): Promise<Answer> {
  const { who, today } = context
  const people = await listPeople(ports.store, who.partnership.partnership.id, { today, limit: 1000 })
  const group = findGroup(who.partnership, filled.group)
  const match = matchPerson(filled.owner, people)
  const owner = filled.owner.trim() !== '' && 'person' in match ? match.person : undefined
  const dueOn = readDate(filled.due, today)
  const refused = [
    ...groupProblem(context, group, filled.group),
    ...refusals({ what: filled.what, owner: owner?.id, dueOn, dueAsTyped: filled.due }, today),
    ...(filled.owner.trim() !== '' && 'problem' in match ? [match.problem] : []),
  ]
  if (!group || !owner || !dueOn || refused.length > 0) return formAgain(context, people, filled, refused)
  return commitNew(ports, context, { group, owner, what: filled.what.trim(), dueOn })
}

/** The empty form, or with what is known already. */
export async function newActionForm(
  store: Store,
  context: Context,
  filled: Partial<Filled>,
): Promise<Answer> {
  const people = await listPeople(store, context.who.partnership.partnership.id, {
    today: context.today,
    limit: 1000,
  })
  const groups = writableGroups(context)
  if (groups.length === 0)
    return { text: 'Actions are recorded by members of a group, its chairs and the business team.' }
  const start: Filled = {
    group: groups[0]?.id ?? '',
    what: '',
    owner: context.who.person.id,
    due: '',
    ...filled,
  }
  return formAgain(context, people, start, [])
}

type New = { group: Group; owner: Person; what: string; dueOn: string }

function commitNew(ports: ActionPorts, context: Context, wanted: New): Promise<Answer> {
  const { who, now, today } = context
  const partition = groupPartition(who.partnership.partnership.id, wanted.group.id)
  return decideOnce(ports.store, partition, context, async () => {
    const code = codeOf(wanted.group)
    const counter = counterId(code, today.slice(2, 4))
    const before = await ports.store.get(partition, counter)
    const serial = nextSerial(before)
    const action = newAction(context, wanted, formatRef(code, today, serial))
    const writes = [
      before
        ? { replace: counterDraft(counter, serial), etag: before.etag }
        : { create: counterDraft(counter, serial) },
      { create: actionDraft(action, ports.nextAttention(action, who.partnership)) },
      ...(wanted.owner.id === who.person.id ? [] : [{ create: notice(action, partition.scope, now) }]),
    ]
    return { writes, reply: { view: `action:${action.ref}`, notice: `${action.ref} is recorded.` } }
  })
}

function newAction({ who, now, today }: Context, { group, owner, what, dueOn }: New, ref: string): Action {
  return {
    schema: 1,
    ref,
    group: group.id,
    what,
    owner: { person: owner.id, agency: owner.agency },
    dueOn,
    status: 'open',
    version: 1,
    history: [{ at: now, by: who.person.id, verb: 'record' }],
    chasedOn: today,
  }
}

function notice(action: Action, scope: string, now: string) {
  const to = { person: action.owner.person }
  return queued({
    id: `owner:${action.ref}:${to.person}`,
    kind: 'new-owner',
    to,
    about: { scope, id: actionId(action.ref) },
    now,
  })
}

function groupProblem({ who, today }: Context, group: Group | undefined, typed: string): string[] {
  if (typed.trim() === '') return ['Choose the group whose log this belongs to.']
  const permitted = group !== undefined && may(who, 'record-action', group, today)
  return permitted
    ? []
    : ['You cannot record actions in that group, or there is no such group. Choose one from the list.']
}

function writableGroups({ who, today }: Context): Group[] {
  return who.partnership.groups.filter(group => may(who, 'record-action', group, today))
}

function formAgain(
  context: Context,
  people: readonly Person[],
  filled: Filled,
  refused: readonly string[],
): Answer {
  const offered = people.filter(person => !person.vacant).slice(0, peopleOffered)
  const groups = writableGroups(context)
  return {
    card: newActionCard({ groups, people: offered, arrangements: context.who.partnership, filled, refused }),
  }
}
