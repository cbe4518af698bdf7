import { isDeepStrictEqual } from 'node:util'
import { addMonths, type Day, sayDay, secondsAfter } from '../partnership/day.ts'
import { holidaysKnown } from '../partnership/working-days.ts'
import { type Action, type ActionState, type Owner, stateOf } from './action.ts'
import { type ActionRole, type ActionVerb, transitions, undoSeconds } from './action-transitions.ts'
import { decide } from './decide-step.ts'

export type Named = { id: string; name: string }

/** What somebody asks to be done, with all that they named found. What is undefined was not given, or not found. */
export type Step = {
  verb: ActionVerb
  note: string
  dueOn?: Day | undefined
  agency?: Named | undefined
  person?: (Named & { agency: string }) | undefined
  group?: Named | undefined
  details?: Partial<Pick<ActionState, 'priority' | 'evidence' | 'impact' | 'marking' | 'brag'>> | undefined
}

/** Who does it, when, and what the group allows. */
export type Author = {
  person: string
  roles: readonly ActionRole[]
  now: string
  today: Day
  /** Whether owners of this group may move a due date once without being asked. */
  ownersMoveOnce: boolean
}

export type Applied = { changed: Action; verb: ActionVerb } | { refused: string[] }

/** Due dates reach this far (local rule). */
const mostMonthsAhead = 24

/** Steps that make something in another record as well: they cannot be taken back by a word on this one. */
const elsewhereToo: readonly ActionVerb[] = ['split', 'transfer']

/** The latest day an action can be due. */
export function latestDue(today: Day): Day {
  const limit = addMonths(today, mostMonthsAhead)
  return limit < holidaysKnown.to ? limit : holidaysKnown.to
}

/**
 * The action after a step, with its history and how it stood before; or every reason why the step cannot be taken.
 * An owner's wish for another date is kept beside the date until a chair answers it.
 */
export function applyStep(action: Action, wanted: Step, author: Author): Applied {
  const verb = verbOf(action, wanted.verb, author)
  const step: Step = { ...wanted, verb, details: newDetails(action, wanted.details) }
  const decision = decide(action, { ...step, roles: author.roles })
  const refused = [...('refused' in decision ? decision.refused : []), ...missing(action, step, author.today)]
  if ('refused' in decision || refused.length > 0) return { refused }
  const effect = effects[step.verb]?.(action, step, author) ?? {}
  const { detail, ...change } = effect
  const note = step.note.trim()
  const entry = {
    at: author.now,
    by: author.person,
    as: actedAs(step.verb, author.roles),
    verb: step.verb,
    ...(note === '' ? {} : { note }),
    ...(detail ? { detail } : {}),
  }
  const unblocked = decision.next === 'blocked' ? {} : { blockedBy: undefined }
  const changed: Action = {
    ...action,
    status: decision.next,
    ...unblocked,
    ...change,
    version: action.version + 1,
    history: [...action.history, entry],
    before: elsewhereToo.includes(step.verb) ? undefined : stateOf(action),
  }
  return { changed, verb: step.verb }
}

/** The action with its author's last step taken back, within ten minutes and while nobody went on from it. */
export function undoStep(
  action: Action,
  author: Pick<Author, 'person' | 'now'>,
): { changed: Action } | { refused: string[] } {
  const last = action.history.at(-1)
  if (!last || !action.before || last.by !== author.person)
    return { refused: ['There is no last step of yours here that could be undone.'] }
  if (author.now > secondsAfter(last.at, undoSeconds))
    return {
      refused: [
        'Your last step is more than ten minutes ago: others may have acted on it. Say what has to change instead.',
      ],
    }
  const entry = { at: author.now, by: author.person, verb: 'undo' as const }
  const { before, asked: _, blockedBy: __, brag: ___, ...rest } = action
  return {
    changed: {
      ...rest,
      ...before,
      version: action.version + 1,
      history: [...action.history, entry],
      before: undefined,
    },
  }
}

/** An owner who wants another date asks for it, unless their group lets owners move a date once. */
function verbOf(action: Action, verb: ActionVerb, { roles, ownersMoveOnce }: Author): ActionVerb {
  if (verb !== 'extend') return verb
  const asOwner = roles.includes('owner') || roles.includes('deputy')
  const decides = roles.includes('business-team') || (roles.includes('chair') && !asOwner)
  const free = ownersMoveOnce && action.dueMoves.length === 0
  return asOwner && !decides && !free ? 'ask-date' : 'extend'
}

/** Forms send every input, changed or not: what the action says already is no news. */
function newDetails(action: Action, details: Step['details'] = {}): NonNullable<Step['details']> {
  const told = Object.entries(details) as [keyof typeof details, unknown][]
  return Object.fromEntries(told.filter(([key, value]) => !isDeepStrictEqual(action[key], value)))
}

