import { expect } from 'chai'
import { filledIn, write } from '../support/bulletin-desk.ts'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { buttonsOf, inputsOf, wordsOn } from '../support/member.ts'

describe('the form of a bulletin', function () {
  this.timeout(30_000)
  let team: BulletinTeam
  beforeEach(async () => {
    team = await bulletinTeam()
  })
  afterEach(() => team.running.stop())

  it('comes back with every word when the draft moved on meanwhile, says what is other now, and is kept if wanted', async () => {
    const { ref } = await write(team.author, { agencies: 'wmp' })
    const { card: form } = await team.author.type(`${ref} change`)
    await team.second.type(`${ref} change title: A better title`)
    const mine = { ...filledIn, agencies: 'wmp', text: 'What I typed for an hour.' }
    const { card: again } = await team.author.press(form, 'Keep the draft', mine)
    expect(JSON.stringify(again)).to.include('What I typed for an hour.')
    expect(wordsOn(again))
      .to.include('this moved on')
      .and.include('It is otherwise there now: title, learning.')
    expect(await team.shows(team.author, ref), 'until then').to.include('A better title')
    const { card: kept } = await team.author.press(again, 'Keep the draft', mine)
    expect(wordsOn(kept)).to.include('you changed the draft').and.include('Seeing the Bigger Picture')
  })

  it('comes back too when what it was opened for is over: the words are not lost', async () => {
    const { ref } = await write(team.author, { agencies: 'wmp' })
    const { card: form } = await team.author.type(`${ref} change`)
    await team.author.type(`${ref} propose`)
    const mine = { ...filledIn, text: 'What I typed for an hour.' }
    const { card: again } = await team.author.press(form, 'Keep the draft', mine)
    const { card: still } = await team.author.press(again, 'Keep the draft', mine)
    expect(wordsOn(still)).to.include('It waits for approval: take it back first.')
    expect(JSON.stringify(still)).to.include('What I typed for an hour.')
  })

  it('that starts from a seven-minute briefing carries it to every reader, once every part is filled in', async () => {
    const { card: form } = await team.author.type('new briefing')
    const { card } = await team.author.press(form, 'Keep the draft', {
      agencies: 'wmp',
      title: 'Seven-minute briefing: neglect',
      source: 'an audit',
    })
    const ref = /LB-\d\d-\d{3}/.exec(JSON.stringify(card))?.[0] ?? ''
    const { card: open } = await team.author.type(`${ref} propose`)
    expect(wordsOn(open)).to.include('A part of it is still empty').and.include('Draft.')
    const { card: again } = await team.author.type(`${ref} change`)
    const text = String(inputsOf(again)['text']).replaceAll('…', 'Something was learnt.')
    await team.author.press(again, 'Keep the draft', { text })
    await team.author.type(`${ref} propose`)
    await team.pass()
    await team.second.type(`${ref} approve`)
    await team.author.type(`${ref} send now`)
    await team.pass()
    const reader = team.running.member('practitioner-4')
    const copy = reader.inbox().find(post => post.summary?.includes(ref))
    expect(wordsOn(copy?.card)).to.include('1. What happened').and.include('7. Where to find more')
  })

  it('pressed twice keeps one draft, and another once a word is other', async () => {
    const { card: form } = await team.author.type('new bulletin')
    const keep = (more: object = {}) => team.author.press(form, 'Keep the draft', { ...filledIn, ...more })
    const refIn = ({ card }: { card?: unknown }) => /LB-\d\d-\d{3}/.exec(JSON.stringify(card))?.[0]
    const first = refIn(await keep())
    const twice = await keep()
    expect(refIn(twice)).to.equal(first)
    expect(wordsOn(twice.card)).to.include(`${first} is kept as a draft.`)
    for (const more of [{ title: 'Another' }, { agencies: 'wmp' }])
      expect(refIn(await keep(more))).not.to.equal(first)
    expect(wordsOn((await team.author.type('bulletins')).card).match(/LB-19/g)).to.have.length(3)
  })

  it('keeps what was typed before a template was chosen, and takes the template once', async () => {
    const { card: form } = await team.author.type('new bulletin')
    const typed = {
      title: 'Neglect',
      text: 'What I typed for an hour.',
      source: 'an audit',
      marking: 'OFFICIAL-SENSITIVE',
    }
    const { card } = await team.author.press(form, 'Seven-minute briefing', typed)
    const { card: twice } = await team.author.press(card, 'Seven-minute briefing')
    expect(inputsOf(twice)).to.include({
      title: 'Neglect',
      source: 'an audit',
      marking: 'OFFICIAL-SENSITIVE',
    })
    expect(inputsOf(twice)['text']).to.match(/^What I typed for an hour\.\n\n\*\*1\. What happened/)
    expect(String(inputsOf(twice)['text']).match(/What happened/g)).to.have.length(1)
  })

  it('can be used while another bulletin is being sent: its author goes on working', async () => {
    const ref = await team.approved({ agencies: 'wmp' })
    team.running.connector.trouble({
      status: 429,
      retryAfter: 600,
      in: team.running.member('practitioner-4').personal,
    })
    await team.author.type(`${ref} send now`)
    await team.pass()
    expect(await team.shows(team.author, ref)).to.include('It is being sent.')
    const { card, ref: other } = await write(team.author, { agencies: 'bct' })
    expect(buttonsOf(card)).to.include('Ask for approval')
    await team.author.type(`${other} propose`)
    await team.pass()
    expect(await team.shows(team.second, other)).to.include('Waits for the approval')
    await team.pass(12)
    await team.pass(2)
    expect(await team.shows(team.author, ref)).to.include('Sent.')
  })

  it('comes back without what may not be kept to whoever may write it, and to nobody else', async () => {
    const { ref } = await write(team.author, { agencies: 'wmp' })
    const held = { ...filledIn, text: 'The child with 943 476 5919', contact: 'independent-chair' }
    for (const [of, why] of [
      [{}, 'Bulletins are written by'],
      [{ ref, version: 1 }, 'There is no bulletin with that ref'],
    ] as const) {
      const { card, text } = await team.reader.forge('bulletin.save', { ...held, ...of })
      expect(text, wordsOn(card)).to.include(why)
      expect(wordsOn((await team.author.forge('bulletin.save', { ...held, ...of })).card)).to.include('NHS')
    }
  })
})
