import type { Action } from '../actions/index.ts'
import { readDelivery } from '../delivery/delivery.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import { chaserId } from './chaser.ts'

const chasesShown = 5

/** By ref, in words: when an action was chased, and which of those cards arrived. */
export async function deliveredChases(
  store: Store,
  partnership: string,
  actions: readonly Action[],
  today: Day,
): Promise<ReadonlyMap<string, string>> {
  const said = await Promise.all(
    actions.map(async action => {
      const chases = (action.chases ?? []).slice(-chasesShown)
      const lines = await Promise.all(
        chases.map(async ({ day, to }) => {
          const arrived = await countSent(store, partnership, to, day)
          return `${sayDay(day, today)} (${arrivedWords(arrived, to.length)})`
        }),
      )
      return [action.ref, lines.length > 0 ? `Chased ${lines.join(', ')}` : 'Not chased yet'] as const
    }),
  )
  return new Map(said)
}

async function countSent(
  store: Store,
  partnership: string,
  people: readonly string[],
  day: Day,
): Promise<number> {
  const docs = await Promise.all(
    people.map(person => store.get(peopleOf(partnership), chaserId(person, day))),
  )
  return docs.filter(doc => doc && readDelivery(doc).state === 'sent').length
}

function arrivedWords(arrived: number, of: number): string {
  if (of === 0) return 'nobody could be asked'
  if (arrived === of) return of === 1 ? 'delivered' : `delivered to ${of}`
  return arrived === 0 ? 'not delivered' : `delivered to ${arrived} of ${of}`
}
