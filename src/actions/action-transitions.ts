import type { Role } from '../partnership/permissions.ts'
import { type Action, type ActionStatus, statusWords } from './action.ts'

/** What somebody can be to one action. */
export type ActionRole = Role | 'owner'

type Transition = {
  from: readonly ActionStatus[]
  by: readonly ActionRole[]
  to: ActionStatus
  /** What must be written with it: asked for in these words. */
  asks?: string
  /** The owner cannot do this to their own action, whatever else they are. */
  notByOwner?: true
  /** On the button, and in "said it is …". */
  title: string
  past: string
}

/** The workflow of an action: who may do what from where, and where it leads. */
export const transitions = {
  update: {
    from: ['open', 'in-progress', 'returned'],
    by: ['owner', 'chair', 'business-team'],
    to: 'in-progress',
    asks: 'Say in a few words how it stands.',
    title: 'Save update',
    past: 'updated it',
  },
  done: {
    from: ['open', 'in-progress', 'returned'],
    by: ['owner', 'chair', 'business-team'],
    to: 'awaiting-agreement',
    asks: 'Say what shows that it is done: the evidence.',
    title: 'It is done',
    past: 'said it is done',
  },
  agree: {
    from: ['awaiting-agreement'],
    by: ['chair'],
    to: 'complete',
    notByOwner: true,
    title: 'Agree it is complete',
    past: 'agreed it is complete',
  },
  return: {
    from: ['awaiting-agreement'],
    by: ['chair'],
    to: 'returned',
    notByOwner: true,
    asks: 'Say what is still missing: the reason goes to the owner.',
    title: 'Return it',
    past: 'returned it',
  },
} as const satisfies Record<string, Transition>

export type ActionVerb = keyof typeof transitions

export const isActionVerb = (verb: string): verb is ActionVerb => verb in transitions

type Attempt = { verb: ActionVerb; roles: readonly ActionRole[]; note: string }

export type Decision = { next: ActionStatus } | { refused: string[] }

/** What follows from somebody's attempt: the next status, or every reason why not. */
export function decide(action: Pick<Action, 'status' | 'ref'>, { verb, roles, note }: Attempt): Decision {
  const rule: Transition = transitions[verb]
  const refused: string[] = []
  if (!rule.by.some(role => roles.includes(role))) refused.push(refusalFor(rule))
  else if (rule.notByOwner && roles.includes('owner')) {
    refused.push('An action is agreed by somebody other than its owner. Ask another chair.')
  }
  if (!rule.from.includes(action.status)) {
    refused.push(
      `${action.ref} is ${statusWords[action.status].toLowerCase()}, so this cannot be done to it now.`,
    )
  }
  if (rule.asks && note.trim() === '') refused.push(rule.asks)
  return refused.length > 0 ? { refused } : { next: rule.to }
}

/** What somebody may do to an action as it stands: the buttons their card has. */
export function allowedVerbs(
  action: Pick<Action, 'status' | 'ref'>,
  roles: readonly ActionRole[],
): ActionVerb[] {
  return (Object.keys(transitions) as ActionVerb[]).filter(
    verb => 'next' in decide(action, { verb, roles, note: 'x' }),
  )
}

function refusalFor(rule: Transition): string {
  return rule.by.includes('owner')
    ? 'Only its owner, a chair of its group or the business team can do this.'
    : 'Only a chair of its group can do this.'
}
