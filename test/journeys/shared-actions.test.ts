import { expect } from 'chai'
import type { Action } from '../../src/actions/index.ts'
import { namedLead } from '../../src/partnership/who.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('an action of several', () => {
  let app: RunningApp
  let manager: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    const people = file.people.map(person =>
      person.id === 'chief-nurse-bwc' ? { ...person, deputy: 'programme-manager' } : person,
    )
    app = await runApp({
      store: temporaryStore(),
      file: { ...file, people },
      now: '2018-10-01T08:00:00.000Z',
    })
    manager = app.member('business-manager')
  })
  afterEach(() => app.stop())

  const kept = async (ref = 'QIO-18-001'): Promise<Action> => {
    const scope = `group:${ref.split('-')[0]?.toLowerCase()}`
    const doc = await app.store.get({ partnership: 'bscb', scope }, `action:${ref}`)
    return doc?.body as Action
  }
  const answered = ({ owners }: Action) =>
    owners.flatMap(owner => (owner.answeredAt === undefined ? [] : [owner.person]))

  it('all agencies: says who is not asked, and a deputy answers for their owner’s agency only', async () => {
    const { card } = await manager.type('new action QIO: Audit; owner: all agencies; due: 12 Nov')
    expect(wordsOn(card)).to.include('Not asked, since they have no lead here:')
    const deputy = app.member('programme-manager')
    await deputy.type('QIO-18-001 done our audit is sent')
    expect(answered(await kept())).to.deep.equal(['chief-nurse-bwc'])
    expect((await kept()).status).to.equal('in-progress')
  })

  it('all agencies: what one of them waits for, it waits for still when another has answered', async () => {
    await manager.type('new action QIO: Audit; owner: all agencies; due: 12 Nov')
    await manager.type('QIO-18-001 blocked by West Midlands Police: their data is awaited')
    await app.member('chief-nurse-bwc').type('QIO-18-001 done our audit is sent')
    expect(await kept()).to.include({ status: 'blocked', blockedBy: 'wmp' })
  })

  it('two owners: a lead hands over their own agency’s share, the business team all of it', async () => {
    const file = birminghamToWorkWith()
    const lead = app.member(namedLead(file, 'bwc', '2018-10-01') ?? '')
    await manager.type('new action QIO: Toolkit; owner: yos-performance and chief-nurse-bwc; due: 12 Nov')
    await lead.type('QIO-18-001 reassign to ad-early-help')
    expect((await kept()).owners.map(owner => owner.person)).to.have.members([
      'yos-performance',
      'ad-early-help',
    ])
    await manager.type('QIO-18-001 reassign to director-of-practice')
    expect((await kept()).owners.map(owner => owner.person)).to.deep.equal(['director-of-practice'])
  })

  it('is agreed by somebody other than who said it is done, and never to a day that has passed', async () => {
    await manager.type('new action QIO: Toolkit; owner: chief-nurse-bwc; due: 12 Nov')
    const owner = app.member('chief-nurse-bwc')
    const chair = app.member('ad-early-help')
    await owner.type('QIO-18-001 extend to 20 Nov because the printer is late')
    await app.goTo('2018-11-23T10:00:00.000Z')
    expect(wordsOn((await chair.type('QIO-18-001 agree the date')).card)).to.include('has passed')
    expect(await kept()).to.include({ dueOn: '2018-11-12' })
  })

  it('in a group without a chair is agreed by the Executive’s, and the business team sees that it waits', async () => {
    await manager.type('new action health-forum: Toolkit; owner: yos-performance; due: 12 Nov')
    const [doc] = (await app.store.find({ partnership: 'bscb', type: 'action', limit: 5 })).docs
    const ref = doc?.id.replace('action:', '') ?? ''
    await app.member('yos-performance').type(`${ref} done it is out`)
    const { card } = await app.member('independent-chair').type(`${ref} agree`)
    expect(wordsOn(card)).to.include('you agreed it is complete')
  })

  it('keeps its source when it moves to another group’s log', async () => {
    await manager.type(
      'new action QIO: Toolkit; owner: yos-performance; due: 12 Nov; source: QIO 3 Sept, item 5',
    )
    await manager.type('QIO-18-001 transfer to SCR: it is theirs')
    await app.app.sweep()
    expect((await kept('SCR-18-001')).source).to.equal('QIO 3 Sept, item 5; transferred from QIO-18-001')
  })

  it('keeps what others marked when a form that was opened before is saved, and what stood there before', async () => {
    await manager.type('new action QIO: Toolkit; owner: yos-performance; due: 12 Nov')
    const owner = app.member('yos-performance')
    const open = async (member: Member) => {
      const { card } = await member.type('QIO-18-001')
      return (await member.press(card, 'Add details')).card
    }
    const [first, second] = [await open(manager), await open(owner)]
    await manager.press(first, 'Add details', {
      marking: 'OFFICIAL-SENSITIVE',
      impact: 'Fewer missed visits',
    })
    await owner.press(second, 'Add details', { evidence: 'https://example.org/x' })
    expect(await kept()).to.include({ marking: 'OFFICIAL-SENSITIVE', impact: 'Fewer missed visits' })
    await owner.type('QIO-18-001 impact: Fewer missed visits in all wards')
    expect(JSON.stringify((await kept()).history)).to.include('impact (before: Fewer missed visits)')
  })

  it('keeps the marking in its parts; what comes from a review is sensitive from the first', async () => {
    await manager.type('new action QIO: Toolkit; owner: yos-performance; due: 12 Nov; source: RR-18-003')
    expect(await kept()).to.include({ marking: 'OFFICIAL-SENSITIVE' })
    await manager.type('QIO-18-001 split: Print it; owner: yos-performance; due: 10 Nov')
    expect(await kept('QIO-18-002')).to.include({ marking: 'OFFICIAL-SENSITIVE' })
  })
})
