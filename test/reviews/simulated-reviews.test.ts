import { expect } from 'chai'
import fc from 'fast-check'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { addDays, at, type Day, inLondon, worksOn } from '../support/simulated-days.ts'
import { isChaser } from '../support/simulated-life.ts'
import { madeUpPartnership, type Simulation, simulate } from '../support/simulation.ts'

const team = 'person-20'
const first = '2026-03-20'
const last = '2026-04-24'

/** What is done to one review, in days from the first: opened always, the rest perhaps. */
type Life = { opened: number; notified: number | null; answered: number | null; reported: number | null }

const within = fc.integer({ min: 0, max: 12 })
const life: fc.Arbitrary<Life> = fc.record({
  opened: within,
  notified: fc.option(within),
  answered: fc.option(within),
  reported: fc.option(within),
})

/** Five weeks over Easter and the change of the clocks, of some reviews; nothing runs on the days of `down`. */
async function live(lives: readonly Life[], down: readonly number[]) {
  const store = openSqliteStore(':memory:')
  const simulation = await simulate(store, madeUpPartnership({ people: 40, groups: 1 }), at(first, '07:00'))
  const ended = new Map<string, Day>()
  for (let day = first, count = 0; day <= last; day = addDays(day, 1), count += 1) {
    if (!down.includes(count)) await simulation.goTo(at(day, '09:00'))
    simulation.setNow(at(day, '11:00'))
    for (const [i, one] of lives.entries())
      await act(simulation, { ref: refOf(i), count, day, ...one }, ended)
    if (!down.includes(count)) await simulation.goTo(at(day, '19:00'))
  }
  await store.close()
  return { reached: simulation.reached, ended }
}

const refOf = (i: number): string => `RR-26-${String(i + 1).padStart(3, '0')}`

async function act(
  { say }: Simulation,
  { ref, count, day, opened, notified, answered, reported }: Life & { ref: string; count: number; day: Day },
  ended: Map<string, Day>,
): Promise<void> {
  const sent = notified === null ? -1 : opened + notified
  if (count === opened) {
    const data = { aware: day, notified: '', agencies: 'agency-7,agency-8', sure: '' }
    await say(team, { verb: 'review.open', data })
  }
  if (count === sent) await say(team, { text: `${ref} notified on ${day}` })
  if (count === sent) ended.set(`${ref} notification`, day)
  if (sent >= 0 && answered !== null && count === sent + answered) {
    for (const agency of ['agency-7', 'agency-8']) await say(team, { text: `${ref} received: ${agency}` })
    ended.set(`${ref} return`, day)
  }
  if (sent >= 0 && reported !== null && count === sent + reported) {
    await say(team, { text: `${ref} reported on ${day}` })
    for (const what of ['notification', 'return', 'rapid review']) ended.set(`${ref} ${what}`, day)
  }
}

describe('reviews that live for five weeks', function () {
  this.timeout(120_000)

  it('ask on one card a person a working morning at most, and of nothing that is recorded or answered', async () => {
    let alarms = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 4 }).map(inOrder),
        fc.uniqueArray(fc.integer({ min: 0, max: 35 }), { maxLength: 8 }),
        async (lives, down) => {
          const { reached, ended } = await live(lives, down)
          const chasers = reached.filter(isChaser)
          const keys = chasers.map(({ at, person }) => `${inLondon(at)[0]} ${person}`)
          expect(new Set(keys).size).to.equal(keys.length)
          for (const { at, card } of chasers) {
            const [day] = inLondon(at)
            expect(worksOn(day), day).to.equal(true)
            const rows = JSON.stringify(card.data['sections'])
            for (const [what, on] of ended) {
              const [ref = '', ...words] = what.split(' ')
              const asked = new RegExp(`${ref} ·[^"]*${words.join(' ')}[^"]*due`).test(rows)
              if (asked) expect(day <= on, `${what} on ${day}, recorded ${on}`).to.equal(true)
            }
            alarms += 1
          }
        },
      ),
      { numRuns: 12 },
    )
    expect(alarms, 'it looked at something').to.be.greaterThan(50)
  })
})

/** The earliest opened first: refs are given in that order. */
const inOrder = (lives: Life[]): Life[] => lives.toSorted((a, b) => a.opened - b.opened)
