import { expect } from 'chai'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

describe('the answer to a step says what follows', () => {
  let app: RunningApp
  let manager: Member
  const answer = async (member: Member, typed: string) => wordsOn((await member.type(typed)).card)

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    await manager.type('new action SCR: Publish the briefing; owner: yos-performance; due: 12 Oct')
  })
  afterEach(() => app.stop())

  it('who is asked to agree, and who at the agency that must act first is told', async () => {
    const owner = app.member('yos-performance')
    expect(await answer(owner, 'SCR-18-001 blocked by WMP: their figures')).to.contain(
      'Now Vice Chair of the Executive (West Midlands Police) is told.',
    )
    expect(await answer(owner, 'SCR-18-001 done it was published on 1 Oct')).to.contain(
      'Co-chair of the SCR Sub-Group (doctor) are asked to agree that it is complete.',
    )
  })

  it('that nobody could be told, where the agency has no lead here', async () => {
    const said = await answer(manager, 'SCR-18-001 blocked by bsol-ccg: their figures')
    expect(said).to.contain('NHS Birmingham and Solihull CCG could be told: please ask them yourself.')
  })

  it('what ends with a new owner, and that the item stays on the agenda it was taken to', async () => {
    await app.app.sweep()
    await manager.type('SCR-18-001 to the agenda: decide who takes it over')
    const said = await answer(manager, 'SCR-18-001 reassign to ad-early-help')
    expect(said).to.contain('Its item on the agenda of Thu 11 Oct stays: type agenda SCR to see it.')
    expect(wordsOn((await manager.type('agenda SCR')).card)).to.contain('SCR-18-001')
    await app.member('ad-child-protection').type('SCR-18-001 raise: two years late')
    expect(await answer(manager, 'SCR-18-001 reassign to ad-cyp')).to.contain('with the Executive no longer')
  })

  it('where to find what was transferred, under its new ref', async () => {
    const said = await answer(manager, 'SCR-18-001 transfer to QIO: an audit')
    expect(said).to.contain('In a moment it has a new ref in that log')
    await app.app.sweep()
    expect(await answer(manager, 'SCR-18-001')).to.contain('Now in\nQIO-18-001')
  })
})
