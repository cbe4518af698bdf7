import { expect } from 'chai'
import type { ActionStatus, HistoryEntry } from '../../src/actions/action.ts'
import type { Around } from '../../src/chasing/answer-rules.ts'
import { decideChase, isAskedOf, nextStep, stepsOf } from '../../src/chasing/chase-rules.ts'
import { dayOf, instantOf } from '../../src/partnership/day.ts'
import { defaultRules } from '../../src/partnership/local-rules.ts'

const around: Around = {
  rules: defaultRules,
  calendar: { extraClosures: [] },
  nextMeeting: () => undefined,
  hasLead: agency => agency === 'wmp',
  deputiesOf: person => (person === 'a' ? ['deputy-of-a'] : []),
}
const owner = (person: string, agency = person) => ({ person, agency })
const anAction = (change: object = {}) => ({
  dueOn: '2026-12-23',
  status: 'open' as ActionStatus,
  chasedOn: '2026-11-01',
  history: [] as HistoryEntry[],
  owners: [owner('a')],
  eachAgency: false,
  dueMoves: [] as { from: string; to: string; reason: string; by: string; at: string }[],
  ...change,
})
const entry = (day: string, verb: HistoryEntry['verb'] = 'update', more: object = {}): HistoryEntry =>
  ({ at: instantOf(day, '11:00'), by: 'a', as: 'owner', verb, ...more }) as HistoryEntry
const moved = (day: string, to: string) => [
  { from: '2026-12-01', to, reason: 'x', by: 'c', at: instantOf(day, '11:00') },
]
const steps = (change: object, count: number, by = around) => {
  const found: string[] = []
  for (const { level, day } of stepsOf(anAction(change), by)) {
    if (found.length === count) break
    found.push(`${level} ${day}`)
  }
  return found
}
const level = (change: object, today: string) => decideChase(anAction(change), around, today)?.level

describe('an answer', () => {
  it('of months ago is none to a reminder, one of the days before it is', () => {
    expect(level({ history: [entry('2026-11-03')] }, '2026-12-16')).to.equal(0)
    expect(level({ history: [entry('2026-12-14')] }, '2026-12-16')).to.equal(undefined)
    expect(isAskedOf(anAction({ history: [entry('2026-11-03')] }), around, '2026-12-16')).to.equal(true)
  })

  it('to the old date is none to a new one, whoever moved it', () => {
    for (const verb of ['ask-date', 'extend', 'update'] as const) {
      const history = [entry('2026-12-14', verb)]
      const dueMoves = moved('2026-12-14', '2026-12-23')
      expect(level({ history, dueMoves }, '2026-12-16'), verb).to.equal(0)
    }
  })

  it('that was taken back is none, and a handover taken back begins nothing anew', () => {
    const done = [entry('2026-12-23', 'done'), entry('2026-12-23', 'undo')]
    expect(level({ history: done, chasedOn: '2026-12-23' }, '2026-12-24')).to.equal(1)
    const handed = [entry('2027-01-11', 'reassign'), entry('2027-01-11', 'undo')]
    expect(steps({ history: handed }, 7)).to.deep.equal(steps({}, 7))
  })

  it('is that of the agency that must act first, while it must: that it is blocked is none, nor is the owner’s word', () => {
    const blocked = { status: 'blocked' as const, blockedBy: 'wmp', chasedOn: '2026-12-23' }
    const history = [entry('2026-12-23', 'block'), entry('2026-12-23')]
    expect(level({ ...blocked, history }, '2026-12-24')).to.equal(1)
    const lead = entry('2026-12-23', 'update', { by: 'w', as: 'blocking-lead' })
    expect(level({ ...blocked, history: [...history, lead] }, '2026-12-24')).to.equal(undefined)
    const nobody = { ...blocked, blockedBy: 'leaderless' }
    expect(level({ ...nobody, history }, '2026-12-24'), 'without a lead the owner is asked').to.equal(
      undefined,
    )
  })

  it('of the owner counts again from the day on which whoever led the blocking agency has left', () => {
    const blocked = { status: 'blocked' as const, blockedBy: 'wmp', chasedOn: '2026-12-23' }
    const action = anAction({ ...blocked, history: [entry('2026-12-22', 'block'), entry('2026-12-23')] })
    const left: Around = { ...around, hasLead: (agency, on) => agency === 'wmp' && on < '2026-12-24' }
    expect(isAskedOf(action, left, '2026-12-23', 'a')).to.equal(true)
    expect(decideChase(action, left, '2026-12-24')).to.equal(undefined)
    expect(isAskedOf(action, left, '2026-12-24', 'a')).to.equal(false)
  })

  it('of one agency is its own, where each answers for itself: its owner’s or their deputy’s', () => {
    const each = { eachAgency: true, owners: [owner('a'), owner('b')], chasedOn: '2026-12-23' }
    const action = anAction({ ...each, history: [entry('2026-12-23')] })
    expect(decideChase(action, around, '2026-12-24')?.level).to.equal(1)
    expect(isAskedOf(action, around, '2026-12-24', 'a')).to.equal(false)
    expect(isAskedOf(action, around, '2026-12-24', 'b')).to.equal(true)
    const deputy = entry('2026-12-23', 'update', { by: 'deputy-of-a', as: 'deputy' })
    expect(isAskedOf(anAction({ ...each, history: [deputy] }), around, '2026-12-24', 'a')).to.equal(false)
    const both = [entry('2026-12-23'), entry('2026-12-23', 'update', { by: 'b' })]
    expect(level({ ...each, history: both }, '2026-12-24')).to.equal(undefined)
  })
})

describe('the ladder', () => {
  it('does not begin anew for all agencies when one hands its part over', () => {
    const handed = { eachAgency: true, history: [entry('2027-01-04', 'reassign')] }
    expect(steps(handed, 8)).to.deep.equal(steps({}, 8))
  })

  it('is the usual one after a meeting to which something was taken long before its date', () => {
    expect(steps({ agenda: '2026-12-16' }, 3)).to.deep.equal(['0 2026-12-22', '1 2026-12-23', '1 2026-12-24'])
  })

  it('waits for the meeting to which even what is raised was taken', () => {
    const raised = { raised: { on: '2026-12-17' }, agenda: '2027-01-20' }
    expect(steps(raised, 2)).to.deep.equal(['4 2027-01-21', '4 2027-01-28'])
  })

  it('skips no level when its numbers are made smaller: what lies behind is taken the next time, once', () => {
    const sooner: Around = { ...around, rules: { ...defaultRules, chases: [0, 1], tellChairs: 2 } }
    const chases = [{ day: '2026-12-30', level: 1, to: ['a'] }]
    const action = anAction({ chases, chasedOn: '2026-12-30' })
    expect(dayOf(nextStep(action, sooner) ?? ''), 'at once').to.equal('2026-12-29')
    expect(decideChase(action, sooner, '2026-12-31')?.level).to.equal(2)
    const taken = { ...action, chases: [...chases, { day: '2026-12-31', level: 2, to: [] }] }
    expect(decideChase({ ...taken, chasedOn: '2026-12-31' }, sooner, '2026-12-31')).to.equal(undefined)
    expect(decideChase(anAction({ chasedOn: '2026-12-30' }), sooner, '2026-12-31'), 'of an old log').to.equal(
      undefined,
    )
  })
})
