import { expect } from 'chai'
import { bulletinPartition, tallyId } from '../../src/bulletins/bulletin.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { withPractitioners, write } from '../support/bulletin-desk.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('a bulletin in trouble', function () {
  this.timeout(30_000)
  let running: RunningApp
  let author: Member
  let second: Member
  const at = (time: string) => `2019-02-11T${time}:00.000Z`
  const isCopy = (post: { summary?: string }) =>
    post.summary?.startsWith('Seeing the Bigger Picture (LB') === true
  const copies = () => running.connector.posted.filter(isCopy)

  const begin = async (file: PartnershipFile = withPractitioners(40)) => {
    running = await runApp({ store: temporaryStore(), file, now: at('09:00') })
    author = running.member('business-manager')
    second = running.member('programme-manager')
    for (const one of [author, second]) await one.install()
  }
  afterEach(() => running.stop())

  const sums = async (ref: string, no = 1) => {
    const doc = await running.store.get(bulletinPartition('bscb', ref), tallyId(ref, no))
    return doc ? totals(readTally(doc)) : {}
  }
  const approved = async (more: object = {}, time = '09:01') => {
    const { ref } = await write(author, more)
    await author.type(`${ref} propose`)
    await running.goTo(at(time))
    await second.type(`${ref} approve`)
    return ref
  }
  const shows = async (ref: string) => wordsOn((await author.type(`${ref} status`)).card)

  it('leaves at its London time', async () => {
    await begin()
    const ref = await approved({ localities: 'erdington' })
    await author.type(`${ref} send at 12 Feb 09:30`)
    expect(await shows(ref)).to.include('It leaves Tue 12 Feb at 09:30')
    await running.goTo('2019-02-12T09:29:00.000Z')
    expect(copies()).to.have.length(0)
    await running.goTo('2019-02-12T09:30:00.000Z')
    expect(copies()).to.have.length(20)
  })

  it('asks its author when its moment was missed, instead of sending late by itself', async () => {
    await begin()
    const ref = await approved()
    await author.type(`${ref} send at 12 Feb 09:30`)
    await running.goTo('2019-02-12T10:30:00.000Z')
    expect(copies()).to.have.length(0)
    const told = author.inbox().findLast(post => post.summary?.startsWith(ref))?.card
    expect(wordsOn(told)).to.include('missed its moment').and.include('Send now')
  })

  it('is a draft again when nobody fits its audience, and when all have left before it is sent', async () => {
    await begin()
    const { ref } = await write(author, { roles: 'astronaut' })
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    expect(await shows(ref))
      .to.include('nobody who fits its audience')
      .and.include('Draft.')
    const emptied = await approved({ roles: 'health visitor' }, '09:02')
    expect((await sums(emptied)).held).to.equal(14)
    await importPartnership(running.store, withPractitioners(0), at('09:02'))
    await author.type(`${emptied} send now`)
    await running.goTo(at('09:03'))
    await running.goTo(at('09:05'))
    expect(copies()).to.have.length(0)
    expect(await shows(emptied)).to.include('nobody of its audience left')
    expect(await shows(emptied))
      .to.include('Draft.')
      .and.include('not counted yet')
  })

  it('gives joiners nothing old, and keeps leavers in its figures', async () => {
    await begin()
    const ref = await approved({ agencies: 'bchc' })
    await author.type(`${ref} send now`)
    await running.goTo(at('09:02'))
    expect(copies()).to.have.length(10)
    await importPartnership(running.store, withPractitioners(44), at('09:02'))
    await running.goTo(at('09:05'))
    expect(copies()).to.have.length(10)
    await importPartnership(running.store, withPractitioners(8), at('09:05'))
    await running.goTo(at('09:06'))
    expect(await shows(ref)).to.include('All 10: 10 delivered')
  })

  it('counts who cannot be reached and why before it is sent, and reaches them once they have an account', async () => {
    const file = withPractitioners(40)
    const people = file.people.map(person => {
      const { entraId, tenant, ...rest } = person
      return person.id === 'practitioner-3' || person.id === 'practitioner-7' ? rest : person
    })
    await begin(file)
    await importPartnership(running.store, { ...file, people }, at('09:00'))
    const ref = await approved({ agencies: 'schools' })
    expect(await sums(ref)).to.deep.equal({ held: 8, unreachable: 2 })
    expect(await shows(ref))
      .to.include('All 10: 8 reachable, 2 not reachable')
      .and.include('2 not reachable (no account known)')
    await importPartnership(running.store, file, at('09:01'))
    await running.member('practitioner-3').install()
    await running.goTo(at('09:02'))
    expect(copies(), 'not before it is sent').to.have.length(0)
    await author.type(`${ref} send now`)
    await running.goTo(at('09:03'))
    expect(running.member('practitioner-3').inbox().filter(isCopy)).to.have.length(1)
  })

  it('counts whoever blocked Convenor before as not reachable, and tells the team of all with one card', async () => {
    await begin()
    const first = await approved({ agencies: 'schools' })
    for (const one of ['3', '7'])
      running.connector.trouble({ status: 403, in: running.member(`practitioner-${one}`).personal })
    await author.type(`${first} send now`)
    await running.goTo(at('09:02'))
    expect(await sums(first)).to.deep.equal({ sent: 8, unreachable: 2 })
    const ref = await approved({ agencies: 'schools' }, '09:03')
    expect(await shows(ref)).to.include('All 10: 8 reachable, 2 not reachable')
    await running.goTo(at('09:30'))
    const told = author.inbox().filter(post => post.summary?.includes('cannot be reached'))
    expect(told).to.have.length(1)
  })

  it('that waited over 30 days for somebody is not sent to them by itself, but when it is sent again', async () => {
    const file = withPractitioners(40)
    const people = file.people.map(person => {
      const { entraId, tenant, ...rest } = person
      return person.id === 'practitioner-3' ? rest : person
    })
    await begin(file)
    await importPartnership(running.store, { ...file, people }, at('09:00'))
    const ref = await approved({ agencies: 'schools' })
    await author.type(`${ref} send now`)
    await running.goTo(at('09:02'))
    await running.goTo('2019-03-20T09:00:00.000Z')
    await importPartnership(running.store, file, '2019-03-20T09:00:00.000Z')
    const late = running.member('practitioner-3')
    await late.install()
    await running.goTo('2019-03-20T09:01:00.000Z')
    expect(late.inbox().filter(isCopy)).to.have.length(0)
    await author.type(`${ref} resend unreachable`)
    await running.goTo('2019-03-20T09:02:00.000Z')
    expect(late.inbox().filter(isCopy)).to.have.length(1)
  })

  it('needs a chair’s approval over so many people, and an author’s scope is kept to', async () => {
    const file = withPractitioners(40)
    const bulletins = {
      chairOver: 30,
      authors: [{ person: 'yos-performance', mayReach: { agencies: ['schools'] } }],
    }
    await begin({ ...file, bulletins })
    const { ref } = await write(author)
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    expect(wordsOn((await second.type(`${ref} approve`)).card ?? (await second.type(ref)).card)).to.include(
      'a chair',
    )
    const chair = running.member('independent-chair')
    expect(chair.latest()?.summary).to.include(ref)
    expect(wordsOn((await chair.type(`${ref} approve`)).card)).to.include('Approved.')
    const scoped = running.member('yos-performance')
    const { card: form } = await scoped.type('new bulletin')
    const fields = { title: 'T', text: 'Learning.', source: 'an audit' }
    const { card } = await scoped.press(form, 'Keep the draft', { ...fields, agencies: 'wmp,schools' })
    expect(wordsOn(card)).to.include('must choose among them: schools')
    const { card: kept } = await scoped.press(card, 'Keep the draft', { ...fields, agencies: 'schools' })
    expect(wordsOn(kept)).to.include('kept as a draft')
  })

  it('stops when credentials run out half way, says why and how far it is, and goes on by itself, each once', async () => {
    await begin()
    const ref = await approved()
    running.connector.trouble({ status: 401, on: 'post', after: 20, times: 1000 })
    await author.type(`${ref} send now`)
    await running.goTo(at('09:02'))
    running.connector.calm()
    const delivered = copies().length
    expect(delivered, 'half way').to.be.within(1, 40)
    const counts = await sums(ref)
    expect(counts).to.deep.equal({ sent: delivered, queued: 54 - delivered })
    expect(await shows(ref))
      .to.include('Teams did not accept our credentials')
      .and.include(`${delivered} sent, of 54.`)
    for (const time of ['09:40', '10:10', '10:13']) await running.goTo(at(time))
    expect(await sums(ref)).to.deep.equal({ sent: 54 })
    expect(copies()).to.have.length(54)
    expect(new Set(copies().map(copy => copy.conversation)).size, 'each once').to.equal(54)
  })

  it('with one in twenty blocked, names each of them, delivers to all others, and the sums are the audience', async () => {
    await begin(withPractitioners(86))
    const ref = await approved()
    expect(await sums(ref)).to.deep.equal({ held: 100 })
    const blocked = [3, 20, 41, 60, 85].map(i => running.member(`practitioner-${i}`))
    for (const one of blocked) running.connector.trouble({ status: 403, in: one.personal })
    await author.type(`${ref} send now`)
    await running.goTo(at('09:02'))
    expect(await sums(ref)).to.deep.equal({ sent: 95, unreachable: 5 })
    for (const one of blocked) expect(one.inbox().filter(isCopy)).to.have.length(0)
    expect(new Set(copies().map(copy => copy.conversation)).size).to.equal(95)
    await author.type(`${ref} unreachable`)
    const offered = running.connector.posted.at(-1)?.attachments?.[0] as { content: { description: string } }
    expect(offered.content.description, 'to write to by e-mail').to.include('5 people')
    await running.goTo(at('09:04'))
    await author.type(`${ref} resend unreachable`)
    await running.goTo(at('09:05'))
    expect(await sums(ref), 'and once they are back').to.deep.equal({ sent: 100 })
    expect(copies()).to.have.length(100)
  })

  it('waits out ten minutes of throttling, names who is blocked, and leaves in doubt what is in doubt', async () => {
    await begin()
    const ref = await approved()
    const blocked = running.member('practitioner-5').personal
    running.connector.trouble(
      { status: 403, in: blocked },
      { status: 504, delivered: true, in: running.member('practitioner-6').personal },
      { status: 429, retryAfter: 600, times: 8 },
    )
    await author.type(`${ref} send now`)
    await running.goTo(at('09:02'))
    for (const time of [
      '09:13',
      '09:24',
      '09:35',
      '09:46',
      '09:57',
      '10:10',
      '10:25',
      '10:40',
      '11:10',
      '12:00',
    ])
      await running.goTo(at(time))
    expect(await sums(ref)).to.deep.equal({ sent: 52, unreachable: 1, unconfirmed: 1 })
    expect(copies(), 'one of them unconfirmed').to.have.length(53)
    await author.type(`${ref} resend unconfirmed`)
    await running.goTo(at('12:01'))
    await running.goTo(at('12:05'))
    expect(await sums(ref)).to.deep.equal({ sent: 53, unreachable: 1 })
    const repeated = running.member('practitioner-6').inbox().filter(isCopy)
    expect(wordsOn(repeated[1]?.card)).to.include('You may have had this already')
    const { card } = await author.type(`${ref} resend sent`)
    expect(wordsOn(card)).to.include('Name whom to send it to again')
  })

  it('does a repeated press once, and a stale one not at all', async () => {
    await begin()
    const ref = await approved()
    const { card } = await author.type(ref)
    const press = author.pressing(card, 'Send now', {})
    await Promise.all([author.post(press), author.post(press)])
    await running.goTo(at('09:02'))
    expect(copies()).to.have.length(54)
    expect(wordsOn((await author.press(card, 'Send now')).card)).to.include(
      'moved on since your card was made',
    )
  })

  it('is for those on an uploaded list, and says which rows fit nobody', async () => {
    await begin()
    const { ref } = await write(author)
    const csv = 'Id,Note\npractitioner-1,x\npractitioner-2,\nnobody-here,\n'
    const attached = { name: 'list.csv', fetch: async () => new Uint8Array(Buffer.from(csv)) }
    const turn = {
      activityId: 'listing',
      from: { tenantId: 'tenant-of-the-partnership', entraId: author.entraId },
      place: {
        kind: 'personal' as const,
        tenantId: 't',
        conversationId: author.personal,
        serviceUrl: running.connector.url,
      },
    }
    const reply = await running.app.bot.handle({ ...turn, input: { text: `${ref} list`, attached } })
    expect('card' in reply && reply.card.notice).to.include('is being looked up')
    expect(wordsOn((await author.type(`${ref} propose`)).card)).to.include('still being looked up')
    await running.goTo(at('09:01'))
    expect(wordsOn(author.inbox().findLast(post => post.summary?.startsWith(ref))?.card))
      .to.include('looked its list up: 2 people are on it; row 4 fits nobody known here')
      .and.include('on the uploaded list of 2')
    const large = {
      name: 'big.png',
      fetch: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, ...Array(9000).fill(0)]),
    }
    const refused = await running.app.bot.handle({
      ...turn,
      activityId: 'picturing',
      input: { text: `${ref} picture: a chart`, attached: large },
    })
    expect('text' in refused && refused.text)
      .to.include('9 KB')
      .and.include('https address')
    await author.type(`${ref} propose`)
    await running.goTo(at('09:01'))
    expect(await sums(ref)).to.deep.equal({ held: 2 })
    const kept = await running.store.find({ partnership: 'bscb', type: 'bulletin-list', limit: 10 })
    expect(JSON.stringify(kept.docs), 'what fits nobody is not kept').not.to.include('nobody-here')
    await author.type(`${ref} take back`)
    expect(wordsOn((await author.type(`${ref} no list`)).card)).to.include('goes by no list any more')
    await author.type(`${ref} propose`)
    await running.goTo(at('09:02'))
    expect(await sums(ref, 2), 'frozen anew').to.deep.equal({ held: 54 })
    expect(await sums(ref, 1), 'and those of before are not needed').to.deep.equal({ 'not-needed': 2 })
  })
})
