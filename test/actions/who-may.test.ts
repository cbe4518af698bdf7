import { expect } from 'chai'
import type { ActionStatus } from '../../src/actions/action.ts'
import type { ActionVerb } from '../../src/actions/action-transitions.ts'
import { transitions, verbs } from '../../src/actions/action-transitions.ts'
import { decide } from '../../src/actions/decide-step.ts'
import type { ActionRole } from '../../src/actions/transition.ts'

/** Who may take which step: what a chair would check, written down a second time and by hand. */
const may: Record<ActionVerb, string> = {
  update: 'owner deputy agency-lead chair business-team blocking-lead raised-to',
  done: 'owner deputy agency-lead chair business-team',
  agree: 'chair',
  return: 'chair',
  block: 'owner deputy agency-lead chair business-team',
  resume: 'owner deputy agency-lead chair business-team blocking-lead',
  'ask-date': 'owner deputy agency-lead',
  extend: 'owner deputy agency-lead chair business-team raised-to',
  'agree-date': 'chair',
  'refuse-date': 'chair',
  reassign: 'chair business-team agency-lead raised-to',
  split: 'chair business-team',
  'not-pursue': 'chair raised-to decides',
  'to-agenda': 'chair business-team raised-to',
  raise: 'chair decides',
  transfer: 'chair business-team',
  reopen: 'chair business-team',
  describe: 'owner deputy agency-lead chair business-team',
}

/** From which status, in the same way. */
const from: Record<ActionVerb, string> = {
  update: 'open in-progress blocked returned',
  done: 'open in-progress blocked returned',
  agree: 'awaiting-agreement',
  return: 'awaiting-agreement',
  block: 'open in-progress blocked returned',
  resume: 'blocked',
  'ask-date': 'open in-progress blocked returned',
  extend: 'open in-progress blocked returned',
  'agree-date': 'open in-progress blocked returned',
  'refuse-date': 'open in-progress blocked returned',
  reassign: 'open in-progress blocked returned',
  split: 'open in-progress blocked returned',
  'not-pursue': 'open in-progress blocked returned awaiting-agreement',
  'to-agenda': 'open in-progress blocked returned',
  raise: 'open in-progress blocked returned',
  transfer: 'open in-progress blocked returned awaiting-agreement',
  reopen: 'complete not-pursued',
  describe: 'open in-progress blocked returned awaiting-agreement complete',
}

const everyRole: ActionRole[] = [
  'owner',
  'deputy',
  'agency-lead',
  'blocking-lead',
  'raised-to',
  'decides',
  'chair',
  'business-team',
  'member',
  'observer',
  'executive',
  'outsider',
]
const everyStatus: ActionStatus[] = [
  'open',
  'in-progress',
  'blocked',
  'awaiting-agreement',
  'returned',
  'complete',
  'not-pursued',
  'transferred',
]
const asked = { dueOn: '2026-12-01', reason: 'x', by: 'x' }

describe('each step of an action', () => {
  for (const verb of verbs) {
    it(`${verb} may be taken by ${may[verb].replaceAll(' ', ', ')} from ${from[verb].replaceAll(' ', ', ')}, and by nobody else from nowhere else`, () => {
      for (const role of everyRole) {
        for (const status of everyStatus) {
          const decision = decide({ status, ref: 'QIO-26-014', asked }, { verb, roles: [role], note: 'x' })
          const wanted = may[verb].split(' ').includes(role) && from[verb].split(' ').includes(status)
          expect('next' in decision, `${role}, ${status}`).to.equal(wanted)
        }
      }
    })
  }

  it('that closes or judges an action cannot be its owner’s, even where the owner is a chair', () => {
    for (const verb of ['agree', 'return', 'agree-date', 'refuse-date', 'not-pursue'] as const) {
      const [status] = transitions[verb].from
      const decision = decide(
        { status: status!, ref: 'x', asked },
        { verb, roles: ['owner', 'chair'], note: 'x' },
      )
      expect(decision, verb).to.have.property('refused')
    }
  })
})
