import { expect } from 'chai'
import { saysItsName, spokenOf } from '../../src/actions/shared-words.ts'

const actions = [
  { what: 'Bring the neglect audit findings to the next meeting' },
  { what: 'Agree how learning from audits reaches every school' },
  { what: 'Check that every ward has the safe sleep leaflet' },
]

const spoken: [text: string, what: string | undefined, why: string][] = [
  ['the neglect audit findings are in', 'Bring', 'three of its words'],
  ['leaflets are on all wards', 'Check', 'in other numbers'],
  ['the wards were checked', 'Check', 'in another tense'],
  ['audit is late', undefined, 'one word may be chance'],
  ['learning from the neglect audit', undefined, 'as many words of one as of another'],
  ['that will be at the next meeting', undefined, 'words that any message has'],
  ['', undefined, 'nothing'],
]

describe('the action that a text speaks of in its own words', () => {
  for (const [text, what, why] of spoken)
    it(`${what ? 'is found' : 'is not guessed'} in “${text}”: ${why}`, () => {
      const found = spokenOf(text, actions)
      expect(found?.what.split(' ')[0]).to.equal(what)
    })
})

describe('what an action is called', () => {
  const called = 'Publish the neglect toolkit for schools'
  for (const [text, is] of [
    ['the neglect toolkit for schools', true],
    ['toolkit', true],
    ['40 schools', false],
    ['toolkit sent', false],
    ['the toolkit is in', false],
    ['', false],
  ] as const)
    it(`${is ? 'shows nothing of it' : 'is more than its name'}: “${text}”`, () => {
      expect(saysItsName(text, called)).to.equal(is)
    })
})
