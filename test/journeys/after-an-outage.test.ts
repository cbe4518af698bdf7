import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

describe('what was late through weeks of an outage', function () {
  this.timeout(30_000)
  let app: RunningApp
  let manager: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 17 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const theAction = async () => {
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 5 })
    return readAction(docs[0]!)
  }
  const executive = () => app.member('vice-chair')
  const daysOf = (member: Member, words: string) =>
    member
      .inbox()
      .filter(({ card }) => wordsOn(card).includes(words))
      .map(({ summary }) => /answer, (\w+ \w+ \w+)/.exec(summary ?? '')?.[1])
  const decisionsOf = (member: Member) => daysOf(member, 'A decision is asked of you')

  it('of the bot asks the chairs first: the Executive has it as long after that as ever, and not at once', async () => {
    await app.mornings('2018-10-24')
    await app.goTo('2018-11-21T09:00:00.000Z')
    expect((await theAction()).raised, 'due for the Executive since 14 November').to.equal(undefined)
    await app.mornings('2018-12-05')
    expect(decisionsOf(app.member('ad-early-help'))).to.deep.equal(['Wed 21 Nov', 'Wed 28 Nov', 'Wed 5 Dec'])
    expect(decisionsOf(executive())).to.deep.equal(['Wed 5 Dec'])
    expect((await theAction()).raised?.on).to.equal('2018-12-05')
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'challenge', limit: 5 })
    expect(docs).to.have.length(1)
  })

  it('of Teams asks the chairs first too: what never left was not asked', async () => {
    await app.mornings('2018-10-24')
    app.connector.trouble({ status: 429, times: 100_000 })
    await app.mornings('2018-11-20')
    app.connector.calm()
    await app.mornings('2018-12-12')
    const first = decisionsOf(app.member('ad-early-help'))[0]
    expect(first).to.equal('Wed 21 Nov')
    expect(decisionsOf(executive())[0]).to.equal('Wed 5 Dec')
  })

  it('goes to the Executive on its day where those who are to decide cannot be reached: that is no outage', async () => {
    await app.mornings('2018-10-24')
    for (const id of ['independent-chair', 'ad-early-help', 'business-manager', 'programme-manager'])
      app.connector.trouble({ status: 403, in: app.member(id).personal, times: 1000 })
    await app.mornings('2018-11-14')
    expect(decisionsOf(app.member('ad-early-help'))).to.deep.equal([])
    expect(decisionsOf(executive())).to.deep.equal(['Wed 14 Nov'])
  })

  it('said to be done is the chairs’ to agree before the Executive hears that nobody has', async () => {
    await app.member('yos-performance').type('QIO-18-001 done, sent to all schools')
    expect((await theAction()).status).to.equal('awaiting-agreement')
    await app.goTo('2018-11-21T09:00:00.000Z')
    expect(daysOf(executive(), 'Said to be done')).to.deep.equal([])
    await app.mornings('2018-12-05')
    expect(daysOf(app.member('ad-early-help'), 'Said to be done')).to.include('Wed 21 Nov')
    expect(daysOf(executive(), 'Said to be done')).to.deep.equal(['Wed 5 Dec'])
  })
})
