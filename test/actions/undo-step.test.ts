import { expect } from 'chai'
import type { Action } from '../../src/actions/action.ts'
import { isTakenBack, lastAnswer } from '../../src/actions/action-history.ts'
import { applyStep } from '../../src/actions/apply-step.ts'
import type { Step } from '../../src/actions/step.ts'
import type { ActionRole } from '../../src/actions/transition.ts'
import { canUndo, undoStep } from '../../src/actions/undo-step.ts'

const fresh: Action = {
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
  chasedOn: '2026-11-01',
  version: 1,
  history: [{ at: '2026-11-01T10:00:00.000Z', by: 'x', verb: 'record' }],
}
const now = '2026-11-20T10:00:00.000Z'
const rolesOf: Record<string, ActionRole[]> = {
  dop: ['owner'],
  nurse: ['owner'],
  super: ['owner'],
  team: ['business-team'],
  chair: ['chair'],
}

const take = (action: Action, person: string, step: Partial<Step>): Action => {
  const author = {
    person,
    roles: rolesOf[person] ?? [],
    now,
    today: '2026-11-20',
    ownersMoveOnce: false,
    standsFor: [person],
    leads: [],
  }
  const applied = applyStep(action, { verb: 'update', note: 'said so', ...step }, author)
  if ('refused' in applied) throw new Error(applied.refused.join(' '))
  return applied.changed
}
const undo = (action: Action, person: string, version?: number): Action => {
  const undone = undoStep(action, { person, now, version })
  expect(canUndo(action, { person, now, version }), 'a button only where it can').to.equal(
    'changed' in undone,
  )
  if ('refused' in undone) throw new Error(undone.refused.join(' '))
  return undone.changed
}
const impact: Partial<Step> = { verb: 'describe', note: '', details: { impact: 'Children seen sooner' } }

describe('taking back one’s last step', () => {
  it('leaves what others only added, and they may take that back as well', () => {
    const both = take(take(fresh, 'dop', { verb: 'done' }), 'team', impact)
    const undone = undo(both, 'dop')
    expect(undone).to.include({ status: 'open', impact: 'Children seen sooner' })
    expect(isTakenBack(undone, 2)).to.equal(true)
    expect(isTakenBack(undone, 3)).to.equal(false)
    expect(lastAnswer(undone)).to.equal(undefined)
    expect(undo(undone, 'team').impact).to.equal(undefined)
    expect(undo(both, 'team')).to.include({ status: 'awaiting-agreement' })
  })

  it('is refused when others changed the same since, and says so: their word stands on it', () => {
    const agreed = take(take(fresh, 'dop', { verb: 'done' }), 'chair', { verb: 'agree', note: '' })
    expect(() => undo(agreed, 'dop')).to.throw('Others went on from your last step')
    const updated = take(take(fresh, 'dop', {}), 'team', {})
    expect(() => undo(updated, 'dop')).to.throw('Others went on')
    const described = take(take(fresh, 'dop', impact), 'team', {
      ...impact,
      details: { impact: 'And safer' },
    })
    expect(() => undo(described, 'dop')).to.throw('Others went on')
  })

  it('takes back the step that was the last on the card that was pressed, and no later one', () => {
    const updated = take(fresh, 'dop', {})
    const done = take(updated, 'dop', { verb: 'done' })
    expect(() => undo(done, 'dop', updated.version)).to.throw('Nothing was taken back')
    expect(undo(done, 'dop', done.version).status).to.equal('in-progress')
  })

  const all: Action = {
    ...fresh,
    eachAgency: true,
    owners: ['dop', 'nurse', 'super'].map(person => ({ person, agency: `of-${person}` })),
  }
  const answer = (action: Action, person: string) => take(action, person, { verb: 'done' })
  const answered = ({ owners }: Action) => owners.filter(one => one.answeredAt).map(one => one.person)

  it('takes back one agency’s answer alone, whatever others answered or said since', () => {
    const both = take(answer(answer(all, 'dop'), 'nurse'), 'team', {})
    const undone = undo(both, 'dop')
    expect(answered(undone)).to.deep.equal(['nurse'])
    expect(undone.status).to.equal('in-progress')
    expect(answered(undo(undone, 'nurse'))).to.deep.equal([])
    expect(undo(answer(all, 'dop'), 'dop')).to.deep.include({ status: 'open', owners: all.owners })
  })

  it('takes back an answer when all had answered: it is with them again, and the last to answer keeps theirs', () => {
    const complete = answer(answer(answer(all, 'dop'), 'nurse'), 'super')
    expect(complete.status).to.equal('awaiting-agreement')
    const undone = undo(complete, 'dop')
    expect(undone.status).to.equal('in-progress')
    expect(answered(undone)).to.deep.equal(['nurse', 'super'])
    expect(answered(undo(undone, 'super'))).to.deep.equal(['nurse'])
    expect(answer(undone, 'dop').status).to.equal('awaiting-agreement')
    const agreed = take(complete, 'chair', { verb: 'agree', note: '' })
    expect(() => undo(agreed, 'dop')).to.throw('Others went on from your last step')
  })

  it('works once: an undo is not undone', () => {
    const undone = undo(take(take(fresh, 'dop', {}), 'dop', { note: 'more' }), 'dop')
    expect(() => undo(undone, 'dop')).to.throw('no last step of yours')
  })

  it('keeps no more than somebody may still ask about, so that an action much written about stays small', () => {
    const say = (action: Action, ...people: string[]) =>
      people.reduce((after, person) => take(after, person, {}), action)
    const versions = ({ undoable = [] }: Action) => undoable.map(({ version }) => version)
    expect(versions(say(fresh, 'dop', 'dop', 'dop'))).to.deep.equal([4])
    expect(versions(say(fresh, 'dop', 'team', 'team')), 'what team changed, dop’s undo asks').to.deep.equal([
      2, 3, 4,
    ])
    expect(versions(say(fresh, 'dop', 'team', 'dop'))).to.deep.equal([3, 4])
  })

  it('is refused also when others changed the same and said something else after that', () => {
    const described = take(take(fresh, 'dop', impact), 'team', {
      ...impact,
      details: { impact: 'And safer' },
    })
    const evidence: Partial<Step> = { verb: 'describe', note: '', details: { evidence: 'the audit' } }
    expect(() => undo(take(described, 'team', evidence), 'dop')).to.throw('Others went on')
  })
})
