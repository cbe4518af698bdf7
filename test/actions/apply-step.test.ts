import { expect } from 'chai'
import type { Action } from '../../src/actions/action.ts'
import { applyStep } from '../../src/actions/apply-step.ts'

const action: Action = {
  schema: 1,
  ref: 'QIO-26-001',
  group: 'qio',
  what: 'Publish the toolkit',
  owners: [{ person: 'dop', agency: 'bcc' }],
  eachAgency: false,
  dueOn: '2026-12-01',
  dueMoves: [],
  status: 'open',
  marking: 'OFFICIAL',
  impact: 'Fewer repeat referrals',
  chasedOn: '2026-11-01',
  version: 1,
  history: [{ at: '2026-11-01T10:00:00.000Z', by: 'dop', verb: 'record' }],
}
const author = {
  person: 'dop',
  roles: ['owner'] as const,
  now: '2026-11-20T10:00:00.000Z',
  today: '2026-11-20',
  ownersMoveOnce: false,
  standsFor: ['dop'],
  leads: [],
}
const describing = (details: object) => applyStep(action, { verb: 'describe', note: '', details }, author)

describe('a step that cannot be taken', () => {
  it('says of what stands otherwise nothing that would matter only if it did not', () => {
    const said = {
      ...action.history[0],
      at: '2026-11-20T10:00:00Z',
      by: author.person,
      verb: 'done' as const,
    }
    const returned = { ...action, status: 'returned' as const, history: [...action.history, said] }
    const applied = applyStep(returned, { verb: 'agree', note: '' }, { ...author, roles: ['chair'] })
    expect(applied).to.deep.equal({
      refused: [`${action.ref} was returned, and nobody has said again that it is done.`],
    })
  })
})

describe('details added to an action', () => {
  it('are those that differ: a form sends every input it has, changed or not', () => {
    const marking = 'OFFICIAL' as const
    const applied = describing({ marking, brag: undefined, impact: action.impact, priority: 'practice' })
    expect(applied).to.have.nested.property('changed.priority', 'practice')
    expect('changed' in applied && applied.changed.history.at(-1)?.detail).to.equal('priority')
  })

  it('that change nothing are no step: the history does not say that something was added', () => {
    const applied = describing({ marking: 'OFFICIAL', brag: undefined, impact: action.impact })
    expect(applied)
      .to.have.property('refused')
      .that.match(/Say what to add/)
  })
})
