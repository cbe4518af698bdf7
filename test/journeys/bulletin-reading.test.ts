import { expect } from 'chai'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { wordsOn } from '../support/member.ts'

describe('a reader of bulletins, who types', function () {
  this.timeout(20_000)
  let team: BulletinTeam
  beforeEach(async () => {
    team = await bulletinTeam()
  })
  afterEach(() => team.running.stop())

  const listed = async () => wordsOn((await team.reader.type('bulletins')).card)

  for (const words of ['REF read', 'read and understood REF', 'REF read and understood', 'I have read REF.'])
    it(`is understood in the words on the button and what is near them: “${words}”`, async () => {
      const ref = await team.sent({ agencies: 'bct' })
      expect((await team.reader.type(words.replace('REF', ref))).text).to.include(`understood ${ref}`)
      await team.pass()
      expect(await team.shows(team.author, ref)).to.include('1 read and understood')
    })

  it('confirms without a reference the only one that waits, and never guesses which of several', async () => {
    const { reader, sent } = team
    const first = await sent({ agencies: 'bct' })
    await sent({ agencies: 'wmp', title: 'Not theirs' })
    const info = await sent({ agencies: 'bct', acknowledge: 'false', title: 'For information' })
    expect((await reader.type('read and understood')).text).to.include(`understood ${first}`)
    const [second, third] = [await sent({ agencies: 'bct' }), await sent({ agencies: 'bct' })]
    const { card } = await reader.type('I have read and understood it')
    expect(wordsOn(card)).to.include('Nothing was recorded, since 2 wait').and.include(`read ${third}`)
    expect(await listed())
      .to.include('You confirmed it on Mon 11 Feb')
      .and.include('Not confirmed yet')
      .and.include('For your information')
    for (const ref of [second, third]) await reader.type(`read ${ref}`)
    expect((await reader.type('read and understood')).text).to.include('None of your bulletins waits')
    expect((await reader.type(`I have not read ${info}`)).card, 'is no confirmation').not.to.equal(undefined)
  })

  it('finds in their list what was corrected since they confirmed it, and what was withdrawn', async () => {
    const { reader, author, second, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    await reader.type(`read ${ref}`)
    await author.type(`${ref} correct because a word was missing; text: Consider the whole journey.`)
    await second.type(`${ref} approve correction`)
    await pass()
    expect(await listed()).to.include('Corrected since you confirmed it')
    await author.type(`${ref} withdraw: an error`)
    expect(await listed())
      .to.include('Withdrawn')
      .and.not.include('Bigger Picture')
  })

  it('sees their copy, and never how it stands, whatever view a press of theirs names', async () => {
    const { reader, author, sent } = team
    const ref = await sent({ agencies: 'bct' })
    expect(await team.shows(author, ref)).to.include('asked for approval')
    const { card } = await reader.forge('action.back', { view: `bulletin:${ref}` })
    expect(wordsOn(card)).to.include('Read and understood').and.not.include('asked for approval')
    const { text } = await reader.forge('bulletin.show', { ref, what: 'ledger' })
    expect(text).to.equal('There is no bulletin with that ref that you can see.')
  })
})
