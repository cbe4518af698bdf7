import { expect } from 'chai'
import type { Store } from '../../src/ports/store.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { leapingTimer } from '../support/leaping-timer.ts'
import { wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('two instances on one store', () => {
  let store: Store
  let first: RunningApp
  let second: RunningApp

  const timer = leapingTimer({ now: () => '2018-10-01T08:00:00.000Z' })

  beforeEach(async () => {
    store = temporaryStore()
    const options = { store, file: birminghamToWorkWith(), now: '2018-10-01T08:00:00.000Z', timer }
    first = await runApp(options)
    second = await runApp(options)
  })
  afterEach(async () => {
    await first.stop({ keepStore: true })
    await second.stop()
  })

  it('answer side by side: what one took, the other shows, and a ref is given once', async () => {
    const [one, other] = [first, second].map(app => app.member('business-manager'))
    await Promise.all(
      [one, other, one, other].map((manager, i) =>
        manager?.type(`new action QIO: Number ${i}; owner: yos-performance; due: 12 Nov`),
      ),
    )
    const log = wordsOn((await other?.type('log QIO'))?.card)
    for (const ref of ['QIO-18-001', 'QIO-18-002', 'QIO-18-003', 'QIO-18-004'])
      expect(log.split(`${ref} ·`), ref).to.have.length(2)
  })

  it('send each message once between them, and the other goes on when one stops', async () => {
    const manager = first.member('business-manager')
    const owner = second.member('yos-performance')
    await owner.type('hello')
    await manager.type('hello')
    const told = () =>
      [first, second].flatMap(app =>
        app.connector.posted.filter(post => wordsOn(post.card).includes('A new action is with you')),
      )
    await manager.type('new action QIO: One; owner: yos-performance; due: 12 Nov')
    await Promise.all([first.app.sweep(), second.app.sweep(), first.app.sweep(), second.app.sweep()])
    expect(told()).to.have.length(1)
    await first.app.release()
    await second.app.release()
    await manager.type('new action QIO: Two; owner: yos-performance; due: 12 Nov')
    await second.goTo('2018-10-01T08:00:02.000Z')
    expect(told()).to.have.length(2)
  })

  it('keep the pace of one chat between them: what one has sent there, the next has to wait for', async () => {
    const manager = first.member('business-manager')
    await second.member('yos-performance').type('hello')
    const newActions = async (count: number, name: string) => {
      for (let i = 0; i < count; i += 1)
        await manager.type(`new action QIO: ${name} ${i}; owner: yos-performance; due: 12 Nov`)
    }
    await newActions(40, 'Early')
    await first.app.sweep()
    const from = timer.now()
    await first.app.release()
    await newActions(30, 'Late')
    await second.goTo('2018-10-01T08:00:02.000Z')
    const told = second.connector.posted.filter(post =>
      wordsOn(post.card).includes('A new action is with you'),
    )
    expect(told).to.have.length(70)
    expect(timer.now() - from, '60 in half a minute').to.be.greaterThan(15_000)
  })
})
