import { queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { codeOf, type Group, type Person } from '../partnership/arrangements.ts'
import { sayDay } from '../partnership/day.ts'
import { matchPeople } from '../partnership/match-person.ts'
import { may, type Role, rolesIn } from '../partnership/permissions.ts'
import { readDate } from '../partnership/read-date.ts'
import { groupPartition, listPeople } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import {
  type Action,
  actionDraft,
  actionId,
  counterDraft,
  counterId,
  formatRef,
  nextSerial,
  type Owner,
} from './action.ts'
import { clip } from './action-card.ts'
import { mostWords, refusals } from './action-rules.ts'
import { leadsOf, sayUnasked } from './all-agencies.ts'
import { sameAction } from './find-actions.ts'
import { boardUpdates } from './log-board.ts'
import { allAgencies, type Filled, mostSource, newActionCard } from './new-action-card.ts'
import type { ActionPorts } from './ports.ts'
import { notMatched, withoutMe } from './say-owner.ts'

/** People offered in the form: enough for a partnership's arrangements, few enough for a card. */
const peopleOffered = 60

/**
 * Records an action from what was filled in or typed: ref, action, its owners' notices and the mark of the turn in
 * one commit. Whatever is wrong comes back at once, in a form that keeps what was typed. Repeated, it makes one. What says
 * the same as an open action of the same owners is asked about first: a second click makes no second action.
 */
export async function recordAction(ports: ActionPorts, context: Context, filled: Filled): Promise<Answer> {
  const { who, today } = context
  const people = await listPeople(ports.store, who.partnership.partnership.id, { today, limit: 1000 })
  const read = readWanted(context, people, filled)
  if ('refused' in read) return formAgain(context, people, read.filled, read.refused)
  const { wanted } = read
  return decideOnce(ports.store, partitionOf(context, wanted.group), context, async () => {
    const same = await sameAction(ports.store, partitionOf(context, wanted.group), wanted)
    if (same && same.ref !== filled.beside) {
      const beside = { ...asFilled(wanted), beside: same.ref }
      return {
        writes: [],
        reply: formAgain(context, people, beside, [`${isThereAlready(same, today)} ${orAnother}`]),
      }
    }
    const { writes, ref } = await newActionWrites(ports, context, wanted)
    const notice = `${ref} is recorded.${saidUnasked(context, wanted)}`
    return { writes, reply: { view: `action:${ref}`, notice } }
  })
}

/** What is wanted, as its form holds it. */
export const asFilled = ({ group, owners, eachAgency, what, dueOn, source }: Wanted): Filled => ({
  group: group.id,
  what,
  owner: eachAgency ? allAgencies : owners.map(one => one.person).join(','),
  due: dueOn,
  source,
})

/** Of an open action that says the same: whoever asks for another is told of it. */
export const isThereAlready = ({ ref, dueOn }: Action, today: string): string =>
  `${ref} says the same, has the same owner and is open, due ${sayDay(dueOn, today)}.`

const orAnother = 'Record another only if this is not that one.'

export type Wanted = {
  group: Group
  owners: readonly Owner[]
  eachAgency: boolean
  what: string
  dueOn: string
  source?: string | undefined
  /** Left out: OFFICIAL, or OFFICIAL-SENSITIVE for what comes from a review. */
  marking?: Action['marking'] | undefined
  priority?: string | undefined
}

export type Reading = { wanted: Wanted } | { refused: string[]; filled: Filled }

/** What was filled in, looked up; or every reason why it cannot be recorded, with the form's own values where they were found. */
export function readWanted(context: Context, people: readonly Person[], filled: Filled): Reading {
  const { who, today } = context
  const group = findGroup(who.partnership, filled.group)
  const typed = filled.owner.trim()
  const eachAgency = /^all[ -]agencies/i.test(typed)
  const match = eachAgency
    ? { people: leadsOf(who.partnership.agencies, people, today) }
    : matchPeople(withoutMe(typed, who.person.id), people)
  const owners = 'people' in match ? match.people.map(({ id, agency }) => ({ person: id, agency })) : []
  const dueOn = readDate(filled.due, today)
  const refused = [
    ...groupProblem(context, group, filled.group),
    ...refusals({ what: filled.what, owner: typed, dueOn, dueAsTyped: filled.due }, today),
    ...(typed !== '' && 'problem' in match ? [notMatched(typed, match.problem)] : []),
    ...(eachAgency && owners.length === 0 ? ['No agency has a lead who could answer for it.'] : []),
  ]
  if (group && owners.length > 0 && dueOn && refused.length === 0) {
    const source = filled.source?.trim() || undefined
    return { wanted: { group, owners, eachAgency, what: filled.what.trim(), dueOn, source } }
  }
  const owner = eachAgency ? allAgencies : owners.map(one => one.person).join(',') || filled.owner
  return { refused, filled: { ...filled, group: group?.id ?? filled.group, owner, due: dueOn ?? filled.due } }
}

function saidUnasked({ who, today }: Context, { eachAgency, owners }: Wanted): string {
  if (!eachAgency) return ''
  const asked = owners.map(owner => owner.agency)
  const said = sayUnasked(who.partnership.agencies, asked, today)
  return said === '' ? '' : ` ${said}`
}

/** The form with somebody's message in it, and a link back. What does not fit into one action is said to be left out. */
export async function actionFromMessage(
  store: Store,
  context: Context,
  { text, link }: { text: string; link: string },
): Promise<Answer> {
  const what = text.slice(0, mostWords).replace(/[\ud800-\udbff]$/, '')
  const form = await newActionForm(store, context, { what, source: link.length > mostSource ? '' : link })
  if (!('card' in form) || what === text) return form
  const notice = `The message is longer than an action can be: its first ${mostWords.toLocaleString('en-GB')} characters are here. Shorten them to the one thing somebody will do; the rest stays in the message.`
  return { card: { ...form.card, notice } }
}

/** The empty form, or with what is known already, and with why it was not taken. */
export async function newActionForm(
  store: Store,
  context: Context,
  filled: Partial<Filled>,
  refused: readonly string[] = [],
): Promise<Answer> {
  const { who, today } = context
  const people = await listPeople(store, who.partnership.partnership.id, { today, limit: 1000 })
  const own = likelyGroup(context)
  if (!own) return { text: 'Actions are recorded by members of a group, its chairs and the business team.' }
  const start: Filled = {
    group: own.id,
    what: '',
    owner: who.person.id,
    due: '',
    ...filled,
  }
  return formAgain(context, people, start, refused)
}

const partitionOf = ({ who }: Context, group: Group) =>
  groupPartition(who.partnership.partnership.id, group.id)

/** What makes a new action: the group's counter, the action under its new ref, and a notice to each owner. */
export async function newActionWrites(
  ports: ActionPorts,
  context: Context,
  wanted: Wanted,
): Promise<{ writes: Write[]; ref: string }> {
  const { who, now, today } = context
  const partition = partitionOf(context, wanted.group)
  const code = codeOf(wanted.group)
  const counter = counterId(code, today.slice(2, 4))
  const before = await ports.store.get(partition, counter)
  const serial = nextSerial(before)
  const action = newAction(context, wanted, formatRef(code, today, serial))
  const about = { scope: partition.scope, id: actionId(action.ref) }
  const told = [...new Set(wanted.owners.map(owner => owner.person))].filter(id => id !== who.person.id)
  const notices = told.map(person =>
    queued({ id: `owner:${action.ref}:${person}`, kind: 'new-owner', to: { person }, about, now }),
  )
  return {
    ref: action.ref,
    writes: [
      before
        ? { replace: counterDraft(counter, serial), etag: before.etag }
        : { create: counterDraft(counter, serial) },
      { create: actionDraft(action, ports.nextAttention(action, who.partnership)) },
      ...notices.map(create => ({ create })),
      ...(await boardUpdates(ports.store, partition, wanted.group.id, now)),
    ],
  }
}

function newAction({ who, now, today }: Context, { group, owners, ...wanted }: Wanted, ref: string): Action {
  return {
    schema: 1,
    ref,
    group: group.id,
    ...wanted,
    owners: [...owners],
    dueMoves: [],
    marking: wanted.marking ?? markingFor(wanted),
    status: 'open',
    version: 1,
    history: [{ at: now, by: who.person.id, verb: 'record' }],
    chasedOn: today,
  }
}

/** What comes from a case review is OFFICIAL-SENSITIVE until somebody says otherwise (docs/field.md). */
export const markingFor = ({ what, source = '' }: Pick<Action, 'what' | 'source'>): Action['marking'] =>
  /\bRR-\d{2}-\d{3,5}\b/i.test(`${what} ${source}`) ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL'

function groupProblem({ who, today }: Context, group: Group | undefined, typed: string): string[] {
  if (typed.trim() === '') return ['Choose the group whose log this belongs to.']
  const permitted = group !== undefined && may(who, 'record-action', group, today)
  const named = `“${clip(group?.name ?? typed.trim(), 80)}”`
  return permitted
    ? []
    : [`You cannot record actions in ${named}, or there is no such group. Choose one from the list.`]
}

function writableGroups({ who, today }: Context): Group[] {
  return who.partnership.groups.filter(group => may(who, 'record-action', group, today))
}

/** The group somebody most likely means: one that they chair, else one that they are in, else one they may record in. */
export function likelyGroup(context: Context): Group | undefined {
  const groups = writableGroups(context)
  const is = (role: Role) => groups.find(group => rolesIn(context.who, group, context.today).includes(role))
  return is('chair') ?? is('member') ?? groups[0]
}

function formAgain(
  context: Context,
  people: readonly Person[],
  filled: Filled,
  refused: readonly string[],
): Answer {
  const chosen = filled.owner.split(',')
  const offered = people
    .filter(person => !person.vacant)
    .sort((a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)))
    .slice(0, peopleOffered)
  const groups = writableGroups(context)
  return {
    card: newActionCard({ groups, people: offered, arrangements: context.who.partnership, filled, refused }),
  }
}
