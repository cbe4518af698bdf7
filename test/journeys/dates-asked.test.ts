import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('an owner who asks for another date', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member
  let chair: Member

  beforeEach(async () => {
    const file = birminghamToWorkWith()
    app = await runApp({ store: temporaryStore(), file, now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    chair = app.member('ad-early-help')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Nov')
    await app.app.sweep()
    await owner.type('QIO-18-001 extend to 18 Jan because the printer closed')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  const asked = async (until: string) =>
    (await app.mornings(until))
      .filter(({ post }) => post.summary?.startsWith('For your answer'))
      .map(({ day, post }) => `${day} ${post.conversation.replace('personal-entra-', '')}`)
  const ofAction = async () => {
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 5 })
    return readAction(docs[0]!)
  }

  it('is not chased while nobody answers: the chairs are asked again each week, then the business team too', async () => {
    const chairs = ['ad-early-help', 'independent-chair']
    const team = ['business-manager', 'programme-manager']
    const on = (day: string, people: string[]) => people.map(person => `${day} ${person}`)
    expect((await asked('2018-11-13')).sort()).to.deep.equal(
      [
        ...on('2018-10-08', chairs),
        ...['2018-10-15', '2018-10-22', '2018-10-29', '2018-11-05', '2018-11-12'].flatMap(day =>
          on(day, [...chairs, ...team]),
        ),
      ].sort(),
    )
    const card = chair.latest()?.card
    expect(wordsOn(card))
      .to.contain('Another date is asked for: is it agreed?')
      .and.to.contain('Another date is asked for, Fri 18 Jan 2019: the printer closed.')
    expect(buttonsOf(card)).to.deep.equal(['Agree the new date', 'Keep the date', 'Open'])
    expect(wordsOn(manager.latest()?.card), 'who sees to it that it is').to.contain(
      'Another date is asked for, and nobody has answered yet',
    )
    expect(buttonsOf(manager.latest()?.card)).to.deep.equal(['Open'])
  })

  it('has their answer from the row of that card: agreed, nobody is asked any more', async () => {
    await asked('2018-10-08')
    const { text } = await chair.press(chair.latest()?.card, 'Agree the new date')
    expect(text).to.contain('you agreed the new date').and.to.contain('Nothing else is asked of you today')
    const { dueOn, asked: waits } = await ofAction()
    expect([dueOn, waits]).to.deep.equal(['2019-01-18', undefined])
    expect(await asked('2018-11-13')).to.deep.equal([])
  })

  it('and is told that the date stays is chased on it as before', async () => {
    await asked('2018-10-08')
    const empty = await chair.press(chair.latest()?.card, 'Keep the date', { 'note-QIO-18-001': '' })
    expect(wordsOn(empty.card), 'with a reason').to.contain('Say why the date stays')
    await chair.press(chair.latest()?.card, 'Keep the date', {
      'note-QIO-18-001': 'the event is in December',
    })
    expect(await asked('2018-11-13')).to.deep.equal(
      ['2018-11-05', '2018-11-09', '2018-11-12', '2018-11-13'].map(day => `${day} yos-performance`),
    )
  })

  it('is answered by the decision too, once it is late: the date that was asked for can be chosen', async () => {
    await asked('2018-11-26')
    const { card } = chair.latest() ?? {}
    expect(wordsOn(card)).to.contain('A decision is asked of you').and.to.contain('Agree the new date')
    await chair.press(card, 'Decide', { 'decision-QIO-18-001': 'agree-date', 'note-QIO-18-001': '' })
    const { history, ...action } = await ofAction()
    expect(history.at(-1)).to.include({ verb: 'agree-date', by: 'ad-early-help', level: 3 })
    expect(action.dueOn).to.equal('2019-01-18')
  })

  it('stands in the dry run with the chairs, on the day on which they are asked again', async () => {
    const { card } = await manager.type('chasing dry run')
    const day = await manager.press(card, 'Show', { day: '2018-10-08' })
    expect(wordsOn(day.card)).to.contain('QIO-18-001 (another date asked for)').and.to.contain('2 people')
  })
})
