import type { Action, ActionStatus } from './action.ts'
import {
  type ActionRole,
  type ActionVerb,
  type Transition,
  transitions,
  verbs,
} from './action-transitions.ts'

export type Attempt = { verb: ActionVerb; roles: readonly ActionRole[]; note: string }

export type Decision = { next: ActionStatus } | { refused: string[] }

type Facts = Pick<Action, 'status' | 'ref'> & Partial<Pick<Action, 'asked'>>

/** What follows from somebody's attempt: the next status, or every reason why not. What it needs is checked with it. */
export function decide(action: Facts, { verb, roles, note }: Attempt): Decision {
  const rule = transitions[verb]
  const refused: string[] = []
  if (!rule.by.some(role => roles.includes(role))) refused.push(refusalFor(rule))
  else if (rule.notByOwner && roles.includes('owner')) {
    refused.push('This is for somebody other than its owner. Ask another chair.')
  }
  if (!rule.from.includes(action.status)) {
    const words = action.status.replaceAll('-', ' ')
    refused.push(`${action.ref} is ${words}, so this cannot be done to it now.`)
  }
  const answersDate = verb === 'agree-date' || verb === 'refuse-date'
  if (answersDate && !action.asked) refused.push('No new date is asked for.')
  if (rule.asks && note.trim() === '') refused.push(rule.asks)
  if (refused.length > 0) return { refused }
  const stays = rule.to === 'same' || rule.keeps?.includes(action.status)
  return { next: stays ? action.status : (rule.to as ActionStatus) }
}

/** What somebody may do to an action as it stands: the buttons their card has. */
export function allowedVerbs(action: Facts, roles: readonly ActionRole[]): ActionVerb[] {
  return verbs.filter(
    verb => !transitions[verb].hidden && 'next' in decide(action, { verb, roles, note: 'x' }),
  )
}

/** Steps that are answered with words alone: they have a button beside the words on every card. */
export const inPlace: readonly ActionVerb[] = [
  'update',
  'done',
  'agree',
  'return',
  'agree-date',
  'refuse-date',
]

const roleWords: Partial<Record<ActionRole, string>> = {
  owner: 'its owner',
  deputy: 'the owner’s deputy',
  'agency-lead': 'the lead of the owner’s agency',
  chair: 'a chair of its group',
  'business-team': 'the business team',
  'blocking-lead': 'the lead of the agency it waits for',
  'raised-to': 'the Executive’s chairs and the partners once it is raised to them',
  decides: 'whoever is asked for a decision on it',
}

function refusalFor(rule: Transition): string {
  const who = rule.by.map(role => roleWords[role] ?? role)
  const list = who.length === 1 ? who[0] : `${who.slice(0, -1).join(', ')} or ${who.at(-1)}`
  return `Only ${list} can do this.`
}
