import { expect } from 'chai'
import fc from 'fast-check'
import { addDays } from '../../src/partnership/day.ts'
import {
  addWorkingDays,
  countWorkingDays,
  HolidaysUnknown,
  isWorkingDay,
  workingDayFrom,
  workingDaysBetween,
} from '../../src/partnership/working-days.ts'

const england = { extraClosures: [] }

describe('working days of England', () => {
  const table: [day0: string, plus: number, due: string, trap: string][] = [
    ['2019-04-17', 5, '2019-04-26', 'Easter'],
    ['2020-05-01', 5, '2020-05-11', '4 May 2020 was a working day, 8 May was not'],
    ['2022-05-30', 5, '2022-06-08', 'Jubilee, 2 and 3 June'],
    ['2022-09-12', 5, '2022-09-20', 'state funeral, 19 September'],
    ['2023-04-03', 15, '2023-04-26', 'Easter'],
    ['2023-05-05', 5, '2023-05-15', 'coronation, 8 May'],
    ['2026-06-12', 5, '2026-06-19', '15 June 2026 is a holiday in Scotland only'],
    ['2026-11-21', 5, '2026-11-27', 'aware on a Saturday'],
    ['2026-11-22', 15, '2026-12-11', 'St Andrew’s Day is not England’s'],
    ['2026-12-21', 5, '2026-12-30', '28 December is a substitute day'],
    ['2026-12-21', 15, '2027-01-14', '2 January is Scotland’s'],
    ['2027-12-22', 15, '2028-01-17', '27, 28 December 2027, 3 January 2028'],
  ]
  for (const [day0, plus, due, trap] of table) {
    it(`are counted ${plus} from ${day0} to ${due}: ${trap}`, () => {
      expect(addWorkingDays(day0, plus, england)).to.equal(due)
    })
  }

  it('leave out the closure days of a partnership as well, so that nobody is chased while the offices are shut', () => {
    const closed = { extraClosures: ['2026-12-29', '2026-12-30', '2026-12-31'] }
    expect(addWorkingDays('2026-12-21', 5, closed)).to.equal('2027-01-05')
  })

  it('name the weekdays that were not counted, so that anybody can check the sum', () => {
    const sum = countWorkingDays('2018-12-24', 15, england)
    expect(sum).to.deep.equal({ due: '2019-01-17', notCounted: ['2018-12-25', '2018-12-26', '2019-01-01'] })
  })

  it('are never counted beyond the known holidays: that is said loudly', () => {
    expect(() => addWorkingDays('2028-12-20', 15, england)).to.throw(HolidaysUnknown, '2028-12-31')
    expect(() => isWorkingDay('2017-12-29', england)).to.throw(HolidaysUnknown)
  })

  const days = fc.integer({ min: 0, max: 3650 }).map(n => addDays('2018-03-01', n))

  it('always end on a working day, and counting back gives the number again', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), (start, n) => {
        const due = addWorkingDays(start, n, england)
        expect(isWorkingDay(due, england)).to.equal(true)
        expect(workingDaysBetween(start, due, england)).to.equal(n)
      }),
      { numRuns: 300 },
    )
  })

  it('find the day itself when it is one, and otherwise the next, never an earlier', () => {
    fc.assert(
      fc.property(days, day => {
        const found = workingDayFrom(day, england)
        expect(found >= day).to.equal(true)
        expect(isWorkingDay(found, england)).to.equal(true)
        expect(found === day).to.equal(isWorkingDay(day, england))
      }),
      { numRuns: 300 },
    )
  })
})
