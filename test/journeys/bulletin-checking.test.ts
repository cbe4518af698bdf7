import { expect } from 'chai'
import { bulletinPartition, readBulletin } from '../../src/bulletins/bulletin.ts'
import { type BulletinVerb, bulletinVerbs, ruleOf } from '../../src/bulletins/bulletin-transitions.ts'
import { filledIn, write } from '../support/bulletin-desk.ts'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { buttonsOf, wordsOn } from '../support/member.ts'

describe('whoever checks a bulletin', function () {
  this.timeout(30_000)
  let team: BulletinTeam
  beforeEach(async () => {
    team = await bulletinTeam()
  })
  afterEach(() => team.running.stop())

  it('is asked to approve it by name, and finds approving and returning first and together', async () => {
    const ref = await team.proposed({ agencies: 'wmp' })
    const asked = team.second.inbox().findLast(post => post.summary?.includes(ref))
    expect(asked?.summary).to.equal(`Please approve ${ref}: Seeing the Bigger Picture`)
    expect(wordsOn(asked?.card)).to.include(`Please approve ${ref}: Seeing the Bigger Picture`)
    const buttons = buttonsOf(asked?.card)
    expect(buttons.slice(0, 3)).to.deep.equal(['See it as recipients do', 'Approve', 'Return it'])
    expect(buttons.indexOf('Take it back')).to.be.greaterThan(2)
    expect(wordsOn((await team.author.type(ref)).card), 'its author is not').not.to.include('Please approve')
  })

  it('reads it as recipients will, and approves it there or goes back', async () => {
    const ref = await team.proposed({ agencies: 'wmp' })
    const { card: shown } = await team.second.press(
      (await team.second.type(ref)).card,
      'See it as recipients do',
    )
    expect(wordsOn(shown)).to.include('journey of a child')
    expect(buttonsOf(shown)).to.deep.equal(['Back', 'Approve', 'Return it'])
    const { card: back } = await team.second.press(shown, 'Back')
    expect(buttonsOf(back)).to.include('Approve')
    expect(wordsOn((await team.second.press(shown, 'Approve')).card)).to.include('you approved it')
  })

  it('returns it from there too, with why', async () => {
    const ref = await team.proposed({ agencies: 'wmp' })
    const { card: shown } = await team.second.type(`${ref} preview`)
    const { card } = await team.second.press(shown, 'Return it', { note: 'too long' })
    expect(wordsOn(card)).to.include('you returned it').and.include('too long')
  })

  it('finds the author’s preview without a decision: they cannot approve what they wrote', async () => {
    const { ref } = await write(team.author)
    expect(buttonsOf((await team.author.type(`${ref} preview`)).card)).to.deep.equal(['Back'])
  })

  it('is told what can be done instead, when a step cannot be taken', async () => {
    const { author, second, sent } = team
    const { ref } = await write(author)
    const says = async (words: string) => wordsOn((await author.type(words)).card)
    expect(await says(`${ref} send now`)).to.include('It is still a draft: ask for approval first.')
    await author.type(`${ref} propose`)
    await team.pass()
    expect(await says(`${ref} send now`)).to.include('It waits for approval first. Nothing was changed.')
    await second.type(`${ref} approve`)
    expect(await says(`${ref} pause`)).to.include('It is approved, and not sent yet.')
    const out = await sent({ agencies: 'wmp' })
    expect(await says(`${out} withdraw`)).to.include('Please say why it is withdrawn (recipients read this).')
    expect(await says(`${out} approve correction`)).to.include('No correction waits for approval.')
  })

  it('is told that the text may name a child or give an address, on the card that asks and in the preview; members may be named', async () => {
    const text = 'The mother Sarah Jones said no. Baby Arthur died at 14 Acacia Avenue.'
    const ref = await team.proposed({ agencies: 'wmp', text })
    const asked = team.second.inbox().findLast(post => post.summary?.includes(ref))
    const named = 'This may hold the name of a child or a relative.'
    expect(wordsOn(asked?.card)).to.include(named).and.include('This may hold somebody’s address.')
    expect(wordsOn((await team.second.type(`${ref} preview`)).card)).to.include(named)
    const title = 'Foster carer Practitioner 1 tells her story'
    const member = await team.proposed({ agencies: 'wmp', title })
    expect(await team.shows(team.second, member)).not.to.include(named)
  })

  it('finds when it leaves, as its author said it', async () => {
    const ref = await team.approved({ agencies: 'wmp' })
    const says = async (words: string) => wordsOn((await team.author.type(`${ref} ${words}`)).card)
    expect(await says('send tomorrow at 9')).to.include('Is that 9 in the morning or later?')
    expect(await says('send in 2 hours')).to.include('It leaves Mon 11 Feb at 11:0')
    expect(await says('send at tomorrow 9am')).to.include('It leaves Tue 12 Feb at 09:00')
  })

  it('types the very words that stand on the buttons', async () => {
    const { author, second } = team
    const { ref } = await write(author, { agencies: 'wmp' })
    expect(wordsOn((await author.type(`${ref} change it`)).card)).to.include(`Change ${ref}`)
    const typed: [typeof author, BulletinVerb, string?][] = [
      [author, 'propose'],
      [author, 'take-back'],
      [author, 'propose'],
      [second, 'return', 'too long'],
      [author, 'propose'],
      [author, 'cancel', 'not needed'],
    ]
    for (const [who, verb, note] of typed) {
      const words = `${ref} ${ruleOf(verb).title}${note ? `: ${note}` : ''}`
      expect(wordsOn((await who.type(words)).card), words).to.include(`you ${ruleOf(verb).past}`)
      await team.pass()
    }
  })

  it('is understood whatever button the words are of: none of them is taken for something else', async () => {
    const { author } = team
    const { ref } = await write(author)
    for (const verb of bulletinVerbs) {
      const { card, text } = await author.type(`${ref} ${ruleOf(verb).title} x`.replace(/ x$/, ''))
      expect(`${text} ${wordsOn(card)}`, verb).not.to.match(/not understood|did not understand|There is no/i)
    }
  })

  it('checks what a form said: words and readers in a press of a step are nobody’s, and break no list', async () => {
    const { ref } = await write(team.author, { agencies: 'wmp' })
    const words = {
      ...{ ...filledIn, links: [], picture: undefined, title: 'Nobody read this', marking: 'SECRET' },
      ...{ acknowledge: 'yes', contact: 'practitioner-3' },
    }
    await team.author.forge('bulletin.step', { ref, step: 'edit', words, audience: { list: 'all' } })
    const { card } = await team.author.type('bulletins')
    expect(wordsOn(card)).to.include(`${ref}: Seeing the Bigger Picture`)
    const kept = await team.running.store.get(bulletinPartition('bscb', ref), `bulletin:${ref}`)
    const bulletin = kept && readBulletin(kept)
    expect(bulletin?.words).to.include({ contact: 'business-manager', marking: 'OFFICIAL' })
    expect(bulletin?.audience.agencies).to.deep.equal(['wmp'])
  })
})
