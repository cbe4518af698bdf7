import type { Action } from '../actions/index.ts'
import { readDelivery } from '../delivery/delivery.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { peopleOf } from '../partnership/records.ts'
import type { Store } from '../ports/store.ts'
import { chaserId } from './chaser.ts'

const chasesShown = 5

/**
 * By ref, in words: why a chair raised it, where one did; when those were chased who owe the answer (what was asked of the chairs, they know), and which of
 * those cards arrived with this action on them.
 */
export async function deliveredChases(
  store: Store,
  partnership: string,
  actions: readonly Action[],
  today: Day,
): Promise<ReadonlyMap<string, string>> {
  const shown = actions.map(action => ({
    ref: action.ref,
    why: raisedWords(action, today),
    chases: (action.chases ?? []).filter(({ level }) => level <= 1).slice(-chasesShown),
  }))
  const cards = new Set(
    shown.flatMap(({ chases }) => chases.flatMap(({ day, to }) => to.map(person => chaserId(person, day)))),
  )
  const sent = new Map<string, readonly string[]>()
  const look = async (id: string) => {
    const doc = await store.get(peopleOf(partnership), id)
    const delivery = doc && readDelivery(doc)
    if (delivery?.state === 'sent') sent.set(id, delivery.shows ?? [])
  }
  await Promise.all([...cards].map(look))
  return new Map(
    shown.map(({ ref, chases, why }) => {
      const lines = chases.map(({ day, to }) => {
        const arrived = to.filter(person => sent.get(chaserId(person, day))?.includes(ref)).length
        return `${sayDay(day, today)} (${arrivedWords(arrived, to.length)})`
      })
      return [ref, `${why}${lines.length > 0 ? `Chased ${lines.join(', ')}` : 'Nobody was chased yet'}`]
    }),
  )
}

const mostReason = 200

function raisedWords({ raised }: Action, today: Day): string {
  if (!raised?.reason) return ''
  return `Raised on ${sayDay(raised.on, today)}: ${[...raised.reason].slice(0, mostReason).join('')}. `
}

function arrivedWords(arrived: number, of: number): string {
  if (of === 0) return 'nobody could be asked'
  if (arrived === of) return of === 1 ? 'delivered' : `delivered to ${of}`
  return arrived === 0 ? 'not delivered' : `delivered to ${arrived} of ${of}`
}
