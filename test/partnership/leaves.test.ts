import { expect } from 'chai'
import { isAway, localRules, withLeave } from '../../src/partnership/local-rules.ts'

const today = '2018-10-05'
const span = (from: string, until: string) => ({ from, until })
const autumn = span('2018-10-01', '2018-10-12')
const winter = span('2018-12-20', '2019-01-03')

describe('the leaves of somebody', () => {
  const table: [string, (typeof autumn)[], typeof autumn, (typeof autumn)[]][] = [
    ['a second one stays beside the first', [autumn], winter, [autumn, winter]],
    ['whichever was noted first', [winter], autumn, [autumn, winter]],
    [
      'one noted again with another end replaces it',
      [autumn],
      span('2018-10-05', '2018-10-08'),
      [span('2018-10-05', '2018-10-08')],
    ],
    [
      'one that goes on from a later day keeps the days before',
      [autumn],
      span('2018-10-10', '2018-10-20'),
      [span('2018-10-01', '2018-10-09'), span('2018-10-10', '2018-10-20')],
    ],
    [
      'one that has not begun makes way for its correction',
      [winter],
      span('2018-12-22', '2019-01-05'),
      [span('2018-12-22', '2019-01-05')],
    ],
    ['what is over is forgotten', [span('2018-09-01', '2018-09-07')], winter, [winter]],
  ]
  for (const [what, before, added, after] of table)
    it(what, () => expect(withLeave(before, added, today)).to.deep.equal(after))

  it('are all kept from', () => {
    const local = localRules.parse({ away: { ann: [autumn, winter] } })
    const days = [
      '2018-10-01',
      '2018-10-12',
      '2018-10-13',
      '2018-12-19',
      '2018-12-20',
      '2019-01-03',
      '2019-01-04',
    ]
    expect(days.filter(day => isAway({ local }, 'ann', day))).to.deep.equal([
      '2018-10-01',
      '2018-10-12',
      '2018-12-20',
      '2019-01-03',
    ])
  })

  it('of an earlier version, one a person, are read', () =>
    expect(localRules.parse({ away: { ann: autumn } }).away).to.deep.equal({ ann: [autumn] }))
})
