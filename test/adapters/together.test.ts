import { expect } from 'chai'
import { together } from '../../src/adapters/http/together.ts'

describe('requests of one moment', () => {
  it('go on together, step by step, and later ones after them', async () => {
    const othersOfThisMoment = together()
    const steps: string[] = []
    const request = async (name: string) => {
      await othersOfThisMoment()
      steps.push(`${name}1`)
      await null
      steps.push(`${name}2`)
    }
    const first = [request('a'), request('b')]
    await Promise.all(first)
    await request('c')
    expect(steps).to.deep.equal(['a1', 'b1', 'a2', 'b2', 'c1', 'c2'])
  })
})
