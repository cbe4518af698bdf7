import { expect } from 'chai'
import fc from 'fast-check'
import type { ActionStatus, HistoryEntry } from '../../src/actions/action.ts'
import type { Around } from '../../src/chasing/answer-rules.ts'
import { chasingHours, decideChase, levelOn, nextStep, stepsOf } from '../../src/chasing/chase-rules.ts'
import { addDays, dayOf, instantOf } from '../../src/partnership/day.ts'
import { defaultRules } from '../../src/partnership/local-rules.ts'
import { isWorkingDay } from '../../src/partnership/working-days.ts'

const calendar = { extraClosures: [] }
const around: Around = {
  rules: defaultRules,
  calendar,
  nextMeeting: () => undefined,
  hasLead: agency => agency === 'wmp',
  deputiesOf: person => (person === 'a' ? ['deputy-of-a'] : []),
}
const meetingOn = (day: string): Around => ({
  ...around,
  nextMeeting: after => (day > after ? day : undefined),
})
const firstSteps = (action: object, count: number, by = around) => {
  const found: string[] = []
  for (const { level, day } of stepsOf(anAction(action), by)) {
    if (found.length === count) break
    found.push(`${level} ${day}`)
  }
  return found
}
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

/** A decision was asked for on a day. */
const askedOn = (day: string, cameOn?: string) => ({
  chases: [{ day, level: 3, to: ['chair'], ...(cameOn ? { cameOn } : {}) }],
})

