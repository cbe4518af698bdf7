import type { Bulletin, BulletinStatus } from './bulletin.ts'

/** What somebody is to a bulletin. The author is joined by the business team: somebody must be able to stop it. */
export type BulletinRole = 'author' | 'approver' | 'recipient'

/** One thing that can be done to a bulletin: from where, by whom, where to, in which words. */
type Transition = {
  from: readonly BulletinStatus[]
  by: BulletinRole
  to: BulletinStatus | 'same'
  /** On the button. */
  title: string
  /** In the history: 'you … it'. */
  past: string
  /** What must be said with it, as it is asked. */
  asks?: string
  /** What must be so beside its status. */
  only?: readonly Condition[]
  /** It concerns changing copies, and so a withdrawal too. */
  evenWithdrawn?: true
}

/** What decides which steps are open. */
type Standing = Pick<Bulletin, 'status' | 'pending' | 'withdrawn' | 'sending'> &
  Partial<Pick<Bulletin, 'corrections' | 'reminders'>>

/** Whether new words wait for a second person, and were not returned. */
export const correctionWaits = ({ pending }: Pick<Bulletin, 'pending'>): boolean =>
  pending !== undefined && pending.returned === undefined

const goesOutAgain = ({ status, sending, reminders }: Standing): boolean =>
  status === 'sent' ? isGoing(reminders?.at(-1)) : sending?.again === true

/** Whether there is a reminder that nobody stopped; it may be through. */
const isGoing = (reminder: Bulletin['reminders'][number] | undefined): boolean =>
  reminder !== undefined && !reminder.stopped

/** Each in words, as the table says them. */
const conditions = {
  'some was sent': ({ sending }) => sending !== undefined,
  'nothing was sent': ({ sending }) => sending === undefined,
  'not sent to all before': ({ sending }) => !sending?.again,
  'sent again, or a reminder': goesOutAgain,
  'a correction is written': ({ pending }) => pending !== undefined,
  'a correction waits': correctionWaits,
  'no correction waits': standing => !correctionWaits(standing),
  'copies were changed': ({ corrections }) => (corrections?.length ?? 0) > 0,
} as const satisfies Record<string, (standing: Standing) => boolean>
type Condition = keyof typeof conditions

/** A bulletin's life. A chair could check this table. */
export const transitions = {
  edit: { from: ['draft'], by: 'author', to: 'draft', title: 'Change it', past: 'changed the draft' },
  propose: {
    from: ['draft'],
    by: 'author',
    to: 'proposed',
    title: 'Ask for approval',
    past: 'asked for approval',
  },
  'take-back': {
    from: ['proposed', 'approved', 'scheduled'],
    by: 'author',
    to: 'draft',
    title: 'Take it back',
    past: 'took it back',
  },
  approve: { from: ['proposed'], by: 'approver', to: 'approved', title: 'Approve', past: 'approved it' },
  return: {
    from: ['proposed'],
    by: 'approver',
    to: 'draft',
    title: 'Return it',
    past: 'returned it',
    asks: 'Why it is not approved as it is',
  },
  send: {
    from: ['approved', 'scheduled'],
    by: 'author',
    to: 'sending',
    title: 'Send now',
    past: 'sent it off',
  },
  schedule: {
    from: ['approved', 'scheduled'],
    by: 'author',
    to: 'scheduled',
    title: 'Send at this time',
    past: 'set its time',
    asks: 'When to send it (London), such as tomorrow 09:30',
  },
  pause: { from: ['sending'], by: 'author', to: 'paused', title: 'Pause', past: 'paused it' },
  resume: { from: ['paused'], by: 'author', to: 'sending', title: 'Go on sending', past: 'went on sending' },
  cancel: {
    from: ['draft', 'proposed', 'approved', 'scheduled', 'sending', 'paused'],
    by: 'author',
    to: 'cancelled',
    title: 'Cancel it',
    past: 'cancelled it',
    asks: 'Why it is cancelled',
    only: ['not sent to all before'],
  },
  reopen: {
    from: ['cancelled'],
    by: 'author',
    to: 'draft',
    title: 'Make it a draft again',
    past: 'made it a draft again',
    only: ['nothing was sent'],
  },
  'send-rest': {
    from: ['cancelled'],
    by: 'author',
    to: 'sending',
    title: 'Send it to the rest',
    past: 'sent it to the rest',
    only: ['some was sent', 'no correction waits'],
  },
  stop: {
    from: ['sending', 'paused', 'sent'],
    by: 'author',
    to: 'sent',
    title: 'Stop what goes out again',
    past: 'stopped what went out again',
    only: ['sent again, or a reminder'],
  },
  resend: {
    from: ['sent'],
    by: 'author',
    to: 'sending',
    title: 'Send again to these',
    past: 'sent it again to some',
    asks: 'Whom to send it again: unconfirmed, failed, unreachable',
    only: ['no correction waits'],
  },
  remind: { from: ['sent'], by: 'author', to: 'same', title: 'Remind', past: 'sent a reminder' },
  correct: {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'author',
    to: 'same',
    title: 'Correct it',
    past: 'wrote a correction',
    asks: 'Why it is corrected (recipients read this)',
    only: ['some was sent'],
  },
  'drop-correction': {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'author',
    to: 'same',
    title: 'Drop the correction',
    past: 'dropped the correction',
    only: ['a correction is written'],
  },
  'approve-correction': {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'approver',
    to: 'same',
    title: 'Approve the correction',
    past: 'approved the correction',
    only: ['a correction waits'],
  },
  'return-correction': {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'approver',
    to: 'same',
    title: 'Return the correction',
    past: 'returned the correction',
    asks: 'Why it is not approved as it is',
    only: ['a correction waits'],
  },
  withdraw: {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'author',
    to: 'sent',
    title: 'Withdraw it',
    past: 'withdrew it',
    asks: 'Why it is withdrawn (recipients read this)',
    only: ['some was sent'],
  },
  'try-again': {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'author',
    to: 'same',
    title: 'Try again to change copies',
    past: 'had the copies that could not be changed tried again',
    only: ['some was sent', 'copies were changed'],
    evenWithdrawn: true,
  },
} as const satisfies Record<string, Transition>

export type BulletinVerb = keyof typeof transitions
export const bulletinVerbs = Object.keys(transitions) as BulletinVerb[]

export const ruleOf = (verb: BulletinVerb): Transition => transitions[verb]

/**
 * Whether a step can be taken from where a bulletin stands, whoever takes it. A withdrawn one stays withdrawn, and
 * all that is left to do is to reach every copy.
 */
export function isPossible(verb: BulletinVerb, bulletin: Standing): boolean {
  const { from, only = [], evenWithdrawn } = ruleOf(verb)
  if (!from.includes(bulletin.status) || (bulletin.withdrawn && !evenWithdrawn)) return false
  return only.every(condition => conditions[condition](bulletin))
}

/** What somebody with these roles can do to a bulletin now, in the order of the table. */
export function stepsOpen(bulletin: Standing, roles: readonly BulletinRole[]): BulletinVerb[] {
  return bulletinVerbs.filter(verb => isPossible(verb, bulletin) && roles.includes(ruleOf(verb).by))
}

/** Where a step leads. */
export function statusAfter(verb: BulletinVerb, status: BulletinStatus): BulletinStatus {
  const { to } = ruleOf(verb)
  return to === 'same' ? status : to
}
