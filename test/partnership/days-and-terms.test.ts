import { expect } from 'chai'
import {
  addDays,
  addMonths,
  dayOf,
  instantOf,
  isDay,
  sayDay,
  secondsAfter,
} from '../../src/partnership/day.ts'
import { readDate } from '../../src/partnership/read-date.ts'
import { covers, firstDayOf, hasEnded, lastDayOf } from '../../src/partnership/terms.ts'

describe('days', () => {
  it('are London days, in winter and in summer time', () => {
    expect(dayOf('2026-11-22T23:59:59.000Z')).to.equal('2026-11-22')
    expect(dayOf('2026-06-30T23:30:00.000Z'), 'half past midnight in London').to.equal('2026-07-01')
  })

  it('have a nine o’clock that moves in UTC when the clocks change', () => {
    expect(instantOf('2026-03-27', '09:00')).to.equal('2026-03-27T09:00:00.000Z')
    expect(instantOf('2026-03-30', '09:00')).to.equal('2026-03-30T08:00:00.000Z')
    expect(instantOf('2026-10-26', '09:00')).to.equal('2026-10-26T09:00:00.000Z')
  })

  it('are said with their weekday, and with the year when it is not this one', () => {
    expect(sayDay('2026-11-23', '2026-11-22')).to.equal('Mon 23 Nov')
    expect(sayDay('2027-01-04', '2026-11-22')).to.equal('Mon 4 Jan 2027')
  })

  it('go on by the month to the same day, or to the last day of a shorter month', () => {
    expect(addMonths('2027-01-31', 1)).to.equal('2027-02-28')
    expect(addMonths('2028-01-31', 1)).to.equal('2028-02-29')
    expect(addMonths('2026-11-22', 3)).to.equal('2027-02-22')
    expect(addMonths('2026-11-22', 24)).to.equal('2028-11-22')
  })

  it('that do not exist are no days', () => {
    const days = [
      '2026-02-29',
      '2028-02-29',
      '2026-13-01',
      '2026-04-31',
      '2026-4-1',
      '0000-00-00',
      '',
      '2026-11-22T10:00',
    ]
    expect(days.filter(isDay)).to.deep.equal(['2028-02-29'])
    expect(days.filter(isDay), 'asked again').to.deep.equal(['2028-02-29'])
  })

  it('are the same however many others were asked about in between', () => {
    const days = Array.from({ length: 2500 }, (_, count) => addDays('2024-01-01', count))
    const said = () => days.map(day => [sayDay(day), sayDay(day, day), isDay(day), dayOf(`${day}T23:30:00Z`)])
    const first = said()
    expect(said()).to.deep.equal(first)
    expect(first[59]).to.deep.equal(['Thu 29 Feb 2024', 'Thu 29 Feb', true, '2024-02-29'])
    expect(new Set(first.map(([inFull]) => inFull)).size).to.equal(days.length)
  })

  it('go on by the second over midnight', () => {
    expect(secondsAfter('2026-12-31T23:59:59.500Z', 0.5)).to.equal('2027-01-01T00:00:00.000Z')
  })
})

