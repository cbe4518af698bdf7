import { expect } from 'chai'
import type { Action } from '../../src/actions/index.ts'
import type { Around } from '../../src/chasing/answer-rules.ts'
import { whoIsAsked } from '../../src/chasing/asked-rules.ts'
import { decideChase } from '../../src/chasing/chase-rules.ts'
import { decideDateStep, nextDateStep } from '../../src/chasing/date-rules.ts'
import { dealWith } from '../../src/chasing/deal-with.ts'
import type { People } from '../../src/chasing/recipients.ts'
import type { Arrangements } from '../../src/partnership/arrangements.ts'
import { dayOf } from '../../src/partnership/day.ts'
import { defaultRules } from '../../src/partnership/local-rules.ts'

const around: Around = {
  rules: defaultRules,
  calendar: { extraClosures: [] },
  nextMeeting: () => undefined,
  hasLead: () => false,
  deputiesOf: () => [],
}

/** Asked on Mon 2 November for the end of January instead of mid-December. */
const dated = (more: Partial<Action> = {}): Action =>
  ({
    ref: 'G-26-001',
    group: 'g',
    owners: [{ person: 'owner', agency: 'a' }],
    eachAgency: false,
    dueOn: '2026-12-15',
    dueMoves: [],
    status: 'open',
    asked: { dueOn: '2027-01-29', reason: 'the printer closed', by: 'owner' },
    history: [
      { at: '2026-10-01T09:00:00.000Z', by: 'manager', verb: 'record' },
      { at: '2026-11-02T10:00:00.000Z', by: 'owner', as: 'owner', verb: 'ask-date', note: 'x' },
    ],
    chasedOn: '2026-11-02',
    ...more,
  }) as Action

describe('another date that is asked for', () => {
  const next = (chasedOn: string, more: Partial<Action> = {}): string => {
    const morning = nextDateStep(dated({ chasedOn, ...more }), around)
    return morning ? dayOf(morning) : 'never'
  }

  it('is asked about again every five working days while nobody answers: of more people from the tenth on', () => {
    expect(['2026-11-02', '2026-11-09', '2026-11-20'].map(day => next(day))).to.deep.equal([
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
    ])
    const level = (today: string, chasedOn: string) =>
      decideDateStep(dated({ chasedOn }), around, today)?.level
    expect(level('2026-11-08', '2026-11-02'), 'not yet').to.equal(undefined)
    expect(level('2026-11-09', '2026-11-02')).to.equal(2)
    expect(level('2026-11-16', '2026-11-09')).to.equal(3)
    expect(level('2026-11-17', '2026-11-16'), 'dealt with').to.equal(undefined)
    expect(level('2026-11-18', '2026-11-08'), 'after days without the loop, once').to.equal(3)
  })

  it('is not asked about once it is answered, said to be done, on an agenda, or its day has passed', () => {
    expect(next('2026-11-02', { asked: undefined })).to.equal('never')
    expect(next('2026-11-02', { status: 'awaiting-agreement' })).to.equal('never')
    expect(next('2026-11-02', { agenda: '2026-11-17' }), 'the meeting is asked').to.equal('2026-11-23')
    expect(next('2027-01-28')).to.equal('never')
    expect(decideDateStep(dated({ chasedOn: '2027-01-21' }), around, '2027-02-01')).to.equal(undefined)
  })

  it('stops the chasers to whoever asked, and to nobody else: it is the chairs’ to answer', () => {
    const chaser = (more: Partial<Action>) =>
      decideChase(dated({ chasedOn: '2026-12-14', ...more }), around, '2026-12-15')?.level
    expect(chaser({})).to.equal(undefined)
    expect(chaser({ asked: undefined }), 'the date stays').to.equal(1)
    const late = decideChase(dated({ chasedOn: '2026-12-18' }), around, '2026-12-22')
    expect(late?.level, 'silence still goes up').to.equal(2)
    const owners = ['owner', 'other'].map(person => ({ person, agency: person }))
    const each = dated({ eachAgency: true, owners, chasedOn: '2026-12-14' })
    expect(decideChase(each, around, '2026-12-15')?.level, 'the other agency owes its answer').to.equal(1)
  })
})

describe('who is asked about another date', () => {
  const arrangements = {
    partnership: { id: 'p', extraClosures: [], names: [], businessManager: 'manager' },
    agencies: [{ id: 'a', name: 'A', kind: 'relevant-agency' }],
    groups: [
      { id: 'g', code: 'G', name: 'G', kind: 'sub-group', chairs: [{ person: 'chair', role: 'chair' }] },
      { id: 'ex', code: 'EX', name: 'Ex', kind: 'executive', chairs: [{ person: 'top', role: 'chair' }] },
    ],
  } as unknown as Arrangements
  const on = (today: string): People => ({
    arrangements,
    group: arrangements.groups[0]!,
    today,
    team: ['manager'],
    agencyOf: new Map([['chair', 'b']]),
  })
  const asked = (action: Action, today: string) => Object.fromEntries(whoIsAsked(action, on(today)).why)

  it('are those who agree to it, and after ten working days the business manager too; the decision comes first', () => {
    expect(asked(dated(), '2026-11-03')).to.deep.equal({ chair: 'date' })
    expect(asked(dated(), '2026-11-16')).to.deep.equal({ chair: 'date', manager: 'undated' })
    expect(asked(dated(), '2026-12-22'), 'it is late, and known').to.deep.equal({
      chair: 'date',
      manager: 'undated',
    })
    expect(asked(dated(), '2026-12-31')).to.deep.equal({ chair: 'decide', manager: 'decide' })
  })

  it('is nobody who asked for it themselves', () => {
    const byChair = dated({ asked: { dueOn: '2027-01-29', reason: 'x', by: 'chair' } })
    expect(asked(byChair, '2026-11-03')).to.deep.equal({ top: 'date' })
  })

  it('are asked on the morning of its step, which is no chaser of the action', () => {
    const { action, to } = dealWith(dated(), on('2026-11-09'))
    expect(to).to.deep.equal(['chair'])
    expect(action).to.include({ chasedOn: '2026-11-09' })
    expect(action.chases).to.equal(undefined)
  })
})
