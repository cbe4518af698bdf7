import { expect } from 'chai'
import type { Action } from '../../src/actions/action.ts'
import { type Decision, withDecision } from '../../src/actions/with-decision.ts'

const raised: Action = {
  schema: 1,
  ref: 'QIO-26-001',
  group: 'qio',
  what: 'Publish',
  eachAgency: true,
  version: 1,
  owners: [{ person: 'o', agency: 'a' }],
  dueOn: '2026-10-01',
  dueMoves: [],
  status: 'open',
  marking: 'OFFICIAL',
  chasedOn: '2026-11-02',
  raised: { on: '2026-11-02' },
  agenda: '2026-10-20',
  history: [{ at: '2026-09-01T10:00:00.000Z', by: 'o', verb: 'record' }],
}
const decision: Decision = {
  challenge: 'CL-26-001',
  text: 'publish',
  by: 'e',
  on: '2026-11-05',
  at: '2026-11-05T10:00:00.000Z',
  settled: true,
}

describe('the Executive’s decision on an action', () => {
  it('is in its history, and it is with the Executive no longer', () => {
    const changed = withDecision(raised, decision)
    expect(changed).to.include({ raised: undefined, agenda: undefined, chasedOn: '2026-11-05', version: 2 })
    expect(changed.history.at(-1)).to.include({
      verb: 'decided',
      note: 'publish',
      detail: 'CL-26-001',
      by: 'e',
    })
  })

  it('is written once', () => {
    const changed = withDecision(raised, decision)
    expect(withDecision(changed, decision)).to.equal(changed)
  })

  const stays: [string, Partial<Action>, Partial<Decision>][] = [
    ['while another agency’s challenge waits', {}, { settled: false }],
    ['when it was raised again after the decision', { raised: { on: '2026-12-01' } }, {}],
    ['when it is closed: only its history says so', { status: 'complete' }, {}],
  ]
  for (const [what, action, more] of stays)
    it(`leaves it raised ${what}`, () => {
      const changed = withDecision({ ...raised, ...action }, { ...decision, ...more })
      expect(changed.raised).to.not.equal(undefined)
      expect(changed.chasedOn).to.equal('2026-11-02')
      expect(changed.history).to.have.length(2)
    })

  it('of the last challenge ends it, though the decision was written before', () => {
    const first = withDecision(raised, { ...decision, settled: false })
    const last = withDecision(first, decision)
    expect(last.raised).to.equal(undefined)
    expect(last.history).to.have.length(2)
  })
})
