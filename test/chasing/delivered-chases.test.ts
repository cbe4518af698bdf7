import { expect } from 'chai'
import { arrivedWords } from '../../src/chasing/delivered-chases.ts'
import { attempted, type Delivery } from '../../src/delivery/delivery.ts'
import { judge } from '../../src/delivery/outcome-rules.ts'

const at = { day: '2026-11-04', today: '2026-11-10', names: (id: string) => id.toUpperCase() }
const on = (person: string, day?: string, doubt = false) => ({ person, on: day, doubt })

describe('what a chair reads of a chase', () => {
  const table: [what: string, reached: Parameters<typeof arrivedWords>[0], words: string][] = [
    ['nobody was there', [], 'nobody could be asked'],
    ['it arrived', [on('a', '2026-11-04')], 'delivered'],
    ['it arrived a day later', [on('a', '2026-11-05')], 'delivered on Thu 5 Nov'],
    ['it did not', [on('a')], 'not delivered'],
    ['nobody knows', [on('a', '2026-11-04', true)], 'may have arrived'],
    ['all of several', [on('a', '2026-11-04'), on('b', '2026-11-04')], 'delivered to 2'],
    ['some of several', [on('a', '2026-11-04'), on('b')], 'delivered to 1 of 2, not to B'],
    [
      'some, some perhaps, some not',
      [on('a', '2026-11-04'), on('b', '2026-11-04', true), on('c')],
      'delivered to 1 of 3, perhaps to B, not to C',
    ],
    [
      'most of several did not get it',
      [on('a', '2026-11-04'), on('b'), on('c'), on('d')],
      'delivered to 1 of 4, not to B, C and D',
    ],
    ['some perhaps, some not', [on('b', '2026-11-04', true), on('c')], 'perhaps to B, not to C'],
  ]
  for (const [what, reached, words] of table)
    it(`says when ${what}: ${words}`, () => expect(arrivedWords(reached, at)).to.equal(words))
})

describe('a chaser of which nobody knows whether it arrived', () => {
  it('is sent three times at most, since it can be asked for and comes again', () => {
    const now = '2026-11-04T09:00:00.000Z'
    let delivery = { attempts: [], queuedAt: now } as unknown as Delivery
    const states = [1, 2, 3].map(() => {
      delivery = attempted(delivery, now, 'unknown')
      return judge(
        { outcome: 'unknown', reason: '504' },
        delivery,
        { ifUnknown: 'repeat', mostUnknown: 3 },
        now,
      ).state
    })
    expect(states).to.deep.equal(['queued', 'queued', 'unconfirmed'])
  })
})
