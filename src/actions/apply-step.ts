import { isDeepStrictEqual } from 'node:util'
import { addDays, type Day, sayDay, secondsAfter } from '../partnership/day.ts'
import { type Action, type ActionState, decisionAsked, type Owner, stateOf, withState } from './action.ts'
import { type ActionRole, type ActionVerb, transitions, undoSeconds } from './action-transitions.ts'
import { decide } from './decide-step.ts'
import { missing } from './step-problems.ts'

export type Named = { id: string; name: string }

/** What somebody asks to be done, with all that they named found. What is undefined was not given, or not found. */
export type Step = {
  verb: ActionVerb
  note: string
  dueOn?: Day | undefined
  agency?: Named | undefined
  person?: (Named & { agency: string }) | undefined
  group?: Named | undefined
  /** The day of the group's next meeting. */
  meeting?: Day | undefined
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
  /** In whose place they may answer: their own, and those whose deputy they are. */
  standsFor: readonly string[]
  /** Agencies that they lead. */
  leads: readonly string[]
}

export type Applied = { changed: Action; verb: ActionVerb } | { refused: string[] }

/** Steps that make something in another record as well: they cannot be taken back by a word on this one. */
const elsewhereToo: readonly ActionVerb[] = ['split', 'transfer', 'to-agenda', 'raise']

/** What answers a chair's card that asks for a decision. */
const decisions: readonly ActionVerb[] = [
  'extend',
  'agree-date',
  'reassign',
  'to-agenda',
  'not-pursue',
  'raise',
]

/**
 * The action after a step, with its history and how it stood before; or every reason why the step cannot be taken.
 * An owner's wish for another date is kept beside the date until a chair answers it.
 */
