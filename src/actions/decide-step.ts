import { type Action, type ActionStatus, isClosed, statusWords } from './action.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import type { ActionRole, Transition } from './transition.ts'

export type Attempt = { verb: ActionVerb; roles: readonly ActionRole[]; note: string }

export type Decision = { next: ActionStatus } | { refused: string[] }

type Facts = Pick<Action, 'status' | 'ref'> & Partial<Pick<Action, 'asked' | 'raised'>>

/** What follows from somebody's attempt: the next status, or every reason why not. What it needs is checked with it. */
export function decide(action: Facts, { verb, roles, note }: Attempt): Decision {
  const rule = transitions[verb]
  const barred = barredFrom(action, { verb, roles })
  if (barred.length > 0) return { refused: barred }
  if (rule.asks && note.trim() === '') return { refused: [rule.asks] }
  const stays = rule.to === 'same' || rule.keeps?.includes(action.status)
  return { next: stays ? action.status : (rule.to as ActionStatus) }
}

/** What keeps somebody from a step now, whatever they write with it: whose it is, and where the action stands. */
const bars: readonly { when(action: Facts, asks: Asks): boolean; why(action: Facts, asks: Asks): string }[] =
  [
    {
      when: (_, asks) => !isTheirs(asks),
      why: (action, { verb }) => refusalFor(transitions[verb], action),
    },
    {
      when: (_, asks) =>
        isTheirs(asks) && transitions[asks.verb].notByOwner === true && asks.roles.includes('owner'),
      why: () => 'This is for somebody other than its owner. Ask another chair.',
    },
    {
      when: ({ status }, { verb }) => !transitions[verb].from.includes(status),
      why: (action, { verb }) => standsElsewhere(action, verb),
    },
    {
      when: ({ status, asked }, { verb }) =>
        (verb === 'agree-date' || verb === 'refuse-date') &&
        !asked &&
        transitions[verb].from.includes(status),
      why: () => 'No new date is asked for.',
    },
  ]

type Asks = Pick<Attempt, 'verb' | 'roles'>

const isTheirs = ({ verb, roles }: Asks): boolean => transitions[verb].by.some(role => roles.includes(role))

/** Every reason why somebody cannot take a step now, in words. */
export const barredFrom = (action: Facts, asks: Asks): string[] =>
  bars.filter(({ when }) => when(action, asks)).map(({ why }) => why(action, asks))

/** Whether there is any: of a card's many steps most are not its reader's, and nobody reads why. */
export const isBarred = (action: Facts, asks: Asks): boolean => bars.some(({ when }) => when(action, asks))

/** How an action stands that a step does not begin from, and what would come first. */
function standsElsewhere({ ref, status }: Facts, verb: ActionVerb): string {
  if (status === 'transferred') return `${ref} is in another group’s log now: see its card.`
  if (verb === 'reopen') return `${ref} is not closed, so there is nothing to open again.`
  if (isClosed(status))
    return `${ref} is ${statusWords[status].toLowerCase()}. A chair or the business team can reopen it.`
  if (verb === 'agree' || verb === 'return')
    return status === 'returned'
      ? `${ref} was returned, and nobody has said again that it is done.`
      : `Nobody has said yet that ${ref} is done.`
  if (verb === 'resume') return `${ref} is not blocked.`
  return `${ref} is said to be done: a chair agrees or returns it first.`
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
  'agency-lead': 'the lead of the owner’s agency',
  chair: 'a chair of its group',
  'business-team': 'the business team',
  'blocking-lead': 'the lead of the agency it waits for',
  'raised-to': 'the Executive’s chairs and the partners',
  decides: 'whoever is asked for a decision on it',
}

/** Whom to ask: of many only those who can now, and of an owner's side the owner, in whose place others answer. */
function refusalFor({ by }: Transition, { status, raised }: Facts): string {
  const can = by.filter(role => {
    if (role === 'deputy') return false
    if (role === 'agency-lead') return !by.includes('owner')
    return role === 'raised-to' ? raised !== undefined : role !== 'blocking-lead' || status === 'blocked'
  })
  const who = can.map(role => roleWords[role] ?? role)
  const list = who.length === 1 ? who[0] : `${who.slice(0, -1).join(', ')} or ${who.at(-1)}`
  return `Only ${list} can do this.`
}
