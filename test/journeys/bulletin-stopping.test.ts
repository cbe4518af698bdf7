import { expect } from 'chai'
import { bulletinPartition, tallyId } from '../../src/bulletins/bulletin.ts'
import { readTally, totals } from '../../src/delivery/tally.ts'
import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { withPractitioners, write } from '../support/bulletin-desk.ts'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { buttonsOf, wordsOn } from '../support/member.ts'

describe('a bulletin that is stopped', function () {
  this.timeout(30_000)
  let team: BulletinTeam
  beforeEach(async () => {
    team = await bulletinTeam()
  })
  afterEach(() => team.running.stop())

  const sums = async (ref: string, no = 1) => {
    const doc = await team.running.store.get(bulletinPartition('bscb', ref), tallyId(ref, no))
    return doc ? totals(readTally(doc)) : {}
  }
  const copies = (ref: string) =>
    team.running.connector.posted.filter(post => post.summary === `Seeing the Bigger Picture (${ref})`)
  const says = async (words: string) => {
    const { card, text } = await team.author.type(words)
    return `${text} ${wordsOn(card)}`
  }

  it('is not cancelled by one press: why is asked first, and nothing was changed', async () => {
    const ref = await team.proposed({ agencies: 'wmp' })
    expect(await says(`${ref} cancel`)).to.include('Please say why it is cancelled. Nothing was changed.')
    const { card } = await team.author.type(ref)
    const { card: cancelled } = await team.author.press(card, 'Cancel it', { note: 'written twice' })
    expect(wordsOn(cancelled)).to.include('cancelled it: written twice')
  })

  it('before anybody got it is made a draft again, approved anew and sent once to each', async () => {
    const ref = await team.approved({ agencies: 'wmp' })
    await team.author.type(`${ref} cancel: a mistake`)
    await team.pass()
    const { card } = await team.author.type(ref)
    expect(buttonsOf(card)).to.include('Make it a draft again')
    expect(wordsOn((await team.author.press(card, 'Make it a draft again')).card)).to.include('Draft.')
    expect(await says(`${ref} send now`), 'what was approved counts no more').to.include('still a draft')
    await team.author.type(`${ref} propose`)
    await team.pass()
    await team.second.press((await team.second.type(ref)).card, 'Approve')
    await team.author.type(`${ref} send now`)
    await team.pass()
    await team.pass(2)
    const all = (await sums(ref, 2)).sent ?? 0
    expect(all).to.be.greaterThan(9)
    expect(copies(ref)).to.have.length(all)
    expect(await sums(ref), 'those counted first are not waited for').to.deep.equal({ 'not-needed': all })
  })

  it('by taking it back is counted anew when it is proposed again: the sums are the new audience, and no one is sent it twice', async () => {
    const ref = await team.approved({ agencies: 'wmp' })
    await team.author.type(`${ref} take back`)
    await team.author.type(`${ref} change agencies: bct`)
    await team.author.type(`${ref} propose`)
    await team.pass()
    await team.second.press((await team.second.type(ref)).card, 'Approve')
    await team.author.type(`${ref} send now`)
    await team.pass()
    await team.pass(2)
    const { sent = 0, ...others } = await sums(ref, 2)
    expect(others).to.deep.equal({})
    expect(copies(ref)).to.have.length(sent)
    expect(await says(ref)).to.include(`All ${sent}: ${sent} delivered`)
  })

  it('half way is sent to the rest later: each gets it once, and the sums are the audience', async () => {
    const ref = await team.approved({ agencies: 'wmp' })
    team.running.connector.trouble({ status: 429, retryAfter: 300, times: 10 })
    await team.author.type(`${ref} send now`)
    await team.pass()
    expect(await says(`${ref} cancel`)).to.include(`It goes on meanwhile: ${ref} pause holds it at once.`)
    await team.author.type(`${ref} cancel: a mistake`)
    await team.pass(20)
    const half = await sums(ref)
    expect(half['not-needed']).to.be.greaterThan(5)
    const { card } = await team.author.type(ref)
    expect(buttonsOf(card)).not.to.include('Make it a draft again')
    await team.author.press(card, 'Send it to the rest')
    await team.pass()
    await team.pass(2)
    const all = (half.sent ?? 0) + (half['not-needed'] ?? 0)
    expect(await sums(ref)).to.deep.equal({ sent: all })
    expect(copies(ref)).to.have.length(all)
    expect(await says(ref)).to.include('Sent.')
  })

  it('while it is sent again stays sent: what was out of reach is so again, and can be tried another time', async () => {
    team.running.connector.trouble({ status: 403, in: team.reader.personal })
    const ref = await team.sent({ agencies: 'bct' })
    const before = await sums(ref)
    expect(before).to.include({ unreachable: 1 })
    await team.author.type(`${ref} resend unreachable`)
    await team.author.type(`${ref} pause`)
    await team.pass()
    expect(await says(`${ref} cancel: enough`)).to.include('It had been sent to all before')
    expect(await says(`${ref} stop`)).to.include('you stopped what went out again')
    await team.pass()
    expect(await sums(ref)).to.deep.equal(before)
    const { card } = await team.author.type(ref)
    expect(wordsOn(card)).to.include('Sent.')
    expect(buttonsOf(card)).to.include('Remind')
    team.running.connector.calm()
    await team.author.type(`${ref} resend unreachable`)
    await team.pass(2)
    expect(await sums(ref)).to.deep.equal({ sent: (before.sent ?? 0) + 1 })
  })

  it('stopped at once after it was sent again, lets nothing leave before the rest is taken back', async () => {
    team.running.connector.trouble({ status: 504, delivered: true, in: team.reader.personal })
    const ref = await team.sent({ agencies: 'bct' })
    const before = copies(ref).length
    await team.author.type(`${ref} resend unconfirmed`)
    await team.author.type(`${ref} stop`)
    await team.pass()
    expect(copies(ref)).to.have.length(before)
    expect(await sums(ref)).to.include({ unconfirmed: 1 })
  })

  it('of which a reminder goes out: it is stopped, and goes on later to those who did not get it', async () => {
    const ref = await team.sent({ agencies: 'wmp' })
    const all = (await sums(ref)).sent ?? 0
    for (const id of ['practitioner-4', 'practitioner-8', 'practitioner-12']) {
      const { personal } = team.running.member(id)
      team.running.connector.trouble({ status: 429, retryAfter: 300, in: personal })
    }
    await team.author.type(`${ref} remind`)
    expect(await says(`${ref} pause`)).to.include('can be stopped')
    await team.pass()
    const { card } = await team.author.type(ref)
    await team.author.press(card, 'Stop what goes out again')
    await team.pass(20)
    const reminders = () =>
      team.running.connector.posted.filter(post => wordsOn(post.card).includes('A reminder:')).length
    const first = reminders()
    expect(first).to.be.lessThan(all)
    expect(buttonsOf((await team.author.type(ref)).card)).not.to.include('Stop what goes out again')
    team.running.connector.calm()
    await team.author.type(`${ref} remind`)
    await team.pass(2)
    expect(reminders(), 'nobody is reminded twice').to.equal(all)
    expect(await says(`${ref} remind`)).to.include('no more are sent')
  })

  it('whose correction was a mistake: its author drops it, returned or not, and another starts from what was sent', async () => {
    const ref = await team.sent({ agencies: 'wmp' })
    const correct = (text: string) => team.author.type(`${ref} correct because a slip; text: ${text}`)
    await correct('Wrong words.')
    const { card } = await team.author.type(ref)
    const { card: dropped } = await team.author.press(card, 'Drop the correction')
    expect(wordsOn(dropped)).not.to.include('A correction waits')
    expect(await team.shows(team.second, ref)).to.include('dropped the correction')
    expect(wordsOn((await team.second.type(`${ref} approve correction`)).card)).to.include(
      'No correction waits',
    )
    await correct('Better words.')
    expect(
      wordsOn((await team.second.type(`${ref} approve correction`)).card),
      'who types may have seen the first',
    ).to.include('not as it was first put forward')
    await team.second.type(`${ref} return correction: not yet`)
    const returned = await says(ref)
    expect(returned)
      .to.include('The correction was returned: not yet')
      .and.not.include('before you approve it')
    await team.author.type(`${ref} drop correction`)
    expect(await says(ref))
      .not.to.include('returned: not yet. ')
      .and.not.include('The correction was returned')
  })

  it('by its author, whose scope was taken away, is withdrawn or cancelled, and no more is sent of it', async () => {
    const file = withPractitioners(20)
    const scoped = {
      ...file,
      bulletins: { authors: [{ person: 'practitioner-3', mayReach: { agencies: ['schools'] } }] },
    } as PartnershipFile
    await team.running.stop()
    team = await bulletinTeam(scoped)
    const former = team.running.member('practitioner-3')
    await former.install()
    const { ref } = await write(former, { agencies: 'schools' })
    await former.type(`${ref} propose`)
    await team.pass()
    await team.second.type(`${ref} approve`)
    await importPartnership(team.running.store, file, '2019-02-11T09:01:30.000Z')
    const { card } = await former.type(`${ref} send now`)
    expect(wordsOn(card)).to.include('Please ask them.')
    await team.pass()
    expect(copies(ref)).to.have.length(0)
    expect(wordsOn((await former.type(`${ref} cancel: not mine now`)).card)).to.include('you cancelled it')
  })
})
