import { expect } from 'chai'
import { listed } from '../../src/partnership/list-words.ts'

describe('several, as they are said', () => {
  const table: [all: string[], most: number | undefined, words: string][] = [
    [[], undefined, ''],
    [['A'], 3, 'A'],
    [['A', 'B'], 3, 'A and B'],
    [['A', 'B', 'C'], 3, 'A, B and C'],
    [['A', 'B', 'C', 'D'], 3, 'A, B, C and one other'],
    [['A', 'B', 'C', 'D', 'E'], 3, 'A, B, C and 2 others'],
    [['A', 'B', 'C', 'D'], undefined, 'A, B, C and D'],
  ]
  for (const [all, most, words] of table)
    it(`are ${words === '' ? 'nobody' : words}`, () => expect(listed(all, most)).to.equal(words))
})
