import { isDeepStrictEqual } from 'node:util'
import type { Action, HistoryEntry } from './action.ts'
import { decisionAsked } from './action-history.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { barsTo } from './barred-step.ts'
import { decide } from './decide-step.ts'
import { type Author, decidesForAll, type Step } from './step.ts'
import { effects } from './step-effects.ts'
import { missing } from './step-problems.ts'
import type { ActionRole } from './transition.ts'
import { undoableAfter } from './undo-step.ts'
import { shareProblems } from './whose-answer.ts'

export type Applied = { changed: Action; verb: ActionVerb } | { refused: string[] }

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
  const barred = barsTo(action, verb, author)
  // What it lacks and whose it would be are no reasons while it cannot be taken at all.
  if (barred.length > 0) return { refused: barred }
  const decision = decide(action, { ...step, roles: author.roles })
  const refused = [
    ...('refused' in decision ? decision.refused : []),
    ...missing(action, step, author.today),
    ...shareProblems(action, step, author),
  ]
  if ('refused' in decision || refused.length > 0) return { refused }
  const effect = effects[step.verb]?.(action, step, author) ?? {}
  const { detail, ...change } = effect
  const note = step.note.trim()
  const decided = decisions.includes(step.verb) ? decisionAsked(action) : undefined
  const entry = {
    at: author.now,
    by: author.person,
    ...actedAs(action, step.verb, author),
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
  }
  return { changed: { ...changed, undoable: undoableAfter(action, changed, step.verb) }, verb: step.verb }
}

/**
 * The step that another becomes for whoever takes it. An owner who wants another date asks for it, and so does who answers
 * in their place; unless their group lets owners move a date once. Nobody gives one to themselves. One agency moves no
 * date for all.
 */
export function verbOf(
  action: Pick<Action, 'eachAgency' | 'dueMoves'>,
  verb: ActionVerb,
  { roles, ownersMoveOnce = false }: Pick<Author, 'roles'> & { ownersMoveOnce?: boolean | undefined },
): ActionVerb {
  if (verb !== 'extend') return verb
  const is = (role: ActionRole) => roles.includes(role)
  const forOwner = is('owner') || is('deputy')
  const decides = !is('owner') && (is('business-team') || (!is('deputy') && decidesForAll(roles)))
  const free = ownersMoveOnce && !action.eachAgency && action.dueMoves.length === 0
  return (forOwner || is('agency-lead')) && !decides && !free ? 'ask-date' : 'extend'
}

/** Forms send every input, changed or not: what the action says already is no news. */
function newDetails(action: Action, details: Step['details'] = {}): NonNullable<Step['details']> {
  const told = Object.entries(details) as [keyof typeof details, unknown][]
  return Object.fromEntries(told.filter(([key, value]) => !isDeepStrictEqual(action[key], value)))
}

const nearestFirst: readonly ActionRole[] = [
  'owner',
  'deputy',
  'business-team',
  'agency-lead',
  'chair',
  'blocking-lead',
  'raised-to',
  'decides',
]

/** The role that gave somebody the right to a step: the nearest to the action. Of a lead, with the agency they answered for. */
function actedAs(
  { owners }: Action,
  verb: ActionVerb,
  { roles, leads }: Author,
): Pick<HistoryEntry, 'as' | 'agency'> {
  const as = nearestFirst.find(role => roles.includes(role) && transitions[verb].by.includes(role))
  const agency = as === 'agency-lead' && owners.find(owner => leads.includes(owner.agency))?.agency
  return { as, ...(agency ? { agency } : {}) }
}
