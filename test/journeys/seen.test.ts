import { expect } from 'chai'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { bulletinPartition, copyId } from '../../src/bulletins/bulletin.ts'
import { noteSeen } from '../../src/bulletins/seen.ts'
import { deliveryDraft, readDelivery } from '../../src/delivery/delivery.ts'
import { whoIs } from '../../src/partnership/records.ts'
import { withPractitioners, write } from '../support/bulletin-desk.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp, tenant } from '../support/running-app.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const at = (time: string) => `2019-02-11T${time}:00.000Z`

describe('who has seen a bulletin, where Teams tells', function () {
  this.timeout(20_000)
  let running: RunningApp
  let author: Member
  let second: Member
  let reader: Member
  let other: Member

  beforeEach(async () => {
    running = await runApp({ store: temporaryStore(), file: withPractitioners(12), now: at('09:00') })
    author = running.member('business-manager')
    second = running.member('programme-manager')
    reader = running.member('practitioner-0')
    other = running.member('practitioner-1')
    for (const one of [author, second, reader, other]) await one.install()
  })
  afterEach(() => running.stop())

  const sent = async (more: object = {}, hour = '09'): Promise<string> => {
    const { ref } = await write(author, { agencies: 'wmp,bct', ...more })
    await author.type(`${ref} propose`)
    await running.goTo(at(`${hour}:01`))
    await second.type(`${ref} approve`)
    await author.type(`${ref} send now`)
    await running.goTo(at(`${hour}:02`))
    await running.goTo(at(`${hour}:04`))
    return ref
  }
  const copyOf = (member: Member, ref: string) =>
    member.inbox().find(post => post.summary === `Seeing the Bigger Picture (${ref})`)
  /** How the bulletin stands once what was told is counted. */
  const figures = async (ref: string) => {
    await running.app.sweep()
    return (await author.type(ref)).card
  }
  const seenDocs = async () =>
    (await running.store.find({ partnership: 'bscb', type: 'bulletin-seen', limit: 100 })).docs
  const unseen = async (person: string) => {
    const tags = [`unseen:person:${person}`]
    return (await running.store.find({ partnership: 'bscb', type: 'delivery', tags, limit: 10 })).docs.length
  }

  it('is told apart from delivered and from confirmed: each is counted by itself, and once', async () => {
    const ref = await sent()
    expect(wordsOn(await figures(ref)), 'nothing is told yet')
      .to.include('All 12: 12 delivered; 0 read and understood')
      .and.include('has told of nobody')
      .and.not.include('seen)')
    const posted = running.connector.posted.length
    expect(await reader.sees(copyOf(reader, ref)?.id)).to.equal(200)
    expect(await reader.sees(copyOf(reader, ref)?.id)).to.equal(200)
    expect(running.connector.posted, 'it is never answered').to.have.length(posted)
    const card = await figures(ref)
    const once = wordsOn(card)
    expect(once)
      .to.include('All 12: 12 delivered (1 seen); 0 read')
      .and.include('others may have seen it too')
    expect(JSON.stringify(card)).to.match(/West Midlands Police: 0 of \d+ read, 1 seen/)
    expect(JSON.stringify(card)).to.match(/Birmingham Children's Trust: 0 of \d+ read"/)
    await other.press(copyOf(other, ref)?.card, 'Read and understood')
    await reader.type(`read ${ref}`)
    await other.sees(copyOf(other, ref)?.id)
    const after = await figures(ref)
    const both = wordsOn(after)
    expect(both).to.include('All 12: 12 delivered (2 seen); 2 read and understood')
    expect(JSON.stringify(after)).to.match(/Birmingham Children's Trust: 1 of \d+ read, 1 seen/)
  })

  it('counts nobody for what tells nothing of them, and changes nothing', async () => {
    const ref = await sent()
    const id = copyOf(reader, ref)?.id ?? ''
    const group = { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: tenant }
    await reader.sees(String(Number(id) - 1))
    await reader.sees(id, { conversation: group })
    await reader.sees(id, { conversation: { ...group, conversationType: 'personal' } })
    for (const none of ['m7', '', '-1', `${id}.5`, 'f'.repeat(4000), undefined]) await reader.sees(none)
    expect(await reader.sees(id, { value: null })).to.equal(200)
    await running.member('nobody-we-know').sees(id)
    expect(running.connector.posted.filter(post => post.conversation.includes('nobody'))).to.deep.equal([])
    await second.sees(id)
    expect(await seenDocs()).to.deep.equal([])
    expect(wordsOn(await figures(ref))).not.to.include('seen)')
  })

  it('is told by a later message too, of every bulletin before it', async () => {
    const one = await sent()
    const two = await sent({}, '10')
    const { card } = await reader.type('help')
    expect(card).not.to.equal(undefined)
    await reader.sees(reader.latest()?.id)
    expect(wordsOn(await figures(one))).to.include('12 delivered (1 seen)')
    expect(wordsOn(await figures(two))).to.include('12 delivered (1 seen)')
    expect(await unseen('practitioner-0'), 'nothing is looked for any more').to.equal(0)
    expect(await unseen('practitioner-1')).to.equal(2)
  })

  it('is not what was withdrawn before; what was seen before that stays', async () => {
    const ref = await sent()
    await reader.sees(copyOf(reader, ref)?.id)
    await author.type(`${ref} withdraw: a detail could identify a family.`)
    await running.goTo(at('09:07'))
    await other.sees(copyOf(other, ref)?.id)
    expect(wordsOn(await figures(ref))).to.include('12 delivered (1 seen)')
    expect(await unseen('practitioner-1'), 'it is looked for no longer').to.equal(0)
  })

  it('has a column in the ledger once Teams told of anybody, and a part of the chart where nobody confirms', async () => {
    const ref = await sent({ acknowledge: 'false' })
    const ledger = async () => {
      const input = { verb: 'bulletin.ledger', data: { ref, only: 'all' } }
      const place = {
        kind: 'personal' as const,
        tenantId: tenant,
        conversationId: author.personal,
        serviceUrl: running.connector.url,
      }
      const reply = await running.app.bot.handle({
        activityId: crypto.randomUUID(),
        from: { tenantId: tenant, entraId: author.entraId },
        place,
        input,
      })
      if (!('file' in reply)) throw new Error('There is no file.')
      return spreadsheets.read(reply.file.bytes, reply.file.name)
    }
    expect((await ledger())[0]?.join()).not.to.include('Seen')
    await reader.sees(copyOf(reader, ref)?.id)
    expect(JSON.stringify(await figures(ref))).to.include('"legend":"seen"')
    const [heading = [], ...rows] = await ledger()
    const column = heading.indexOf('Seen, where Teams tells')
    expect(column).to.equal(heading.indexOf('Delivered') + 1)
    expect(heading[column + 1]).to.equal('Read and understood')
    const days = rows.map(row => row[column]).filter(Boolean)
    expect(days).to.have.length(1)
    expect(rows.find(row => row[column])?.[0]).to.equal('Practitioner 0')
  })

  it('is noted when Teams tells before it is written down where the copy was posted', async () => {
    const ref = await sent()
    const partition = bulletinPartition('bscb', ref)
    const id = copyId(ref, 1, 'practitioner-0')
    const doc = await running.store.get(partition, id)
    const who = await whoIs(running.store, 'bscb', 'practitioner-0', '2019-02-11')
    if (!doc || !who) throw new Error('There is no copy.')
    const copy = readDelivery(doc)
    const onItsWay = { ...copy, state: 'sending' as const, posted: undefined }
    const [etag = ''] = await running.store.commit(partition, [
      { replace: deliveryDraft(id, onItsWay), etag: doc.etag },
    ])
    const place = copy.posted?.place
    if (!place) throw new Error('It was not posted.')
    const told = { who, place, openly: false, turnId: 't', now: at('09:04'), today: '2019-02-11' }
    const noting = noteSeen(running.store, told, copy.posted?.activityId ?? '')
    await running.store.commit(partition, [{ replace: deliveryDraft(id, copy), etag }])
    await noting
    expect(wordsOn(await figures(ref))).to.include('12 delivered (1 seen)')
  })

  it('is told by all at the same moment, and all are counted', async () => {
    const ref = await sent()
    const all = Array.from({ length: 12 }, (_, i) => running.member(`practitioner-${i}`))
    const told = all.flatMap(one => {
      const id = copyOf(one, ref)?.id
      return id ? [one.sees(id), one.sees(id)] : []
    })
    await Promise.all(told)
    expect(wordsOn(await figures(ref))).to.include(`(${told.length / 2} seen)`)
    expect(await seenDocs()).to.have.length(told.length / 2)
  })
})
