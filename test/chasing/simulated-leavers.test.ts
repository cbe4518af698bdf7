import { expect } from 'chai'
import { type Action, readAction } from '../../src/actions/index.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../src/ports/store.ts'
import { addDays, at, dayOf, worksOn } from '../support/simulated-days.ts'
import { madeUpPartnership, recordAll, type Simulation, simulate } from '../support/simulation.ts'

const first = '2026-02-02'
const last = '2026-03-27'
const leavesOn = '2026-02-18'
/** Owners, with a deputy (42) and without; an agency's lead, a partner's, a co-chair. */
const leavers = ['person-40', 'person-41', 'person-42', 'person-4', 'person-1', 'person-31']

describe('chasing over eight weeks in which nobody answers, some leave, and some are on leave', function () {
  this.timeout(120_000)
  let store: Store
  let simulation: Simulation
  let actions: Action[]

  before(async () => {
    store = openSqliteStore(':memory:')
    const file = madeUpPartnership({ people: 60, groups: 3 })
    const people = file.people.map(person =>
      leavers.includes(person.id) ? { ...person, to: leavesOn } : person,
    )
    simulation = await simulate(store, { ...file, people }, at(first, '07:00'))
    await recordAll(
      store,
      Array.from({ length: 60 }, (_, i) => recorded(i)),
    )
    for (let day = first; day <= last; day = addDays(day, 1)) {
      simulation.setNow(at(day, '07:30'))
      if (day === '2026-02-20') {
        await simulation.say('person-2', { text: 'away until 6 Mar' })
        await simulation.say('person-52', { text: 'away until 3 Mar' })
      }
      await simulation.goTo(at(day, '09:00'))
    }
    actions = (await simulation.all('action')).map(readAction)
  })
  after(() => store.close())

  const recorded = (i: number): Action => ({
    schema: 1,
    ref: `GR${i % 3}-26-${String(i + 1).padStart(3, '0')}`,
    group: `group-${i % 3}`,
    what: `Number ${i}`,
    owners: [{ person: `person-${40 + (i % 20)}`, agency: `agency-${i % 10}` }],
    eachAgency: false,
    dueOn: addDays('2026-02-16', i % 5),
    dueMoves: [],
    marking: 'OFFICIAL',
    status: 'open',
    version: 1,
    history: [{ at: at(first, '07:00'), by: 'person-20', verb: 'record' }],
    chasedOn: first,
  })
  const chasers = () => simulation.reached.filter(one => one.card.summary.startsWith('For your answer'))

  it('asks nobody after their last day, nor names them in a chase', () => {
    const late = chasers().filter(one => leavers.includes(one.person) && dayOf(one.at) > leavesOn)
    expect(late.map(one => `${one.person} ${one.at}`)).to.deep.equal([])
    const named = actions.flatMap(action => action.chases ?? []).filter(({ day }) => day > leavesOn)
    expect(named.flatMap(({ to }) => to).filter(person => leavers.includes(person))).to.deep.equal([])
    expect(
      chasers().some(one => leavers.includes(one.person)),
      'but before',
    ).to.equal(true)
  })

  it('reaches somebody with every step, and takes every action to each level', () => {
    for (const action of actions) {
      const chases = action.chases ?? []
      const here = chases.filter(({ day, to }) => day > leavesOn && to.length === 0)
      const onLeave = here.every(({ day, level }) => level <= 1 && day <= '2026-03-06')
      expect(onLeave ? '' : action.ref, 'nobody only for an owner on leave without a deputy').to.equal('')
      expect([...new Set(chases.map(({ level }) => level))], action.ref).to.deep.equal([0, 1, 2, 3, 4])
    }
  })

  it('sends a card to somebody of those whom each step names', () => {
    const sent = new Set(chasers().map(one => `${one.person} ${dayOf(one.at)}`))
    const missed = actions.flatMap(({ ref, chases = [] }) =>
      chases
        .filter(({ day, to }) => to.length > 0 && !to.some(person => sent.has(`${person} ${day}`)))
        .map(({ day, level }) => `${ref} ${day} level ${level}`),
    )
    expect(missed).to.deep.equal([])
  })

  it('sends nobody two on a day, and none on a day that is no working day', () => {
    const seen = chasers().map(one => `${one.person} ${dayOf(one.at)}`)
    expect(new Set(seen).size).to.equal(seen.length)
    expect(chasers().filter(one => !worksOn(dayOf(one.at)))).to.deep.equal([])
  })
})
