import type { Action } from '../../src/actions/index.ts'
import { addDays, type Day, dayOf, workingDay } from './simulated-days.ts'
import type { Lived, Span } from './simulated-life.ts'

/** The ladder of docs/field.md, written down a second time: working days, level. */
export const ladder: readonly [offset: number, level: number][] = [
  [-5, 0],
  [-1, 0],
  [0, 1],
  [1, 1],
  [3, 1],
  [5, 2],
  [10, 3],
  [15, 3],
  [20, 4],
  [25, 4],
]

/** The second Tuesdays on which the groups with an even number meet. */
const meetings = ['2026-03-10', '2026-04-14', '2026-05-12', '2026-10-13', '2026-11-10', '2026-12-08']

const numberIn = (id: string): number => Number(id.replace(/^\D+-/, ''))
const groupOf = (ref: string): number => Number(ref.slice(2, ref.indexOf('-')))
const hasMeetings = (ref: string): boolean => groupOf(ref) % 2 === 0

/** How an action stood at an instant, worked out from what people did to it. */
export type Standing = {
  /** The day from which it is chased, and since when that is so. */
  base: Day
  since: string
  owner: string
  status: 'with-owner' | 'blocked' | 'awaiting' | 'closed'
  /** Raised to the Executive, or taken to an agenda: it has steps of its own. */
  aside: boolean
  /** Taken to the agenda of a meeting that is not over on this day. */
  onAgenda: boolean
  answered: boolean
}

const ownWords = ['update', 'done', 'block', 'resume', 'extend', 'ask-date']

export function standingAt(action: Action, instant: string, lived: Lived, span: Span): Standing {
  const history = action.history.filter(entry => entry.at < instant)
  const moves = action.dueMoves.filter(move => move.at < instant)
  const due = moves.at(-1)?.to ?? lived.due.get(action.ref) ?? ''
  const again = history.findLast(({ verb }) => ['return', 'reassign'].includes(verb))?.at ?? ''
  const since = [again, moves.at(-1)?.at ?? ''].sort().at(-1) ?? ''
  const base = again !== '' && dayOf(again) > due ? dayOf(again) : due
  const last = (verbs: string[]) => history.findLast(({ verb }) => verbs.includes(verb))
  const stood = last(['done', 'agree', 'return', 'not-pursue', 'block', 'resume', 'update', 'reassign'])?.verb
  const blocked = last(['block', 'resume', 'return', 'done'])?.verb === 'block'
  const taken = last(['to-agenda'])
  const meeting = taken && taken.at > since && meetings.find(day => day >= dayOf(taken.at))
  const raised = last(['raise'])
  const first = workingDay(base, 0, span.closures)
  const from = dayOf(instant) < first ? workingDay(base, -10, span.closures) : first
  const said = history.filter(
    ({ at, verb, as = '' }) =>
      at > since && ownWords.includes(verb) && ['owner', 'deputy', 'business-team'].includes(as),
  )
  const closed = stood === 'agree' || stood === 'not-pursue'
  return {
    base,
    since,
    owner: ownerIn(history) ?? lived.owners.get(action.ref) ?? '',
    status: closed ? 'closed' : stood === 'done' ? 'awaiting' : blocked ? 'blocked' : 'with-owner',
    aside: (taken !== undefined && taken.at >= since) || (raised !== undefined && raised.at >= since),
    onAgenda: meeting !== undefined && dayOf(instant) <= meeting,
    answered: said.some(entry => dayOf(entry.at) >= from),
  }
}

/** To whom it was handed over last: everybody is known by their post. */
function ownerIn(history: Action['history']): string | undefined {
  const number = /Post (\d+)/.exec(history.findLast(({ verb }) => verb === 'reassign')?.detail ?? '')?.[1]
  return number === undefined ? undefined : post(Number(number))
}

/** The first day on which a decision may be asked: the tenth, or once a meeting has passed and the chairs were told. */
export const decisionFrom = (ref: string, base: Day, { closures }: Span): Day =>
  workingDay(base, hasMeetings(ref) ? 6 : 10, closures)

/** Whether the days of its decisions follow from the date alone: not where a meeting may bring them forward. */
export const hasFixedDecision = (ref: string): boolean => !hasMeetings(ref)

const post = (number: number): string => `person-${number}`

type Asking = { ref: string; standing: Standing; leaves: Lived['leaves']; people: number }

/** Whom a level asks on a day, by the posts of the made-up partnership and the leaves that were said. */
export function askedOn(day: Day, level: number, { ref, standing, leaves, people }: Asking): string[] {
  const isAway = (person: string): boolean => {
    const said = leaves.findLast(leave => leave.person === person && leave.from <= day)
    return said !== undefined && day <= said.until
  }
  const there = (people: string[]) => people.filter(person => !isAway(person))
  const deputyOf = (person: string): string[] => {
    const number = numberIn(person)
    return number % 3 === 0 && number + 10 < people ? [post(number + 10)] : []
  }
  const orDeputy = (person: string): string[] => there(isAway(person) ? deputyOf(person) : [person])
  const late = standing.status === 'blocked' ? 4 : numberIn(standing.owner) % 10
  const group = groupOf(ref)
  const seats = [post(30 + 3 * group), post(31 + 3 * group)]
  const vice = post(32 + 3 * group)
  const chairs = there(seats.some(isAway) ? [...seats, vice] : seats)
  const manager = isAway(post(20)) ? there([post(21)]) : [post(20)]
  const asked = chairs.length > 0 ? chairs : there([post(20), post(21)])
  const own = chairs.some(chair => numberIn(chair) % 10 === late) ? [...there([vice]), ...manager] : []
  const partners = [0, 1, 2].flatMap(number => orDeputy(post(number)))
  if (level <= 1) {
    if (standing.status === 'blocked') return orDeputy(post(4))
    return [...orDeputy(standing.owner), ...(level === 1 ? there(deputyOf(standing.owner)) : [])]
  }
  if (level === 2) return [...orDeputy(post(late)), ...asked, ...own]
  if (level === 3) return [...asked, ...manager, ...own]
  return [...there([post(25), post(26)]), ...partners, ...asked, ...manager, ...own]
}

/** The first day from this one on, on which chasers go out and the loop runs. */
export function nextRun(day: Day, span: Span): Day {
  const works = workingDay(day, 0, span.closures)
  return span.down.includes(works) ? nextRun(addDays(works, 1), span) : works
}
