import type { Action } from '../../src/actions/index.ts'
import { addDays, type Day, dayOf, workingDay } from './simulated-days.ts'
import type { Lived, Span } from './simulated-life.ts'

/** The ladder of docs/field.md before a decision is asked for, written down a second time: working days, level. */
const ladder: readonly [offset: number, level: number][] = [
  [-5, 0],
  [-1, 0],
  [0, 1],
  [1, 1],
  [3, 1],
  [5, 2],
]

/** The second Tuesdays on which the groups with an even number meet. */
const meetings = ['2026-03-10', '2026-04-14', '2026-05-12', '2026-10-13', '2026-11-10', '2026-12-08']

const numberIn = (id: string): number => Number(id.replace(/^\D+-/, ''))
const groupOf = (ref: string): number => Number(ref.slice(2, ref.indexOf('-')))
export const hasMeetings = (ref: string): boolean => groupOf(ref) % 2 === 0

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
  /** Who asked for another date that waits to be agreed, when, and for which. */
  dateAsked: { by: string; at: string; wanted: Day } | undefined
  /** Who last said that it is done, and when. */
  saidDone: { by: string; at: string } | undefined
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
  // Raised after that, it is with the Executive, and on the agenda no more.
  const isTaken = taken !== undefined && last(['to-agenda', 'raise']) === taken
  const meeting = isTaken && taken.at > since ? meetings.find(day => day >= dayOf(taken.at)) : undefined
  const raised = last(['raise'])
  const first = workingDay(base, 0, span.closures)
  const from = dayOf(instant) < first ? workingDay(base, -10, span.closures) : first
  const said = history.filter(
    ({ at, verb, as = '' }) =>
      at > since && ownWords.includes(verb) && ['owner', 'deputy', 'business-team'].includes(as),
  )
  const closed = stood === 'agree' || stood === 'not-pursue'
  // Whoever gets it, or is given a date, may ask for another in the same minute.
  const given = history.findLastIndex(({ verb }) =>
    ['return', 'reassign', 'extend', 'agree-date'].includes(verb),
  )
  const asked = history
    .slice(given + 1)
    .findLast(({ verb }) => ['ask-date', 'refuse-date', 'done'].includes(verb))
  const dateAsked = asked?.verb === 'ask-date' ? { ...asked, wanted: wantedIn(asked.detail) } : undefined
  return {
    base,
    since,
    owner: ownerIn(history) ?? lived.owners.get(action.ref) ?? '',
    status: closed ? 'closed' : stood === 'done' ? 'awaiting' : blocked ? 'blocked' : 'with-owner',
    aside: (taken !== undefined && taken.at >= since) || (raised !== undefined && raised.at >= since),
    onAgenda: meeting !== undefined && dayOf(instant) <= meeting,
    // Whoever asked for another date waits for the answer.
    answered: dateAsked !== undefined || said.some(entry => dayOf(entry.at) >= from),
    dateAsked,
    saidDone: last(['done']),
  }
}

/** To whom it was handed over last: everybody is known by their post. */
function ownerIn(history: Action['history']): string | undefined {
  const number = /Post (\d+)/.exec(history.findLast(({ verb }) => verb === 'reassign')?.detail ?? '')?.[1]
  return number === undefined ? undefined : post(Number(number))
}

/** 'Fri 30 Jan 2026 instead of …' */
function wantedIn(detail = ''): Day {
  const [, day, month, year] = /^\w+ (\d+) (\w+) (\d+) instead/.exec(detail) ?? []
  return new Date(`${day} ${month} ${year} UTC`).toISOString().slice(0, 10)
}

/** The first day on which a decision may be asked: the tenth, or once a meeting has passed and the chairs were told. */
export const decisionFrom = (ref: string, base: Day, { closures }: Span): Day =>
  workingDay(base, hasMeetings(ref) ? 6 : 10, closures)

export type Step = { day: Day; level: number }

/** `asked`: on which day a decision was first asked for, once that is known. */
type Late = { ref: string; base: Day; answered: boolean; asked?: Day | undefined }

/**
 * The steps of what is late, with decisions from their day on: the tenth, or the day after the next meeting if that passed
 * without a word of the owner and the chairs were told before.
 */
export function stepsOfLate({ ref, base, answered, asked }: Late, span: Span): Step[] {
  const on = (offset: number): Day => workingDay(base, offset, span.closures)
  const meeting = hasMeetings(ref) && !answered && meetings.find(day => day > base)
  const passed = meeting ? workingDay(meeting, 1, span.closures) : on(10)
  const first = [[passed, on(6)].sort().at(-1) ?? '', on(10)].sort()[0] ?? ''
  const before = ladder.map(([offset, level]) => ({ day: on(offset), level }))
  return [...before, ...decisions({ first, executive: on(20), asked }, span)].sort((a, b) =>
    a.day < b.day ? -1 : 1,
  )
}

