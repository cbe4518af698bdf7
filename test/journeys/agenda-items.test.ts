import { expect } from 'chai'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const channel = '19:scr@thread.tacv2'

describe('an agenda that is out', () => {
  let app: RunningApp
  let manager: Member
  const agendas = () => app.connector.in(channel).filter(post => post.summary?.includes('agenda'))

  beforeEach(async () => {
    app = await runApp({ now: '2018-06-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    await app.app.sweep()
  })
  afterEach(() => app.stop())

  it('says no word in the channel of an action that was marked OFFICIAL-SENSITIVE after its agenda was posted', async () => {
    await manager.typeIn(channel, 'link SCR')
    await manager.type('new action SCR: Publish the toolkit; owner: ad-child-protection; due: 17 Dec')
    await manager.type('SCR-18-001 to the agenda: whether it names the school')
    await app.goTo('2018-06-07T08:00:00.000Z')
    const posted = () => wordsOn(agendas()[0]?.card)
    expect(posted()).to.contain('SCR-18-001: Publish the toolkit. To decide: whether it names')
    await manager.type('SCR-18-001 marking: OFFICIAL-SENSITIVE')
    await app.app.sweep()
    for (const words of [posted(), wordsOn((await manager.type('agenda SCR')).card)])
      expect(words)
        .to.contain('SCR-18-001 (OFFICIAL-SENSITIVE) (asked for by')
        .and.not.to.contain('toolkit')
        .and.not.to.contain('names the school')
  })

  it('asks for no decision that was taken before it, and for one again whose taking is undone', async () => {
    await manager.typeIn(channel, 'link SCR')
    await manager.type('new action SCR: Publish the toolkit; owner: ad-cyp; due: 17 Jun')
    await manager.type('SCR-18-001 to the agenda: whether to move it to the summer')
    await app.goTo('2018-06-07T08:00:00.000Z')
    const shown = async () => {
      await app.app.sweep()
      const words = wordsOn(agendas()[0]?.card)
      expect(wordsOn((await manager.type('agenda SCR')).card)).to.contain(itemIn(words))
      return itemIn(words)
    }
    const itemIn = (words: string) => /SCR-18-001: .*/.exec(words)?.[0] ?? ''
    const asks = 'Publish the toolkit. To decide: whether to move it to the summer'
    expect(await shown()).to.contain(asks)
    const chair = app.member('scr-co-chair-doctor')
    await chair.type('SCR-18-001 extend to 30 Jul because the printer closed')
    expect(await shown())
      .to.contain('Publish the toolkit (no longer for this meeting)')
      .and.not.to.contain('decide')
    await chair.type('SCR-18-001 undo')
    expect(await shown()).to.contain(asks)
    await chair.type('SCR-18-001 not pursued: it is done elsewhere')
    expect(await shown()).to.contain('(no longer for this meeting)')
  })

  it('has one item of an action: none is added while it stands, and one that is asked for after that takes its place', async () => {
    await manager.typeIn(channel, 'link SCR')
    await manager.type('new action SCR: Publish the toolkit; owner: ad-cyp; due: 17 Jun')
    await manager.type('SCR-18-001 to the agenda: whether to move it')
    const again = await manager.type('SCR-18-001 to the agenda: who pays for it')
    expect(wordsOn(again.card)).to.contain('It is on the agenda of that meeting already.')
    const items = async () =>
      wordsOn((await manager.type('agenda SCR')).card).match(/SCR-18-001: .*To decide: [^(]*|no longer/g)
    expect(await items()).to.deep.equal(['SCR-18-001: Publish the toolkit. To decide: whether to move it '])
    await app.member('scr-co-chair-doctor').type('SCR-18-001 extend to 30 Jul because the printer closed')
    await manager.type('SCR-18-001 to the agenda: who pays for it')
    expect(await items()).to.deep.equal(['SCR-18-001: Publish the toolkit. To decide: who pays for it '])
  })
})
