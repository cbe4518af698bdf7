import { expect } from 'chai'
import { neverHeld } from '../../src/chasing/empty-seats.ts'
import type { Arrangements } from '../../src/partnership/arrangements.ts'

type Seats = [person: string, role: 'chair' | 'co-chair' | 'vice-chair', from?: string, to?: string][]

describe('a chair’s seat that nobody has held yet', () => {
  const isEmpty = (seats: Seats, kind = 'sub-group') => {
    const chairs = seats.map(([person, role, from, to]) => ({
      person,
      role,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    }))
    const groups = [{ id: 'g', name: 'G', kind, chairs }] as unknown as Arrangements['groups']
    return neverHeld({ groups }, '2026-11-26').length > 0
  }
  const table: [what: string, seats: Seats, empty: boolean][] = [
    ['is one of a group without any chair', [], true],
    ['is the second of two co-chairs’', [['one', 'co-chair']], true],
    ['is there though a vice-chair stands in', [['vice', 'vice-chair']], true],
    ['is none of a chair alone', [['one', 'chair']], false],
    ['is none that is held from a day to come', [['one', 'chair', '2027-01-01']], false],
    [
      'is none that somebody has held: its end is told of in time',
      [['one', 'chair', '2020-01-01', '2026-03-31']],
      false,
    ],
    [
      'is none of two co-chairs who have both left',
      [
        ['one', 'co-chair', '2020-01-01', '2026-03-31'],
        ['two', 'co-chair', '2020-01-01', 'not-stated'],
      ],
      false,
    ],
  ]
  for (const [what, seats, empty] of table) it(what, () => expect(isEmpty(seats)).to.equal(empty))

  it('is none of a linked body, which names its own', () =>
    expect(isEmpty([], 'linked-body')).to.equal(false))
})
