import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { withPractitioners } from '../support/bulletin-desk.ts'
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
    expect(await team.shows(author, ref)).not.to.include('for an answer')
    await reader.type(`${ref} ask: For nurseries?`)
    await running.member('practitioner-5').type(`${ref} ask: For colleges?`)
    expect(await team.shows(author, ref), 'its author sees that they wait').to.include('2 wait for an answer')
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

  it('is answered once: whoever presses again, with other words, hears what the answer was', async () => {
    const { author, reader, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    await reader.type(`${ref} ask: For schools?`)
    await pass()
    const { card } = author.latest() ?? {}
    await author.press(card, 'Send the answer', { answer: 'Yes.' })
    const { text } = await author.press(card, 'Send the answer', { answer: 'No.' })
    expect(text).to.include('Business Manager answered it on').and.include('Yes. Nothing more was sent.')
    await pass()
    expect(reader.inbox().filter(post => wordsOn(post.card).includes('An answer on'))).to.have.length(1)
  })

  it('goes to the business team too while whoever is named is away: a reader does not wait for weeks', async () => {
    const { author, second, reader, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    await author.type('away until 20 Feb')
    expect((await reader.type(`${ref} question: For schools?`)).text).to.include(
      'goes to the business team, since Business Manager is away.',
    )
    await pass()
    for (const member of [author, second])
      expect(wordsOn(member.latest()?.card)).to.include(`A question on ${ref} from Practitioner 1`)
  })

  it('that went to the whole team says on every card who answered it, so that nobody answers it again', async () => {
    const { author, second, reader, running, sent, pass } = team
    const ref = await sent({ agencies: 'bct', contact: 'programme-manager' })
    const file = withPractitioners(40)
    const changes: Record<string, object> = {
      'programme-manager': { to: '2019-02-10' },
      'ad-cyp': { businessTeam: true },
    }
    const people = file.people.map(person => ({ ...person, ...changes[person.id] }))
    await importPartnership(running.store, { ...file, people }, running.clock.now())
    await running.member('ad-cyp').install()
    await reader.type(`${ref} ask: For schools?`)
    await pass()
    const other = running.member('ad-cyp')
    await author.press(author.latest()?.card, 'Send the answer', { answer: 'Yes.' })
    await pass()
    for (const member of [author, other]) {
      expect(wordsOn(member.latest()?.card)).to.include('Business Manager answered it on').and.include('Yes.')
      expect(buttonsOf(member.latest()?.card)).to.deep.equal([])
    }
    expect(second.inbox().some(post => wordsOn(post.card).includes('A question on'))).to.equal(false)
  })
})
