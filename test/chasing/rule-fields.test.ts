import { expect } from 'chai'
import { type FilledRules, readRules } from '../../src/chasing/rule-fields.ts'
import { defaultRules } from '../../src/partnership/local-rules.ts'

describe('a number of chasing that cannot be taken', () => {
  const table: [FilledRules, string][] = [
    [{ askDecision: '800' }, 'write one whole number from 1 to 90.'],
    [{ reminders: '5, soon' }, 'write none, or a few whole numbers from 1 to 30, with commas between them.'],
  ]
  for (const [filled, why] of table)
    it(`is refused with what can: ${why}`, () => {
      const read = readRules(filled, defaultRules)
      expect('refused' in read && read.refused.join(' ')).to.include(why)
    })
})