/** The role that gave somebody the right to a step: the nearest to the action. */
function actedAs(verb: ActionVerb, roles: readonly ActionRole[]): ActionRole | undefined {
  const order: readonly ActionRole[] = [
    'owner',
    'deputy',
    'business-team',
    'chair',
    'agency-lead',
    'blocking-lead',
  ]
  return order.find(role => roles.includes(role) && transitions[verb].by.includes(role))
}

/** What the step needs and does not have, or has and cannot mean. */
function missing(action: Action, step: Step, today: Day): string[] {
  const { needs } = transitions[step.verb]
  if (needs === 'date') return dateProblems(action, step.dueOn, today)
  if (needs === 'agency') return agencyProblems(action, step.agency)
  if (needs === 'person') return personProblems(action, step.person)
  if (needs === 'group') {
    if (!step.group) return ['Name the group it goes to, by its code.']
    return step.group.id === action.group ? ['It is in that group’s log already.'] : []
  }
  if (step.verb === 'describe' && Object.keys(step.details ?? {}).length === 0)
    return ['Say what to add: a link, its impact on children, its priority, its marking or its colour.']
  return []
}

/** Whether a day can be a due date; none given is a problem of its own. */
export function dateProblems(action: Pick<Action, 'dueOn'>, dueOn: Day | undefined, today: Day): string[] {
  if (!dueOn) return ['Give the new date, like 12 Jan or 12/01/2027.']
  if (dueOn < today) return ['The new date is in the past. Give a day from today on.']
  if (dueOn > latestDue(today)) return ['The new date is more than two years away. Give a nearer day.']
  return dueOn === action.dueOn ? ['That is the date it has.'] : []
}

function agencyProblems(action: Action, agency: Named | undefined): string[] {
  if (!agency) return ['Name the agency that must act first.']
  const own = action.owners.every(owner => owner.agency === agency.id)
  return own ? ['That is the owner’s own agency. Name the one that must act first.'] : []
}

function personProblems(action: Action, person: Step['person']): string[] {
  if (!person) return ['Name the person who takes it over.']
  if (action.owners.some(owner => owner.person === person.id)) return [`${person.name} owns it already.`]
  const sameAgency = action.owners.some(owner => owner.agency === person.agency)
  return action.eachAgency && !sameAgency
    ? ['Every agency answers for itself here: name somebody of an agency that is asked.']
    : []
}

type Effect = (action: Action, step: Step, author: Author) => Partial<ActionState> & { detail?: string }

/** What a step changes beside the status. */
const effects: Partial<Record<ActionVerb, Effect>> = {
  done: (action, _step, { person, now, roles }) => {
    const forAll = !action.eachAgency || !roles.includes('owner')
    const owners = action.owners.map(owner =>
      !forAll && owner.person === person ? { ...owner, answeredAt: now } : owner,
    )
    const open = owners.filter(owner => owner.answeredAt === undefined).length
    return forAll || open === 0
      ? { owners }
      : { owners, status: 'in-progress', detail: `for their agency; ${open} still to answer` }
  },
  return: (action, _step, { today }) => ({ owners: asked(action.owners), chasedOn: today }),
  reopen: (action, _step, { today }) => ({ owners: asked(action.owners), chasedOn: today }),
  block: (_action, { agency }) => ({ blockedBy: agency?.id ?? '', detail: agency?.name ?? '' }),
  'ask-date': (action, { dueOn = action.dueOn, note }, { person }) => ({
    asked: { dueOn, reason: note.trim(), by: person },
    detail: `${sayDay(dueOn)} instead of ${sayDay(action.dueOn)}`,
  }),
  extend: (action, { dueOn = action.dueOn, note }, author) =>
    moved(action, { dueOn, reason: note.trim() }, author),
  'agree-date': (action, _step, author) => (action.asked ? moved(action, action.asked, author) : {}),
  'refuse-date': () => ({ asked: undefined }),
  reassign: (action, { person }, { today }) => {
    if (!person) return {}
    const taken: Owner = { person: person.id, agency: person.agency }
    const owners = action.eachAgency
      ? action.owners.map(owner => (owner.agency === person.agency ? taken : owner))
      : [taken]
    return { owners, asked: undefined, chasedOn: today, detail: `to ${person.name}` }
  },
  transfer: (_action, { group }) => ({ asked: undefined, detail: `to ${group?.name ?? ''}` }),
  describe: (_action, { details = {} }) => ({ ...details, detail: Object.keys(details).join(', ') }),
}

const asked = (owners: readonly Owner[]): Owner[] => owners.map(({ person, agency }) => ({ person, agency }))

function moved(
  action: Action,
  { dueOn, reason }: { dueOn: Day; reason: string },
  { person, now, today }: Author,
): ReturnType<Effect> {
  const move = { from: action.dueOn, to: dueOn, reason, by: person, at: now }
  return {
    dueOn,
    asked: undefined,
    dueMoves: [...action.dueMoves, move],
    chasedOn: today,
    detail: `from ${sayDay(action.dueOn)} to ${sayDay(dueOn)}`,
  }
}
