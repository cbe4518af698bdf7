import { expect } from 'chai'
import { seriesDates, themeOf } from '../../src/meetings/series-rules.ts'
import type { Meets } from '../../src/partnership/arrangements.ts'

const dates = (meets: Meets, until: string) => seriesDates(meets, until).map(({ date }) => date)

describe('a series of meetings', () => {
  const table: [string, Meets, string, string[]][] = [
    [
      'every month on the second Thursday',
      { every: 'month', on: 'second thursday', startsOn: '2018-04-01' },
      '2018-07-31',
      ['2018-04-12', '2018-05-10', '2018-06-14', '2018-07-12'],
    ],
    [
      'begins no earlier than its start',
      { every: 'month', on: 'first monday', startsOn: '2026-11-10' },
      '2027-01-31',
      ['2026-12-07', '2027-01-04'],
    ],
    [
      'every quarter on the last Friday',
      { every: 'quarter', on: 'last friday', startsOn: '2026-01-01' },
      '2026-12-31',
      ['2026-01-30', '2026-04-24', '2026-07-31', '2026-10-30'],
    ],
    [
      'every two months on the first Wednesday, which may be the first',
      { every: 'two-months', on: 'first wednesday', startsOn: '2026-04-01' },
      '2026-09-01',
      ['2026-04-01', '2026-06-03', '2026-08-05'],
    ],
    [
      'with its dates written down, in order',
      { dates: ['2026-03-02', '2026-01-05'] },
      '2026-12-31',
      ['2026-01-05', '2026-03-02'],
    ],
    ['of which only the rhythm is known has no dates', { timesAYear: 6 }, '2026-12-31', []],
  ]
  for (const [what, meets, until, expected] of table)
    it(what, () => expect(dates(meets, until)).to.deep.equal(expected))

  it('alternates its themes by the meeting’s number, from the first', () => {
    const meets: Meets = { themes: ['Case reviews', 'Learning into Action'] }
    expect([0, 1, 2, 3].map(n => themeOf(meets, n))).to.deep.equal([
      'Case reviews',
      'Learning into Action',
      'Case reviews',
      'Learning into Action',
    ])
    expect(themeOf({}, 0)).to.equal(undefined)
  })
})
