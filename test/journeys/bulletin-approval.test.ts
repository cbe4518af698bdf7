import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { withPractitioners, write } from '../support/bulletin-desk.ts'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { type Member, wordsOn } from '../support/member.ts'

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

  it('is named to the author, and finds it first among their bulletins', async () => {
    const { author, second, chair, proposed } = team
    const ref = await proposed()
    expect(wordsOn(team.news(author, ref))).to.match(/Asked to approve\nProgramme Manager/)
    for (const approver of [second, chair]) {
      const { card } = await approver.type('bulletins')
      expect(wordsOn(card)).to.match(new RegExp(`${ref}.*\nWaits for your approval`))
      expect(wordsOn((await approver.press(card, 'Open')).card)).to.include(`Please approve ${ref}`)
    }
    expect(wordsOn((await author.type('bulletins')).card), 'not for who wrote it').not.to.include('Waits for')
    await second.type(`${ref} approve`)
    expect((await chair.type('bulletins')).text).to.include('No bulletin was sent to you yet')
  })

  const asks = (member: Member) =>
    member.inbox().filter(post => post.summary?.startsWith('Please approve')).length
  const days = (count: number) => team.pass(count * 24 * 60)

  it('who does not answer is asked again on working mornings, with others, and at last the author is told', async () => {
    const { author, second, chair, proposed } = team
    const ref = await proposed()
    for (let day = 0; day < 25; day += 1) await days(1)
    expect(asks(second)).to.equal(3)
    expect(asks(chair)).to.equal(2)
    expect(wordsOn(team.news(author, ref))).to.include('nobody has answered. Please ask one of them yourself')
    await second.press(
      second.inbox().find(post => post.summary?.startsWith('Please approve'))?.card,
      'Approve',
    )
    expect(await team.shows(author, ref), 'and the first card still works').to.include('Approved. It can be')
  })

  it('who does not answer on a correction is asked again too, until it is dealt with', async () => {
    const { author, second, sent } = team
    const ref = await sent({ agencies: 'wmp' })
    await author.type(`${ref} correct because a date was wrong; text: Something else.`)
    await days(3)
    const before = asks(second)
    expect(before).to.be.at.least(3)
    await second.type(`${ref} return correction because it is wrong too`)
    await days(10)
    expect(asks(second)).to.equal(before)
  })

  it('may be nobody: then its author is told so, and whom to ask', async () => {
    const { running, author, chair, proposed } = team
    const file = withPractitioners(40)
    const groups = file.groups.map(group => ({ ...group, chairs: [], members: [] }))
    const people = file.people.map(person =>
      person.id === 'business-manager' ? person : { ...person, businessTeam: undefined },
    )
    await importPartnership(running.store, { ...file, groups, people } as never, running.clock.now())
    const ref = await proposed()
    expect(wordsOn(team.news(author, ref))).to.match(/Asked to approve\nnobody:.*Ask the business team/)
    expect(asks(chair)).to.equal(0)
  })
})
