import type { Action } from '../actions/index.ts'
import { readDelivery } from '../delivery/delivery.ts'
import { mayBeRepeat } from '../delivery/outcome-rules.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { listed } from '../partnership/list-words.ts'
import { peopleOf } from '../partnership/records.ts'
import { addWorkingDays, type Calendar } from '../partnership/working-days.ts'
import type { Store } from '../ports/store.ts'
import { chaserId } from './chaser.ts'

export const chasesShown = 6
const namedAtMost = 3
/** A chaser that could not be sent makes way for the next working day's: it is followed so far. */
const daysFollowed = 5

type Chase = NonNullable<Action['chases']>[number]
type At = { calendar: Calendar & { id: string }; today: Day; names(id: string): string }

/**
 * By ref, in words: why a chair raised it, where one did; its latest chases, whom each was to reach, and on which day it did. What counts is a card that
 * arrived with this action on it or behind its button, under the ref it had then; one that had to wait counts on the day it came.
 */
export async function deliveredChases(
  store: Store,
  actions: readonly Action[],
  at: At,
): Promise<ReadonlyMap<string, string>> {
  const cards = arrivedCards(store, at)
  const said = actions.map(async action => {
    const { ref, formerRefs = [], chases = [] } = action
    // What is asked today is on its way: it has not been missed by anybody yet.
    const past = chases.filter(({ day }) => day < at.today)
    const lines = past.slice(-chasesShown).map(chase => lineOf([ref, ...formerRefs], chase, { ...at, cards }))
    const words = await Promise.all(lines)
    const chased = words.length > 0 ? `Chased ${words.join(', ')}` : 'Nobody was chased yet'
    return [ref, `${raisedWords(action, at.today)}${chased}`] as const
  })
  return new Map(await Promise.all(said))
}

const mostReason = 200

function raisedWords({ raised }: Action, today: Day): string {
  if (!raised?.reason) return ''
  return `Raised on ${sayDay(raised.on, today)}: ${[...raised.reason].slice(0, mostReason).join('')}. `
}

/** `doubt`: nobody knows whether it arrived. */
type Arrived = { day: Day; refs: ReadonlySet<string>; decides: ReadonlySet<string>; doubt?: true }

/**
 * What has arrived stays as it arrived: it is read once for all whose cards of a morning tell of it, since an action that is
 * late for months has been with many people.
 */
const arrivals = new WeakMap<Store, Map<string, Arrived>>()
const mostArrivals = 5000

type Cards = ReturnType<typeof arrivedCards>

/** The card by which a person's chaser of a day arrived, on that day or on one it made way for. Each is read once. */
function arrivedCards(store: Store, { calendar, today }: At) {
  const known = new Map<string, Promise<Arrived | 'gone' | undefined>>()
  const kept = arrivals.get(store) ?? new Map<string, Arrived>()
  arrivals.set(store, kept)
  const read = async (person: string, day: Day) => {
    const key = `${calendar.id}/${chaserId(person, day)}`
    const before = kept.get(key)
    if (before) return before
    const doc = await store.get(peopleOf(calendar.id), chaserId(person, day))
    const delivery = doc && readDelivery(doc)
    if (delivery?.state === 'not-needed') return undefined
    if (!delivery) return 'gone'
    const { shows = [], reaches = [], decides = [] } = delivery
    const arrived = { day, refs: new Set([...shows, ...reaches]), decides: new Set(decides) }
    // Not kept: what is in doubt may be known later.
    if (delivery.state !== 'sent')
      return mayBeRepeat(delivery) ? { ...arrived, doubt: true as const } : 'gone'
    if (kept.size >= mostArrivals) kept.clear()
    kept.set(key, arrived)
    return arrived
  }
  return async (person: string, from: Day): Promise<Arrived | undefined> => {
    let day = from
    for (let count = 0; count <= daysFollowed && day <= today; count += 1) {
      const id = chaserId(person, day)
      const found = known.get(id) ?? read(person, day)
      known.set(id, found)
      const card = await found
      if (card) return card === 'gone' ? undefined : card
      day = addWorkingDays(day, 1, calendar)
    }
    return undefined
  }
}

async function lineOf(
  refs: readonly string[],
  { day, level, to }: Chase,
  { calendar, today, names, cards }: At & { cards: Cards },
): Promise<string> {
  const reached = await Promise.all(
    to.map(async person => {
      const held = await heldBy(from => cards(person, from), { refs, day, level, calendar })
      return { person, on: held?.day, doubt: held?.doubt === true }
    }),
  )
  return `${sayDay(day, today)}${whom(level, to.map(names))} (${arrivedWords(reached, { day, today, names })})`
}

/** The card that asked what a chase was to ask: that of its day, or, where that had gone without it, the next morning's. */
async function heldBy(
  cardFrom: (day: Day) => Promise<Arrived | undefined>,
  {
    refs,
    day,
    level,
    calendar,
  }: Pick<Chase, 'day' | 'level'> & Pick<At, 'calendar'> & { refs: readonly string[] },
): Promise<Arrived | undefined> {
  const holds = (card: Arrived) => refs.some(ref => card.refs.has(ref))
  const asks = (card: Arrived) => (level < 3 ? holds(card) : refs.some(ref => card.decides.has(ref)))
  const first = await cardFrom(day)
  if (!first || asks(first)) return first
  const next = await cardFrom(addWorkingDays(first.day, 1, calendar))
  const cards = [first, next].filter(card => card !== undefined)
  // Of an earlier version's cards it is not known on what they asked for a decision.
  return cards.find(asks) ?? cards.find(holds)
}

/** Who was told is said by name: those who decide know themselves, and those whose agency is late may not. */
function whom(level: number, names: readonly string[]): string {
  if (level === 2 && names.length > 0) return ` to ${listed(names, namedAtMost)}`
  return level === 3 ? ' for a decision' : level === 4 ? ' to the Executive' : ''
}

type Reached = { person: string; on: Day | undefined; doubt: boolean }

/** To whom a chase was delivered, in words; what is in doubt is called neither delivered nor not. */
export function arrivedWords(
  reached: readonly Reached[],
  { day, today, names }: { day: Day; today: Day; names(id: string): string },
): string {
  if (reached.length === 0) return 'nobody could be asked'
  const sure = reached.filter(({ on, doubt }) => on !== undefined && !doubt)
  const doubtful = reached.filter(({ on, doubt }) => on !== undefined && doubt)
  const missed = reached.filter(({ on }) => on === undefined)
  if (missed.length === reached.length) return 'not delivered'
  if (doubtful.length === reached.length) return 'may have arrived'
  const days = [...new Set(sure.flatMap(({ on }) => on ?? []))].sort()
  const late = days.filter(on => on > day).map(on => ` on ${sayDay(on, today)}`)
  const whole = sure.length === reached.length
  const count = reached.length === 1 ? 'delivered' : `delivered to ${sure.length}`
  const said = whole ? count : sure.length > 0 ? `${count} of ${reached.length}` : ''
  const whose = (people: readonly Reached[]) => listed(people.map(({ person }) => names(person)))
  return [
    ...(said ? [`${said}${late.join(' and')}`] : []),
    ...(doubtful.length > 0 ? [`perhaps to ${whose(doubtful)}`] : []),
    ...(missed.length > 0 ? [`not to ${whose(missed)}`] : []),
  ].join(', ')
}
