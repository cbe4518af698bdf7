import type { Role } from '../partnership/permissions.ts'
import type { ActionStatus } from './action.ts'

/** What somebody can be to one action: to its group, and to those who own it. */
export type ActionRole = Role | 'owner' | 'deputy' | 'agency-lead' | 'blocking-lead' | 'raised-to' | 'decides'

/** What must come with a step, beside words. */
export type Need = 'date' | 'agency' | 'person' | 'group' | 'meeting'

/**
 * Who is told of a step, except whoever did it. Without a chair the business team is told instead. Of a hand-over its owners
 * before and after are told, each what it is to them.
 */
export type Told = 'owners' | 'chairs' | 'blocking-lead' | 'hand-over'

export type Transition = {
  from: readonly ActionStatus[]
  by: readonly ActionRole[]
  /** Where it leads; 'same' leaves the status as it is. */
  to: ActionStatus | 'same'
  /** Statuses that it leaves as they are, whatever `to` says. */
  keeps?: readonly ActionStatus[]
  needs?: Need
  /** What must be written with it: asked for in these words. */
  asks?: string
  /** The owner cannot do this to their own action, whatever else they are. */
  notByOwner?: true
  /** Adds words and takes nothing away: it may be said about an action that moved on meanwhile, and others may go on after it. */
  addsOnly?: true
  /** No button of its own: another step becomes it. */
  hidden?: true
  /** On the button, and in "said it is …". */
  title: string
  past: string
  told: readonly Told[]
  /** The heading of the card that tells of it. */
  news: string
}

const running = ['open', 'in-progress', 'blocked', 'returned'] as const
const answering = ['owner', 'deputy', 'agency-lead', 'chair', 'business-team'] as const
const deciding = ['chair', 'business-team'] as const
const overdue = [...deciding, 'raised-to'] as const

/** The workflow of an action: who may do what from where, and where it leads (docs/field.md, "The action log"). */
const table = {
  update: {
    from: running,
    by: [...answering, 'blocking-lead', 'raised-to'],
    to: 'in-progress',
    keeps: ['blocked'],
    asks: 'Say in a few words how it stands.',
    addsOnly: true,
    title: 'Save update',
    past: 'updated it',
    told: [],
    news: 'Updated',
  },
  done: {
    from: running,
    by: answering,
    to: 'awaiting-agreement',
    asks: 'Say what shows that it is done: the evidence.',
    title: 'It is done',
    past: 'said it is done',
    told: ['chairs'],
    news: 'Said to be done',
  },
  agree: {
    from: ['awaiting-agreement'],
    by: ['chair'],
    to: 'complete',
    notByOwner: true,
    title: 'Agree it is complete',
    past: 'agreed it is complete',
    told: ['owners'],
    news: 'Agreed as complete',
  },
  return: {
    from: ['awaiting-agreement'],
    by: ['chair'],
    to: 'returned',
    notByOwner: true,
    asks: 'Say what is still missing: the reason goes to the owner.',
    title: 'Return it',
    past: 'returned it',
    told: ['owners'],
    news: 'Returned to you',
  },
  block: {
    from: ['open', 'in-progress', 'returned', 'blocked'],
    by: answering,
    to: 'blocked',
    needs: 'agency',
    asks: 'Say what you are waiting for: it goes to that agency’s lead.',
    title: 'Blocked by another agency',
    past: 'said that another agency must act first',
    told: ['blocking-lead', 'chairs'],
    news: 'Blocked by another agency',
  },
  resume: {
    from: ['blocked'],
    by: [...answering, 'blocking-lead'],
    to: 'in-progress',
    title: 'No longer blocked',
    past: 'said that it is no longer blocked',
    told: ['owners', 'chairs'],
    news: 'No longer blocked',
  },
  'ask-date': {
    from: running,
    by: ['owner', 'deputy', 'agency-lead'],
    to: 'same',
    needs: 'date',
    hidden: true,
    asks: 'Say why the date has to move: every revision is kept with its reason.',
    title: 'Ask for another date',
    past: 'asked for another date',
    told: ['chairs'],
    news: 'Another date is asked for',
  },
  extend: {
    from: running,
    by: [...answering, 'raised-to'],
    to: 'same',
    needs: 'date',
    asks: 'Say why the date has to move: every revision is kept with its reason.',
    title: 'Move the date',
    past: 'moved the due date',
    told: ['owners'],
    news: 'The due date has moved',
  },
  'agree-date': {
    from: running,
    by: ['chair'],
    to: 'same',
    notByOwner: true,
    title: 'Agree the new date',
    past: 'agreed the new date',
    told: ['owners'],
    news: 'The new date is agreed',
  },
  'refuse-date': {
    from: running,
    by: ['chair'],
    to: 'same',
    notByOwner: true,
    asks: 'Say why the date stays: the reason goes to the owner.',
    title: 'Keep the date',
    past: 'kept the date',
    told: ['owners'],
    news: 'The date stays',
  },
  reassign: {
    from: running,
    by: [...overdue, 'agency-lead'],
    to: 'same',
    needs: 'person',
    title: 'Hand over',
    past: 'handed it over',
    told: ['hand-over'],
    news: 'A new action is with you',
  },
  split: {
    from: running,
    by: deciding,
    to: 'same',
    title: 'Split',
    past: 'split it',
    told: [],
    news: 'Split',
  },
  'not-pursue': {
    from: [...running, 'awaiting-agreement'],
    by: ['chair', 'raised-to', 'decides'],
    to: 'not-pursued',
    notByOwner: true,
    asks: 'Say why the group does not pursue it.',
    title: 'Close as not pursued',
    past: 'closed it as not pursued',
    told: ['owners'],
    news: 'No longer pursued',
  },
  'to-agenda': {
    from: running,
    by: overdue,
    to: 'same',
    needs: 'meeting',
    asks: 'Say what the meeting is to decide.',
    title: 'Take to the agenda',
    past: 'took it to the agenda of the next meeting',
    told: ['owners'],
    news: 'On the agenda of the next meeting',
  },
  raise: {
    from: running,
    by: ['chair', 'decides'],
    to: 'same',
    asks: 'Say why the Executive is to decide: it goes into the challenge log.',
    title: 'Raise to the Executive',
    past: 'raised it to the Executive',
    told: ['owners'],
    news: 'Raised to the Executive',
  },
  transfer: {
    from: [...running, 'awaiting-agreement'],
    by: deciding,
    to: 'transferred',
    needs: 'group',
    asks: 'Say why it belongs to that group.',
    title: 'Transfer to another group',
    past: 'transferred it',
    told: [],
    news: 'Transferred',
  },
  reopen: {
    from: ['complete', 'not-pursued'],
    by: deciding,
    to: 'returned',
    asks: 'Say why it is opened again.',
    title: 'Reopen',
    past: 'reopened it',
    told: ['owners'],
    news: 'Open again',
  },
  describe: {
    from: [...running, 'awaiting-agreement', 'complete'],
    by: answering,
    to: 'same',
    addsOnly: true,
    title: 'Add details',
    past: 'added details',
    told: [],
    news: 'Details added',
  },
} as const satisfies Record<string, Transition>

export type ActionVerb = keyof typeof table
export const transitions: Readonly<Record<ActionVerb, Transition>> = table
export const verbs = Object.keys(table) as ActionVerb[]

/** Every word a history can hold: the steps, how an action begins, a step taken back, and what the Executive decided. */
export const actionVerbs = [
  ...(Object.keys(table) as [ActionVerb, ...ActionVerb[]]),
  'record',
  'undo',
  'decided',
] as const

/** How long one's own last step can be taken back. */
export const undoSeconds = 600
