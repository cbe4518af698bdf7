import { expect } from 'chai'
import type { Action } from '../../src/actions/index.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../src/ports/store.ts'
import { addDays, at, type Day, dayOf, worksOn } from '../support/simulated-days.ts'
import { chance, madeUpPartnership, recordAll, type Simulation, simulate } from '../support/simulation.ts'

const first = '2026-02-02'
const looksOn = '2026-02-18'

describe('the dry run foresees what is sent when nobody answers', function () {
  this.timeout(60_000)
  let store: Store
  let simulation: Simulation
  let days: Day[]
  /** By day and person: the refs, and how many reviews and challenges. */
  const foreseen = new Map<string, string>()
  const sent = new Map<string, string>()

  before(async () => {
    store = openSqliteStore(':memory:')
    const file = madeUpPartnership({ people: 70, groups: 2 })
    const [executive, group, ...others] = file.groups
    // A chair's term ends meanwhile, and another's begins.
    const chairs = (group?.chairs ?? []).map((seat, i) => (i === 0 ? { ...seat, to: '2026-02-20' } : seat))
    const follower = { person: 'person-60', role: 'co-chair' as const, from: '2026-02-23' }
    const groups = [executive!, { ...group!, chairs: [...chairs, follower] }, ...others]
    simulation = await simulate(store, { ...file, groups }, at(first, '07:00'))
    // So short that challenges are asked about within the ten days.
    await simulation.say('person-20', { text: 'chasing challenge 2' })
    await simulation.say('person-20', { text: 'chasing executive 12' })
    await recordAll(
      store,
      Array.from({ length: 60 }, (_, i) => recorded(i)),
    )
    for (let day = first; day < looksOn; day = addDays(day, 1)) await simulation.goTo(at(day, '09:00'))
    simulation.setNow(at('2026-02-17', '18:00'))
    const review = { agencies: 'agency-7,agency-8', sure: '' }
    for (const dates of [
      { aware: '2026-02-16', notified: '' },
      { aware: '2026-02-12', notified: '2026-02-13' },
    ])
      await simulation.say('person-20', { verb: 'review.open', data: { ...review, ...dates } })
    for (const person of ['person-0', 'person-48', 'person-30'])
      await simulation.say(person, { text: 'away until 20 Feb' })
    await simulation.say('person-51', { text: 'reminders off' })
    days = workingDays()
    for (const day of days) await look(day)
    const before = simulation.reached.length
    for (const day of days) await simulation.goTo(at(day, '09:00'))
    for (const reached of simulation.reached.slice(before)) {
      if (!reached.card.summary.startsWith('For your answer')) continue
      sent.set(`${dayOf(reached.at)} ${reached.person}`, await everythingOf(reached))
    }
  })
  after(() => store.close())

  function workingDays(): Day[] {
    const found: Day[] = []
    for (let day = looksOn; found.length < 10; day = addDays(day, 1)) if (worksOn(day)) found.push(day)
    return found
  }

  const { below } = chance(11)
  const recorded = (i: number): Action => ({
    schema: 1,
    ref: `GR${i % 2}-26-${String(i + 1).padStart(3, '0')}`,
    group: `group-${i % 2}`,
    what: `Number ${i}`,
    owners: [{ person: `person-${45 + below(25)}`, agency: `agency-${below(10)}` }],
    eachAgency: false,
    dueOn: addDays(first, i % 20 === 13 ? 70 : (i * 7) % 30),
    dueMoves: [],
    marking: 'OFFICIAL',
    // Another date waits to be agreed, of what is late and of what is not.
    ...(i % 10 === 3 ? { asked: { dueOn: '2026-04-30', reason: 'x', by: 'person-50' } } : {}),
    status: i % 9 === 0 ? 'awaiting-agreement' : i % 7 === 0 ? 'blocked' : 'open',
    ...(i % 7 === 0 && i % 9 !== 0 ? { blockedBy: 'agency-4' } : {}),
    version: 1,
    history: [
      { at: at(first, '07:00'), by: 'person-20', verb: 'record' },
      ...(i % 9 === 0
        ? [{ at: at(first, '07:00'), by: 'person-50', as: 'owner', verb: 'done' as const, note: 'x' }]
        : []),
      ...(i % 10 === 3
        ? [{ at: at(first, '07:00'), by: 'person-50', as: 'owner', verb: 'ask-date' as const, note: 'x' }]
        : []),
    ],
    chasedOn: first,
  })

  /** A day of the dry run, every page of it. */
  async function look(day: Day) {
    const typed = await simulation.say('person-20', { text: 'chasing dry run' })
    const asKept = 'card' in typed ? (typed.card.data['again'] as object) : {}
    let data: Record<string, unknown> = { ...asKept, day }
    for (let pages = 0; pages < 50; pages += 1) {
      const reply = await simulation.say('person-20', { verb: 'chasing.dry-run', data })
      if (!('card' in reply)) throw new Error('The dry run answers with a card.')
      const { people, rest, more } = reply.card.data as {
        people: { line: string }[]
        rest: string
        more: Record<string, unknown>
      }
      for (const { line } of people) {
        const [, post, said] = /^Post (\d+)(?:, further)?: (.*)$/.exec(line) ?? []
        if (post === undefined) continue
        const key = `${day} person-${post}`
        foreseen.set(key, `${foreseen.get(key) ?? ''} ${said}`)
      }
      if (rest === '') return
      data = { ...more, day }
    }
  }

  const refsIn = (text: string): string => {
    const refs = [...text.matchAll(/GR\d-26-\d+/g)].map(([ref]) => ref).sort()
    const count = (what: string) => Number(new RegExp(`(\\d+) ${what}`).exec(text)?.[1] ?? 0)
    return said(refs, { reviews: count('review'), challenges: count('challenge') })
  }
  const said = (refs: string[], { reviews, challenges }: { reviews: number; challenges: number }): string =>
    `${refs.join(' ')}; ${reviews} reviews; ${challenges} challenges`

  /** What was on a card that arrived, and behind its button. */
  async function everythingOf({ card }: Simulation['reached'][number]): Promise<string> {
    const sections = card.data['sections'] as { title: string; rows: unknown[] }[]
    const count = (words: string): number => {
      const section = sections.find(({ title }) => title.startsWith(words))
      const of = /\(\d+ of (\d+)\)/.exec(section?.title ?? '')?.[1]
      return Number(of ?? section?.rows.length ?? 0)
    }
    const refs = [...(card.shows ?? []), ...(card.reaches ?? [])].filter(ref => ref.startsWith('GR'))
    return said(refs.sort(), { reviews: count('Reviews'), challenges: count('Challenges') })
  }

  it('for everybody, on each of ten days, to the row', () => {
    expect(sent.size).to.be.greaterThan(60)
    expect([...sent.values()].filter(text => !text.endsWith('; 0 challenges')).length).to.be.greaterThan(5)
    expect([...sent.values()].filter(text => !text.includes('; 0 reviews')).length).to.be.greaterThan(20)
    const keys = [...new Set([...foreseen.keys(), ...sent.keys()])].sort()
    const wrong = keys.filter(key => sent.get(key) !== refsIn(foreseen.get(key) ?? ' none'))
    expect(wrong.map(key => `${key}: sent ${sent.get(key)}; foreseen ${foreseen.get(key)}`)).to.deep.equal([])
  })

  it('without today once the hours of chasers are over', async () => {
    simulation.setNow(at('2026-03-04', '17:00'))
    const reply = await simulation.say('person-20', { text: 'chasing dry run' })
    const { days } = ('card' in reply ? reply.card.data : {}) as { days: { day: string }[] }
    expect(days[0]?.day).to.equal('Thu 5 Mar')
  })
})
