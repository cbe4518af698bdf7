import { expect } from 'chai'
import { headsOf } from '../../src/wake/share-rules.ts'

describe('who leads for whom', () => {
  const heads = (tenants: Record<string, string[]>) =>
    Object.fromEntries(headsOf(new Map(Object.entries(tenants))))

  const table: [what: string, tenants: Record<string, string[]>, expected: Record<string, string>][] = [
    ['each for itself, where nothing is shared', { a: ['x'], b: ['y'], c: [] }, { a: 'a', b: 'b', c: 'c' }],
    ['the first, where a tenant is shared', { b: ['x'], a: ['x', 'y'] }, { a: 'a', b: 'a' }],
    [
      'the first of all that hang together through others',
      { d: ['x'], c: ['x', 'y'], b: ['y'], a: ['z'], e: ['w', 'd'] },
      { a: 'a', b: 'b', c: 'b', d: 'b', e: 'e' },
    ],
    [
      'one for all, however late it is known',
      { c: ['x'], d: ['y'], b: ['x', 'z'], a: ['y', 'z'] },
      { a: 'a', b: 'a', c: 'a', d: 'a' },
    ],
  ]
  for (const [what, tenants, expected] of table)
    it(`is ${what}`, () => expect(heads(tenants)).to.deep.equal(expected))
})
