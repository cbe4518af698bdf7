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
  /** Only while new words wait for a second person, or only while none do. */
  pending?: boolean
  /** Once copies were changed: it concerns the change, and so a withdrawal too. */
  changes?: true
}

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
    asks: 'When to send it (London), such as 25 Nov 09:30',
  },
  pause: { from: ['sending'], by: 'author', to: 'paused', title: 'Pause', past: 'paused it' },
  resume: { from: ['paused'], by: 'author', to: 'sending', title: 'Go on sending', past: 'went on sending' },
  cancel: {
    from: ['draft', 'proposed', 'approved', 'scheduled', 'sending', 'paused'],
    by: 'author',
    to: 'cancelled',
    title: 'Cancel it',
    past: 'cancelled it',
  },
  resend: {
    from: ['sent'],
    by: 'author',
    to: 'sending',
    title: 'Send again to these',
    past: 'sent it again to some',
    asks: 'Whom to send it again: unconfirmed, failed, unreachable',
    pending: false,
  },
  remind: { from: ['sent'], by: 'author', to: 'same', title: 'Remind', past: 'sent a reminder' },
  correct: {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'author',
    to: 'same',
    title: 'Correct it',
    past: 'wrote a correction',
    asks: 'Why it is corrected (recipients read this)',
  },
  'approve-correction': {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'approver',
    to: 'same',
    title: 'Approve the correction',
    past: 'approved the correction',
    pending: true,
  },
  'return-correction': {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'approver',
    to: 'same',
    title: 'Return the correction',
    past: 'returned the correction',
    asks: 'Why it is not approved as it is',
    pending: true,
  },
  withdraw: {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'author',
    to: 'sent',
    title: 'Withdraw it',
    past: 'withdrew it',
    asks: 'Why it is withdrawn (recipients read this)',
  },
  'try-again': {
    from: ['sending', 'paused', 'sent', 'cancelled'],
    by: 'author',
    to: 'same',
    title: 'Try again to change copies',
    past: 'had the copies that could not be changed tried again',
    changes: true,
  },
} as const satisfies Record<string, Transition>

export type BulletinVerb = keyof typeof transitions
export const bulletinVerbs = Object.keys(transitions) as BulletinVerb[]

export const ruleOf = (verb: BulletinVerb): Transition => transitions[verb]

/** What decides which steps are open. */
type Standing = Pick<Bulletin, 'status' | 'pending' | 'withdrawn' | 'sending'> &
  Partial<Pick<Bulletin, 'corrections'>>

/**
 * Whether a step can be taken from where a bulletin stands, whoever takes it. A withdrawn one stays withdrawn, and
 * all that is left to do is to reach every copy; of a cancelled one there is something to correct only if some of it was sent.
 */
export function isPossible(verb: BulletinVerb, bulletin: Standing): boolean {
  const { from, pending, changes } = ruleOf(verb)
  if (!from.includes(bulletin.status)) return false
  if (changes ? !bulletin.corrections?.length : bulletin.withdrawn) return false
  if (bulletin.status === 'cancelled' && !bulletin.sending) return false
  return pending === undefined || pending === correctionWaits(bulletin)
}

/** Whether new words wait for a second person, and were not returned. */
export const correctionWaits = ({ pending }: Pick<Bulletin, 'pending'>): boolean =>
  pending !== undefined && pending.returned === undefined

/** What somebody with these roles can do to a bulletin now, in the order of the table. */
export function stepsOpen(bulletin: Standing, roles: readonly BulletinRole[]): BulletinVerb[] {
  return bulletinVerbs.filter(verb => isPossible(verb, bulletin) && roles.includes(ruleOf(verb).by))
}

/** Where a step leads. */
export function statusAfter(verb: BulletinVerb, status: BulletinStatus): BulletinStatus {
  const { to } = ruleOf(verb)
  return to === 'same' ? status : to
}