export function applyStep(action: Action, wanted: Step, author: Author): Applied {
  const verb = verbOf(action, wanted.verb, author)
  const step: Step = { ...wanted, verb, details: newDetails(action, wanted.details) }
  const decision = decide(action, { ...step, roles: author.roles })
  const refused = [
    ...('refused' in decision ? decision.refused : []),
    ...missing(action, step, author.today),
    ...notTheirs(action, step, author),
    ...notTheirOwn(action, step, author),
  ]
  if ('refused' in decision || refused.length > 0) return { refused }
  const effect = effects[step.verb]?.(action, step, author) ?? {}
  const { detail, ...change } = effect
  const note = step.note.trim()
  const decided = decisions.includes(step.verb) ? decisionAsked(action) : undefined
  const entry = {
    at: author.now,
    by: author.person,
    as: actedAs(step.verb, author.roles),
    verb: step.verb,
    ...(note === '' ? {} : { note }),
    ...(decided === undefined ? {} : { level: decided }),
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

/** Of an action that each agency has a share in, a lead hands over their own agency's. */
function notTheirs({ eachAgency }: Action, { verb, person }: Step, { roles, leads }: Author): string[] {
  if (verb !== 'reassign' || !eachAgency || !person || mayHandOverAll(roles)) return []
  return leads.includes(person.agency)
    ? []
    : ['You hand over your own agency’s share only: name somebody of your agency.']
}

/** Nobody agrees to what they said or asked themselves, in whoever's place; nor to a day that has passed meanwhile. */
function notTheirOwn({ history, asked }: Action, { verb }: Step, { person, today }: Author): string[] {
  if (verb === 'agree' && history.findLast(entry => entry.verb === 'done')?.by === person)
    return ['You said that it is done: somebody else agrees it.']
  if (verb !== 'agree-date' || !asked) return []
  if (asked.by === person) return ['You asked for this date: somebody else agrees it.']
  return asked.dueOn < today
    ? [`The day that was asked for (${sayDay(asked.dueOn)}) has passed. Give a later one: extend to …`]
    : []
}

const mayHandOverAll = (roles: readonly ActionRole[]): boolean =>
  roles.some(role => role === 'chair' || role === 'business-team' || role === 'raised-to')

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
  return {
    changed: {
      ...withState(action, action.before),
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
  const decides =
    roles.includes('business-team') || (!asOwner && (roles.includes('chair') || roles.includes('raised-to')))
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
    'raised-to',
  ]
  return order.find(role => roles.includes(role) && transitions[verb].by.includes(role))
}

type Effect = (action: Action, step: Step, author: Author) => Partial<ActionState> & { detail?: string }

/** What a step changes beside the status. */
const effects: Partial<Record<ActionVerb, Effect>> = {
  done: (action, _step, { standsFor, now }) => {
    const theirs = action.owners.filter(owner => standsFor.includes(owner.person))
    const forAll = !action.eachAgency || theirs.length === 0
    const owners = action.owners.map(owner =>
      !forAll && theirs.includes(owner) ? { ...owner, answeredAt: now } : owner,
    )
    const open = owners.filter(owner => owner.answeredAt === undefined).length
    if (forAll || open === 0) return { owners }
    // What another agency waits for, it waits for still.
    const waits = action.status === 'blocked' && { status: action.status, blockedBy: action.blockedBy }
    const detail = `for their agency; ${open} still to answer`
    return { owners, ...(waits || { status: 'in-progress' }), detail }
  },
  return: (action, _step, { today }) => ({ owners: asked(action.owners), ...settled, chasedOn: today }),
  reopen: (action, _step, { today }) => ({ owners: asked(action.owners), ...settled, chasedOn: today }),
  block: (_action, { agency }) => ({ blockedBy: agency?.id ?? '', detail: agency?.name ?? '' }),
  'ask-date': (action, { dueOn = action.dueOn, note }, { person }) => ({
    asked: { dueOn, reason: note.trim(), by: person },
    detail: `${sayDay(dueOn)} instead of ${sayDay(action.dueOn)}`,
  }),
  extend: (action, { dueOn = action.dueOn, note }, author) =>
    moved(action, { dueOn, reason: note.trim() }, author),
  'agree-date': (action, _step, author) => (action.asked ? moved(action, action.asked, author) : {}),
  'refuse-date': () => ({ asked: undefined }),
  reassign: (action, { person }, { today, roles, leads }) => {
    if (!person) return {}
    const taken: Owner = { person: person.id, agency: person.agency }
    const goes = (owner: Owner): boolean => {
      if (action.eachAgency) return owner.agency === person.agency
      return mayHandOverAll(roles) || leads.includes(owner.agency)
    }
    const stay = action.owners.filter(owner => !goes(owner) && owner.person !== person.id)
    const owners = action.eachAgency
      ? action.owners.map(owner => (goes(owner) ? taken : owner))
      : [...stay, taken]
    return { owners, ...settled, chasedOn: today, detail: `to ${person.name}` }
  },
  'to-agenda': (_action, { meeting }) => ({ agenda: meeting, detail: sayDay(meeting ?? '') }),
  // The step of today is still to come, whatever was asked this morning.
  raise: (_action, { note }, { person, today }) => ({
    raised: { on: today, by: person, reason: note.trim() },
    agenda: undefined,
    chasedOn: addDays(today, -1),
  }),
  transfer: (_action, { group }) => ({ ...settled, detail: `to ${group?.name ?? ''}` }),
  describe: (action, { details = {} }) => ({ ...details, detail: saidDetails(action, details) }),
}

/** Which details, and what stood there before: nothing that was said is lost. */
function saidDetails(action: Action, details: NonNullable<Step['details']>): string {
  const said = Object.keys(details).map(key => {
    const before = action[key as keyof typeof details]
    const was = typeof before === 'object' ? before.word : before
    return was === undefined || was === '' ? key : `${key} (before: ${was})`
  })
  return said.join(', ')
}

/** A new date or owner, and its return, end what was asked and what was raised. */
const settled = { asked: undefined, agenda: undefined, raised: undefined }

const asked = (owners: readonly Owner[]): Owner[] => owners.map(({ person, agency }) => ({ person, agency }))

function moved(
  action: Action,
  { dueOn, reason }: { dueOn: Day; reason: string },
  { person, now, today }: Author,
): ReturnType<Effect> {
  const move = { from: action.dueOn, to: dueOn, reason, by: person, at: now }
  return {
    dueOn,
    ...settled,
    dueMoves: [...action.dueMoves, move],
    chasedOn: today,
    detail: `from ${sayDay(action.dueOn)} to ${sayDay(dueOn)}`,
  }
}
