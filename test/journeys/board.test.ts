import { expect } from 'chai'
import type { Store } from '../../src/ports/store.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const channel = '19:qio@thread.tacv2'

describe('the log in a channel', () => {
  let app: RunningApp
  let store: Store
  let manager: Member
  let owner: Member

  beforeEach(async () => {
    store = { ...temporaryStore() }
    app = await runApp({ store, file: birminghamToWorkWith(), now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    await manager.typeIn(channel, 'link QIO')
    await manager.typeIn(channel, 'post log QIO')
    await record(1)
    await app.goTo('2018-10-01T08:01:01.000Z')
  })
  afterEach(() => app.stop())

  const record = (number: number) =>
    manager.type(`new action QIO: Thing ${number}; owner: yos-performance; due: 12 Oct`)
  const board = () => app.connector.in(channel).find(post => post.summary?.includes('action log'))

  it('follows changes of one half minute together: moved once, not once per change', async () => {
    const before = board()?.updates ?? 0
    for (const word of ['one', 'two', 'three']) await owner.type(`QIO-18-001 update ${word}`)
    await app.goTo('2018-10-01T08:05:00.000Z')
    expect(board()?.updates).to.equal(before + 1)
  })

  it('shows a change whose commit lands after the card of its half minute was sent', async () => {
    await owner.type('QIO-18-001 update on its way')
    const { commit } = store
    let slow = true
    store.commit = async (partition, writes) => {
      if (slow && writes.some(write => 'replace' in write && write.replace.id === 'action:QIO-18-001')) {
        slow = false
        await app.goTo('2018-10-01T08:01:30.500Z')
      }
      return commit(partition, writes)
    }
    await app.member('independent-chair').type('QIO-18-001 extend to 20 Dec because of the audit')
    await app.goTo('2018-10-01T08:05:00.000Z')
    expect(slow).to.equal(false)
    expect(wordsOn(board()?.card)).to.include('Thu 20 Dec')
  })

  it('says nothing in anybody’s own words of what is sensitive, since everybody in the channel reads it', async () => {
    const { card } = await owner.type('QIO-18-001')
    const marking = { marking: 'OFFICIAL-SENSITIVE', brag: 'Red', 'note-QIO-18-001': 'mother has moved away' }
    const form = await owner.press(card, 'Add details')
    await owner.press(form.card, 'Add details', marking)
    await app.goTo('2018-10-01T08:05:00.000Z')
    const words = wordsOn(board()?.card)
    expect(words).to.include('QIO-18-001 · Red: type its ref in your own chat to see why')
    expect(words).not.to.include('mother').and.not.to.include('Thing 1')
  })

  it('asked for again, goes on in the new card, and the old one says that it is over', async () => {
    await manager.typeIn(channel, 'post log QIO')
    await app.goTo('2018-10-01T08:02:01.000Z')
    await owner.type('QIO-18-001 update half done')
    await app.goTo('2018-10-01T08:05:00.000Z')
    const [old, now] = app.connector.in(channel).filter(post => post.summary?.includes('action log'))
    expect(wordsOn(old?.card)).to.include('has taken this one’s place').and.not.to.include('Thing 1')
    expect(wordsOn(now?.card)).to.include('Thing 1').and.include('In progress')
  })

  it('turns nobody away when many change their actions in one moment', async () => {
    for (let number = 2; number <= 40; number += 1) await record(number)
    await app.goTo('2018-10-01T08:03:00.000Z')
    const refs = Array.from({ length: 40 }, (_, i) => `QIO-18-${String(i + 1).padStart(3, '0')}`)
    const answers = await Promise.all(refs.map(ref => owner.type(`${ref} update half done`)))
    const bodies = await Promise.all(
      refs.map(ref => store.get({ partnership: 'bscb', scope: 'group:qio' }, `action:${ref}`)),
    )
    expect(answers).to.have.length(40)
    for (const doc of bodies) expect(doc).to.have.nested.property('body.status', 'in-progress')
  })
})
