import { expect } from 'chai'
import { isWithOwner, readAction } from '../../src/actions/index.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { whoIsAsked } from '../../src/chasing/asked-rules.ts'
import { everythingAsked } from '../../src/chasing/everything-asked.ts'
import { peopleOn } from '../../src/chasing/recipients.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { listPeople, loadArrangements } from '../../src/partnership/records.ts'
import type { Store } from '../../src/ports/store.ts'
import { at } from '../support/simulated-days.ts'
import { live } from '../support/simulated-life.ts'
import { madeUpPartnership, type Simulation } from '../support/simulation.ts'

const size = { people: 60, groups: 2, actions: 50 }

/** Cards are gathered by questions to the store, and the rule says of one action who is asked: the two must agree. */
describe('what somebody is asked is what is found for them', function () {
  this.timeout(60_000)
  let store: Store
  let simulation: Simulation

  before(async () => {
    store = openSqliteStore(':memory:')
    const span = { first: '2026-03-09', last: '2026-03-13', down: [], closures: [], ...size }
    simulation = (await live(store, span)).simulation
  })
  after(() => store.close())

  /** By person, what the rule asks of them and what is found for them on a day, where the two differ. */
  async function differences(day: string): Promise<string[]> {
    const partnership = (await loadArrangements(store, 'simulated'))!
    const people = peopleOn(store, partnership, day)
    const asked = new Map<string, string[]>()
    for (const action of (await simulation.all('action')).map(readAction)) {
      if (!isWithOwner(action.status) && action.status !== 'awaiting-agreement') continue
      for (const [person] of whoIsAsked(action, await people(action.group)).why)
        asked.set(person, [...(asked.get(person) ?? []), action.ref])
    }
    const found: string[] = []
    for (const person of await listPeople(store, 'simulated', { today: day, limit: 1000 })) {
      const rows = await everythingAsked(store, { partnership, person }, day)
      const theirs = rows.map(({ ref }) => ref).sort()
      const wanted = (asked.get(person.id) ?? []).sort()
      if (theirs.join() !== wanted.join()) found.push(`${person.id}: ${theirs} instead of ${wanted}`)
    }
    expect(asked.size).to.be.greaterThan(10)
    return found
  }

  it('after a week in which some answer, decide and go on leave', async () => {
    expect(await differences('2026-03-16')).to.deep.equal([])
  })

  it('by settings that ask others, and of what was raised or blocked long before its date', async () => {
    const numbers = [
      'tell whom lead, business manager',
      'decision of chairs, lead',
      'executive of executive, lead',
    ]
    for (const text of [...numbers, 'reminders 20, 3', 'decision 7'])
      await simulation.say('person-20', { text: `chasing ${text}` })
    const far = (await simulation.all('action')).map(readAction).filter(({ status, dueOn }) => {
      return status === 'open' && dueOn > '2026-03-25'
    })
    for (const [i, { ref, group }] of far.slice(0, 8).entries()) {
      const chair = group === 'group-0' ? 'person-31' : 'person-34'
      if (i % 2 === 0) await simulation.say(chair, { text: `${ref} blocked by Agency 4: the figures` })
      await simulation.say(chair, { text: `${ref} raise: no agency will lead` })
    }
    expect(await differences('2026-03-16')).to.deep.equal([])
  })

  it('while leads, chairs, the manager and owners are away, have left, or want no reminders', async () => {
    for (const person of ['person-0', 'person-4', 'person-30', 'person-31', 'person-20', 'person-45'])
      await simulation.say(person, { text: 'away until 30 Mar' })
    for (const person of ['person-48', 'person-51']) await simulation.say(person, { text: 'reminders off' })
    const file = madeUpPartnership(size)
    const left = ['person-5', 'person-14', 'person-34', 'person-42', 'person-50']
    const people = file.people.map(one => (left.includes(one.id) ? { ...one, to: '2026-03-13' } : one))
    await importPartnership(store, { ...file, people }, at('2026-03-13', '20:00'))
    expect(await differences('2026-03-16')).to.deep.equal([])
    expect(await differences('2026-03-31')).to.deep.equal([])
  })
})
