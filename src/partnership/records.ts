import { z } from 'zod'
import type { Doc, Draft, Partition, Store } from '../ports/store.ts'
import { type Arrangements, held, type Person, partnershipFile, person } from './arrangements.ts'
import type { Day } from './day.ts'
import { localRules } from './local-rules.ts'
import { covers, looseDate } from './terms.ts'
import { nameOf, type Who } from './who.ts'

/** How the partnership itself is kept: its arrangements, its people, and who signs in as whom. */
const arrangementsBody = z.object({
  schema: z.literal(1),
  arrangements: partnershipFile.omit({ people: true }).extend({
    deputies: z.record(z.string(), held).default({}),
    presence: z
      .record(z.string(), z.object({ from: looseDate.optional(), to: looseDate.optional() }))
      .default({}),
    local: localRules.optional(),
  }),
})
const personBody = z.object({
  schema: z.literal(1),
  person,
  left: z.boolean().optional(),
  from: z.array(z.enum(['file', 'list'])).optional(),
})
const identityBody = z.object({ schema: z.literal(1), partnership: z.string(), person: z.string() })

/** The one partition that no partnership owns: which partnerships there are, and whose account is whose. */
const directory = '~directory'
export const identities: Partition = { partnership: directory, scope: 'identities' }
export const registry: Partition = { partnership: directory, scope: 'partnerships' }

export const arrangementsAt = (id: string): Partition => ({ partnership: id, scope: 'arrangements' })
/** Everything of one group: its actions, meetings, place. */
export const groupPartition = (partnership: string, group: string): Partition => ({
  partnership,
  scope: `group:${group}`,
})
export const peopleOf = (partnership: string): Partition => ({ partnership, scope: 'people' })

/** Wakes at once: what is made from the arrangements, such as meetings, is made anew when they change. */
export function arrangementsDraft(arrangements: Arrangements, wakeAt: string | undefined): Draft {
  const { id } = arrangements.partnership
  return {
    id: `partnership:${id}`,
    type: 'partnership',
    body: { schema: 1, arrangements },
    tags: [],
    sort: id,
    wakeAt,
  }
}

/** Wakes every working morning: seats that begin, and seats that fall vacant. `holders`: by group, who held them last. */
export function seatsDraft(holders: Readonly<Record<string, string[]>> | undefined, wakeAt: string): Draft {
  return { id: 'seats', type: 'seats', body: { schema: 1, holders }, tags: [], sort: 'seats', wakeAt }
}

export function registryDraft(id: string): Draft {
  return { id: `partnership:${id}`, type: 'partnership-entry', body: { schema: 1 }, tags: [], sort: id }
}

/** What names somebody: the partnership's file, a list that was brought in, or both. */
export type Source = 'file' | 'list'

/**
 * Everyone is found by agency. Those of the file are `current` too, and found by business team: they act in groups, and
 * are few. Those of lists alone, who may be tens of thousands, read bulletins. Whoever
 * nothing names any more has left, and is found by neither.
 */
export function personDraft(who: Person, from: readonly Source[] = ['file']): Draft {
  const inFile = from.includes('file')
  const tags = from.length > 0 ? ['everyone', `agency:${who.agency}`] : ['left']
  if (inFile) tags.push('current')
  if (inFile && who.businessTeam) tags.push('business-team')
  if (from.length > 0 && who.email) tags.push(`email:${who.email.toLowerCase()}`)
  return {
    id: `person:${who.id}`,
    type: 'person',
    body: { schema: 1, person: who, from },
    tags,
    sort: who.title,
  }
}

/** Account and tenant ids are the same in small and capital letters. */
export const identityId = (tenant: string, entraId: string): string =>
  `identity:${tenant}/${entraId}`.toLowerCase()

export function identityDraft(
  tenant: string,
  entraId: string,
  owner: { partnership: string; person: string },
): Draft {
  return {
    id: identityId(tenant, entraId),
    type: 'identity',
    body: { schema: 1, ...owner },
    tags: [`person:${owner.partnership}/${owner.person}`],
    sort: tenant,
  }
}

export const readIdentity = (doc: Doc) => identityBody.parse(doc.body)
export function readPerson(doc: Doc): { person: Person; from: Source[] } {
  const { person, left, from = left ? [] : ['file'] } = personBody.parse(doc.body)
  return { person, from }
}

const parsed = new WeakMap<Store, Map<string, { etag: string; value: unknown }>>()
const mostParsed = 5000

