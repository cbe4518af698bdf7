import { addDays, addMonths, type Day } from '../partnership/day.ts'
import { plainWords } from '../partnership/plain-words.ts'
import { groupPartition, readOnce } from '../partnership/records.ts'
import type { Calendar } from '../partnership/working-days.ts'
import type { Doc, Partition, Store } from '../ports/store.ts'
import { type Action, type Owner, readAction } from './action.ts'
import { fits, isInTags, type LogFilter, queryOf } from './log-filter.ts'

export type ActionPage = { actions: Action[]; next?: string }

export type ListOptions = { limit: number; after?: string | undefined }

/** Somebody's open actions in all groups, the most urgent first. */
export async function openActionsOf(
  store: Store,
  partnership: string,
  person: string,
  options: ListOptions,
): Promise<ActionPage> {
  return page(await store.find({ partnership, type: 'action', tags: [`owner:${person}`], ...options }))
}

/** Of what may wait for somebody to agree: that it is complete, or that its date moves. */
export const toAgreeTags = ['status:awaiting-agreement', 'asked'] as const

/** What waits in these groups for somebody to agree, of each kind so many at most, the most urgent first. */
export async function awaitingAgreementIn(
  store: Store,
  { partnership, groups }: { partnership: string; groups: readonly string[] },
  limit: number,
): Promise<Action[]> {
  const found = await Promise.all(
    groups.flatMap(group =>
      toAgreeTags.map(tag =>
        store.find({
          ...groupPartition(partnership, group),
          type: 'action',
          tags: [`open:${group}`, tag],
          limit,
        }),
      ),
    ),
  )
  return found.flatMap(({ docs }) => docs.map(readAction))
}

/** Which actions are wanted: those that have all of these tags, of a group where it is named, due up to and with a day. */
export type Question = { tags: readonly string[]; group?: string; to?: Day }

const pageOfAll = 100

/** Every action that any of these questions finds, each once, however many they are: no more than a page is held at a time. */
export async function* everyAction(
  store: Store,
  partnership: string,
  questions: readonly Question[],
): AsyncGenerator<Action> {
  const seen = new Set<string>()
  for (const { tags, group, to } of questions) {
    const where = group === undefined ? { partnership } : groupPartition(partnership, group)
    let after: string | undefined
    do {
      const query = { ...where, type: 'action', tags, limit: pageOfAll, ...(to ? { to } : {}) }
      const found = await store.find({ ...query, ...(after ? { after } : {}) })
      for (const doc of found.docs) {
        if (seen.has(doc.id)) continue
        seen.add(doc.id)
        yield readOnce(store, doc, readAction)
      }
      after = found.next
    } while (after)
  }
}

/** A group's open actions as they are kept, a page that one commit can change at a time; `partition` is the group's own. */
export async function* openPagesOf(store: Store, partition: Partition, group: string): AsyncGenerator<Doc[]> {
  let after: string | undefined
  do {
    const query = { ...partition, type: 'action', tags: [`open:${group}`], limit: openAPage }
    const { docs, next } = await store.find({ ...query, ...(after ? { after } : {}) })
    yield docs
    after = next
  } while (after)
}

const openAPage = 50

/** A group's open actions, the most urgent first. */
export async function openActionsIn(
  store: Store,
  { partnership, group }: { partnership: string; group: string },
  options: ListOptions,
): Promise<ActionPage> {
  return page(
    await store.find({
      ...groupPartition(partnership, group),
      type: 'action',
      tags: [`open:${group}`],
      ...options,
    }),
  )
}

type Sought = { group: { id: string }; owners: readonly Owner[]; what: string; dueOn: Day }

/**
 * The latest open action of a group that says the same as one that is wanted, and has the same owners: of the most urgent,
 * and of those due on the same day, as a second click's is however many there are.
 */
