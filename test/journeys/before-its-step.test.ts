import { expect } from 'chai'
import { gatherChaser } from '../../src/chasing/gather-chaser.ts'
import { whoIs } from '../../src/partnership/records.ts'
import { wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const first = '2018-11-14'

describe('a decision that is first asked of the Executive this morning', function () {
  this.timeout(30_000)
  let app: RunningApp

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    await app
      .member('business-manager')
      .type('new action QIO: Publish the toolkit; owner: yos-performance; due: 17 Oct')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const typed = async () => {
    const { card, text = '' } = await app.member('vice-chair').type('for my answer')
    return card ? wordsOn(card) : text
  }
  const onCard = async (day: string) => {
    const who = await whoIs(app.store, 'bscb', 'vice-chair', day)
    return JSON.stringify((who && (await gatherChaser(app.store, who, day)))?.data ?? '')
  }

  it('is on no list before its card has come: nobody is asked what they cannot answer yet', async () => {
    await app.mornings('2018-11-13')
    await app.goTo(`${first}T08:50:00.000Z`)
    expect(await typed()).to.equal('Nothing waits for your answer.')
    await app.goTo(`${first}T09:00:00.000Z`)
    expect(await typed()).to.contain('Decide on QIO-18-001')
  })

  it('can be given on a card of the day that is made before its step is taken: others are taken before', async () => {
    await app.mornings('2018-11-13')
    expect(await onCard(first)).to.contain('Decide on QIO-18-001')
  })

  it('is on no card while nobody has had it before them: the chairs’ cards wait for Teams', async () => {
    await app.mornings('2018-10-24')
    app.connector.trouble({ status: 429, times: 100_000 })
    await app.mornings('2018-11-13')
    expect(await onCard(first)).not.to.contain('QIO-18-001')
  })
})
