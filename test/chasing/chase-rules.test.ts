import { expect } from 'chai'
import fc from 'fast-check'
import type { ActionStatus, HistoryEntry } from '../../src/actions/action.ts'
import {
  chaseSteps,
  chasingHours,
  dayOfStep,
  decideChase,
  nextAttention,
} from '../../src/chasing/chase-rules.ts'
import { addDays, dayOf, instantOf } from '../../src/partnership/day.ts'
import { isWorkingDay } from '../../src/partnership/working-days.ts'

const calendar = { extraClosures: [] }
const anAction = (change: object = {}) => ({
  dueOn: '2026-12-23',
  status: 'open' as ActionStatus,
  chasedOn: '2026-11-01',
  history: [] as HistoryEntry[],
  ...change,
})
const answered = (day: string): HistoryEntry => ({
  at: instantOf(day, '11:00'),
  by: 'owner',
  verb: 'update',
  note: 'x',
})

describe('chasing an action due Wed 23 Dec 2026', () => {
  it('has its steps on working mornings, over Christmas and the substitute day', () => {
    const days = chaseSteps.map(step => dayOfStep(step, '2026-12-23', calendar))
    expect(days).to.deep.equal([
      '2026-12-16',
      '2026-12-22',
      '2026-12-23',
      '2026-12-24',
      '2026-12-30',
      '2027-01-04',
    ])
  })

  const table: [what: string, action: object, today: string, level: number | undefined][] = [
    ['nothing is asked before the first reminder', {}, '2026-12-15', undefined],
    ['the owner is reminded five working days before', {}, '2026-12-16', 0],
    [
      'nothing more is asked that day once it was dealt with',
      { chasedOn: '2026-12-16' },
      '2026-12-16',
      undefined,
    ],
    ['the owner is asked on the day itself', { chasedOn: '2026-12-22' }, '2026-12-23', 1],
    [
      'after three days without the loop there is one step, the latest',
      { chasedOn: '2026-12-22' },
      '2026-12-30',
      1,
    ],
    ['the chairs are told five working days after', { chasedOn: '2026-12-30' }, '2027-01-04', 2],
    [
      'an answer before the due date stops the reminders',
      { history: [answered('2026-12-17')], chasedOn: '2026-12-16' },
      '2026-12-22',
      undefined,
    ],
    [
      'but not the asking once it is due',
      { history: [answered('2026-12-17')], chasedOn: '2026-12-22' },
      '2026-12-23',
      1,
    ],
    [
      'an answer after the due date stops the asking',
      { history: [answered('2026-12-24')], chasedOn: '2026-12-24' },
      '2026-12-30',
      undefined,
    ],
    [
      'but not the telling of the chairs',
      { history: [answered('2026-12-24')], chasedOn: '2026-12-30' },
      '2027-01-04',
      2,
    ],
    ['what is said to be done is not chased', { status: 'awaiting-agreement' }, '2026-12-23', undefined],
    ['what is complete is not chased', { status: 'complete' }, '2027-01-04', undefined],
  ]
  for (const [what, change, today, level] of table) {
    it(what, () => expect(decideChase(anAction(change), calendar, today)?.level).to.equal(level))
  }

  it('on a Saturday begins on the Monday, and asks once that day', () => {
    const due = '2026-12-05'
    const step = decideChase(anAction({ dueOn: due, chasedOn: '2026-12-04' }), calendar, '2026-12-07')
    expect(step?.level).to.equal(1)
    expect(nextAttention(anAction({ dueOn: due, chasedOn: '2026-12-07' }), calendar)).to.equal(
      '2026-12-09T09:00:00.000Z',
    )
  })
})

describe('the next morning of an action', () => {
  const days = fc.integer({ min: 0, max: 1500 }).map(n => addDays('2024-01-01', n))

  it('is always nine o’clock in London on a working day after the last one dealt with', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20, max: 20 }), (dueOn, back) => {
        const chasedOn = addDays(dueOn, back)
        const next = nextAttention(anAction({ dueOn, chasedOn }), calendar)
        if (next === undefined) return
        expect(dayOf(next) > chasedOn).to.equal(true)
        expect(isWorkingDay(dayOf(next), calendar)).to.equal(true)
        expect(next).to.equal(instantOf(dayOf(next), '09:00'))
      }),
      { numRuns: 300 },
    )
  })

  it('is never, once it is complete', () =>
    expect(nextAttention(anAction({ status: 'complete' }), calendar)).to.equal(undefined))
})

describe('chasers go out', () => {
  const table: [string, string, { open: true } | { opensAt: string }][] = [
    ['at nine on a working day', '2026-11-23T09:00:00.000Z', { open: true }],
    ['not before nine', '2026-11-23T08:59:59.999Z', { opensAt: '2026-11-23T09:00:00.000Z' }],
    ['at nine London time in summer', '2026-06-01T08:00:00.000Z', { open: true }],
    ['not on a Sunday', '2026-11-22T10:00:00.000Z', { opensAt: '2026-11-23T09:00:00.000Z' }],
    [
      'not in the evening: the next morning',
      '2026-11-20T17:00:00.000Z',
      { opensAt: '2026-11-23T09:00:00.000Z' },
    ],
    ['not on a bank holiday', '2026-12-28T10:00:00.000Z', { opensAt: '2026-12-29T09:00:00.000Z' }],
    [
      'at nine on the Monday after the clocks go forward',
      '2026-03-29T10:00:00.000Z',
      { opensAt: '2026-03-30T08:00:00.000Z' },
    ],
  ]
  for (const [what, now, expected] of table)
    it(what, () => expect(chasingHours(now, calendar)).to.deep.equal(expected))
})
