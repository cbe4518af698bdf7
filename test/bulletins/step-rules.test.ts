import { expect } from 'chai'
import type { Bulletin } from '../../src/bulletins/bulletin.ts'
import { readStep } from '../../src/bulletins/step-rules.ts'
import { bulletinTeam } from '../support/bulletin-team.ts'

const asking = {
  today: '2026-11-23',
  now: '2026-11-23T09:00:00.000Z',
  who: { person: { id: 'x' } } as never,
  names: ['Penny Thompson'],
}
const telling = 'it named a boy of 7 with autism'

describe('a reason that every reader sees', () => {
  it('is no reason to withdraw when it tells by itself who a family is: no second person reads it first', () => {
    const withdraw = (note: string) =>
      readStep({} as Bulletin, { ref: 'LB-26-001', verb: 'withdraw', note }, asking)
    expect(JSON.stringify(withdraw(telling)))
      .to.include('age, illness or disability')
      .and.include('say it without that')
    expect(JSON.stringify(withdraw('the mother Sarah Jones objected')))
      .to.include('may hold the name of a child or a relative')
      .and.include('Nothing was changed')
    expect(withdraw('asked for by the mother: Penny Thompson'), 'who is a member').to.have.property('taken')
    expect(withdraw('a detail could identify a family')).to.have.property('taken')
  })

  it('is warned of to whoever approves the correction it explains', async function () {
    this.timeout(30_000)
    const team = await bulletinTeam()
    try {
      const ref = await team.sent({ agencies: 'wmp' })
      await team.author.type(`${ref} correct because ${telling}; text: Consider the whole journey.`)
      expect(await team.shows(team.second, ref)).to.include('Together these may tell who the family is: age')
    } finally {
      await team.running.stop()
    }
  })
})

describe('to whom a bulletin is sent again', () => {
  const chosen = (note: string) => {
    const step = { ref: 'LB-26-001', verb: 'resend', note } as const
    const everyone = { person: { id: 'x', businessTeam: true }, partnership: {} } as never
    const read = readStep({ audience: {} } as Bulletin, step, { ...asking, who: everyone })
    return 'taken' in read ? read.taken.states : read.refused.join()
  }

  it('is chosen by a state, or as the card calls it', () => {
    expect(chosen('unconfirmed, failed')).to.deep.equal(['unconfirmed', 'failed'])
    expect(chosen('in doubt and not reachable')).to.deep.equal(['unconfirmed', 'unreachable'])
    expect(chosen('Not known whether delivered')).to.deep.equal(['unconfirmed'])
  })

  it('is never guessed: one word that is no state, and nobody is', () => {
    // Whoever has not confirmed that they read it has it: a reminder is for them.
    for (const note of ['everybody', 'failed and all others', 'sent', 'delivered', 'not confirmed'])
      expect(chosen(note), note).to.include('Name whom to send it to again')
  })
})