/** The steps of what is said to be done and not agreed. */
export function stepsOfUnagreed(said: Day, span: Span, asked?: Day): Step[] {
  const on = (count: number): Day => workingDay(said, count, span.closures)
  return [
    ...everyFive(2, on(5), on(10), span),
    ...decisions({ first: on(10), executive: on(20), asked }, span),
  ]
}

/**
 * A decision is asked for every five working days, from its day and from that on which it first was; the Executive hears of
 * it on its own day, and no sooner than ten working days after the first asking.
 */
function decisions(
  { first, executive, asked }: { first: Day; executive: Day; asked: Day | undefined },
  span: Span,
): Step[] {
  const beyond = workingDay(span.last, 1, span.closures)
  if (asked === undefined) return everyFive(3, first, beyond, span)
  const until = [executive, workingDay(asked, 10, span.closures)].sort().at(-1) ?? ''
  const again = first > asked ? first : asked
  return [
    ...everyFive(3, first, again, span),
    ...everyFive(3, again, until, span),
    ...everyFive(4, until, beyond, span),
  ]
}

/** The steps of another date that is asked for and nobody answers, up to that date. */
export function stepsOfDate({ at, wanted }: NonNullable<Standing['dateAsked']>, span: Span): Step[] {
  const on = (count: number): Day => workingDay(dayOf(at), count, span.closures)
  const told = everyFive(2, on(5), on(10), span)
  return [...told, ...everyFive(3, on(10), addDays(wanted, 1), span)].filter(({ day }) => day <= wanted)
}

function everyFive(level: number, first: Day, until: Day, span: Span): Step[] {
  if (first >= until) return []
  return [{ day: first, level }, ...everyFive(level, workingDay(first, 5, span.closures), until, span)]
}

const post = (number: number): string => `person-${number}`

export type Asking = { ref: string; standing: Standing; leaves: Lived['leaves']; people: number }

/** Who is where on a day, by the posts of the made-up partnership and the leaves that were said. */
function postsOn(day: Day, { ref, leaves, people }: Asking) {
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
  const group = groupOf(ref)
  const seats = [post(30 + 3 * group), post(31 + 3 * group)]
  const vice = post(32 + 3 * group)
  const chairs = there(seats.some(isAway) ? [...seats, vice] : seats)
  const team = there([post(20), post(21)])
  return {
    chairs,
    team,
    vice: there([vice]),
    /** In the chairs' place, when none of them is there. */
    asked: chairs.length > 0 ? chairs : team,
    manager: isAway(post(20)) ? there([post(21)]) : [post(20)],
    executive: there([post(25), post(26)]),
    partners: [0, 1, 2].flatMap(number => orDeputy(post(number))),
    orDeputy,
    deputyThere: (person: string) => there(deputyOf(person)),
  }
}

/** Whom a level of what is late asks on a day. */
export function askedOn(day: Day, level: number, asking: Asking): string[] {
  const { owner, status } = asking.standing
  const { chairs, vice, asked, manager, executive, partners, ...of } = postsOn(day, asking)
  const late = status === 'blocked' ? 4 : numberIn(owner) % 10
  const own = chairs.some(chair => numberIn(chair) % 10 === late) ? [...vice, ...manager] : []
  if (level <= 1) {
    if (status === 'blocked') return of.orDeputy(post(4))
    return [...of.orDeputy(owner), ...(level === 1 ? of.deputyThere(owner) : [])]
  }
  if (level === 2) return [...of.orDeputy(post(late)), ...asked, ...own]
  if (level === 3) return [...asked, ...manager, ...own]
  return [...executive, ...partners, ...asked, ...manager, ...own]
}

/** Whom a level of what is said to be done, or of another date, asks on a day: nobody about their own. */
export function askedToAgreeOn(day: Day, level: number, asking: Asking): string[] {
  const { owner, saidDone, dateAsked } = asking.standing
  const word = dateAsked ?? saidDone
  const { chairs, vice, team, asked, manager, executive, partners } = postsOn(day, asking)
  const others = (people: string[]) => people.filter(person => person !== owner && person !== word?.by)
  const agreers = [chairs, vice, executive, team].map(others).find(people => people.length > 0) ?? []
  const told = chairs.length > 0 ? agreers : [...agreers, ...team]
  const above = level < 3 ? [] : [...asked, ...manager, ...(level < 4 ? [] : [...executive, ...partners])]
  return [...told, ...above].filter(person => person !== owner)
}

/** The steps that are taken: of those that fall on days without the loop, the latest. */
export function runsOf(steps: readonly Step[], span: Span): (Step & { planned: Day })[] {
  const runs = steps.map(({ day, level }) => ({ planned: day, level, day: nextRun(day, span) }))
  return runs.filter(({ day }, i) => day > span.first && day <= span.last && runs[i + 1]?.day !== day)
}

/** The first day from this one on, on which chasers go out and the loop runs. */
function nextRun(day: Day, span: Span): Day {
  const works = workingDay(day, 0, span.closures)
  return span.down.includes(works) ? nextRun(addDays(works, 1), span) : works
}
