import { expect } from 'chai'
import { readChallenge } from '../../src/challenges/challenge.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { actionsOf, buttonsOf, inputsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

describe('on the card of the day a challenge', () => {
  let app: RunningApp
  let lead: Member
  let chair: Member

  /** A challenge to an agency, of whom its lead, and those who decide, have their card. */
  const opened = async (agency: string) => {
    const now = '2018-10-01T08:00:00.000Z'
    app = await runApp({ now })
    lead = app.member('vice-chair')
    chair = app.member('independent-chair')
    for (const one of [lead, chair, app.member('ad-cyp')]) await one.install()
    await app.member('ad-early-help').type(`new challenge QIO to ${agency}: no returns`)
    await app.app.sweep()
  }
  afterEach(() => app.stop())

  /** Whoever got a card of the day that names it, each morning up to a day. */
  const askedOf = async (ref: string, until: string) =>
    (await app.mornings(until))
      .filter(({ post }) => post.summary?.startsWith('For your answer') && wordsOn(post.card).includes(ref))
      .map(({ day, post }) => `${day} ${post.conversation.replace('personal-entra-', '')}`)
  /** Where a row stands alone on its card, nothing else is asked once it is answered. */
  const nothingElse = 'Nothing else is asked of you today.'

  const challenge = async () => {
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'challenge', limit: 5 })
    return readChallenge(docs[0]!)
  }
  const words = (note: string) => ({ 'note-CL-18-001': note })

  it('is answered by the agency’s lead and decided, then signed off; each morning after, by nobody', async () => {
    await opened('yos')
    const yos = app.member('yos-performance')
    expect(buttonsOf(yos.latest()?.card)).to.deep.equal(['Send the response', 'Open'])
    const { text } = await yos.press(yos.latest()?.card, 'Send the response', words('they are on the way'))
    expect(text).to.equal(`CL-18-001: the agency’s response was recorded. Thank you. ${nothingElse}`)
    expect((await challenge()).response?.text).to.equal('they are on the way')
    await app.mornings('2018-10-02')
    const decided = await chair.press(chair.latest()?.card, 'Record the decision', words('they join'))
    expect(wordsOn(decided.card))
      .to.contain('CL-18-001: the Executive’s decision was recorded.')
      .and.to.contain('For your answer, Tue 2 Oct')
      .and.to.contain('Decided; waits to be signed off')
    expect((await chair.press(decided.card, 'Sign it off')).text).to.contain(nothingElse)
    expect((await challenge()).closed?.by).to.equal('independent-chair')
    expect(await askedOf('CL-18-001 ·', '2018-10-31')).to.deep.equal([])
  })

  it('without words stays on the card, which says what to write', async () => {
    await opened('wmp')
    const { card } = await lead.press(lead.latest()?.card, 'Send the response', words(' '))
    expect(wordsOn(card))
      .to.contain('CL-18-001: Say what your agency answers')
      .and.to.contain('For your answer')
      .and.to.contain('CL-18-001 ·')
    expect((await challenge()).response).to.equal(undefined)
  })

  it('pressed twice is answered once, and both times thanked for', async () => {
    await opened('wmp')
    const card = lead.latest()?.card
    for (const _ of [1, 2]) {
      const answer = await lead.press(card, 'Send the response', words('on the way'))
      expect(answer.text ?? wordsOn(answer.card)).to.contain('CL-18-001: the agency’s response was recorded.')
    }
    expect((await challenge()).history).to.have.length(2)
  })

  it('that others went on with keeps what was written on its own card, from which the day’s comes back', async () => {
    await opened('wmp')
    const card = lead.latest()?.card
    await chair.type('CL-18-001 decision: they join')
    const stale = await lead.press(card, 'Send the response', words('on the way'))
    expect(wordsOn(stale.card))
      .to.contain('Nothing was changed: this moved on since your card was made')
      .and.to.contain('Challenge CL-18-001')
    expect(inputsOf(stale.card)['note']).to.equal('on the way')
    const again = await lead.press(stale.card, 'Send the response')
    expect(wordsOn(again.card)).to.contain('For your answer')
    expect((await challenge()).response?.text).to.equal('on the way')
  })

  it('in more words than are kept, or with an identifier, comes back with what was written', async () => {
    await opened('wmp')
    const card = lead.latest()?.card
    const long = await lead.press(card, 'Send the response', words('word '.repeat(500)))
    expect(wordsOn(long.card)).to.contain('2,000 characters')
    expect(String(inputsOf(long.card)['note'])).to.have.length(2500)
    const named = await lead.press(card, 'Send the response', words('the child 943 476 5919 is seen'))
    expect(wordsOn(named.card)).to.contain('NHS number')
    expect(inputsOf(named.card)['note']).to.contain('is seen').and.not.to.contain('943')
    expect(actionsOf(named.card).map(({ title }) => title)).to.include('Send the response')
    expect((await challenge()).response).to.equal(undefined)
  })

  it('that was handed over is answered by the new lead, and by the one before no more', async () => {
    await opened('yos')
    const yos = app.member('yos-performance')
    const card = yos.latest()?.card
    const file = birminghamToWorkWith()
    const agencies = file.agencies.map(one =>
      one.id === 'yos' ? { ...one, lead: 'director-of-practice' } : one,
    )
    await importPartnership(app.store, { ...file, agencies }, app.clock.now())
    const { text } = await yos.press(card, 'Send the response', words('on the way'))
    expect(text).to.contain('no challenge with that number')
    expect((await challenge()).history).to.have.length(1)
    await app.goTo('2018-10-01T08:30:00.000Z')
    const successor = app.member('director-of-practice')
    const mine = await successor.type('for my answer')
    expect(buttonsOf(mine.card)).to.include('Send the response')
  })
})
