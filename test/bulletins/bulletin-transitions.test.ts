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
  cancelled: { author: [], approver: [] },
}

describe('what can be done to a bulletin', () => {
  for (const status of bulletinStatuses) {
    for (const role of ['author', 'approver'] as const) {
      it(`${status}, by its ${role}: ${steps[status][role].join(', ') || 'nothing'}`, () => {
        expect(stepsOpen({ status }, [role])).to.deep.equal(steps[status][role])
      })
    }
    it(`${status}, by a recipient: nothing, they only read`, () => {
      expect(stepsOpen({ status }, ['recipient'])).to.deep.equal([])
    })
  }

  it('cancelled half way, what was sent can still be corrected and withdrawn', () => {
    const sending = { at: '', by: 'x', run: 1 }
    expect(stepsOpen({ status: 'cancelled', sending }, ['author'])).to.deep.equal(['correct', 'withdraw'])
  })

  it('whose copies were changed, can have the change tried again, withdrawn or cancelled too', () => {
    const corrections = [{ no: 1, why: 'a date', at: '', by: 'x' }]
    const withdrawn = { why: 'x', at: '', by: 'y' }
    const sending = { at: '', by: 'x', run: 1 }
    for (const status of ['sent', 'cancelled'] as const)
      expect(stepsOpen({ status, corrections, withdrawn, sending }, ['author'])).to.deep.equal(['try-again'])
    expect(stepsOpen({ status: 'sent', corrections: [] }, ['author'])).not.to.include('try-again')
    expect(stepsOpen({ status: 'sent', corrections }, ['approver', 'recipient'])).to.deep.equal([])
  })

  it('a correction waits for a second person: the author’s own hands cannot pass it', () => {
    const both = (role: BulletinRole) => stepsOpen({ status: 'sent', pending }, [role])
    expect(both('approver')).to.deep.equal(['approve-correction', 'return-correction'])
    expect(both('author')).to.deep.equal(['remind', 'correct', 'withdraw'])
  })

  it('a withdrawn bulletin stays withdrawn: nothing can bring it back', () => {
    const withdrawn = { why: 'x', at: '', by: 'y' }
    for (const status of bulletinStatuses)
      expect(stepsOpen({ status, withdrawn }, ['author', 'approver'])).to.deep.equal([])
  })

  it('nothing is sent that was not approved: every way to sending leads through it, or begins after it', () => {
    const after: BulletinStatus[] = ['approved', 'scheduled', 'paused', 'sent']
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
