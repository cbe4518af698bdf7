import { expect } from 'chai'
import { identifyingCombination } from '../../src/privacy/index.ts'

describe('details that together may tell who a family is', () => {
  const plain = 'The three-month-old baby’s mother came from Pakistan and was diagnosed with epilepsy.'

  it('are named, two or more', () => {
    expect(identifyingCombination(plain)).to.deep.equal(['age', 'illness or disability'])
    expect(identifyingCombination('The mother was diagnosed with epilepsy.')).to.deep.equal([])
  })

  it('are the same details in bold, italics or a link', () => {
    for (const text of [
      plain.replace('three', '**three**').replace('diagnosed with', 'diagnosed *with*'),
      plain.replace('three', '_three_').replace('epilepsy', '[epilepsy](https://example.org)'),
      'The **three**-month-old was *born* with it and lived in **Erdington**.',
    ])
      expect(identifyingCombination(text), text).to.have.length.above(1)
  })
})
