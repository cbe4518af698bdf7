import { expect } from 'chai'
import { bulletinPartition, copyId } from '../../src/bulletins/bulletin.ts'
import { readDelivery } from '../../src/delivery/delivery.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { withPractitioners } from '../support/bulletin-desk.ts'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { type Member, memberClient, wordsOn } from '../support/member.ts'
import { tenant } from '../support/running-app.ts'

describe('a bulletin whose reader is followed by somebody else', function () {
  this.timeout(30_000)
  let team: BulletinTeam
  let next: Member
  beforeEach(async () => {
    team = await bulletinTeam()
    const { running } = team
    const entraId = 'entra-of-the-next'
    next = memberClient({ url: running.url, connector: running.connector, person: 'next', entraId, tenant })
  })
  afterEach(() => team.running.stop())

  /** The file again: practitioner-1 is another person now, and somebody else has changed so. */
  const handOver = async (also: { id: string; to?: string } = { id: '' }) => {
    const file = withPractitioners(40)
    const people = file.people.map(person => {
      if (person.id === also.id) return { ...person, ...also }
      return person.id === 'practitioner-1'
        ? { ...person, title: 'The next', entraId: 'entra-of-the-next' }
        : person
    })
    await importPartnership(team.running.store, { ...file, people }, team.running.clock.now())
  }
  const copy = async (ref: string) => {
    const doc = await team.running.store.get(bulletinPartition('bscb', ref), copyId(ref, 1, 'practitioner-1'))
    return doc && readDelivery(doc)
  }
  const theirs = () => next.inbox().filter(post => post.summary?.includes('Seeing the Bigger Picture'))

  it('is not read by whoever follows: they neither see it nor are credited with what the other confirmed', async () => {
    const { reader, author, sent, pass, shows } = team
    const ref = await sent({ agencies: 'bct' })
    await reader.press(reader.latest()?.card, 'Read and understood')
    await handOver()
    for (const typed of [ref, `read ${ref}`])
      expect((await next.type(typed)).text, typed).to.include('There is no bulletin')
    expect((await next.type('bulletins')).text).to.include('No bulletin was sent to you yet')
    await pass()
    expect(await shows(author, ref), 'who left stays in the figures').to.include('1 read and understood')
  })

  it('is not brought to whoever follows by a reminder, nor by sending it again', async () => {
    const { running, reader, author, sent, pass } = team
    running.connector.trouble({ status: 504, delivered: true, in: reader.personal })
    const ref = await sent({ agencies: 'bct' })
    await handOver()
    await next.install()
    await author.type(`${ref} remind`)
    await pass(2)
    await author.type(`${ref} resend unconfirmed`)
    await pass(2)
    expect(theirs()).to.deep.equal([])
    expect(await copy(ref), 'it may have reached the one before').to.include({ state: 'unconfirmed' })
  })

  it('that could not be delivered is nothing to whoever follows: they are reached all the same, with what is new', async () => {
    const { running, reader, sent, pass } = team
    running.connector.trouble({ status: 403, in: reader.personal })
    const ref = await sent({ agencies: 'bct' })
    expect(await copy(ref)).to.include({ state: 'unreachable' })
    await handOver()
    expect(wordsOn((await team.author.type('unreachable')).card)).not.to.include('The next')
    const later = await sent({ agencies: 'bct', title: 'Something newer' })
    expect(await copy(later)).to.include({ state: 'sent' })
    await next.type('help')
    await pass(2)
    expect(theirs()).to.deep.equal([])
    expect(await copy(ref)).to.include({ state: 'not-needed' })
    expect(next.inbox().some(post => post.summary?.includes('Something newer'))).to.equal(true)
  })

  it('that could not be withdrawn from a chat says nothing of whoever follows: they are no blocker, and get what is new', async () => {
    const { running, reader, author, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    running.connector.trouble({ status: 403, on: 'update', in: reader.personal })
    await author.type(`${ref} withdraw because it names a school`)
    await pass(2)
    await handOver()
    expect(wordsOn((await author.type('unreachable')).card)).not.to.include('The next')
    const later = await sent({ agencies: 'bct', title: 'Something newer' })
    expect(await copy(later)).to.include({ state: 'sent' })
  })

  it('is sent to whoever holds the post when it is sent, though it was counted before', async () => {
    const { author, approved, pass } = team
    const ref = await approved({ agencies: 'bct' })
    await handOver()
    await author.type(`${ref} send now`)
    await pass(2)
    expect(theirs()).to.have.length(1)
    expect((await next.press(next.latest()?.card, 'Read and understood')).status).to.equal(200)
    await pass()
    expect(await team.shows(author, ref)).to.include('1 read and understood')
  })

  it('that is withdrawn is taken out of every chat it is in: of whoever had the post before, and of who has left', async () => {
    const { running, reader, author, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    const [had, left] = [reader.latest(), running.member('practitioner-5').latest()]
    await handOver({ id: 'practitioner-5', to: '2019-02-10' })
    await author.type(`${ref} withdraw because it names a school`)
    await pass(2)
    for (const copy of [had, left]) {
      expect(copy?.updates).to.equal(1)
      expect(wordsOn(copy?.card)).to.include('is withdrawn').and.not.include('Bigger Picture')
    }
    expect(await team.shows(author, ref)).to.match(/Copies changed \(1\)\n.*15 delivered\./)
  })

  it('that is corrected becomes a notice, without a word of it, in a chat that is no longer theirs', async () => {
    const { running, reader, second, author, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    const [had, left, stays] = [
      reader.latest(),
      running.member('practitioner-5').latest(),
      running.member('practitioner-9').latest(),
    ]
    await handOver({ id: 'practitioner-5', to: '2019-02-10' })
    await author.type(`${ref} correct because a word was missing; text: Consider the whole journey.`)
    await second.type(`${ref} approve correction`)
    await pass(2)
    for (const copy of [had, left]) {
      expect(copy?.updates).to.equal(1)
      expect(wordsOn(copy?.card)).to.include(`${ref} was corrected`).and.include('do not use what stood here')
      expect(JSON.stringify(copy?.card)).not.to.match(/Bigger Picture|whole journey|a word was missing/)
    }
    expect(wordsOn(stays?.card)).to.include('whole journey')
    expect(await team.shows(author, ref)).to.match(/Copies changed \(1\)\n.*15 delivered\./)
  })

  it('is answered to whoever asked, not to whoever has their post by then', async () => {
    const { reader, author, sent, pass } = team
    const ref = await sent({ agencies: 'bct' })
    await reader.type(`${ref} ask: Does this apply to schools?`)
    await pass()
    await handOver()
    await author.press(author.latest()?.card, 'Send the answer', { answer: 'Yes.' })
    await pass()
    expect(JSON.stringify(next.inbox())).not.to.include('An answer on')
  })
})
