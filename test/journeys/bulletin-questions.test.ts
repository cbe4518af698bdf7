import { expect } from 'chai'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { buttonsOf, wordsOn } from '../support/member.ts'

describe('a question on a bulletin', function () {
  this.timeout(30_000)
  let team: BulletinTeam
  beforeEach(async () => {
    team = await bulletinTeam()
  })
  afterEach(() => team.running.stop())

  it('is answered where it came, and the answer comes back to whoever asked, with the name of who gave it', async () => {
    const { author, reader, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    expect((await reader.type(`${ref} ask: Does this apply to schools?`)).text).to.include(
      'Their answer comes to you here',
    )
    await pass()
    const { text } = await author.press(author.latest()?.card, 'Send the answer', {
      answer: 'Yes, to all of them.',
    })
    expect(text).to.include('goes to Practitioner 1')
    await pass()
    expect(wordsOn(reader.latest()?.card))
      .to.include(`An answer on ${ref} from Business Manager`)
      .and.include('Yes, to all of them.')
      .and.include('You asked: Does this apply to schools?')
    expect(buttonsOf(reader.latest()?.card)).to.deep.equal([])
  })

  it('can be answered by typing, while there is one to answer', async () => {
    const { author, reader, running, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    expect((await author.type(`${ref} answer: Yes.`)).text).to.include('No question')
    await reader.type(`${ref} ask: For schools?`)
    expect((await author.type(`${ref} answer: Yes.`)).text).to.include('goes to Practitioner 1')
    expect((await author.type(`${ref} answer: Yes.`)).text, 'it is answered').to.include('No question')
    await reader.type(`${ref} ask: For nurseries?`)
    await running.member('practitioner-5').type(`${ref} ask: For colleges?`)
    expect((await author.type(`${ref} answer: Yes.`)).text, 'nobody guesses which').to.include('Several')
    await pass()
    expect(reader.inbox().filter(post => wordsOn(post.card).includes('An answer on'))).to.have.length(1)
  })

  it('is answered by whoever is named for it or wrote it, and by no other reader', async () => {
    const { reader, running, second, sent } = team
    const ref = await sent({ agencies: 'bct', contact: 'programme-manager' })
    await reader.type(`${ref} ask: For schools?`)
    const other = running.member('practitioner-5')
    expect((await other.type(`${ref} answer: No.`)).text).to.include('There is no bulletin')
    expect((await second.type(`${ref} answer: Yes.`)).text).to.include('goes to Practitioner 1')
  })
})
