import { expect } from 'chai'
import fc from 'fast-check'
import {
  bulletinId,
  bulletinPartition,
  correctionTally,
  readBulletin,
  reminderTally,
  tallyId,
} from '../../src/bulletins/bulletin.ts'
import { unchangedCopies } from '../../src/bulletins/unchanged-copies.ts'
import { type Delivery, readDelivery } from '../../src/delivery/delivery.ts'
import { type Counts, readTally, totals } from '../../src/delivery/tally.ts'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import type { Posted, Trouble } from '../support/fake-connector.ts'
import { type Member, wordsOn } from '../support/member.ts'

const typed = [
  'pause',
  'resume',
  'cancel: why',
  'send to the rest',
  'stop',
  'resend unreachable failed',
  'resend unconfirmed',
  'remind',
  'correct because more was learnt; text: More.',
  'approve correction',
  'return correction: no',
  'drop correction',
  'take back',
  'propose',
  'approve',
  'send now',
  'reopen',
  'try again',
]
const troubles: Trouble[] = [
  { status: 429, retryAfter: 60 },
  { status: 504, delivered: true },
  { status: 504 },
  { status: 'drop', delivered: true },
  { status: 403 },
  { status: 401 },
  { status: 400 },
]

/** What happens next; `who` is one of the ten who read it. */
const step = fc.record({
  types: fc.option(fc.constantFrom(...typed), { freq: 3 }),
  trouble: fc.option(fc.constantFrom(...troubles), { freq: 1 }),
  on: fc.constantFrom('post' as const, 'post' as const, 'update' as const),
  times: fc.constantFrom(1, 1, 5),
  says: fc.constantFrom('nothing', 'nothing', 'hello', 'presses'),
  who: fc.nat(9),
  minutes: fc.constantFrom(0, 1, 10, 600),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

describe('a bulletin, whatever is done to it in whatever order and trouble', function () {
  this.timeout(60_000)
  let team: BulletinTeam
  let readers: Member[]
  let ref = ''
  let steps: string[] = []
  let reminders = new Set<string>()
  afterEach(() => team.running.stop())

  const partition = () => bulletinPartition('bscb', ref)
  const bulletin = async () => {
    const doc = await team.running.store.get(partition(), bulletinId(ref))
    if (!doc) throw new Error('There is no bulletin.')
    return readBulletin(doc)
  }
  /** Copies, and no reminders: one that was corrected does not say any more that it is one. */
  const copies = (): Posted[] => {
    const posted = team.running.connector.posted.filter(
      ({ conversation, summary }) =>
        summary === `Seeing the Bigger Picture (${ref})` &&
        readers.some(({ personal }) => personal === conversation),
    )
    for (const { id, card } of posted) if (wordsOn(card).includes('A reminder')) reminders.add(id)
    return posted.filter(({ id }) => !reminders.has(id))
  }
  const deliveries = async (): Promise<Delivery[]> => {
    const query = { ...partition(), type: 'delivery', limit: 1000 }
    return (await team.running.store.find(query)).docs.map(readDelivery)
  }
  const tallied = async (id: string): Promise<Counts> => {
    const doc = await team.running.store.get(partition(), id)
    return doc ? totals(readTally(doc)) : {}
  }

  const take = async ({ types, trouble, on, times, says, who, minutes }: Step) => {
    const reader = readers[who] as Member
    if (trouble) team.running.connector.trouble({ ...trouble, on, times, in: reader.personal })
    const by = types && /^(approve|return)/.test(types) ? team.second : team.author
    if (types) await by.type(`${ref} ${types}`)
    const copy = reader.inbox().findLast(post => JSON.stringify(post.card ?? '').includes('bulletin.read'))
    if (says === 'hello') await reader.type('hello')
    if (says === 'presses' && copy) await reader.press(copy.card, 'Read and understood')
    if (minutes > 0) await team.pass(minutes)
  }

  /** Every ledger says what its deliveries say, and that of the copies is the audience. */
  const addsUp = async () => {
    const { frozen, status, corrections, reminders: sent } = await bulletin()
    const all = await deliveries()
    const no = frozen?.no ?? 1
    const ids = [
      tallyId(ref, no),
      ...corrections.map(one => correctionTally(ref, one.no)),
      ...sent.map(one => reminderTally(ref, one.no)),
    ]
    for (const id of ids) {
      const counted = Map.groupBy(
        all.filter(({ tally }) => tally?.id === id),
        ({ state }) => state,
      )
      for (const [state, count] of Object.entries(await tallied(id)))
        expect(counted.get(state as Delivery['state'])?.length ?? 0, `${id} ${state}: ${steps}`).to.equal(
          count,
        )
    }
    const sum = Object.values(await tallied(tallyId(ref, no))).reduce((all, one) => all + one, 0)
    if (frozen?.done && status !== 'draft') expect(sum, `${steps}`).to.equal(frozen.total)
  }

  /** Calm again, and withdrawn: nobody reads it any more but in what is said to be in doubt. */
  const endsWithdrawn = async () => {
    team.running.connector.calm()
    await team.pass(700)
    for (const reader of readers) await reader.type('hello')
    await team.pass(60)
    expect((await bulletin()).work, `${steps}`).to.deep.equal([])
    await team.author.type(`${ref} withdraw: an error`)
    await team.pass(60)
    const ended = await bulletin()
    const left = ended.withdrawn ? await unchangedCopies(team.running.store, partition(), ended) : []
    const inDoubt = left.map(({ copy }) => ('person' in copy.to ? `personal-entra-${copy.to.person}` : ''))
    for (const { conversation, card } of ended.withdrawn ? copies() : [])
      if (!inDoubt.includes(conversation)) expect(wordsOn(card), `${steps}`).to.include('is withdrawn')
    if (ended.sending) expect(ended.withdrawn, `${steps}`).not.to.equal(undefined)
  }

  for (const seed of [4, 15, 21])
    it(`keeps its sums, sends none twice by itself nor while it is stopped, and is withdrawn from all (${seed})`, async () => {
      team = await bulletinTeam()
      readers = [3, 7, 11, 15, 19, 23, 27, 31, 35, 39].map(i => team.running.member(`practitioner-${i}`))
      steps = []
      reminders = new Set()
      ref = await team.approved({ agencies: 'schools' })
      const [life = []] = fc.sample(fc.array(step, { minLength: 25, maxLength: 25 }), { seed, numRuns: 1 })
      // Half of its readers are in trouble from the first.
      for (const [i, reader] of readers.slice(0, 5).entries())
        team.running.connector.trouble({
          ...(troubles[(seed + i) % troubles.length] as Trouble),
          in: reader.personal,
        })
      await team.author.type(`${ref} send now`)
      if (seed % 2 === 0) await team.author.type(`${ref} pause`)
      for (const one of life) {
        const { status } = await bulletin()
        const before = copies().length
        steps.push(JSON.stringify(one))
        await take(one)
        await addsUp()
        const stands = status === 'paused' || status === 'cancelled'
        if (stands && (await bulletin()).status === status)
          expect(copies().length, `${steps}`).to.equal(before)
        const again = steps.some(taken => taken.includes('resend unconfirmed'))
        if (!again)
          expect(new Set(copies().map(copy => copy.conversation)).size, `${steps}`).to.equal(copies().length)
      }
      await endsWithdrawn()
    })
})
