import { expect } from 'chai'
import { type ActionStatus, actionStatuses } from '../../src/actions/action.ts'
import { type ActionVerb, verbs } from '../../src/actions/action-transitions.ts'
import { barredFrom, decide } from '../../src/actions/decide-step.ts'
import type { ActionRole } from '../../src/actions/transition.ts'

describe('the workflow of an action', () => {
  const table: [
    status: ActionStatus,
    roles: ActionRole[],
    verb: ActionVerb,
    note: string,
    outcome: ActionStatus | RegExp,
    why: string,
  ][] = [
    ['open', ['owner'], 'update', 'half done', 'in-progress', 'the owner says how it stands'],
    ['open', ['owner'], 'update', '  ', /how it stands/, 'an update without a word says nothing'],
    [
      'open',
      ['member'],
      'update',
      'x',
      /^Only its owner, a chair of its group or the business team can do this\.$/,
      'a member does not answer for the owner',
    ],
    [
      'in-progress',
      ['business-team'],
      'done',
      'minutes',
      'awaiting-agreement',
      'the business team records what it was told',
    ],
    ['in-progress', ['owner'], 'done', '', /evidence/, 'done needs evidence'],
    ['returned', ['owner'], 'done', 'now with the list', 'awaiting-agreement', 'returned is open again'],
    ['awaiting-agreement', ['chair'], 'agree', '', 'complete', 'a chair agrees'],
    [
      'awaiting-agreement',
      ['chair', 'owner'],
      'agree',
      '',
      /other than its owner/,
      'nobody agrees their own action',
    ],
    ['awaiting-agreement', ['owner'], 'agree', '', /Only a chair/, 'the owner cannot close it'],
    ['awaiting-agreement', ['business-team'], 'agree', '', /Only a chair/, 'nor can the business team'],
    [
      'awaiting-agreement',
      ['chair'],
      'return',
      'no dates given',
      'returned',
      'a chair returns it with a reason',
    ],
    ['awaiting-agreement', ['chair'], 'return', '', /still missing/, 'a return needs a reason'],
    [
      'awaiting-agreement',
      ['owner'],
      'update',
      'x',
      /agrees or returns it first/,
      'it waits for the chair now',
    ],
    ['open', ['chair'], 'agree', '', /Nobody has said yet/, 'nothing to agree yet'],
    ['complete', ['owner'], 'done', 'again', /is complete/, 'what is complete stays so'],
    ['complete', ['chair'], 'agree', '', /is complete/, 'agreeing twice changes nothing'],
  ]
  for (const [status, roles, verb, note, outcome, why] of table) {
    it(`${status}, ${roles.join(' and ')}, ${verb} → ${outcome}: ${why}`, () => {
      const decision = decide({ status, ref: 'QIO-26-014' }, { verb, roles, note })
      if (typeof outcome === 'string') expect(decision).to.deep.equal({ next: outcome })
      else expect('refused' in decision && decision.refused.join(' ')).to.match(outcome)
    })
  }

  it('gives every reason that is true at once: what to write is none while it cannot be done at all', () => {
    const decision = decide(
      { status: 'complete', ref: 'QIO-26-014' },
      { verb: 'return', roles: ['member'], note: '' },
    )
    expect(decision).to.deep.equal({
      refused: [
        'Only a chair of its group can do this.',
        'QIO-26-014 is complete. A chair or the business team can reopen it.',
      ],
    })
  })

  it('names whoever can do it as it stands: the Executive once it is raised, an agency while it blocks', () => {
    const facts = { status: 'open', ref: 'QIO-26-014' } as const
    const why = (more: object) => barredFrom({ ...facts, ...more }, { verb: 'update', roles: [] }).join(' ')
    expect(why({})).not.to.match(/Executive|waits for/)
    expect(why({ raised: { on: '2026-11-20' } })).to.contain('the Executive’s chairs')
    expect(why({ status: 'blocked' })).to.contain('the lead of the agency it waits for')
  })

  it('offers an outsider no button, whatever the status', () => {
    for (const status of actionStatuses)
      for (const verb of verbs)
        expect(barredFrom({ status, ref: 'X' }, { verb, roles: ['outsider', 'member'] })).not.to.deep.equal(
          [],
        )
  })
})
