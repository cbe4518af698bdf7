import { expect } from 'chai'
import { type Bulletin, reminderTally, tallyId } from '../../src/bulletins/bulletin.ts'
import { bulletinDeliveries } from '../../src/bulletins/bulletin-deliveries.ts'

const ref = 'LB-26-001'
const at = { partnership: 'bscb', now: '2026-11-23T10:00:00.000Z' }

/** What is made of a delivery of this kind, of a bulletin that stands so. */
function made(kind: string, tally: string, bulletin: object) {
  const known = { read: async () => bulletin as Bulletin, forget: () => {} }
  const kinds = bulletinDeliveries({ store: {} as never, known })
  const delivery = {
    to: { person: 'x' },
    about: { id: `bulletin:${ref}` },
    tally: { id: tally, line: 'wmp' },
  }
  return kinds[kind]?.card(delivery as never, at)
}

describe('what was put in line of a bulletin', () => {
  const sent = { ref, status: 'sent', frozen: { no: 1 }, reminders: [], work: [] }

  it('does not leave between a stop and the moment it is taken back: it waits for that', async () => {
    const stopped = { ...sent, work: [{ kind: 'drop' }] }
    expect(await made('bulletin', tallyId(ref, 1), stopped)).to.equal('hold')
  })

  it('of a stopped reminder does not leave at all', async () => {
    const reminders = [{ no: 1, by: 'x', at: at.now, stopped: true }]
    expect(await made('bulletin-reminder', reminderTally(ref, 1), { ...sent, reminders })).to.equal(undefined)
  })
})
