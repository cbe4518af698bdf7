import { expect } from 'chai'
import { write } from '../support/bulletin-desk.ts'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { wordsOn } from '../support/member.ts'

describe('the second person who approves a bulletin', function () {
  this.timeout(30_000)
  let team: BulletinTeam
  beforeEach(async () => {
    team = await bulletinTeam()
  })
  afterEach(() => team.running.stop())

  const secondPerson = 'A second person approves what you wrote'

  it('is nobody who wrote any of it, though somebody else changed it after them', async () => {
    const { author, second, chair, pass } = team
    const { ref } = await write(author)
    await second.type(`${ref} change title: Rewritten; text: Every word of it anew.`)
    await author.type(`${ref} no list`)
    await second.type(`${ref} propose`)
    await pass()
    expect(wordsOn((await second.type(`${ref} approve`)).card)).to.include(secondPerson)
    expect(wordsOn((await author.type(`${ref} approve`)).card)).to.include(secondPerson)
    expect(wordsOn((await chair.type(`${ref} approve`)).card)).to.include('you approved it')
  })

  it('can be somebody who wrote what another has approved since', async () => {
    const { author, second, chair, pass } = team
    const { ref } = await write(author, { agencies: 'wmp' })
    await second.type(`${ref} change text: Every word of it anew.`)
    await author.type(`${ref} propose`)
    await pass()
    await chair.type(`${ref} approve`)
    await author.type(`${ref} take back`)
    await author.type(`${ref} change title: A better title`)
    await author.type(`${ref} propose`)
    await pass()
    await second.press((await second.type(ref)).card, 'Approve')
    expect(await team.shows(second, ref)).to.include('Approved. It can be sent.')
  })

  it('of a correction is nobody who wrote any of it either', async () => {
    const { author, second, chair, sent, pass } = team
    const ref = await sent({ agencies: 'wmp' })
    await second.type(`${ref} correct because a date was wrong; text: Every word of it anew.`)
    await author.type(`${ref} correct because a date was wrong; title: A better title`)
    await pass()
    expect(wordsOn((await second.type(`${ref} approve correction`)).card)).to.include(secondPerson)
    await chair.press((await chair.type(ref)).card, 'Approve the correction')
    expect(await team.shows(author, ref)).to.include('approved the correction')
  })
})
