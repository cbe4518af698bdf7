import { expect } from 'chai'
import type { Person } from '../../src/partnership/arrangements.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('the returns of a review, when an agency’s lead is not there', () => {
  let app: RunningApp
  let manager: Member
  let lead: Member
  let deputy: Member

  /** With the police's lead as the test wants them. */
  const start = async (police: Partial<Person>) => {
    const file = birminghamToWorkWith()
    const people = file.people.map(who => (who.id === 'vice-chair' ? { ...who, ...police } : who))
    const now = '2018-06-04T08:00:00.000Z'
    app = await runApp({ store: temporaryStore(), file: { ...file, people }, now })
    manager = app.member('business-manager')
    lead = app.member('vice-chair')
    deputy = app.member('ad-early-help')
    for (const one of [manager, lead, deputy, app.member('ad-child-protection')]) await one.install()
  }
  afterEach(() => app.stop())

  const open = async () => {
    const form = await manager.type('new review')
    const values = { aware: '2018-06-01', notified: '2018-06-04', agencies: 'wmp,bct' }
    return manager.press(form.card, 'Open the review', values)
  }
  const asked = (member: Member) =>
    member.inbox().filter(post => wordsOn(post.card).includes('A return is asked of your agency'))
  const toldTeam = () =>
    manager.inbox().filter(post => wordsOn(post.card).includes('Nobody could be asked for a return'))

  it('are asked of the deputy while the lead is on leave, who sees the review and answers', async () => {
    await start({ deputy: 'ad-early-help' })
    await lead.type('away until 20 June')
    await open()
    await app.app.sweep()
    expect(asked(lead)).to.have.length(0)
    expect(asked(deputy)).to.have.length(1)
    expect(toldTeam()).to.deep.equal([])
    expect(buttonsOf(asked(deputy)[0]?.card)).to.deep.equal(['Return sent', 'No involvement'])
    expect(wordsOn((await deputy.type('RR-18-001 received')).card)).to.contain('Received, Mon 4 Jun')
  })

  it('are no deputy’s business while the lead is there', async () => {
    await start({ deputy: 'ad-early-help' })
    await open()
    await app.app.sweep()
    expect(asked(lead)).to.have.length(1)
    expect((await deputy.type('RR-18-001')).text).to.contain('no review with that ref')
  })

  it('are asked of the deputy once the lead has left', async () => {
    await start({ deputy: 'ad-early-help', to: '2018-05-31' })
    await open()
    await app.app.sweep()
    expect(asked(deputy)).to.have.length(1)
  })

  it('are asked of nobody once the lead has left without a deputy: the business team is told, and asks itself', async () => {
    await start({ to: '2018-05-31' })
    const opened = wordsOn((await open()).card)
    expect(opened).to.contain('its lead has left and nobody stands in for them, please ask them yourself')
    await app.app.sweep()
    expect(toldTeam()).to.have.length(1)
    expect(asked(app.member('ad-child-protection')), 'the other agency').to.have.length(1)
  })

  it('wait for a lead on leave without a deputy, and the business team is told', async () => {
    await start({})
    await lead.type('away until 20 June')
    expect(wordsOn((await open()).card)).to.contain('its lead is away and nobody stands in for them')
    await app.app.sweep()
    expect(asked(lead)).to.have.length(1)
    expect(toldTeam()).to.have.length(1)
  })

  it('are asked of the deputy when the lead went on leave before the request could be sent', async () => {
    await start({ deputy: 'ad-early-help' })
    app.connector.trouble({ status: 429, retryAfter: 3600, in: lead.personal })
    await open()
    await app.app.sweep()
    await lead.type('away until 20 June')
    await app.goTo('2018-06-04T10:00:00.000Z')
    expect(asked(lead)).to.have.length(0)
    expect(asked(deputy)).to.have.length(1)
  })
})