describe('chasing an action due Wed 23 Dec 2026', () => {
  it('has its steps on working mornings, over Christmas, the substitute day and the New Year', () => {
    expect(firstSteps(askedOn('2027-01-11'), 11)).to.deep.equal([
      '0 2026-12-16',
      '0 2026-12-22',
      '1 2026-12-23',
      '1 2026-12-24',
      '1 2026-12-30',
      '2 2027-01-04',
      '3 2027-01-11',
      '3 2027-01-18',
      '4 2027-01-25',
      '4 2027-02-01',
      '4 2027-02-08',
    ])
  })

  it('is asked to be decided on once the next meeting has passed without a word, though never before the chairs were told', () => {
    expect(firstSteps({}, 8, meetingOn('2027-01-06')).slice(5)).to.deep.equal([
      '2 2027-01-04',
      '3 2027-01-07',
      '3 2027-01-14',
    ])
    expect(firstSteps({}, 7, meetingOn('2026-12-24'))[6], 'the day after they were told').to.equal(
      '3 2027-01-05',
    )
    expect(firstSteps({}, 7, meetingOn('2027-02-24'))[6], 'a late meeting puts nothing off').to.equal(
      '3 2027-01-11',
    )
    const word = { history: [answered('2026-12-30')] }
    expect(firstSteps(word, 7, meetingOn('2027-01-06'))[6], 'a word was said').to.equal('3 2027-01-11')
  })

  it('is not with the Executive before a decision was asked for, and left for as long as that usually is', () => {
    const later = (action: object) => firstSteps(action, 14).slice(6)
    expect(later({}), 'asked for as long as nobody was').to.deep.equal([
      '3 2027-01-11',
      '3 2027-01-18',
      '3 2027-01-25',
      '3 2027-02-01',
      '3 2027-02-08',
      '3 2027-02-15',
      '3 2027-02-22',
      '3 2027-03-01',
    ])
    const late = ['3 2027-02-10', '3 2027-02-17', '4 2027-02-24']
    expect(later(askedOn('2027-02-10')).slice(0, 3), 'asked late').to.deep.equal(late)
    expect(later(askedOn('2027-01-11', '2027-02-10')).slice(0, 3), 'asked, and it came late').to.deep.equal(
      late,
    )
    const agenda = { agenda: '2027-02-09' }
    expect(firstSteps({ ...agenda, ...askedOn('2027-01-11') }, 3)[2], 'before the meeting is over').to.equal(
      '3 2027-02-24',
    )
    expect(firstSteps({ ...agenda, ...askedOn('2027-02-12') }, 3)[2]).to.equal('4 2027-02-26')
  })

  it('is with the Executive from the day on which a chair raised it, and asked about again', () => {
    const raised = { raised: { on: '2026-12-27' } }
    expect(firstSteps(raised, 2)).to.deep.equal(['4 2026-12-29', '4 2027-01-06'])
  })

  it('taken to an agenda is left in peace until that meeting is over, then asked about again', () => {
    expect(firstSteps({ agenda: '2027-01-20', ...askedOn('2027-01-21') }, 4)).to.deep.equal([
      '3 2027-01-21',
      '3 2027-01-28',
      '4 2027-02-04',
      '4 2027-02-11',
    ])
  })

  it('handed over late is chased afresh from that day: the new owner is asked first', () => {
    const handed = [{ at: instantOf('2027-01-12', '11:00'), by: 'chair', verb: 'reassign' }]
    expect(firstSteps({ history: handed }, 6).slice(2, 4)).to.deep.equal(['1 2027-01-12', '1 2027-01-13'])
  })

  it('said to be done is the chairs’ to agree; unagreed it goes up by the same numbers, for silence is no agreement', () => {
    const said = [{ at: instantOf('2026-12-18', '11:00'), by: 'owner', verb: 'done' }]
    const done = { status: 'awaiting-agreement', history: said, ...askedOn('2027-01-06') }
    expect(firstSteps(done, 5)).to.deep.equal([
      '2 2026-12-29',
      '3 2027-01-06',
      '3 2027-01-13',
      '4 2027-01-20',
      '4 2027-01-27',
    ])
  })

  it('recorded long after it was due asks its owner first: what comes from an old log is new to the chairs', () => {
    const old = { dueOn: '2026-09-01', chasedOn: '2026-12-16' }
    const history = [{ at: instantOf('2026-12-16', '11:00'), by: 'team', verb: 'record' }]
    const taken = firstSteps({ ...old, history }, 8).filter(step => step.slice(2) > '2026-12-16')
    expect(taken).to.deep.equal([
      '1 2026-12-17',
      '1 2026-12-21',
      '2 2026-12-23',
      '3 2027-01-04',
      '3 2027-01-11',
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
    ['a decision is asked for after ten', { chasedOn: '2027-01-04' }, '2027-01-11', 3],
    [
      'silence takes it to the Executive after twenty',
      { chasedOn: '2027-01-18', ...askedOn('2027-01-11') },
      '2027-01-25',
      4,
    ],
    [
      'but not while nobody was asked to decide: after weeks without the loop that comes first',
      { chasedOn: '2027-01-04' },
      '2027-02-03',
      3,
    ],
    ['what is complete is not chased', { status: 'complete' }, '2027-01-04', undefined],
  ]
  for (const [what, change, today, level] of table) {
    it(what, () => expect(decideChase(anAction(change), around, today)?.level).to.equal(level))
  }

  it('on a Saturday begins on the Monday, and asks once that day', () => {
    const due = '2026-12-05'
    const step = decideChase(anAction({ dueOn: due, chasedOn: '2026-12-04' }), around, '2026-12-07')
    expect(step?.level).to.equal(1)
    expect(nextStep(anAction({ dueOn: due, chasedOn: '2026-12-07' }), around)).to.equal(
      '2026-12-09T09:00:00.000Z',
    )
  })
})

type Chases = { day: string; level: number; to: string[] }[]

describe('the next morning of an action', () => {
  const days = fc.integer({ min: 0, max: 1500 }).map(n => addDays('2024-01-01', n))

  it('is always nine o’clock in London on a working day after the last one dealt with', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20, max: 20 }), (dueOn, back) => {
        const chasedOn = addDays(dueOn, back)
        const next = nextStep(anAction({ dueOn, chasedOn }), around)
        if (next === undefined) return
        expect(dayOf(next) > chasedOn).to.equal(true)
        expect(isWorkingDay(dayOf(next), calendar)).to.equal(true)
        expect(next).to.equal(instantOf(dayOf(next), '09:00'))
      }),
      { numRuns: 300 },
    )
  })

  it('never leaves a day on which a level is reached without a morning for it', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (dueOn, later) => {
        const today = addDays(dueOn, later)
        let action = { ...anAction({ dueOn, chasedOn: addDays(dueOn, -30) }), chases: [] as Chases }
        for (;;) {
          const next = nextStep(action, around)
          if (next === undefined || dayOf(next) > today) break
          const level = decideChase(action, around, dayOf(next))?.level ?? 0
          const chases = [...action.chases, { day: dayOf(next), level, to: [] }]
          action = { ...action, chasedOn: dayOf(next), chases }
        }
        expect(decideChase(action, around, today), 'nothing is left over').to.equal(undefined)
        expect(levelOn(action, around, today)).to.be.greaterThanOrEqual(later >= 40 ? 4 : 0)
      }),
      { numRuns: 200 },
    )
  })

  it('is never, once it is complete', () =>
    expect(nextStep(anAction({ status: 'complete' }), around)).to.equal(undefined))
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
