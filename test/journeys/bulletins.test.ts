import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { bulletinPartition, tallyId } from '../../src/bulletins/bulletin.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import { filledIn, withPractitioners, write } from '../support/bulletin-desk.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('a bulletin, from its draft to its figures', function () {
  this.timeout(20_000)
  let running: RunningApp
  let author: Member
  let second: Member
  let reader: Member
  const at = (time: string) => `2019-02-11T${time}:00.000Z`

  const start = async (practitioners: number) => {
    running = await runApp({
      store: temporaryStore(),
      file: withPractitioners(practitioners),
      now: at('09:00'),
    })
    author = running.member('business-manager')
    second = running.member('programme-manager')
    reader = running.member('practitioner-0')
    for (const one of [author, second, reader]) await one.install()
  }
  beforeEach(() => start(40))
  afterEach(() => running.stop())

  const sums = async (ref: string, no = 1) => {
    const doc = await running.store.get(bulletinPartition('bscb', ref), tallyId(ref, no))
    return doc ? totals(readTally(doc)) : {}
  }
  const about = (member: Member, ref: string) =>
    member.inbox().findLast(post => post.summary?.includes(ref) && post.card)?.card
  const sent = async (more: object = {}) => {
    const { ref } = await write(author, more)
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    await second.type(`${ref} approve`)
    await author.type(`${ref} send now`)
    await running.goTo(at('09:02'))
    await running.goTo(at('09:04'))
    return ref
  }

  it('is written, previewed as recipients will see it, approved by another, sent once to each, read and counted', async () => {
    const { card, ref } = await write(author, { agencies: 'wmp,bct' })
    expect(ref).to.equal('LB-19-001')
    expect(wordsOn(card)).to.include('kept as a draft')
    const { card: preview } = await author.press(card, 'See it as recipients do')
    expect(wordsOn(preview)).to.include('journey of a child').and.not.include('**')
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    const asked = about(second, ref)
    expect(wordsOn(asked)).to.include('Waits for the approval')
    expect(wordsOn(asked)).to.match(/Birmingham Children's Trust or|West Midlands Police or/)
    expect((await sums(ref)).held).to.equal(20 + 6)
    const { card: approved } = await second.press(asked, 'Approve')
    expect(wordsOn(approved)).to.include('Approved. It can be sent.')
    await author.type(`${ref} send now`)
    const posts = await running.goTo(at('09:02'))
    const copies = posts.filter(post => post.summary === `Seeing the Bigger Picture (${ref})`)
    expect(copies).to.have.length(26)
    expect(new Set(copies.map(copy => copy.conversation)).size).to.equal(26)
    const { card: read } = await reader.press(about(reader, ref), 'Read and understood')
    expect(wordsOn(read)).to.include('You have read and understood this')
    expect(buttonsOf(read)).not.to.include('Read and understood')
    const other = running.member('practitioner-1')
    expect((await other.type(`read ${ref}`)).text).to.include('Thank you')
    expect((await other.type(`read ${ref}`)).text).to.include('Thank you')
    await running.goTo(at('09:04'))
    const { card: stands } = await author.type(ref)
    expect(wordsOn(stands)).to.include('All 26: 26 delivered; 2 read and understood')
    expect(wordsOn(stands)).to.include('Mon 11 Feb: 2')
  })

  it('is not approved by whoever wrote it, whatever else they are', async () => {
    const { ref } = await write(author)
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    const { card } = await author.type(`${ref} approve`)
    expect(wordsOn(card)).to.include('A second person approves what you wrote')
    await second.type(`${ref} take back`)
    const { card: form } = await second.type(`${ref} change`)
    await second.press(form, 'Keep the draft', { title: 'Seeing more' })
    await second.type(`${ref} propose`)
    await running.goTo(at('09:02'))
    const { card: rewritten } = await second.type(`${ref} approve`)
    expect(wordsOn(rewritten)).to.include('A second person approves what you wrote')
  })

  it('tells nobody else that it is there', async () => {
    const { ref } = await write(author)
    const none = await reader.type('LB-19-077')
    for (const words of [ref, `read ${ref}`, `${ref} approve`, `${ref} send now`, `${ref} ledger`])
      expect((await reader.type(words)).text, words).to.equal(none.text)
    expect((await reader.type('new bulletin')).text).to.include('written by the business team')
  })

  it('comes back with every reason and what was filled in, when it cannot be kept', async () => {
    const { card: form } = await author.type('new bulletin')
    const { card } = await author.press(form, 'Keep the draft', {
      ...filledIn,
      title: 'Kept title',
      source: '',
      links: 'http://insecure.org',
      agencies: 'nobody',
    })
    const words = wordsOn(card)
    expect(words).to.include('Say what it was learnt from').and.include('begin with https://')
    expect(words).to.include('No agency or group is called “nobody”').and.include('Kept title')
    const guarded = await author.press(card, 'Keep the draft', {
      ...filledIn,
      text: 'NHS number 943 476 5919',
    })
    expect(wordsOn(guarded.card)).to.include('an NHS number').and.not.include('943 476')
  })

  it('warns author and approver of what together may tell who a family is', async () => {
    const text = 'The three-month-old baby’s mother came from Pakistan and was diagnosed with epilepsy.'
    const { card, ref } = await write(author, { text })
    expect(wordsOn(card)).to.include('Together these may tell who the family is')
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    expect(wordsOn(about(second, ref))).to.include('Together these may tell who the family is')
  })

  it('pauses at once, goes on where it was, and cancels what has not left', async () => {
    const { ref } = await write(author)
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    await second.type(`${ref} approve`)
    await author.type(`${ref} send now`)
    await author.type(`${ref} pause`)
    const none = await running.goTo(at('09:02'))
    expect(none.filter(post => post.summary?.includes('Bigger Picture (LB'))).to.deep.equal([])
    expect(await sums(ref)).to.deep.equal({ held: 54 })
    await author.type(`${ref} resume`)
    await author.type(`${ref} cancel: a mistake`)
    await running.goTo(at('09:03'))
    expect(await sums(ref)).to.deep.equal({ 'not-needed': 54 })
    const { card } = await author.type(ref)
    expect(wordsOn(card)).to.include('Cancelled. Nothing more is sent of it.')
  })

  it('corrects every copy once a second person agrees, and withdraws every copy at once', async () => {
    const ref = await sent()
    const { card: form } = await author.type(`${ref} correct`)
    const fields = { text: 'Consider the whole journey.', note: 'a word was missing.' }
    await author.press(form, 'Ask for approval of the correction', fields)
    await running.goTo(at('09:05'))
    const { card: asked } = await second.press(about(second, ref), 'See it as recipients do')
    expect(wordsOn(asked)).to.include('whole journey').and.include('a word was missing')
    expect(wordsOn(reader.inbox()[1]?.card), 'nobody sees it yet').to.include('journey of a child')
    await second.type(`${ref} approve correction`)
    await running.goTo(at('09:06'))
    const copies = () =>
      running.connector.posted.filter(post => post.summary === `Seeing the Bigger Picture (${ref})`)
    expect(copies()).to.have.length(54)
    for (const copy of copies()) {
      expect(copy.updates, copy.conversation).to.equal(1)
      expect(wordsOn(copy.card)).to.include('Consider the whole journey.').and.include('a word was missing')
    }
    await author.type(`${ref} withdraw: a detail could identify a family.`)
    await running.goTo(at('09:07'))
    for (const copy of copies()) {
      expect(wordsOn(copy.card)).to.include('is withdrawn').and.not.include('Bigger Picture')
      expect(copy.updates).to.equal(2)
    }
    const { card } = await author.type(ref)
    expect(wordsOn(card)).to.include('54 delivered')
    expect((await reader.type(`read ${ref}`)).text).to.include('was withdrawn')
  })

  it('once corrected, is confirmed anew: an old card counts for its old words, and the figures tell the two apart', async () => {
    const ref = await sent()
    const [early, late, never] = [reader, running.member('practitioner-1'), running.member('practitioner-2')]
    const old = about(late, ref)
    await early.press(about(early, ref), 'Read and understood')
    const { card: form } = await author.type(`${ref} correct`)
    const fields = { text: 'Consider the whole journey.', note: 'a word was missing.' }
    await author.press(form, 'Ask for approval of the correction', fields)
    await second.type(`${ref} approve correction`)
    await running.goTo(at('09:06'))
    expect(wordsOn(about(early, ref))).to.include('You confirmed it on Mon 11 Feb, before it was corrected.')
    const { card: shown } = await late.press(old, 'Read and understood')
    expect(wordsOn(shown)).to.include('Consider the whole journey.').and.include('before it was corrected')
    const figures = async () => {
      await running.goTo(at('09:06'))
      return wordsOn((await author.type(ref)).card)
    }
    expect(await figures()).to.include('54 delivered; 2 read and understood, 0 of them as it was corrected')
    await late.press(shown, 'Read and understood')
    await late.press(shown, 'Read and understood')
    expect((await early.type(`read ${ref}`)).text).to.include('as it was corrected on Mon 11 Feb')
    expect(await figures()).to.include('2 read and understood, 2 of them as it was corrected')
    await never.press(about(never, ref), 'Read and understood')
    expect(await figures()).to.include('3 read and understood, 3 of them as it was corrected')
  })

  it('once corrected, is brought to the mind of whoever has read the old words alone', async () => {
    const ref = await sent()
    await reader.type(`read ${ref}`)
    const { card: form } = await author.type(`${ref} correct`)
    const fields = { text: 'Consider the whole journey.', note: 'a word was missing.' }
    await author.press(form, 'Ask for approval of the correction', fields)
    await second.type(`${ref} approve correction`)
    await running.goTo(at('09:06'))
    await running.member('practitioner-1').type(`read ${ref}`)
    await author.type(`${ref} remind`)
    const posts = await running.goTo(at('09:10'))
    const reminded = posts.filter(post => wordsOn(post.card).includes('A reminder'))
    expect(reminded).to.have.length(53)
    expect(wordsOn(reader.latest()?.card)).to.include('this was corrected after you confirmed it')
  })

  it('corrected after its one reminder, is reminded of once more: to who has not read the new words', async () => {
    const ref = await sent()
    await author.type(`${ref} remind`)
    await running.goTo(at('09:06'))
    const { card: form } = await author.type(`${ref} correct`)
    const fields = { text: 'Consider the whole journey.', note: 'a word was missing' }
    await author.press(form, 'Ask for approval of the correction', fields)
    expect(wordsOn((await second.type(ref)).card)).to.include('Corrected: a word was missing. See it')
    await second.type(`${ref} approve correction`)
    await running.goTo(at('09:10'))
    await reader.type(`read ${ref}`)
    await running.goTo(at('09:11'))
    const { card } = await author.type(ref)
    expect(wordsOn(card)).to.include('a word was missing. 108 delivered (copies and reminders).')
    expect(buttonsOf(card)).to.include('Remind')
    await author.press(card, 'Remind')
    const posts = await running.goTo(at('09:15'))
    const reminded = posts.filter(post => wordsOn(post.card).includes('A reminder'))
    expect(reminded).to.have.length(53)
    expect(reminded.map(post => post.conversation)).not.to.include(reader.personal)
    expect(wordsOn((await author.type(`${ref} remind`)).card)).to.include('reminded of twice')
  })

  it('cancelled half way, is withdrawn from those who have it', async () => {
    const { ref } = await write(author)
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    await second.type(`${ref} approve`)
    running.connector.trouble({ status: 429, retryAfter: 300, times: 10 })
    await author.type(`${ref} send now`)
    await running.goTo(at('09:02'))
    await author.type(`${ref} cancel: a mistake`)
    await running.goTo(at('09:20'))
    const counts = await sums(ref)
    expect(counts['not-needed']).to.be.greaterThan(5)
    await author.type(`${ref} withdraw: it names a place.`)
    await running.goTo(at('09:21'))
    const copies = running.connector.posted.filter(post => post.summary?.includes(`Picture (${ref})`))
    expect(copies).to.have.length(counts.sent ?? 0)
    for (const copy of copies) expect(wordsOn(copy.card)).to.include('is withdrawn')
  })

  it('is read by four hundred at the same moment, none is turned away, and four hundred are counted', async function () {
    this.timeout(120_000)
    running.stop()
    await start(400)
    const ref = await sent()
    const readers = Array.from({ length: 400 }, (_, i) => running.member(`practitioner-${i}`))
    const answers = await Promise.all(readers.map(one => one.type(`read ${ref}`)))
    for (const { text } of answers) expect(text).to.include('Thank you')
    await Promise.all(readers.slice(0, 40).map(one => one.press(about(one, ref), 'Read and understood')))
    await running.goTo(at('09:05'))
    const { card } = await author.type(ref)
    expect(wordsOn(card)).to.include('All 414: 414 delivered; 400 read and understood')
  })

  it('gives its ledger as an Excel file, and those to write to by e-mail, to whoever steers it only', async () => {
    const ref = await sent()
    const posted = await author.type(`${ref} ledger`)
    expect(posted.status).to.equal(200)
    const offered = running.connector.posted.at(-1)?.attachments?.[0] as {
      name: string
      content: { acceptContext: { verb: string; data: object }; description: string }
    }
    expect(offered.name).to.equal(`${ref}-ledger-2019-02-11.xlsx`)
    expect(offered.content.description).to.include('54 people')
    const { verb, data } = offered.content.acceptContext
    const reply = await running.app.bot.handle(author.turn({ verb, data }))
    if (!('file' in reply)) throw new Error('There is no file.')
    const rows = await spreadsheets.read(reply.file.bytes, reply.file.name)
    expect(rows).to.have.length(55)
    const parts = unzipSync(reply.file.bytes)
    expect(strFromU8(parts['xl/workbook.xml']!)).to.match(/By agency.*By day/s)
    expect(rows[0]?.slice(0, 4)).to.deep.equal(['Name', 'Agency', 'E-mail', 'State'])
    expect(new Set(rows.slice(1).map(row => row[3]))).to.deep.equal(new Set(['sent']))
    expect(JSON.stringify(await running.app.bot.handle(reader.turn({ verb, data })))).to.include(
      'There is no bulletin',
    )
  })

  it('has no ledger while it is a draft: its author is told when it will, nobody else that it is there', async () => {
    const { ref } = await write(author)
    expect((await author.type(`${ref} ledger`)).text).to.include('no ledger yet')
    expect((await reader.type(`${ref} ledger`)).text).to.include('There is no bulletin')
  })

  it('reminds those who have not read it, once, and nobody else', async () => {
    const ref = await sent()
    await reader.type(`read ${ref}`)
    await author.type(`${ref} remind`)
    const posts = await running.goTo(at('09:10'))
    const reminded = posts.filter(post => wordsOn(post.card).includes('A reminder'))
    expect(reminded).to.have.length(53)
    expect(reminded.map(post => post.conversation)).not.to.include(reader.personal)
    const { card } = await author.type(`${ref} remind`)
    expect(wordsOn(card))
      .to.include('It was reminded of once: no more are sent, unless it is corrected.')
      .and.not.include('local rule')
  })

  it('gives a new copy to whoever asks, and passes questions on to its author', async () => {
    const ref = await sent()
    expect((await reader.type(ref)).text).to.include('follows in a moment')
    await running.goTo(at('09:05'))
    expect(reader.inbox().filter(post => post.summary?.includes(`(${ref})`))).to.have.length(2)
    await reader.type(`${ref} ask: Does this apply to schools?`)
    await running.goTo(at('09:06'))
    expect(wordsOn(author.latest()?.card))
      .to.include('Does this apply to schools?')
      .and.include('Practitioner 0')
    await author.type(`${ref} withdraw: an error.`)
    await running.goTo(at('09:07'))
    for (const post of reader.inbox().filter(one => one.summary?.includes(`(${ref})`)))
      expect(wordsOn(post.card), 'the second copy is withdrawn too').to.include('is withdrawn')
  })
})
