import type { Answer, Context } from '../feature.ts'
import type { Arrangements, Person } from '../partnership/arrangements.ts'
import { addMonths, type Day, dayOf, sayDay } from '../partnership/day.ts'
import { isAway, type Leave, type LocalRules, sayLeave, withLeave } from '../partnership/local-rules.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { hasLeft } from '../partnership/presence.ts'
import { readDate } from '../partnership/read-date.ts'
import { arrangementsAt, listPeople, loadArrangements, loadNames } from '../partnership/records.ts'
import { deputyOn, nameOf } from '../partnership/who.ts'
import type { Calendar } from '../partnership/working-days.ts'
import type { Doc, Partition, Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { localWrites, openLocal, without } from './change-local.ts'
import { chasingHours, morningAfter } from './chase-rules.ts'
import { createChasers } from './chaser.ts'

/** Leave is at most so long (local rule): a longer one is a change of post. */
const mostMonths = 12

export type TypedLeave = { from: string; until: string; person: string }

const returnId = (person: string): string => `return:${person}`

/**
 * Notes that somebody is away, both days included: nothing is asked of them meanwhile, and their deputy stands in. On
 * their first working morning back they get what waits. The business team can note it for others. Other leaves of theirs
 * stay, unless this one touches them.
 */
export async function goAway(store: Store, context: Context, typed: TypedLeave): Promise<Answer> {
  const { who, today } = context
  const person = await personMeant(store, context, typed.person)
  if (!person) return notFound
  const from = typed.from === '' ? today : readDate(typed.from, today)
  const until = readDate(typed.until, today)
  const refused = leaveProblem(from, until, today)
  if (!from || !until || refused) return { text: `${refused} Nothing was changed.` }
  const partnership = who.partnership.partnership.id
  const partition = arrangementsAt(partnership)
  const calendar = who.partnership.partnership
  return decideOnce(store, partition, context, async () => {
    const { local, keep } = await openLocal(store, partnership)
    const leaves = withLeave(local.away[person.id] ?? [], { from, until }, today)
    const writes: Write[] = [
      ...keep({ ...local, away: { ...local.away, [person.id]: leaves } }),
      ...(await returnWrites(store, partition, { person: person.id, leaves, calendar })),
    ]
    const others = leaves.filter(leave => leave.from !== from)
    return {
      writes,
      reply: { text: await awayWords(store, context, person, { leave: { from, until }, others }) },
    }
  })
}

type Returning = {
  person: string
  leaves: readonly Leave[]
  calendar: Calendar
  /** The morning on which somebody is back who came sooner than was noted. */
  sooner?: string | undefined
}

/** Somebody wakes on the first morning after each of their leaves; with none left, no more. */
async function returnWrites(
  store: Store,
  partition: Partition,
  { person, leaves, calendar, sooner }: Returning,
): Promise<Write[]> {
  const id = returnId(person)
  const present = await store.get(partition, id)
  const [first] = leaves.map(({ until }) => until).sort()
  const wakeAt = sooner ?? (first === undefined ? undefined : morningAfter(first, calendar))
  if (wakeAt === undefined) return present ? [{ delete: id, etag: present.etag }] : []
  const back = { id, type: 'return', body: { schema: 1 }, tags: [], sort: first ?? wakeAt, wakeAt }
  return [present ? { replace: back, etag: present.etag } : { create: back }]
}

const notFound = {
  text: 'No one person of the partnership was found by that name. Only the business team notes leave for others. Nothing was changed.',
}

function leaveProblem(from: Day | undefined, until: Day | undefined, today: Day): string | undefined {
  if (!from || !until) return 'The day could not be read. Write, for example, away until 3 Dec.'
  if (until < today) return 'That day is over.'
  if (until < from) return 'The leave would end before it begins.'
  return until > addMonths(today, mostMonths) ? 'Leave is noted for a year at most.' : undefined
}

/** The person meant: oneself, or for the business team somebody they name. */
async function personMeant(store: Store, { who, today }: Context, text: string): Promise<Person | undefined> {
  if (text.trim() === '') return who.person
  if (!who.person.businessTeam) return undefined
  const people = await listPeople(store, who.partnership.partnership.id, { today, limit: 1000 })
  const match = matchPerson(text, people)
  return 'person' in match ? people.find(person => person.id === match.person.id) : undefined
}

type Noted = { leave: Leave; others: readonly Leave[] }

async function awayWords(
  store: Store,
  { who, today }: Context,
  person: Person,
  { leave, others }: Noted,
): Promise<string> {
  const deputy = deputyOn(who.partnership, person.id, leave.from > today ? leave.from : today)
  const names = await loadNames(store, who.partnership.partnership.id, deputy ? [deputy] : [])
  const own = person.id === who.person.id
  const subject = own ? 'You are' : `${nameOf(person)} is`
  const stands = deputy
    ? `${names(deputy)} is asked meanwhile${alsoAway(who.partnership, deputy, leave) ? `; while they are away too, the lead of ${own ? 'your' : 'their'} agency is` : ''}.`
    : `Nobody is named as ${own ? 'your' : 'their'} deputy, so reminders wait until then. Deputies are named in the partnership file: please ask the business team.`
  const hint = own ? ' Type back if you return sooner.' : ''
  const more = others.map(one => sayLeave(one, today)).join(', and ')
  const also = others.length > 0 ? ` Noted as well: ${more}.` : ''
  return `${subject} away ${sayLeave(leave, today)}. ${stands}${hint}${also}`
}

/** Whether a deputy is away in somebody's leave, or for a part of it. */
function alsoAway(arrangements: Arrangements, deputy: string, { from, until }: Leave): boolean {
  const leaves = arrangements.local?.away[deputy] ?? []
  return hasLeft(arrangements, deputy, until) || leaves.some(one => one.from <= until && from <= one.until)
}

/**
 * Ends somebody's leave, their own, or for the business team another's: the present one, else the next. Back from leave,
 * they get what waits on the next working morning, as they would have. Without leave it says so.
 */
export async function comeBack(store: Store, context: Context, typed: string): Promise<Answer> {
  const { who, today, now } = context
  const person = await personMeant(store, context, typed)
  if (!person) return notFound
  const calendar = who.partnership.partnership
  const partition = arrangementsAt(calendar.id)
  const own = person.id === who.person.id
  const subject = own ? 'You are' : `${nameOf(person)} is`
  return decideOnce(store, partition, context, async () => {
    const { local, keep } = await openLocal(store, calendar.id)
    const leaves = (local.away[person.id] ?? []).filter(({ until }) => until >= today)
    const ended = leaves.find(({ from }) => from <= today) ?? leaves[0]
    if (!ended) return { writes: [], reply: { text: `${subject} not noted as away.` } }
    const left = leaves.filter(leave => leave !== ended)
    const sooner = ended.from > today ? undefined : nextMorning(now, calendar)
    const writes: Write[] = [
      ...keep({ ...local, away: awayWith(local.away, person.id, left) }),
      ...(await returnWrites(store, partition, { person: person.id, leaves: left, calendar, sooner })),
    ]
    const over = ended.from > today ? `not away ${sayLeave(ended, today)} any more` : 'back'
    const more = left.map(one => sayLeave(one, today)).join(', and ')
    const also = left.length > 0 ? ` Still noted: away ${more}.` : ''
    const card = sooner
      ? ` What waits for ${own ? 'you' : 'them'} comes on ${sayDay(dayOf(sooner), today)}.`
      : ''
    const hint = own ? ' Type my actions for what is with you.' : ''
    return { writes, reply: { text: `${subject} ${over}.${card}${hint}${also}` } }
  })
}

/** The next morning on which cards go out: this one's, before nine. */
function nextMorning(now: string, calendar: Calendar): string {
  const hours = chasingHours(now, calendar)
  return 'opensAt' in hours ? hours.opensAt : morningAfter(dayOf(now), calendar)
}

/** Who gets what waits for them on which day, since they are back from leave then. */
export async function returnsOf(store: Store, partnership: string): Promise<[person: string, day: Day][]> {
  const { docs } = await store.find({ ...arrangementsAt(partnership), type: 'return', limit: 1000 })
  return docs.flatMap(({ id, wakeAt }) => (wakeAt ? [[id.replace('return:', ''), dayOf(wakeAt)]] : []))
}

type Away = LocalRules['away']

const awayWith = (away: Away, person: string, leaves: Leave[]): Away =>
  leaves.length > 0 ? { ...away, [person]: leaves } : without(away, person)

/** Somebody's first working morning after leave: they get one card of what waits, and what is over is forgotten. */
export async function afterLeave(store: Store, doc: Doc, now: string): Promise<void> {
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('Leave belongs to a partnership whose arrangements are not kept.')
  const hours = chasingHours(now, arrangements.partnership)
  const { id, type, body, tags, sort } = doc
  if ('opensAt' in hours) {
    const wakeAt = hours.opensAt
    await store.commit(doc, [{ replace: { id, type, body, tags, sort, wakeAt }, etag: doc.etag }])
    return
  }
  const person = doc.id.replace('return:', '')
  const today = dayOf(now)
  if (!isAway(arrangements, person, today))
    await createChasers(store, doc.partnership, [person], { day: today, now })
  const { local, keep } = await openLocal(store, doc.partnership)
  const leaves = (local.away[person] ?? []).filter(({ until }) => until >= today)
  const calendar = arrangements.partnership
  await store.commit(doc, [
    ...keep({ ...local, away: awayWith(local.away, person, leaves) }),
    ...(await returnWrites(store, doc, { person, leaves, calendar })),
  ])
}

/** Switches one's own reminders off or on. Decisions and agreements are asked all the same; the business team sees it. */
export function switchReminders(store: Store, context: Context, off: boolean): Promise<Answer> {
  const { who, today } = context
  const { id } = who.person
  const partnership = who.partnership.partnership.id
  const text = off
    ? 'You get no more reminders of what is with you. What only you can decide as a chair or lead is still asked. The business team can see this. Type reminders on to have them again.'
    : 'You get reminders again, one card a working morning at most.'
  return decideOnce(store, arrangementsAt(partnership), context, async () => {
    const writes = await localWrites(store, partnership, local => ({
      ...local,
      remindersOff: off
        ? { ...local.remindersOff, [id]: local.remindersOff[id] ?? today }
        : without(local.remindersOff, id),
    }))
    return { writes, reply: { text } }
  })
}
