import { expect } from 'chai'
import type { ActionStatus } from '../../src/actions/action.ts'
import { refusals, type Wanted } from '../../src/actions/action-rules.ts'
import { brag } from '../../src/actions/brag-rules.ts'

const today = '2026-11-22'
const wanted = (change: Partial<Wanted>): Wanted => ({
  what: 'Publish the toolkit',
  owner: 'dop',
  dueOn: '2026-12-01',
  dueAsTyped: '1 Dec',
  ...change,
})

describe('a new action', () => {
  it('with something to do, an owner and a day is taken', () =>
    expect(refusals(wanted({}), today)).to.deep.equal([]))

  const table: [string, Partial<Wanted>, RegExp[]][] = [
    [
      'without anything is refused with every reason at once',
      { what: ' ', owner: '', dueOn: undefined, dueAsTyped: '' },
      [/what was agreed/, /Name an owner/, /Give a due date/],
    ],
    [
      'due “ongoing” is refused, since ongoing hides work that has stopped',
      { dueOn: undefined, dueAsTyped: 'ongoing' },
      [/“Ongoing” hides work/],
    ],
    ['due “TBC” is refused in the same words', { dueOn: undefined, dueAsTyped: 'TBC' }, [/needs a day/]],
    [
      'that begins with “Ongoing” is refused, since nobody can see when it is done',
      { what: 'Ongoing work with schools' },
      [/“Ongoing” is not an action/],
    ],
    ['due yesterday is refused', { dueOn: '2026-11-21' }, [/in the past/]],
    ['due in 2099 is refused', { dueOn: '2099-01-01' }, [/more than two years/]],
    [
      'with a date that cannot be read says how to write it',
      { dueOn: undefined, dueAsTyped: 'the 45th' },
      [/Write it like 12 Jan/],
    ],
    ['of more than 2,000 characters is refused', { what: 'x'.repeat(2001) }, [/2,000 characters/]],
  ]
  for (const [name, change, reasons] of table) {
    it(name, () => {
      const found = refusals(wanted(change), today)
      expect(found).to.have.length(reasons.length)
      for (const [i, reason] of reasons.entries()) expect(found[i]).to.match(reason)
    })
  }

  it('may be due today', () => expect(refusals(wanted({ dueOn: today }), today)).to.deep.equal([]))
})

describe('BRAG', () => {
  const calendar = { extraClosures: [] }
  const table: [ActionStatus, string, string, string, string?][] = [
    ['complete', '2026-11-01', 'Blue: complete', 'agreed, whenever it was due'],
    ['not-pursued', '2026-11-01', 'Closed: not pursued', 'nothing was completed, so nothing is blue'],
    ['transferred', '2026-12-04', 'Closed: transferred', 'it goes on elsewhere'],
    ['open', '2026-12-04', 'Green: on track', 'more than five working days left'],
    ['open', '2026-11-27', 'Amber: due in 5 working days', 'five working days left, from a Sunday'],
    ['open', '2026-11-24', 'Amber: due in 2 working days', 'the day after tomorrow'],
    ['open', '2026-11-23', 'Amber: due tomorrow', 'the next day'],
    ['open', '2026-11-28', 'Amber: due Sat 28 Nov', 'a day that no working day counts', '2026-11-26'],
    [
      'open',
      '2026-11-28',
      'Amber: due tomorrow (Sat)',
      'no working day is left, and it is not today',
      '2026-11-27',
    ],
    ['open', '2026-12-28', 'Amber: due Mon 28 Dec', 'a bank holiday', '2026-12-24'],
    ['open', '2026-11-29', 'Amber: due today', 'a Sunday that is today', '2026-11-29'],
    ['open', '2026-11-22', 'Amber: due today', 'the due day itself is in time'],
    ['open', '2026-11-20', 'Red: 1 working day late', 'over the weekend'],
    ['in-progress', '2026-11-13', 'Red: 5 working days late', 'weekends are not counted'],
    ['awaiting-agreement', '2026-11-20', 'Red: 1 working day late', 'said to be done is not agreed yet'],
  ]
  for (const [status, dueOn, words, why, on = today] of table) {
    it(`of ${status}, due ${dueOn}, is “${words}”: ${why}`, () => {
      const state = brag({ status, dueOn }, calendar, on)
      expect(`${state.word}: ${state.why}`).to.equal(words)
    })
  }

  it('is what somebody said it is while it is not overdue; blue is nobody’s to say', () => {
    const said = (word: 'Blue' | 'Red' | 'Amber' | 'Green', dueOn: string) =>
      brag({ status: 'open', dueOn, brag: { word, reason: 'I think so', by: 'dop' } }, calendar, today).word
    expect(said('Red', '2026-12-04')).to.equal('Red')
    expect(said('Green', '2026-11-23')).to.equal('Green')
    expect(said('Blue', '2026-11-23')).to.equal('Amber')
    for (const word of ['Blue', 'Amber', 'Green'] as const) expect(said(word, '2026-11-20')).to.equal('Red')
  })
})
