import { expect } from 'chai'
import { type BulletinStatus, bulletinStatuses } from '../../src/bulletins/bulletin.ts'
import {
  type BulletinRole,
  bulletinVerbs,
  ruleOf,
  statusAfter,
  stepsOpen,
} from '../../src/bulletins/bulletin-transitions.ts'

const pending = { words: {}, why: 'a date', at: '', by: 'x' } as never

/** Written out by hand, so that a change of the table is seen here. */
const steps: Record<BulletinStatus, Record<'author' | 'approver', string[]>> = {
  draft: { author: ['edit', 'propose', 'cancel'], approver: [] },
  proposed: { author: ['take-back', 'cancel'], approver: ['approve', 'return'] },
  approved: { author: ['take-back', 'send', 'schedule', 'cancel'], approver: [] },
  scheduled: { author: ['take-back', 'send', 'schedule', 'cancel'], approver: [] },
  sending: { author: ['pause', 'cancel', 'correct', 'withdraw'], approver: [] },
  paused: { author: ['resume', 'cancel', 'correct', 'withdraw'], approver: [] },
  sent: { author: ['resend', 'remind', 'correct', 'withdraw'], approver: [] },
  cancelled: { author: ['reopen'], approver: [] },
}

/** Of these some copies at least may have left. */
const sending = { at: '', by: 'x', run: 1 }
const standing = (status: BulletinStatus) =>
  ['sending', 'paused', 'sent'].includes(status) ? { status, sending } : { status }

describe('what can be done to a bulletin', () => {
  for (const status of bulletinStatuses) {
    for (const role of ['author', 'approver'] as const) {
      it(`${status}, by its ${role}: ${steps[status][role].join(', ') || 'nothing'}`, () => {
        expect(stepsOpen(standing(status), [role])).to.deep.equal(steps[status][role])
      })
    }
    it(`${status}, by a recipient: nothing, they only read`, () => {
      expect(stepsOpen({ status }, ['recipient'])).to.deep.equal([])
    })
  }

  it('cancelled half way, what was sent can still be corrected and withdrawn', () => {
    const open = stepsOpen({ status: 'cancelled', sending }, ['author'])
    expect(open).to.deep.equal(['send-rest', 'correct', 'withdraw'])
  })

  it('sent to all and then again to some, it is stopped, which leaves it sent: nothing of it is cancelled', () => {
    const again = { ...sending, run: 2, again: true }
    for (const status of ['sending', 'paused'] as const)
      expect(stepsOpen({ status, sending: again }, ['author']))
        .to.include('stop')
        .and.not.include('cancel')
    expect(statusAfter('stop', 'paused')).to.equal('sent')
  })

  it('a reminder that goes out can be stopped, once', () => {
    const reminders = [{ no: 1, at: '', by: 'x' }]
    const stopped = reminders.map(one => ({ ...one, stopped: true }))
    expect(stepsOpen({ status: 'sent', sending, reminders }, ['author'])).to.include('stop')
    expect(stepsOpen({ status: 'sent', sending, reminders: stopped }, ['author'])).not.to.include('stop')
  })

  it('whose copies were changed, can have the change tried again, withdrawn or cancelled too', () => {
    const corrections = [{ no: 1, why: 'a date', at: '', by: 'x' }]
    const withdrawn = { why: 'x', at: '', by: 'y' }
    for (const status of ['sent', 'cancelled'] as const)
      expect(stepsOpen({ status, corrections, withdrawn, sending }, ['author'])).to.deep.equal(['try-again'])
    expect(stepsOpen({ status: 'sent', sending, corrections: [] }, ['author'])).not.to.include('try-again')
    expect(stepsOpen({ status: 'sent', sending, corrections }, ['approver', 'recipient'])).to.deep.equal([])
  })

  it('a correction waits for a second person: the author’s own hands cannot pass it', () => {
    const both = (role: BulletinRole) => stepsOpen({ status: 'sent', sending, pending }, [role])
    expect(both('approver')).to.deep.equal(['approve-correction', 'return-correction'])
    expect(both('author')).to.deep.equal(['remind', 'correct', 'drop-correction', 'withdraw'])
    const returned = { ...(pending as object), returned: 'too long' } as never
    expect(stepsOpen({ status: 'sent', sending, pending: returned }, ['author'])).to.include(
      'drop-correction',
    )
  })

  it('a withdrawn bulletin stays withdrawn: nothing can bring it back', () => {
    const withdrawn = { why: 'x', at: '', by: 'y' }
    for (const status of bulletinStatuses)
      expect(stepsOpen({ status, withdrawn }, ['author', 'approver'])).to.deep.equal([])
  })

  it('nothing is sent that was not approved: every way to sending leads through it, or begins after it', () => {
    const after: BulletinStatus[] = ['approved', 'scheduled', 'paused', 'sent', 'cancelled']
    expect(ruleOf('send-rest').only, 'of a cancelled one').to.include('some was sent')
    for (const verb of bulletinVerbs.filter(one => ruleOf(one).to === 'sending'))
      expect(after).to.include.members([...ruleOf(verb).from])
    const toApproved = bulletinVerbs.filter(one => ruleOf(one).to === 'approved')
    expect(toApproved.map(verb => ruleOf(verb).by)).to.deep.equal(['approver'])
  })

  it('a step leads where the table says, and some lead nowhere', () => {
    expect(statusAfter('remind', 'sent')).to.equal('sent')
    expect(statusAfter('correct', 'sending')).to.equal('sending')
    expect(statusAfter('withdraw', 'paused')).to.equal('sent')
  })
})
