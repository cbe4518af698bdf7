import { z } from 'zod'
import type { Doc, Draft, Partition, Store } from '../ports/store.ts'
import { type Arrangements, type Person, partnershipFile, person } from './arrangements.ts'
import { nameOf, type Who } from './who.ts'

/** How the partnership itself is kept: its arrangements, its people, and who signs in as whom. */
const arrangementsBody = z.object({
  schema: z.literal(1),
  arrangements: partnershipFile.omit({ people: true }),
})
const personBody = z.object({ schema: z.literal(1), person, left: z.boolean().optional() })
const identityBody = z.object({ schema: z.literal(1), partnership: z.string(), person: z.string() })

/** The one partition that no partnership owns: which partnerships there are, and whose account is whose. */
export const directory = '~directory'
export const identities: Partition = { partnership: directory, scope: 'identities' }
export const registry: Partition = { partnership: directory, scope: 'partnerships' }

export const arrangementsAt = (id: string): Partition => ({ partnership: id, scope: 'arrangements' })
export const peopleOf = (partnership: string): Partition => ({ partnership, scope: 'people' })

/** Wakes at once: what is made from the arrangements, such as meetings, is made anew when they change. */
export function arrangementsDraft(arrangements: Arrangements, wakeAt: string): Draft {
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

export function registryDraft(id: string): Draft {
  return { id: `partnership:${id}`, type: 'partnership-entry', body: { schema: 1 }, tags: [], sort: id }
}

/** Found by agency, by business team and by whose deputy they are; never any more once they have left. */
export function personDraft(who: Person, left = false): Draft {
  const tags = left ? ['left'] : ['current', `agency:${who.agency}`]
  if (!left && who.businessTeam) tags.push('business-team')
  if (!left && who.deputy) tags.push(`deputy:${who.deputy}`)
  return {
    id: `person:${who.id}`,
    type: 'person',
    body: { schema: 1, person: who, left },
    tags,
    sort: who.title,
  }
}

export const identityId = (tenant: string, entraId: string): string => `identity:${tenant}/${entraId}`

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
export const readPerson = (doc: Doc) => personBody.parse(doc.body)

type Known = { etag: string; arrangements: Arrangements }
const newest = new WeakMap<Store, Map<string, Known>>()

/** The arrangements of a partnership. Each version of them is parsed once for a store, since every turn asks. */
export async function loadArrangements(store: Store, id: string): Promise<Arrangements | undefined> {
  const doc = await store.get(arrangementsAt(id), `partnership:${id}`)
  if (!doc) return undefined
  const ofStore = newest.get(store) ?? new Map<string, Known>()
  const known = ofStore.get(id)
  if (known?.etag === doc.etag) return known.arrangements
  const { arrangements } = arrangementsBody.parse(doc.body)
  newest.set(store, ofStore.set(id, { etag: doc.etag, arrangements }))
  return arrangements
}

/** A person of the partnership, unless they have left it or were never in it. */
export async function loadPerson(store: Store, partnership: string, id: string): Promise<Person | undefined> {
  const doc = await store.get(peopleOf(partnership), `person:${id}`)
  if (!doc) return undefined
  const { person, left } = readPerson(doc)
  return left ? undefined : person
}

/** Everyone in the partnership now, by title; at most `limit`. With a tag, only those who have it. */
export async function listPeople(
  store: Store,
  partnership: string,
  limit: number,
  tag = 'current',
): Promise<Person[]> {
  const { docs } = await store.find({ ...peopleOf(partnership), type: 'person', tags: [tag], limit })
  return docs.map(doc => readPerson(doc).person)
}

/** The business team of a partnership. */
export function businessTeam(store: Store, partnership: string): Promise<Person[]> {
  return listPeople(store, partnership, 100, 'business-team')
}

/** Who an account is, or undefined for everybody we do not know. */
export async function recognise(
  store: Store,
  from: { tenantId: string; entraId: string },
): Promise<Who | undefined> {
  const identity = await store.get(identities, identityId(from.tenantId, from.entraId))
  if (!identity) return undefined
  const owner = readIdentity(identity)
  const [partnership, person] = await Promise.all([
    loadArrangements(store, owner.partnership),
    loadPerson(store, owner.partnership, owner.person),
  ])
  return partnership && person ? { partnership, person } : undefined
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
    const person = doc && readPerson(doc).person
    if (person) names.set(person.id, nameOf(person))
  }
  return id => names.get(id) ?? id.replaceAll('-', ' ')
}
