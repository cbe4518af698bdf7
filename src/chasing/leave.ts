import type { Answer, Context } from '../feature.ts'
import type { Person } from '../partnership/arrangements.ts'
import { addMonths, type Day, dayOf, sayDay } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { readDate } from '../partnership/read-date.ts'
import { arrangementsAt, listPeople, loadArrangements, loadNames } from '../partnership/records.ts'
import { nameOf } from '../partnership/who.ts'
import type { Doc, Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { localWrites, without } from './change-local.ts'
import { chasingHours, morningAfter } from './chase-rules.ts'
import { createChasers } from './chaser.ts'

/** Leave is at most so long (local rule): a longer one is a change of post. */
const mostMonths = 12

export type Leave = { from: string; until: string; person: string }

const returnId = (person: string): string => `return:${person}`

/**
 * Notes that somebody is away, both days included: nothing is asked of them meanwhile, and their deputy stands in. On
 * their first working morning back they get what waits. The business team can note it for others. Again, it replaces.
 */
export async function goAway(store: Store, context: Context, typed: Leave): Promise<Answer> {
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
  const said = await awayWords(store, context, person, { from, until })
  return decideOnce(store, partition, context, async () => {
    const present = await store.get(partition, returnId(person.id))
    const back = {
      id: returnId(person.id),
      type: 'return',
      body: { schema: 1 },
      tags: [],
      sort: until,
      wakeAt: morningAfter(until, calendar),
    }
    const writes: Write[] = [
      ...(await localWrites(store, partnership, local => ({
        ...local,
        away: { ...local.away, [person.id]: { from, until } },
      }))),
      present ? { replace: back, etag: present.etag } : { create: back },
    ]
    return { writes, reply: { text: said } }
  })
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

async function awayWords(
  store: Store,
  { who, today }: Context,
  person: Person,
  { from, until }: { from: Day; until: Day },
): Promise<string> {
  const deputy = who.partnership.deputies?.[person.id]
  const names = await loadNames(store, who.partnership.partnership.id, deputy ? [deputy] : [])
  const own = person.id === who.person.id
  const span =
    from > today
      ? `from ${sayDay(from, today)} until ${sayDay(until, today)}`
      : `until ${sayDay(until, today)}`
  const subject = own ? 'You are' : `${nameOf(person)} is`
  const stands = deputy
    ? `${names(deputy)} is asked meanwhile.`
    : `Nobody is named as ${own ? 'your' : 'their'} deputy, so reminders wait until then; the business team can name one.`
  const hint = own ? ' Type back if you return sooner.' : ''
  return `${subject} away ${span}. ${stands}${hint}`
}

/** Ends somebody's leave: their own, or for the business team another's. Without leave it says so. */
export async function comeBack(store: Store, context: Context, typed: string): Promise<Answer> {
  const { who } = context
  const person = await personMeant(store, context, typed)
  if (!person) return notFound
  const partnership = who.partnership.partnership.id
  const partition = arrangementsAt(partnership)
  const own = person.id === who.person.id
  const subject = own ? 'You are' : `${nameOf(person)} is`
  return decideOnce(store, partition, context, async () => {
    if (!who.partnership.local?.away[person.id])
      return { writes: [], reply: { text: `${subject} not noted as away.` } }
    const doc = await store.get(partition, returnId(person.id))
    const writes: Write[] = [
      ...(await localWrites(store, partnership, local => ({
        ...local,
        away: without(local.away, person.id),
      }))),
      ...(doc ? [{ delete: doc.id, etag: doc.etag } as const] : []),
    ]
    return { writes, reply: { text: `${subject} back. Type my actions for what is with you.` } }
  })
}

/** Somebody's first working morning after leave: they get one card of what waits, and the leave is forgotten. */
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
  await store.commit(doc, [
    ...(await localWrites(store, doc.partnership, local => ({
      ...local,
      away: without(local.away, person),
    }))),
    { delete: doc.id, etag: doc.etag },
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
