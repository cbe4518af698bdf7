import { expect } from 'chai'
import type { Person } from '../../src/partnership/arrangements.ts'
import { hasLeft, presenceOf, withSeatsOf } from '../../src/partnership/presence.ts'
import { seatsOn } from '../../src/partnership/who.ts'

const today = '2018-10-10'
const person = (id: string, term: object = {}): Person => ({ id, title: id, agency: 'bcc', ...term })

describe('who is there', () => {
  const kept = (people: Person[], gone: string[] = [], before = {}) =>
    presenceOf(
      people,
      gone.map(id => ({ id })),
      { before, today },
    )

  it('goes by the file: with dates between them, without always', () => {
    const presence = kept([
      person('ann'),
      person('bob', { to: '2018-10-05' }),
      person('cat', { to: 'not-stated' }),
    ])
    const left = (id: string, on: string) => hasLeft({ presence }, id, on)
    expect([left('ann', '2030-01-01'), left('bob', '2018-10-05'), left('bob', '2018-10-06')]).to.deep.equal([
      false,
      false,
      true,
    ])
    expect(left('cat', '2000-01-01'), 'on a day nobody wrote down').to.equal(true)
  })

  it('ends for whom the file names no longer, whatever it said before, and once', () => {
    const first = kept([person('ann')], ['bob', 'cat'], { bob: { to: '2019-12' }, cat: { to: '2018-05' } })
    expect(first).to.deep.equal({ bob: { to: '2018-10-09' }, cat: { to: '2018-05' } })
    expect(kept([person('ann')], [], first), 'and stays so').to.deep.equal(first)
    expect(kept([person('ann'), person('bob')], [], first), 'until it names them again').to.deep.equal({
      cat: { to: '2018-05' },
    })
  })

  const seats: [string, object, object, string[]][] = [
    ['that goes on ends with its holder', {}, { to: '2018-10-05' }, ['2018-10-05']],
    ['that ends first ends as it says', { to: '2018-10-05' }, { to: '2018-12' }, ['2018-10-05']],
    ['begins with its holder', {}, { from: '2018-10-06' }, ['2018-10-06']],
    ['of somebody who left on a day nobody wrote down is vacant', {}, { to: 'not-stated' }, []],
    ['of somebody who is always there is as it says', {}, {}, ['2018-10-05', '2018-10-06']],
  ]
  for (const [what, seat, term, held] of seats)
    it(`a seat ${what}`, () => {
      const chairs = [{ person: 'ann', role: 'chair' as const, ...seat }]
      const [group] = withSeatsOf(kept([person('ann', term)]), [
        { id: 'g', name: 'G', kind: 'sub-group' as const, chairs },
      ])
      const days = ['2018-10-05', '2018-10-06'].filter(day => seatsOn(group!, day).holders.includes('ann'))
      expect(days).to.deep.equal(held)
    })
})
