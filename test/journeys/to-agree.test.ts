import { expect } from 'chai'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

describe('what waits for somebody to agree', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member
  let chair: Member

  beforeEach(async () => {
    app = await runApp({ now: '2019-02-04T08:00:00.000Z' })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    chair = app.member('director-of-practice')
  })
  afterEach(() => app.stop())
  const record = async (count: number) => {
    for (let i = 1; i <= count; i += 1) {
      await manager.type(`new action QIO: Number ${i} of the audit; owner: yos-performance; due: 12 Feb`)
      await owner.type(`QIO-19-00${i} done it is out, sent to all 40`)
    }
  }
  const listed = async (member: Member, typed = 'to agree') => wordsOn((await member.type(typed)).card)

  it('is one list for a chair, answered in place, and said among their own actions', async () => {
    await record(1)
    expect(await listed(chair, 'my actions')).to.include('1 waits for you to agree: type to agree')
    for (const typed of ['to agree', 'agreed', 'what is waiting for me?', 'what do I need to agree'])
      expect(await listed(chair, typed), typed).to.include('QIO-19-001')
    const named = await chair.type('happy to close the audit number')
    expect(buttonsOf(named.card), 'spoken of in its own words').to.include('Agree it is complete')
    const { card } = await chair.press((await chair.type('to agree')).card, 'Agree it is complete')
    expect(wordsOn(card)).to.include('Nothing waits for you to agree')
    expect(await listed(chair, 'my actions')).to.not.include('waits for you')
  })

  it('goes on to a next page where the last ended, whatever was agreed meanwhile', async () => {
    await record(8)
    const { card: first } = await chair.type('to agree')
    expect(wordsOn(first)).to.include('QIO-19-006').and.not.include('QIO-19-007')
    await chair.type('QIO-19-002 agree')
    const { card: second } = await chair.press(first, 'Show more')
    expect(wordsOn(second)?.match(/QIO-19-\d{3}(?= ·)/g)).to.deep.equal(['QIO-19-007', 'QIO-19-008'])
    const { card } = await chair.press(second, 'Agree it is complete')
    expect(wordsOn(card)?.match(/QIO-19-\d{3}(?= ·)/g), 'and stays there').to.have.length(1)
  })

  it('is known by its number where another date waits, as where it is said to be done', async () => {
    await record(1)
    for (const number of [2, 3])
      await manager.type(`new action QIO: Number ${number} of the audit; owner: yos-performance; due: 12 Feb`)
    for (const number of [2, 3]) await owner.type(`QIO-19-00${number} extend to 8 Mar because of leave`)
    const offered = async (typed: string) => buttonsOf((await chair.type(typed)).card)
    for (const typed of ['2 agree the date', 'the new date for 2 is fine', '2 agreed'])
      expect(await offered(typed), typed).to.include('Yes: Agree the new date')
    expect(await offered('3 keep the date: the event is in spring')).to.include('Yes: Keep the date')
    expect(await offered('1 agreed')).to.include('Yes: Agree it is complete')
  })

  it('is said to the Executive among their own actions too, once it went up to them', async () => {
    await record(1)
    const executive = app.member('vice-chair')
    expect(await listed(executive, 'my actions')).not.to.include('for you to agree')
    await app.mornings('2019-03-05')
    expect(await listed(executive, 'my actions')).to.include('1 waits for you to agree: type to agree')
    expect(await listed(executive)).to.include('QIO-19-001')
  })

  it('is nobody’s own, nor anybody’s who may not agree: an owner, a member, a chair of another group', async () => {
    await record(1)
    for (const other of [owner, app.member('ad-cyp'), app.member('vice-chair')]) {
      const words = await listed(other)
      expect(words).to.include('Nothing waits for you to agree').and.not.include('QIO-19-001')
    }
    await manager.type('new action QIO: Theirs; owner: director-of-practice; due: 12 Feb')
    await chair.type('QIO-19-002 done it is out, sent to all 40')
    expect(await listed(chair))
      .to.include('QIO-19-001')
      .and.not.include('QIO-19-002')
    expect(buttonsOf((await chair.type('to agree')).card)).to.include('Agree it is complete')
  })
})
