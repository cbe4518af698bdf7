import { expect } from 'chai'
import { type Bulletin, bulletinStatuses } from '../../src/bulletins/bulletin.ts'
import { steeringButtons } from '../../src/bulletins/steering-buttons.ts'

const all = {
  ref: 'LB-26-001',
  version: 3,
  sending: { at: '', by: 'x', run: 2, again: true },
  corrections: [{ no: 1, why: 'a date', at: '', by: 'x' }],
  reminders: [{ no: 1, at: '', by: 'x' }],
}
const pending = { returned: 'too long' } as Bulletin['pending']

describe('the buttons of a bulletin', () => {
  it('are never more in a row than Teams shows, and none is lost', () => {
    for (const status of bulletinStatuses)
      for (const waits of [undefined, pending]) {
        const bulletin = { ...all, status, pending: waits } as Bulletin
        const { rows, asks, steps } = steeringButtons({ bulletin, roles: ['author'] }, () => true)
        for (const { buttons } of rows) expect(buttons, status).to.have.lengthOf.within(1, 6)
        const shown = rows.flatMap(({ buttons }) => buttons)
        expect(shown.length + asks.length, status).to.equal(steps.length + 2)
        expect(asks.length, status).to.be.at.most(6)
      }
  })
})