export async function sameAction(
  store: Store,
  partition: Partition,
  { group, owners, what, dueOn }: Sought,
): Promise<Action | undefined> {
  const tags = [`open:${group.id}`, `agency:${owners[0]?.agency}`]
  const query = { ...partition, type: 'action', tags, limit: mostCompared }
  const found = await Promise.all([store.find(query), store.find({ ...query, from: dueOn, to: dueOn })])
  const people = (of: readonly Owner[]) =>
    of
      .map(one => one.person)
      .sort()
      .join(' ')
  return found
    .flatMap(({ docs }) => docs.map(readAction))
    .filter(one => plainWords(one.what) === plainWords(what) && people(one.owners) === people(owners))
    .sort((a, b) => b.ref.localeCompare(a.ref, 'en', { numeric: true }))[0]
}

const mostCompared = 100

/** Documents looked at for one page of a filter that the store cannot ask for: then the page ends, and another goes on. */
const mostLookedAt = 1000

/** Where an action stands in a list of several groups: the page after goes on from there, whatever was answered meanwhile. */
export const placeOf = ({ dueOn, ref }: Action): string => `${dueOn}|${ref}`

type Filtered = {
  partnership: string
  group: string
  filter: LogFilter
  at: { calendar: Calendar; today: Day }
  /** Those up to and with this place are left out. */
  beyond?: string | undefined
}

/** What no tag says is looked for so many documents at a time: each question to the store has its price. */
const lookedAtOnce = 50

/** A group's actions that fit a filter, the most urgent first. */
export async function filteredActions(
  store: Store,
  { partnership, group, filter, at, beyond = '' }: Filtered,
  { limit, after }: ListOptions,
): Promise<ActionPage> {
  const [from] = beyond.split('|')
  const query = {
    ...groupPartition(partnership, group),
    type: 'action',
    ...queryOf(group, filter, at.today),
    ...(from ? { from } : {}),
  }
  const find = (most: number, place: string | undefined) =>
    store.find({ ...query, limit: most, ...(place ? { after: place } : {}) }).then(page)
  const actions: Action[] = []
  let next = after
  for (let looked = 0; looked < mostLookedAt; ) {
    const room = limit - actions.length
    const size = isInTags(filter) && beyond === '' ? room : Math.max(room, lookedAtOnce)
    const found = await find(size, next)
    const fit = found.actions.filter(action => placeOf(action) > beyond && fits(action, filter, at))
    actions.push(...fit.slice(0, room))
    const last = fit[room - 1]
    // The page after goes on behind the last one that is shown.
    const seen = last ? found.actions.indexOf(last) + 1 : found.actions.length
    next = seen < found.actions.length ? (await find(seen, next)).next : found.next
    looked += size
    if (!next || actions.length >= limit) break
  }
  return { actions, ...(next ? { next } : {}) }
}

/** How far back, in months, what was closed is looked for: step by step, until there is enough. */
const monthsBack = [3, 12, 36, undefined]
const enoughClosed = 200

/** A group's closed actions that were due latest: lists come with the earliest first, so it goes back by stretches of time. */
export async function lastClosed(
  store: Store,
  { partnership, group, today }: { partnership: string; group: string; today: Day },
): Promise<Action[]> {
  const found: Action[] = []
  let to: Day | undefined
  for (const months of monthsBack) {
    const from = months === undefined ? undefined : addMonths(today, -months)
    const stretch = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
    let after: string | undefined
    for (let looked = 0; looked < mostLookedAt; looked += enoughClosed) {
      const { actions, next } = page(
        await store.find({
          ...groupPartition(partnership, group),
          type: 'action',
          tags: [`closed:${group}`],
          ...stretch,
          limit: enoughClosed,
          ...(after ? { after } : {}),
        }),
      )
      found.push(...actions)
      after = next
      if (!next) break
    }
    if (found.length >= enoughClosed) break
    to = from && addDays(from, -1)
  }
  return found
}

function page(found: { docs: Doc[]; next?: string }): ActionPage {
  return { actions: found.docs.map(readAction), ...(found.next ? { next: found.next } : {}) }
}
