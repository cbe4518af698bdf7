import { expect } from 'chai'
import { bulletinPartition, tallyId } from '../../src/bulletins/bulletin.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { filledIn, withPractitioners, write } from '../support/bulletin-desk.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('a bulletin in several hands', function () {
  this.timeout(30_000)
  let running: RunningApp
  let author: Member
  let second: Member
  let chair: Member
  let reader: Member
  let minute: number
  const isCopy = (post: { summary?: string }) => post.summary?.startsWith('Seeing the Bigger Picture (LB')
  const copiesOf = (member: Member) => member.inbox().filter(isCopy)
  /** Lets so many minutes pass. */
  const pass = (minutes = 1) => {
    minute += minutes
    return running.goTo(new Date(Date.parse('2019-02-11T09:00:00Z') + minute * 60_000).toISOString())
  }
  const begin = async (file: PartnershipFile = withPractitioners(40)) => {
    running = await runApp({ store: temporaryStore(), file, now: '2019-02-11T09:00:00.000Z' })
    minute = 0
    author = running.member('business-manager')
    second = running.member('programme-manager')
    chair = running.member('independent-chair')
    reader = running.member('practitioner-1')
    for (const one of [author, second, chair, reader]) await one.install()
  }
  afterEach(() => running.stop())

  const sums = async (ref: string) => {
    const doc = await running.store.get(bulletinPartition('bscb', ref), tallyId(ref, 1))
    return doc ? totals(readTally(doc)) : {}
  }
  const proposed = async (more: object = {}) => {
    const { ref } = await write(author, more)
    await author.type(`${ref} propose`)
    await pass()
    return ref
  }
  const sent = async (more: object = {}) => {
    const ref = await proposed(more)
    await second.type(`${ref} approve`)
    await author.type(`${ref} send now`)
    await pass()
    await pass(2)
    return ref
  }
  const shows = async (member: Member, ref: string) => wordsOn((await member.type(`${ref} status`)).card)
  const news = (member: Member, ref: string) =>
    wordsOn(member.inbox().findLast(post => post.summary?.startsWith(`${ref}:`))?.card)

  it('whose reader confirms a copy in doubt has arrived there, and is not sent to them again', async () => {
    await begin()
    running.connector.trouble({ status: 504, delivered: true, in: reader.personal })
    const ref = await sent({ agencies: 'bct' })
    expect(await sums(ref)).to.include({ unconfirmed: 1 })
    await reader.press(copiesOf(reader)[0]?.card, 'Read and understood')
    expect(await sums(ref)).not.to.have.property('unconfirmed')
    const { card } = await author.type(`${ref} resend unconfirmed`)
    await pass(2)
    expect(wordsOn(card)).to.include('sent it again')
    expect(copiesOf(reader)).to.have.length(1)
  })

  it('paused and stopped while it is sent again stays in doubt where it was, and can be confirmed all the time', async () => {
    await begin()
    running.connector.trouble({ status: 504, delivered: true, in: reader.personal })
    const ref = await sent({ agencies: 'bct' })
    await author.type(`${ref} resend unconfirmed`)
    await author.type(`${ref} pause`)
    await pass()
    expect(await sums(ref)).to.include({ held: 1 })
    expect((await reader.type(ref)).text).to.include('follows in a moment')
    await author.type(`${ref} stop`)
    await pass()
    expect(await sums(ref))
      .to.include({ unconfirmed: 1 })
      .and.not.have.property('not-needed')
    const before = copiesOf(reader).length
    await reader.type(ref)
    await pass()
    expect(copiesOf(reader), 'who asks gets it, stopped for others or not').to.have.length(before + 1)
    expect((await reader.type(`read ${ref}`)).text).to.include('Thank you')
  })

  it('taken back has no audience that was counted, and is its author’s own again', async () => {
    await begin()
    const ref = await proposed({ agencies: 'schools' })
    expect(wordsOn((await chair.type(ref)).card)).to.include('Waits for the approval')
    await author.type(`${ref} take back`)
    const { card: form } = await author.type(`${ref} change`)
    const { card } = await author.press(form, 'Keep the draft', { agencies: '' })
    expect(wordsOn(card)).to.include('Everyone: not counted yet').and.not.include('waiting')
    expect((await chair.type(ref)).text).to.include('There is no bulletin with that ref')
  })

  it('put forward a second time is not approved by typing alone: who types may have seen the first', async () => {
    await begin()
    const ref = await proposed({ agencies: 'schools' })
    await author.type(`${ref} take back`)
    await author.type(`${ref} change agencies: ; text: Something else entirely.`)
    await author.type(`${ref} propose`)
    await pass()
    const { card } = await second.type(`${ref} approve`)
    expect(wordsOn(card)).to.include('it is not as it was first put forward')
    const version = /approve version (\d+)/.exec(wordsOn(card))?.[1]
    expect(wordsOn((await second.type(`${ref} approve version 1`)).card)).to.include('moved on')
    expect(wordsOn((await second.type(`${ref} approve version ${version}`)).card)).to.include(
      'you approved it',
    )
  })

  it('keeps a returned correction, and tells whoever wrote it what became of it', async () => {
    await begin()
    const ref = await sent({ agencies: 'schools' })
    const { card: form } = await second.type(`${ref} correct`)
    const fields = { text: 'A long corrected text.', note: 'a date was wrong.' }
    await second.press(form, 'Ask for approval of the correction', fields)
    expect(JSON.stringify((await author.type(`${ref} correct`)).card)).to.include('A long corrected text.')
    await chair.type(`${ref} return correction: say which date`)
    await pass()
    expect(news(second, ref)).to.include('The correction was returned: say which date')
    const { card: again } = await second.type(`${ref} correct`)
    expect(JSON.stringify(again)).to.include('A long corrected text.').and.include('a date was wrong.')
    expect(buttonsOf((await chair.type(ref)).card)).not.to.include('Approve the correction')
    await second.type(`${ref} correct because 3 May was wrong; text: A better text.`)
    expect(wordsOn((await chair.type(`${ref} approve correction`)).card)).to.include('first put forward')
    await chair.press((await chair.type(ref)).card, 'Approve the correction')
    await pass()
    expect(news(second, ref)).to.include('approved the correction')
    expect(wordsOn(copiesOf(running.member('practitioner-3'))[0]?.card)).to.include('A better text.')
  })

  it('paused by a colleague says so on the card that showed how far it was, and tells its author', async () => {
    await begin()
    const ref = await proposed()
    await second.type(`${ref} approve`)
    running.connector.trouble({ status: 429, retryAfter: 1200, times: 1, in: reader.personal })
    await author.type(`${ref} send now`)
    await pass()
    const progress = author.inbox().findLast(post => post.summary?.startsWith(`${ref}:`))
    expect(wordsOn(progress?.card)).to.include('It is being sent')
    await second.type(`${ref} pause`)
    await pass(10)
    expect(wordsOn(progress?.card)).to.include('Paused.').and.not.include('It is being sent')
    expect(news(author, ref)).to.include('paused it')
    await second.type(`${ref} resume`)
    await pass(60)
    await pass()
    expect(wordsOn(progress?.card)).to.include('Sent.').and.include('All 54: 54 delivered')
  })

  it('whose author has left tells the colleague who set its time that it was missed', async () => {
    await begin()
    const ref = await proposed()
    await chair.type(`${ref} approve`)
    await second.type(`${ref} send tomorrow 09:30`)
    expect(await shows(author, ref), 'whenever it is read')
      .to.include('Programme Manager: set its time: Tue 12 Feb at 09:30')
      .and.not.include('Read on')
    const file = withPractitioners(40)
    const people = file.people.map(one =>
      one.id === 'business-manager' ? { ...one, to: '2019-02-11' } : one,
    )
    await importPartnership(running.store, { ...file, people }, '2019-02-11T12:00:00.000Z')
    await running.goTo('2019-02-12T11:00:00.000Z')
    expect(news(second, ref)).to.include('missed its moment')
  })

  it('that leaves at its time says by whom it was begun', async () => {
    await begin()
    const ref = await proposed()
    await chair.type(`${ref} approve`)
    await author.type(`${ref} send at 09:30`)
    await pass(40)
    expect(await shows(author, ref)).to.include('Convenor: began to send it')
  })

  it('names who answers questions; once they have left, the business team does', async () => {
    await begin()
    const ref = await sent({ agencies: 'bct', contact: 'programme-manager' })
    expect(wordsOn(copiesOf(reader)[0]?.card)).to.include('Questions: Programme Manager')
    expect((await reader.type(`${ref} ask: For schools?`)).text).to.include('goes to Programme Manager')
    const file = withPractitioners(40)
    const people = file.people.map(one =>
      one.id === 'programme-manager' ? { ...one, to: '2019-02-11' } : one,
    )
    await importPartnership(running.store, { ...file, people }, '2019-02-12T08:00:00.000Z')
    await running.goTo('2019-02-12T09:00:00.000Z')
    const before = second.inbox().length
    expect((await reader.type(`${ref} ask: And for nurseries?`)).text).to.include('goes to the business team')
    await running.goTo('2019-02-12T09:01:00.000Z')
    expect(wordsOn(author.latest()?.card)).to.include('And for nurseries?')
    expect(second.inbox(), 'nothing goes to who has left').to.have.length(before)
    const { card } = await author.press((await author.type('new bulletin')).card, 'Keep the draft', {
      ...filledIn,
      contact: 'practitioner-1',
    })
    expect(wordsOn(card)).to.include('Name somebody of the business team, or yourself')
  })

  it('is written, changed and listed by typing alone', async () => {
    await begin()
    const typed = `new bulletin title: Neglect; source: an audit; agencies: bct; text: See **the child**; always.\nAnd: listen.`
    expect(wordsOn((await author.type(typed)).card)).to.include('LB-19-001 is kept as a draft')
    const preview = wordsOn((await author.type('LB-19-001 preview')).card)
    expect(preview).to.include('; always.').and.include('And: listen.')
    await author.type('LB-19-001 change title: Neglect, again')
    expect(await shows(author, 'LB-19-001')).to.include('LB-19-001: Neglect, again')
    expect((await author.type('new bulletin about neglect')).text).to.include('Type it like this')
    for (let i = 2; i <= 9; i += 1) await write(author, { title: `Learning ${i}` })
    const first = wordsOn((await author.type('bulletins')).card)
    expect(first).to.include('LB-19-009').and.not.include('LB-19-001')
    expect(wordsOn((await author.type('bulletins 2')).card)).to.include('LB-19-001')
    expect((await author.type('bulletins 3')).text).to.include('There are no more')
  })

  it('too long for its form gives nothing back cut: what was written stays in the form it was written in', async () => {
    const file = withPractitioners(4)
    const many = Array.from({ length: 200 }, (_, i) => ({
      ...file.agencies[0]!,
      id: `agency-${i}`,
      name: `Primary School number ${i}`,
    }))
    await begin({ ...file, agencies: [...file.agencies, ...many] })
    const { card: form } = await author.type('new bulletin')
    expect(JSON.stringify(form)).to.include('Agencies, with commas between')
    const refused = await author.press(form, 'Keep the draft', { ...filledIn, text: 'word '.repeat(2400) })
    expect(refused.text).to.include('too long for a Teams card').and.include('still holds it')
    const text = 'word '.repeat(1600)
    const { card, ref } = await write(author, { text, agencies: 'agency-7, bct' })
    expect(wordsOn(card)).to.include('is kept as a draft').and.include('Primary School number 7')
    expect(JSON.stringify((await author.type(`${ref} change`)).card)).to.include(text.trim())
  })
})
