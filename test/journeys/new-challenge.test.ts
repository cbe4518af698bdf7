import { expect } from 'chai'
import { readChallenge } from '../../src/challenges/challenge.ts'
import { wordsOn } from '../support/member.ts'
import { runApp } from '../support/running-app.ts'

describe('a new challenge', () => {
  it('is opened for no group but its own chairs’: whoever names another does not open it for theirs', async () => {
    const app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    const chair = app.member('scr-co-chair-doctor')
    for (const group of ['QIO', 'XYZ']) {
      const { card } = await chair.type(`new challenge ${group} to yos: no returns`)
      expect(wordsOn(card), group).to.contain('Choose a group that you chair')
    }
    const asked = { agency: 'yos', issue: 'no returns' }
    const { card } = await chair.forge('challenge.open', { ...asked, group: 'qio' })
    expect(wordsOn(card)).to.contain('Choose a group that you chair')
    const { text } = await chair.forge('challenge.open', asked)
    expect(text, 'without a choice it is their own').to.contain('is recorded')
    await app.app.sweep()
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'challenge', limit: 10 })
    expect(docs.map(doc => readChallenge(doc).group)).to.deep.equal(['scr'])
    await app.stop()
  })
})
