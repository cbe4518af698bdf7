import type { Bulletin, BulletinStatus } from './bulletin.ts'
import { type BulletinVerb, correctionWaits, isPossible } from './bulletin-transitions.ts'

const draft = 'It is still a draft: ask for approval first.'
const waits = 'It waits for approval: take it back first.'
const noPause =
  'It was sent. What goes out again, or a reminder, can be stopped: type stop with its reference.'
const approved = 'It is approved: take it back to change it.'

/** Why steps cannot be taken from where a bulletin stands, and what can be done instead; some steps have words of their own. */
const reasons: Record<BulletinStatus, { usual: string } & Partial<Record<BulletinVerb, string>>> = {
  draft: {
    usual: draft,
    'take-back': 'It is a draft, and can be changed as it is.',
    correct: 'It is still a draft: change it as it is.',
    withdraw: 'It was not sent to anybody: cancel it instead.',
  },
  proposed: {
    usual: 'It waits for approval first.',
    edit: waits,
    propose: 'It waits for approval already.',
    correct: waits,
    withdraw: 'It was not sent to anybody: cancel it instead.',
  },
  approved: {
    usual: 'It is approved, and not sent yet.',
    edit: approved,
    correct: approved,
    propose: 'It is approved already. It can be sent.',
    approve: 'It is approved already. It can be sent.',
    return: 'It is approved already. Its author can take it back.',
    withdraw: 'It was not sent to anybody: cancel it instead.',
  },
  scheduled: {
    usual: 'It is approved, and waits for its moment.',
    edit: approved,
    correct: approved,
    withdraw: 'It was not sent to anybody: cancel it instead.',
  },
  sending: {
    usual: 'It is being sent. It can be paused, corrected or withdrawn.',
    resume: 'It is being sent already.',
    resend: 'It is still being sent. Once it is through, it can be sent again to some.',
    remind: 'It is still being sent. Once it is through, readers can be reminded.',
  },
  paused: { usual: 'It is paused. Sending can go on; what was sent can be corrected or withdrawn.' },
  sent: {
    usual: 'It was sent. It can be corrected or withdrawn.',
    edit: 'It was sent: correct it instead.',
    pause: noPause,
    cancel: noPause,
    stop: 'It was sent, and nothing goes out again that could be stopped.',
  },
  cancelled: {
    usual: 'It was cancelled.',
    edit: 'It was cancelled: make it a draft again first, or correct it where some was sent.',
  },
}

const sentBefore =
  'It had been sent to all before, so there is nothing to cancel. What goes out again can be stopped: type stop with its reference.'

const isSendingMore = (verb: BulletinVerb): boolean => verb === 'resend' || verb === 'send-rest'

/** Why this step cannot be taken with this bulletin as it stands, in words that say what can be done. */
export function whyNotPossible(
  verb: BulletinVerb,
  bulletin: Pick<Bulletin, 'status' | 'pending' | 'withdrawn' | 'sending' | 'reminders'>,
): string {
  if (bulletin.withdrawn) return 'It was withdrawn, and stays so.'
  const wasSent = isPossible('correct', bulletin)
  if (wasSent && (verb === 'approve-correction' || verb === 'return-correction'))
    return 'No correction waits for approval.'
  if (wasSent && verb === 'drop-correction') return 'There is no correction to drop.'
  if (wasSent && isSendingMore(verb) && correctionWaits(bulletin))
    return 'A correction waits for approval: once that is decided, it can be sent again.'
  if (verb === 'cancel' && bulletin.sending?.again) return sentBefore
  const { usual, [verb]: own } = reasons[bulletin.status]
  return own ?? usual
}
