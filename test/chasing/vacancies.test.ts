import { expect } from 'chai'
import { vacancies } from '../../src/chasing/seats.ts'
import type { Arrangements } from '../../src/partnership/arrangements.ts'

type Seats = [person: string, role: 'chair' | 'co-chair' | 'vice-chair', from: string, to?: string][]

describe('the seats that fall vacant', () => {
  const on = (today: string, seats: Seats) => {
    const chairs = seats.map(([person, role, from, to]) => ({ person, role, from, ...(to ? { to } : {}) }))
    const arrangements = {
      partnership: { id: 'p', extraClosures: [], names: [] },
      agencies: [],
      groups: [{ id: 'g', code: 'G', name: 'G', kind: 'sub-group', chairs }],
      deputies: {},
      presence: {},
    } as unknown as Arrangements
    return vacancies(arrangements, today).map(
      ({ person, lastDay, vice }) => `${person} ${lastDay}${vice ? ' vice' : ''}`,
    )
  }
  const both: Seats = [
    ['old', 'co-chair', '2024-01-01', '2025-03-31'],
    ['one', 'co-chair', '2024-01-01', '2026-12-01'],
    ['two', 'co-chair', '2025-04-01', '2026-12-10'],
  ]
  const table: [what: string, today: string, seats: Seats, expected: string[]][] = [
    [
      'are each named with its day: both co-chairs leave',
      '2026-11-23',
      both,
      ['one 2026-12-01', 'two 2026-12-10'],
    ],
    ['stay named while nobody follows', '2026-12-14', both, ['one 2026-12-01', 'two 2026-12-10']],
    ['are none long before', '2026-09-01', both, []],
    [
      'leave out the one whose successor is named',
      '2026-12-14',
      [...both, ['new', 'co-chair', '2026-12-02']],
      ['two 2026-12-10'],
    ],
    [
      'leave out a seat that the same person holds on',
      '2026-11-23',
      [
        ['one', 'chair', '2024-01-01', '2026-12-01'],
        ['one', 'chair', '2026-12-02'],
      ],
      [],
    ],
    [
      'hold the vice-chair’s: who stands in for the chair, and is asked at level 4',
      '2026-11-23',
      [
        ['chair', 'chair', '2024-01-01'],
        ['vice', 'vice-chair', '2024-01-01', '2026-12-01'],
      ],
      ['vice 2026-12-01 vice'],
    ],
    [
      'leave out a vice-chair who has a successor, or a vice-chair before them',
      '2026-11-23',
      [
        ['chair', 'chair', '2024-01-01'],
        ['older', 'vice-chair', '2023-01-01', '2023-12-31'],
        ['vice', 'vice-chair', '2024-01-01', '2026-12-01'],
        ['next', 'vice-chair', '2026-12-02'],
      ],
      [],
    ],
  ]
  for (const [what, today, seats, expected] of table)
    it(what, () => expect(on(today, seats)).to.deep.equal(expected))
})
