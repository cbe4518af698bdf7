import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import type { Card } from '../support/fake-connector.ts'
import { type Member, memberClient, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp, tenant } from '../support/running-app.ts'

const task = 'new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct'

describe('a post that somebody else takes over', () => {
  let app: RunningApp
  let manager: Member
  let before: Member
  let next: Member
  let chair: Member

  beforeEach(async () => {
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    before = app.member('yos-performance')
    chair = app.member('independent-chair')
    const entraId = 'entra-of-the-next'
    next = memberClient({ url: app.url, connector: app.connector, person: 'next', entraId, tenant })
    for (const one of [manager, before, chair]) await one.install()
  })
  afterEach(() => app.stop())

  const reimport = async (account: object, post = 'yos-performance') => {
    const file = birminghamToWorkWith()
    const people = file.people.map(who => (who.id === post ? { ...who, ...account } : who))
    await importPartnership(app.store, { ...file, people }, app.clock.now())
  }
  const handOver = () => reimport({ entraId: 'entra-of-the-next' })

  it('is written to in the new holder’s chat, before they ever spoke; whoever held it before gets nothing more', async () => {
    await handOver()
    const had = before.inbox().length
    await manager.type(task)
    await app.app.sweep()
    expect(before.inbox()).to.have.length(had)
    expect(next.latest()?.summary).to.contain('QIO-18-001')
    await next.type('my actions')
    await manager.type(task.replace('toolkit', 'guidance'))
    await app.app.sweep()
    expect(next.latest()?.summary).to.contain('QIO-18-002')
    expect(before.inbox()).to.have.length(had)
  })

  /** The chair's card of what an owner says is done, which follows what the owner does next. */
  const saidToBeDone = async () => {
    await manager.type('new action QIO: Publish the toolkit; owner: ad-cyp; due: 12 Oct')
    await app.member('ad-cyp').type('QIO-18-001 done: published at https://example.org/toolkit')
    await app.app.sweep()
    expect(wordsOn(chair.latest()?.card)).to.contain('Said to be done')
    return chair.latest()
  }
  const takenBack = async () => {
    await app.member('ad-cyp').type('QIO-18-001 undo')
    await app.app.sweep()
  }

  it('keeps a card that the old holder has as it was: what came later is not theirs to see', async () => {
    const card = await saidToBeDone()
    await reimport({ entraId: 'entra-of-the-next' }, 'independent-chair')
    await takenBack()
    expect(card?.updates).to.equal(0)
  })

  it('has that card updated while it is theirs', async () => {
    const card = await saidToBeDone()
    await reimport({ title: 'Another title' }, 'independent-chair')
    await takenBack()
    expect(card?.updates).to.equal(1)
  })

  it('is nobody’s for the old holder: their presses and words are refused, and do not bring their chat back', async () => {
    await manager.type(task)
    await app.app.sweep()
    const card = before.latest()?.card as Card
    await handOver()
    const pressed = await before.press(card, 'It is done', {})
    expect(`${pressed.text} ${wordsOn(pressed.card)}`)
      .to.contain('not on its list')
      .and.not.to.contain('QIO')
    expect((await before.type('my actions')).text).to.contain('not on its list')
    const had = before.inbox().length
    await manager.type(task)
    await app.app.sweep()
    expect(before.inbox()).to.have.length(had)
  })

  it('cannot be written to once its account is gone: the chat that is kept was that account’s', async () => {
    await reimport({ entraId: undefined, tenant: undefined })
    const had = before.inbox().length
    await manager.type(task)
    await app.app.sweep()
    expect(before.inbox()).to.have.length(had)
    expect(wordsOn((await manager.type('unreachable')).card)).to.contain('No account is known')
  })
})