/** What a document says. Each version of it is parsed once for a store, since every turn asks for the same few. */
export function readOnce<T>(store: Store, doc: Doc, read: (doc: Doc) => T): T {
  const ofStore = parsed.get(store) ?? new Map<string, { etag: string; value: unknown }>()
  parsed.set(store, ofStore)
  const key = `${doc.partnership}/${doc.id}`
  const known = ofStore.get(key)
  if (known?.etag === doc.etag) return known.value as T
  const value = read(doc)
  if (ofStore.size >= mostParsed) ofStore.clear()
  ofStore.set(key, { etag: doc.etag, value })
  return value
}

export async function loadArrangements(store: Store, id: string): Promise<Arrangements | undefined> {
  const doc = await store.get(arrangementsAt(id), `partnership:${id}`)
  return doc && readOnce(store, doc, one => withClosures(readArrangements(one)))
}

/** The arrangements as they are kept: file and local rules apart. */
export const readArrangements = (doc: Doc): Arrangements => arrangementsBody.parse(doc.body).arrangements

/** Working days are counted without the closures of the file and without those added since. */
function withClosures(arrangements: Arrangements): Arrangements {
  const { partnership, local } = arrangements
  const extraClosures = [...new Set([...partnership.extraClosures, ...(local?.closures ?? [])])].sort()
  return { ...arrangements, partnership: { ...partnership, extraClosures } }
}

/** A person of the partnership on a day, unless they have left it, are not there yet, or were never in it. */
export async function loadPerson(
  store: Store,
  partnership: string,
  id: string,
  today: Day,
): Promise<Person | undefined> {
  const doc = await store.get(peopleOf(partnership), `person:${id}`)
  if (!doc) return undefined
  const { person, from } = readOnce(store, doc, readPerson)
  return from.length === 0 || !covers(person, today) ? undefined : person
}

/** Everyone of the partnership's file on a day, by title; at most `limit`. With a tag, those who have it. */
export async function listPeople(
  store: Store,
  partnership: string,
  { today, limit, tag = 'current' }: { today: Day; limit: number; tag?: string },
): Promise<Person[]> {
  const { docs } = await store.find({ ...peopleOf(partnership), type: 'person', tags: [tag], limit })
  return docs.map(doc => readOnce(store, doc, readPerson).person).filter(person => covers(person, today))
}

/** What members are called: where a child's name may not be written, theirs may. */
export async function namesOfMembers(store: Store, partnership: string, today: Day): Promise<string[]> {
  const people = await listPeople(store, partnership, { today, limit: 1000 })
  return people.flatMap(({ name, title }) => (name ? [name, title] : [title]))
}

/** The business team of a partnership on a day. */
export function businessTeam(store: Store, partnership: string, today: Day): Promise<Person[]> {
  return listPeople(store, partnership, { today, limit: 100, tag: 'business-team' })
}

/** A person with their partnership, as they are on a day; undefined when there is no such person then. */
export async function whoIs(
  store: Store,
  partnership: string,
  id: string,
  today: Day,
): Promise<Who | undefined> {
  const [arrangements, person] = await Promise.all([
    loadArrangements(store, partnership),
    loadPerson(store, partnership, id, today),
  ])
  return arrangements && person ? { partnership: arrangements, person } : undefined
}

/** Who an account is on a day, or undefined for everybody we do not know. */
export async function recognise(
  store: Store,
  from: { tenantId: string; entraId: string },
  today: Day,
): Promise<Who | undefined> {
  const identity = await store.get(identities, identityId(from.tenantId, from.entraId))
  if (!identity) return undefined
  const owner = readOnce(store, identity, readIdentity)
  return whoIs(store, owner.partnership, owner.person, today)
}

/** Every partnership kept here. */
export async function listPartnerships(store: Store): Promise<string[]> {
  const { docs } = await store.find({ ...registry, type: 'partnership-entry', limit: 1000 })
  return docs.map(doc => doc.sort)
}

/**
 * Names to show for people, those who have left included; for an id nobody has, the id's own words. Whoever is
 * known already, such as the reader, is not read again.
 */
export async function loadNames(
  store: Store,
  partnership: string,
  ids: Iterable<string>,
  known: readonly Person[] = [],
): Promise<(id: string) => string> {
  const names = new Map(known.map(person => [person.id, nameOf(person)]))
  const wanted = [...new Set(ids)].filter(id => !names.has(id))
  const docs = await Promise.all(wanted.map(id => store.get(peopleOf(partnership), `person:${id}`)))
  for (const doc of docs) {
    const person = doc && readOnce(store, doc, readPerson).person
    if (person) names.set(person.id, nameOf(person))
  }
  return id => names.get(id) ?? id.replaceAll('-', ' ')
}
