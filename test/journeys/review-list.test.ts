import { expect } from 'chai'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('reviews are found by whoever has lost a reference', () => {
  let app: RunningApp
  let manager: Member

  before(async () => {
    const file = birminghamToWorkWith()
    app = await runApp({ store: temporaryStore(), file, now: '2018-12-19T10:00:00.000Z' })
    manager = app.member('business-manager')
    await open({ aware: '2018-12-14', notified: '2018-12-18', agencies: 'wmp,yos' })
    await open({ aware: '2018-12-17', notified: '', agencies: 'bwc' })
    await open({ aware: '2018-12-03', notified: '2018-12-04', agencies: 'bwc' })
    await manager.type('RR-18-003 reported on 18 Dec')
  })
  after(() => app.stop())

  const open = async (values: object) => {
    const form = await manager.type('new review')
    await manager.press(form.card, 'Open the review', values)
  }
  const seen = async (person: string, typed = 'reviews') => {
    const { card, text } = await app.member(person).type(typed)
    return { refs: wordsOn(card).match(/RR-18-\d+/g) ?? [], words: wordsOn(card), text, card }
  }

  it('with the clock each is on and its returns, the longest open first, and a button to each', async () => {
    const { words, refs, card } = await seen('business-manager', 'open reviews')
    expect(refs).to.deep.equal(['RR-18-001', 'RR-18-002'])
    expect(words)
      .to.contain('OFFICIAL-SENSITIVE')
      .and.to.contain('Rapid review: Day 1 of 15, due Fri 11 Jan 2019')
      .and.to.contain('2 of 2 returns still to come')
      .and.to.contain('Serious incident notification: Day 2 of 5, due Mon 24 Dec')
    const opened = await manager.press(card, 'Open')
    expect(wordsOn(opened.card)).to.contain('Rapid review RR-18-001')
  })

  it('all by the business team, the Executive’s chair and the partners; a lead finds those they are asked for', async () => {
    const table: [string, string[]][] = [
      ['programme-manager', ['RR-18-001', 'RR-18-002']],
      ['independent-chair', ['RR-18-001', 'RR-18-002']],
      ['ad-cyp', ['RR-18-001', 'RR-18-002']],
      ['yos-performance', ['RR-18-001']],
      ['chief-nurse-bwc', ['RR-18-002']],
    ]
    for (const [person, refs] of table) expect((await seen(person)).refs, person).to.deep.equal(refs)
  })

  it('by nobody else: they are told no more than that there is none that they can see', async () => {
    expect((await seen('ad-early-help')).text).to.equal('There is no open review that you can see.')
    expect((await seen('ad-early-help', 'reviews closed')).text).to.contain(
      'no closed review that you can see',
    )
  })

  it('when they are over, too', async () => {
    const { words, refs } = await seen('business-manager', 'reviews closed')
    expect(refs).to.deep.equal(['RR-18-003'])
    expect(words).to.contain('Rapid review: In time: done Tue 18 Dec, day 10 of 15')
    expect((await seen('yos-performance', 'closed reviews')).text).to.contain('no closed review')
  })

  it('in help', async () => expect((await seen('yos-performance', 'help')).words).to.contain('open reviews'))

  it('a page at a time', async () => {
    for (let i = 0; i < 8; i += 1) await open({ aware: '2018-12-18', notified: '', agencies: 'bwc' })
    const first = await seen('business-manager')
    expect(first.refs).to.have.length(8)
    const more = await manager.press(first.card, 'Show more')
    expect(wordsOn(more.card).match(/RR-18-\d+/g)).to.deep.equal(['RR-18-010', 'RR-18-011'])
    expect(buttonsOf(more.card)).not.to.contain('Show more')
  })
})
