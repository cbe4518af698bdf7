import { expect } from 'chai'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { bulletinPartition, correctionTally, reminderTally, tallyId } from '../../src/bulletins/bulletin.ts'
import { requeueEverybody } from '../../src/delivery/requeue.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { withPractitioners, write } from '../support/bulletin-desk.ts'
import type { Posted } from '../support/fake-connector.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('what becomes of the copies of a bulletin', function () {
  this.timeout(30_000)
  let running: RunningApp
  let author: Member
  let second: Member
  let reader: Member
  let ref = ''
  const at = (time: string) => `2019-02-11T${time}:00.000Z`

  beforeEach(async () => {
    running = await runApp({ store: temporaryStore(), file: withPractitioners(40), now: at('09:00') })
    author = running.member('business-manager')
    second = running.member('programme-manager')
    reader = running.member('practitioner-3')
    for (const one of [author, second]) await one.install()
  })
  afterEach(() => running.stop())

  const tallied = async (id: string) => {
    const doc = await running.store.get(bulletinPartition('bscb', ref), id)
    return doc ? totals(readTally(doc)) : {}
  }
  const sums = () => tallied(tallyId(ref, 1))
  const isCopy = ({ summary }: Posted) => summary === `Seeing the Bigger Picture (${ref})`
  const copies = (member = reader) => member.inbox().filter(isCopy)
  /** Approved for the schools, where the reader is one of ten. */
  const approved = async (time = '09:01') => {
    ;({ ref } = await write(author, { agencies: 'schools' }))
    await author.type(`${ref} propose`)
    await running.goTo(at(time))
    await second.type(`${ref} approve`)
  }
  const send = async () => {
    await author.type(`${ref} send now`)
    await running.goTo(at('09:02'))
  }
  /** Sent, with this trouble in the reader's chat. */
  const sentWith = async (trouble: object) => {
    await approved()
    running.connector.trouble({ ...trouble, in: reader.personal } as never)
    await send()
  }
  const correct = async () => {
    const { card: form } = await author.type(`${ref} correct`)
    const fields = { text: 'Consider the whole journey.', note: 'a word was missing.' }
    await author.press(form, 'Ask for approval of the correction', fields)
    await second.type(`${ref} approve correction`)
  }
  /** A sheet of the ledger that its author gets. */
  const sheetOf = async (name: string, only = 'all') => {
    const accept = { verb: 'bulletin.ledger', data: { ref, only } }
    const reply = await running.app.bot.handle(author.turn(accept))
    if (!('file' in reply)) throw new Error('There is no file.')
    const sheets = await spreadsheets.sheets(reply.file.bytes, reply.file.name)
    return sheets.find(sheet => sheet.name === name)?.rows
  }
  const audience = async () => Object.values(await sums()).reduce((sum, one) => sum + one, 0)

  it('a copy in doubt that was pressed is known to be there, and is withdrawn as any other', async () => {
    await sentWith({ status: 504, delivered: true })
    expect((await sums()).unconfirmed).to.equal(1)
    await reader.press(copies()[0]?.card, 'Read and understood')
    const sent = (await sums()).sent
    expect(await sums()).to.deep.equal({ sent: await audience() })
    await author.type(`${ref} withdraw: a detail could identify a family.`)
    await running.goTo(at('09:10'))
    expect(await tallied(correctionTally(ref, 1))).to.deep.equal({ sent })
    expect(wordsOn(copies()[0]?.card)).to.include('is withdrawn').and.not.include('Bigger Picture')
  })

  it('a copy in doubt that is pressed after a withdrawal is withdrawn then, and counted with the others', async () => {
    await sentWith({ status: 504, delivered: true })
    await author.type(`${ref} withdraw: a detail could identify a family.`)
    await running.goTo(at('09:10'))
    const sent = (await sums()).sent ?? 0
    expect(await tallied(correctionTally(ref, 1))).to.deep.equal({ sent })
    const { card } = await reader.press(copies()[0]?.card, 'Read and understood')
    expect(wordsOn(card), 'the answer takes its place').to.include('is withdrawn')
    await running.goTo(at('09:11'))
    expect(await tallied(correctionTally(ref, 1))).to.deep.equal({ sent: sent + 1 })
    expect(wordsOn(reader.inbox()[0]?.card)).to.include('is withdrawn')
  })

  it('a copy that is found is noted together with its edit: no crash between the two leaves it as it was', async () => {
    await sentWith({ status: 504, delivered: true })
    await author.type(`${ref} withdraw: an error.`)
    await running.goTo(at('09:10'))
    const commits: string[] = []
    const { commit } = running.store
    running.store.commit = (partition, writes) => {
      commits.push(JSON.stringify(writes))
      return commit.call(running.store, partition, writes)
    }
    await reader.press(copies()[0]?.card, 'Read and understood')
    const noted = commits.filter(writes => writes.includes('"posted"'))
    expect(noted).to.have.length(1)
    expect(noted[0]).to.include('bulletin-correction')
  })

  it('a reminder in doubt that was pressed is known to be there too, and the copy stays as it was', async () => {
    await sentWith({ status: 504, delivered: true })
    const first = copies()[0]
    running.connector.trouble({ status: 504, delivered: true, in: reader.personal })
    await running.goTo(at('09:04'))
    await author.type(`${ref} remind`)
    await running.goTo(at('09:10'))
    const [, reminder] = copies()
    await reader.press(reminder?.card, 'Read and understood')
    await reader.press(first?.card, 'Read and understood')
    await author.type(`${ref} withdraw: an error.`)
    await running.goTo(at('09:20'))
    for (const post of reader.inbox()) expect(wordsOn(post.card)).to.include('is withdrawn')
  })

  it('typing that it was read tells nothing of where it is: it stays in doubt', async () => {
    await sentWith({ status: 504, delivered: true })
    expect((await reader.type(`read ${ref}`)).text).to.include('Thank you')
    expect((await sums()).unconfirmed).to.equal(1)
  })

  it('a dialog in a channel tells nothing of where it is: no message there is anybody’s copy, to be corrected', async () => {
    await sentWith({ status: 504, delivered: true })
    const conversation = { id: '19:qio@thread.tacv2', conversationType: 'channel' }
    const value = { data: { verb: 'bulletin.read', ref } }
    const press = { type: 'invoke', name: 'task/submit', value, conversation, replyToId: '77' }
    await reader.post(reader.frame(press))
    expect((await sums()).unconfirmed).to.equal(1)
  })

  it('a copy in doubt that was read for certain, and so is not sent again, is known where it is once it is pressed', async () => {
    await sentWith({ status: 504, delivered: true })
    await reader.type(`read ${ref}`)
    await running.goTo(at('09:04'))
    await author.type(`${ref} resend unconfirmed`)
    await running.goTo(at('09:05'))
    expect(await sums()).to.deep.equal({ sent: await audience() })
    expect(copies()).to.have.length(1)
    await reader.press(copies()[0]?.card, 'Read and understood')
    await author.type(`${ref} withdraw: an error.`)
    await running.goTo(at('09:10'))
    expect(wordsOn(reader.inbox()[0]?.card)).to.include('is withdrawn')
    expect(await tallied(correctionTally(ref, 1))).to.deep.equal({ sent: await audience() })
  })

  it('of two copies, since one in doubt was sent again, the first is not called changed, and is once it is pressed', async () => {
    await sentWith({ status: 504, delivered: true })
    await running.goTo(at('09:04'))
    await author.type(`${ref} resend unconfirmed`)
    await running.goTo(at('09:05'))
    const [first, second] = copies()
    await author.type(`${ref} withdraw: a detail could identify a family.`)
    await running.goTo(at('09:10'))
    expect(wordsOn(second?.card)).to.include('is withdrawn')
    expect(wordsOn(first?.card), 'nobody knows where it is').to.include('Bigger Picture')
    const shown = async () => wordsOn((await author.type(ref)).card)
    expect(await shown()).to.include(`1 may be there a second time, as before. ${ref} ledger names`)
    expect((await sheetOf('Not withdrawn'))?.[1]?.join()).to.match(/Practitioner 3.*It was sent again/)
    for (let i = 0; i < 2; i += 1) await reader.press(first?.card, 'Read and understood')
    await running.goTo(at('09:12'))
    expect(wordsOn(first?.card)).to.include('is withdrawn')
    expect(await shown()).not.to.include('a second time')
    expect(await sheetOf('Not withdrawn')).to.equal(undefined)
    expect(await sums(), 'one each').to.deep.equal({ sent: await audience() })
  })

  it('an author’s preview is no copy: nothing on it says that it was read', async () => {
    ;({ ref } = await write(author))
    const { card } = await author.type(`${ref} preview`)
    expect(buttonsOf(card)).to.deep.equal(['Back'])
  })

  it('an edit of a copy that nobody knows the place of is in doubt, with the reason, and never called not needed', async () => {
    await sentWith({ status: 504, delivered: true })
    await reader.type(`read ${ref}`)
    await running.goTo(at('09:04'))
    await author.type(`${ref} resend unconfirmed`)
    await running.goTo(at('09:06'))
    expect(copies(), 'who has read it gets no other').to.have.length(1)
    await author.type(`${ref} withdraw: an error.`)
    await running.goTo(at('09:10'))
    const all = await audience()
    expect(await tallied(correctionTally(ref, 1))).to.deep.equal({ sent: all - 1, failed: 1 })
  })

  it('once corrected, is sent again to whoever was in doubt and read the old words alone', async () => {
    await sentWith({ status: 504, delivered: true })
    await reader.type(`read ${ref}`)
    await correct()
    await running.goTo(at('09:06'))
    await author.type(`${ref} resend unconfirmed`)
    await running.goTo(at('09:07'))
    expect(wordsOn(copies()[1]?.card))
      .to.include('whole journey')
      .and.include('You may have had this already')
  })

  it('somebody in line who asks for theirs hears that it is on its way, and gets one', async () => {
    await sentWith({ status: 429, retryAfter: 600 })
    expect((await reader.type(ref)).text).to.include('on its way')
    expect((await reader.type(`read ${ref}`)).text, 'nobody has read what is not there').to.include(
      'on its way',
    )
    await running.goTo(at('09:20'))
    expect(copies()).to.have.length(1)
    expect(buttonsOf(copies()[0]?.card)).to.include('Read and understood')
    const { card } = await author.type(`${ref} status`)
    expect(wordsOn(card)).to.include('0 read and understood')
  })

  for (const [status, why] of [
    [400, 'failed'],
    [403, 'was blocked'],
  ] as const) {
    it(`somebody whose copy ${why} gets that one when they ask, and no second`, async () => {
      await sentWith({ status })
      const all = await audience()
      const { text } = await reader.type(ref)
      expect(text).to.match(status === 400 ? /could not be delivered/ : /on its way/)
      await running.goTo(at('09:06'))
      expect(copies()).to.have.length(1)
      expect(await sums()).to.deep.equal({ sent: all })
    })
  }

  it('whoever was not reached, whether blocked or failed, is on the list of those to write to by e-mail', async () => {
    await approved()
    running.connector.trouble(
      { status: 403, in: reader.personal },
      { status: 400, in: running.member('practitioner-7').personal },
    )
    await send()
    await author.type(`${ref} unreachable`)
    expect(JSON.stringify(running.connector.posted.at(-1)?.attachments)).to.include('2 people')
    const rows = (await sheetOf(ref, 'unreachable'))?.slice(1).map(([name, , , state]) => [name, state])
    expect(rows).to.deep.equal([
      ['Practitioner 3', 'unreachable'],
      ['Practitioner 7', 'failed'],
    ])
  })

  it('cancelled, nothing of it leaves any more to whoever never had it, whatever they type', async () => {
    await approved()
    running.connector.trouble({ status: 400, in: reader.personal })
    const held = running.member('independent-chair')
    running.connector.trouble({ status: 429, retryAfter: 900, in: running.member('dcs').personal, times: 5 })
    await send()
    await author.type(`${ref} cancel: not now`)
    const none = await held.type('LB-19-077')
    for (const words of [ref, `read ${ref}`]) expect((await reader.type(words)).text).to.equal(none.text)
    await running.goTo(at('09:30'))
    expect(copies()).to.have.length(0)
    expect((await sums()).failed).to.equal(1)
  })

  it('reminders wait while it is paused, go on with it, and stop with it', async () => {
    await sentWith({ status: 504, delivered: false })
    await running.goTo(at('09:04'))
    const all = await audience()
    running.connector.trouble({ status: 429, retryAfter: 120, times: 200, on: 'post' })
    await author.type(`${ref} remind`)
    await running.goTo(at('09:10'))
    await author.type(`${ref} resend unconfirmed`)
    await author.type(`${ref} pause`)
    running.connector.calm()
    await running.goTo(at('09:40'))
    const isReminder = (post: Posted) => wordsOn(post.card).includes('A reminder')
    const reminded = () => running.connector.posted.filter(isReminder)
    expect(reminded(), 'while it is paused').to.have.length(0)
    expect(await tallied(reminderTally(ref, 1))).to.deep.equal({ held: all })
    expect(await sums()).to.deep.equal({ sent: all - 1, held: 1 })
    await author.type(`${ref} resume`)
    running.connector.trouble({ status: 429, retryAfter: 600, times: all - 3, on: 'post' })
    await running.goTo(at('09:41'))
    await author.type(`${ref} stop`)
    const before = reminded().length
    running.connector.calm()
    await running.goTo(at('10:40'))
    expect(reminded(), 'once it is stopped').to.have.length(before)
    const counts = await tallied(reminderTally(ref, 1))
    expect((counts.sent ?? 0) + (counts['not-needed'] ?? 0)).to.equal(all)
    expect(await audience()).to.equal(all)
    expect((await sums())['not-needed'], 'what may have arrived is in doubt').to.equal(undefined)
  })

  it('a copy that could not be withdrawn is withdrawn when its reader is back, however late', async () => {
    await approved()
    await send()
    running.connector.trouble({ status: 403, on: 'update', in: reader.personal })
    await author.type(`${ref} withdraw: an error.`)
    await running.goTo(at('09:10'))
    expect((await tallied(correctionTally(ref, 1))).unreachable).to.equal(1)
    await running.goTo('2019-03-20T09:00:00.000Z')
    await reader.type('hello')
    await running.goTo('2019-03-20T09:01:00.000Z')
    expect((await tallied(correctionTally(ref, 1))).unreachable).to.equal(undefined)
    expect(wordsOn(reader.inbox()[0]?.card)).to.include('is withdrawn')
  })

  it('copies that could not be changed are tried again when their author asks, withdrawn or not', async () => {
    await approved()
    await send()
    running.connector.trouble(
      { status: 403, on: 'update', in: reader.personal },
      { status: 400, on: 'update', in: running.member('practitioner-7').personal },
    )
    const { card: none } = await author.type(ref)
    expect(buttonsOf(none)).not.to.include('Try again to change copies')
    await author.type(`${ref} withdraw: an error.`)
    await running.goTo(at('09:10'))
    expect((await tallied(correctionTally(ref, 1))).unreachable).to.equal(1)
    const { card } = await author.type(ref)
    const { card: pressed } = await author.press(card, 'Try again to change copies')
    expect(wordsOn(pressed)).to.include('tried again')
    await running.goTo(at('09:12'))
    expect(await tallied(correctionTally(ref, 1))).to.deep.equal({ sent: await audience() })
    expect(wordsOn(reader.inbox()[0]?.card)).to.include('is withdrawn')
  })

  it('copies that do not say yet what they should are named one by one in the ledger, with why and to whom to write', async () => {
    await sentWith({ status: 504, delivered: true })
    running.connector.trouble({ status: 403, on: 'update', in: running.member('practitioner-7').personal })
    await author.type(`${ref} withdraw: an error.`)
    await running.goTo(at('09:10'))
    expect(wordsOn((await author.type(ref)).card)).to.include(`${ref} ledger names each of them.`)
    const sheet = await sheetOf('Not withdrawn')
    expect(sheet?.slice(1).map(([name, , , what, state]) => [name, what, state])).to.deep.equal([
      ['Practitioner 3', 'Copy', 'unconfirmed'],
      ['Practitioner 7', 'Copy', 'unreachable'],
    ])
    await reader.press(copies()[0]?.card, 'Read and understood')
    await running.member('practitioner-7').type('hello')
    await running.goTo(at('09:12'))
    expect(wordsOn((await author.type(ref)).card)).not.to.include('ledger names')
    expect(await sheetOf('Not withdrawn')).to.equal(undefined)
  })

  it('who is known to be out of reach is counted so to the end, when a new tenant puts all in line again', async () => {
    await sentWith({ status: 403, times: 100 })
    const all = await audience()
    expect(await sums()).to.deep.equal({ sent: all - 1, unreachable: 1 })
    await approved('09:03')
    expect(await sums()).to.deep.equal({ held: all - 1, unreachable: 1 })
    await requeueEverybody(running.store, 'bscb', at('09:04'))
    await running.goTo(at('09:04'))
    expect(await sums(), 'the approver sees whom it does not reach').to.deep.equal({
      held: all - 1,
      unreachable: 1,
    })
  })

  it('paused before those were taken out who had left, takes them out when it goes on', async () => {
    await approved()
    await author.type(`${ref} send now`)
    await author.type(`${ref} pause`)
    await importPartnership(running.store, withPractitioners(0), at('09:01'))
    await author.type(`${ref} resume`)
    await running.goTo(at('09:02'))
    await running.goTo(at('09:10'))
    const reasons = await running.store.find({
      ...bulletinPartition('bscb', ref),
      type: 'delivery',
      tags: ['state:not-needed'],
      limit: 10,
    })
    expect(reasons.docs.map(doc => (doc.body as { reason?: string }).reason)).to.deep.equal(
      Array(10).fill('They had left before it was sent.'),
    )
  })
})
