import { expect } from 'chai'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('leave', () => {
  let app: RunningApp
  let manager: Member
  let owner: Member

  const start = async (deputy?: string) => {
    const file = birminghamToWorkWith()
    const people = file.people.map(person =>
      person.id === 'ad-cyp' && deputy ? { ...person, deputy } : person,
    )
    app = await runApp({
      store: temporaryStore(),
      file: { ...file, people },
      now: '2018-10-01T08:00:00.000Z',
    })
    manager = app.member('business-manager')
    owner = app.member('ad-cyp')
    await owner.type('hello')
    await manager.type('new action QIO: Publish the toolkit; owner: ad-cyp; due: 17 Oct')
    await app.app.sweep()
  }
  afterEach(() => app.stop())

  const cardsOf = (member: Member) =>
    member.inbox().filter(post => post.summary?.startsWith('For your answer'))
  /** The owner's card of 17 October cannot be sent all day; that day the team notes leave from the 18th. */
  const heldUp = async () => {
    await app.mornings('2018-10-16')
    app.connector.trouble({ status: 429, in: owner.personal, times: 1000, retryAfter: 600 })
    await app.goTo('2018-10-17T08:00:00.000Z')
    await manager.type('away from 18 Oct until 26 Oct for ad-cyp')
    await app.goTo('2018-10-17T16:30:00.000Z')
    app.connector.calm()
  }

  it('that begins while a chaser waits is kept: nobody is asked, and on the first morning back one card comes', async () => {
    await start()
    await heldUp()
    const before = cardsOf(owner).length
    for (const time of ['18T08:00', '18T08:30', '18T10:00', '19T08:00', '26T08:00'])
      await app.goTo(`2018-10-${time}:00.000Z`)
    expect(cardsOf(owner)).to.have.length(before)
    await app.goTo('2018-10-29T09:00:00.000Z')
    expect(cardsOf(owner)).to.have.length(before + 1)
    expect(wordsOn(owner.latest()?.card)).to.contain('QIO-18-001')
  })

  it('with a deputy: what waited goes to the deputy, once', async () => {
    await start('programme-manager')
    await heldUp()
    const deputy = app.member('programme-manager')
    const [mine, theirs] = [cardsOf(owner).length, cardsOf(deputy).length]
    for (const time of ['08:00', '08:30', '10:00', '15:00']) await app.goTo(`2018-10-18T${time}:00.000Z`)
    expect(cardsOf(owner)).to.have.length(mine)
    expect(cardsOf(deputy)).to.have.length(theirs + 1)
  })

  it('of owner and deputy at once: the answer says so, and somebody is asked (the lead of that agency is the owner: the business team)', async () => {
    await start('programme-manager')
    await manager.type('away until 26 Oct for programme-manager')
    expect((await owner.type('away until 26 Oct')).text).to.contain(
      'Programme Manager is asked meanwhile; while they are away too, the lead of your agency is.',
    )
    const cards = await app.mornings('2018-10-17')
    const words = cards.filter(({ post }) =>
      wordsOn(post.card).includes('its owner and their deputy are away'),
    )
    expect(words.length).to.be.greaterThan(0)
    expect(words.map(({ post }) => post.conversation)).to.include('personal-entra-business-manager')
  })

  it('noted a second time, for later, does not end the first', async () => {
    await start()
    await owner.type('away until 12 Oct')
    const second = await owner.type('away from 16 Oct until 17 Oct')
    expect(second.text)
      .to.contain('You are away from Tue 16 Oct until Wed 17 Oct.')
      .and.to.contain('Noted as well: until Fri 12 Oct.')
    const lines = wordsOn((await manager.type('chasing')).card)
    expect(lines).to.contain('away until Fri 12 Oct').and.to.contain('away from Tue 16 Oct until Wed 17 Oct')
    const cards = (await app.mornings('2018-10-18')).filter(one => one.post.conversation === owner.personal)
    expect(
      cards.map(one => one.day),
      'the first morning back, twice',
    ).to.deep.equal(['2018-10-15', '2018-10-18'])
    expect(wordsOn((await manager.type('chasing')).card), 'what is over is forgotten').not.to.contain('away')
  })

  it('is taken back one at a time: the present one, then the next', async () => {
    await start()
    await owner.type('away until 12 Oct')
    await owner.type('away from 20 Dec until 3 Jan')
    expect((await owner.type('back')).text)
      .to.contain('You are back.')
      .and.to.contain('Still noted: away from Thu 20 Dec until Thu 3 Jan 2019.')
    expect((await owner.type('back')).text).to.contain('You are not away from Thu 20 Dec')
    expect((await owner.type('back')).text).to.contain('not noted as away')
  })

  it('noted for two people at once is kept for both', async () => {
    await start()
    await Promise.all([
      owner.type('away until 12 Oct'),
      app.member('yos-performance').type('away until 12 Oct'),
    ])
    const words = wordsOn((await manager.type('chasing')).card)
    expect(words.match(/away until Fri 12 Oct/g)).to.have.length(2)
  })
})