describe('a typed date', () => {
  const sunday = '2026-11-22'
  const table: [string, string | undefined, string][] = [
    ['2026-12-01', '2026-12-01', 'as forms send it'],
    ['2026-02-29', undefined, 'a day that does not exist'],
    ['1 Dec', '2026-12-01', 'a day and a month'],
    ['12/01', '2027-01-12', 'British order, and the next one to come'],
    ['12/01/2027', '2027-01-12', 'British order with the year'],
    ['next Friday', '2026-11-27', 'relative'],
    ['tomorrow', '2026-11-23', 'relative'],
    ['24 December 2026', '2026-12-24', 'in full'],
    ['Fri 27 Nov 2026', '2026-11-27', 'as Convenor itself says it'],
    ['ongoing', undefined, 'no date at all'],
    ['', undefined, 'nothing'],
    ['between 1 and 5 Dec', undefined, 'not one day'],
    ['May', undefined, 'a month is no day'],
    ['Jan 2027', undefined, 'a month is no day'],
    ['5pm', undefined, 'a time is no day'],
    ['tomorrow at 5pm', undefined, 'a moment is no day'],
    ['12/13', undefined, 'the other order is not guessed'],
    ['not 5 Jan', undefined, 'words beside the date may change it'],
    ['Monday 5 Jan', undefined, 'in 2027 that is a Tuesday'],
    ['Tuesday 5 Jan', '2027-01-05', 'weekday and date agree'],
    ['by 12th of January', '2027-01-12', 'with the words people put before it'],
    ['end of Jan', '2027-01-31', 'the last day of a month'],
    ['end of November', '2026-11-30', 'this month, while it runs'],
    ['end of the month', '2026-11-30', 'this month'],
    ['end of Feb 2028', '2028-02-29', 'a leap year'],
    ['end of next week', '2026-11-27', 'its Friday: the week that starts tomorrow, said on a Sunday'],
    ['end of the day before', undefined, 'no month'],
    ['in a fortnight', '2026-12-06', 'relative'],
    ['in 2 weeks time', '2026-12-06', 'relative'],
    ['end Jan', '2027-01-31', 'as it is typed in a hurry'],
    ['Jan 12', '2027-01-12', 'the month first, in words'],
    ['Oct 15 2027', '2027-10-15', 'the month first, with its year'],
    ['Weds', '2026-11-25', 'a short weekday'],
    ['Tues', '2026-11-24', 'a short weekday'],
    ['12.01', '2027-01-12', 'with a dot'],
    ['12-01', '2027-01-12', 'with a dash'],
    ['3.5', undefined, 'a number, more likely'],
    ['the 12th', '2026-12-12', 'the next one to come'],
    ['22nd', '2026-11-22', 'today is one'],
    ['the 31st', undefined, 'November has none, and it says nothing of December'],
    ['Friday week', '2026-12-04', 'the Friday after the coming one'],
    ['a week on Monday', '2026-11-30', 'the Monday after the coming one'],
    ['Sunday week', undefined, 'said on a Sunday: nobody can tell which'],
    ['10 working days', '2026-12-04', 'Mondays to Fridays'],
    ['close of play Friday', '2026-11-27', 'the day, whatever its hour'],
    ['COP Friday', '2026-11-27', 'the day, whatever its hour'],
    ['mid Jan', undefined, 'no single day'],
    [`${'12 '.repeat(2000)}Jan`, undefined, 'no day is said in so many letters'],
  ]
  for (const [typed, day, why] of table) {
    it(`“${typed.slice(0, 30)}” is ${day ?? 'not read'}: ${why}`, () =>
      expect(readDate(typed, sunday)).to.equal(day))
  }

  it('is known by its name, and Easter is not: nobody could tell which of its days is meant', () => {
    const named = ['by Christmas', 'xmas eve', 'Boxing Day', 'the new year', 'easter']
    const days = ['2026-12-25', '2026-12-24', '2026-12-26', '2027-01-01', undefined]
    expect(named.map(typed => readDate(typed, '2026-11-23'))).to.deep.equal(days)
  })

  it('over Christmas counts working days without the bank holidays', () => {
    expect(readDate('10 working days', '2026-12-18')).to.equal('2027-01-06')
    expect(readDate('10 working days', '2028-12-28'), 'beyond the holidays that are known').to.equal(
      undefined,
    )
  })

  it('that is today is today, on its last days too', () => {
    expect(readDate('end of the month', '2026-11-30')).to.equal('2026-11-30')
    expect(readDate('end of Dec', '2026-12-31')).to.equal('2026-12-31')
    expect(readDate('23/11', '2026-11-23')).to.equal('2026-11-23')
  })

  const past: [string, string | undefined][] = [
    ['24 Dec', '2026-12-24'],
    ['on 31 Oct', '2026-10-31'],
    ['on 31 Dec', '2026-12-31'],
    ['on 26 Jun', '2027-06-26'],
    ['on 28 Jun', '2026-06-28'],
    ['on 31 Dec 2025', '2025-12-31'],
    ['Friday', '2026-12-25'],
    ['yesterday', '2026-12-26'],
    ['31 Dec 2026', '2026-12-31'],
    ['29 Feb', undefined],
    ['the 24th', '2026-12-24'],
    ['the 28th', '2026-11-28'],
    ['Friday week', undefined],
  ]
  for (const [typed, day] of past) {
    it(`of something past, “${typed}” typed on 27 December is ${day ?? 'not read'}`, () =>
      expect(readDate(typed, '2026-12-27', 'past')).to.equal(day))
  }
})

describe('a term', () => {
  const table: [{ from?: string; to?: string }, string, boolean, string][] = [
    [{}, '2019-01-15', true, 'no dates: it holds'],
    [{ to: '2019-03-31' }, '2019-03-31', true, 'its last day counts'],
    [{ to: '2019-03-31' }, '2019-04-01', false, 'it is over'],
    [{ from: '2019-04-01' }, '2019-03-31', false, 'it has not begun'],
    [{ to: '2019-01' }, '2019-01-31', true, 'a month counts whole at its end'],
    [{ from: '2019-01' }, '2019-01-01', true, 'and at its beginning'],
    [{ to: '2018-12' }, '2019-01-01', false, 'the month is over'],
    [{ from: 'not-stated' }, '2018-04-01', true, 'it had begun, nobody wrote when'],
    [{ to: 'not-stated' }, '2018-04-01', false, 'it has ended, nobody wrote when: it gives no power'],
  ]
  for (const [term, day, holds, why] of table) {
    it(`${JSON.stringify(term)} ${holds ? 'covers' : 'does not cover'} ${day}: ${why}`, () =>
      expect(covers(term, day)).to.equal(holds))
  }

  it('covers every day from its first to its last and no other, however they are written', () => {
    const dates = [undefined, '2018-12', '2019-02', '2019-02-28', '2019-03-01', '2020-02']
    const terms = dates.flatMap(from => dates.map(to => ({ ...(from && { from }), ...(to && { to }) })))
    const days = Array.from({ length: 500 }, (_, count) => addDays('2018-11-15', count))
    for (const term of terms) {
      const within = days.filter(day => firstDayOf(term) <= day && day <= lastDayOf(term))
      expect(days.filter(day => covers(term, day))).to.deep.equal(within)
      expect(days.filter(day => hasEnded(term, day))).to.deep.equal(days.filter(day => day > lastDayOf(term)))
    }
  })
})
