import { z } from 'zod'
import type { Person } from '../partnership/arrangements.ts'
import { dayOf, secondsAfter } from '../partnership/day.ts'
import { arrangementsAt, groupPartition, loadPerson, peopleOf } from '../partnership/records.ts'
import { decideAgain, put } from '../ports/decide-again.ts'
import type { PersonAddress, Place } from '../ports/messenger.ts'
import type { Draft, Partition, Store } from '../ports/store.ts'
import { place, type Recipient, recipientTag } from './delivery.ts'
import { accountOf, chatAccount } from './holder.ts'
import type { Failed } from './outcome.ts'
import { requeueEverybody, requeueUnreachable } from './requeue.ts'
import { noteReachable } from './unreachable.ts'

const placeBody = z.object({ schema: z.literal(1), place })

type NoPlace = Failed

/** Where a person or a group is kept: people together, each group beside its own records. */
function partitionOf(partnership: string, to: Recipient): Partition {
  return 'person' in to ? peopleOf(partnership) : groupPartition(partnership, to.group)
}

const tenantPlace = (tenant: string): string => `tenant:${tenant.toLowerCase()}`
const placeId = (to: Recipient): string => `place:${recipientTag(to)}`

const draft = (id: string, at: Place): Draft => ({
  id,
  type: 'place',
  body: { schema: 1, place: at },
  tags: [],
  sort: id,
})

/** Where a recipient can be reached, as it is kept. */
export const placeDraft = (to: Recipient, at: Place): Draft => draft(placeId(to), at)

async function readPlace(store: Store, partition: Partition, id: string): Promise<Place | undefined> {
  const doc = await store.get(partition, id)
  return doc && placeBody.parse(doc.body).place
}

/**
 * Keeps where a person or a group can be reached. Returns whether that is news: then what could not reach them
 * waits to be put in line again (requeueUnreachable). The tenant's own place is kept with it, so that others of
 * that tenant can be written to first; news of a tenant is news for everybody in it.
 */
export async function keepPlace(
  store: Store,
  partnership: string,
  to: Recipient,
  at: Place,
): Promise<{ news: 'none' | 'of-recipient' | 'of-tenant' }> {
  const partition = partitionOf(partnership, to)
  const before = await readPlace(store, partition, placeId(to))
  if (same(before, at)) return { news: 'none' }
  await put(store, partition, placeDraft(to, at))
  return { news: (await keepTenant(store, partnership, at)) ? 'of-tenant' : 'of-recipient' }
}

/** Keeps where a tenant is reached; many who come at once write it once. Returns whether that is news. */
function keepTenant(store: Store, partnership: string, at: Place): Promise<boolean> {
  const partition = arrangementsAt(partnership)
  const kept = draft(tenantPlace(at.tenantId), at)
  return decideAgain(async () => {
    const doc = await store.get(partition, kept.id)
    if (doc && placeBody.parse(doc.body).place.serviceUrl === at.serviceUrl) return false
    await store.commit(partition, [doc ? { replace: kept, etag: doc.etag } : { create: kept }])
    return true
  })
}

const mostTenants = 500

/** The tenants, in small letters, in which people or channels of a partnership are known to be: it is sent to in these only. */
export async function tenantsOf(store: Store, partnership: string): Promise<string[]> {
  const query = { ...arrangementsAt(partnership), type: 'place', limit: mostTenants }
  const { docs } = await store.find(query)
  const prefix = tenantPlace('')
  return docs.flatMap(({ id }) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []))
}

/** Whether this is where a recipient is reached. */
export async function isPlaceOf(
  store: Store,
  partnership: string,
  to: Recipient,
  at: Place,
): Promise<boolean> {
  const kept = await readPlace(store, partitionOf(partnership, to), placeId(to))
  return kept?.conversationId === at.conversationId
}

/** Whether it is known where a recipient is reached. */
export async function hasPlace(store: Store, partnership: string, to: Recipient): Promise<boolean> {
  return (await readPlace(store, partitionOf(partnership, to), placeId(to))) !== undefined
}

const same = (a: Place | undefined, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b)

const lastMet = new WeakMap<Store, Map<string, { value: string; until: string }>>()
const mostRemembered = 10_000
const rememberedSeconds = 300

/**
 * Keeps where a person speaks to us from, and puts in line again what could not reach them: whoever speaks to us can
 * be reached. The first of a tenant makes everybody of it reachable, which the wake loop sees to. Every turn says where it comes from: what was kept last is remembered for five minutes, and the store is
 * asked only when it is something else, or `again`.
 */
export async function meet(
  store: Store,
  partnership: string,
  person: string,
  { at, now, again }: { at: Place; now: string; again: boolean },
): Promise<void> {
  const met = lastMet.get(store) ?? new Map<string, { value: string; until: string }>()
  lastMet.set(store, met)
  const key = `${partnership}/${person}`
  const value = JSON.stringify(at)
  const known = met.get(key)
  if (known?.value === value && now < known.until && !again) return
  const missed = await noteReachable(store, partnership, { person })
  await reachedAt(store, { partnership, to: { person }, now }, { at, again: missed || again })
  if (met.size >= mostRemembered) met.clear()
  met.set(key, { value, until: secondsAfter(now, rememberedSeconds) })
}

/**
 * Keeps where a recipient is reached, and puts in line again what that brings into reach: of the whole tenant if it was
 * unknown, else of the recipient, if this is news or `again`.
 */
export async function reachedAt(
  store: Store,
  { partnership, to, now }: Sought,
  { at, again }: { at: Place; again: boolean },
): Promise<void> {
  const { news } = await keepPlace(store, partnership, to, at)
  if (news === 'of-tenant') await requeueEverybody(store, partnership, now)
  if (news === 'of-recipient' || again) await requeueUnreachable(store, partnership, now, to)
}

/** Asks the store again the next time this person speaks: they could not be reached just now. */
export function forgetMet(store: Store, partnership: string, person: string): void {
  lastMet.get(store)?.delete(`${partnership}/${person}`)
}

type Sought = { partnership: string; to: Recipient; now: string }

/**
 * Where to post for a recipient: the place that is kept, or whom to open a conversation with first, or why neither.
 * A post's account changes when somebody else takes it over: the chat of whoever held it before is no place of theirs.
 */
export async function findPlace(
  store: Store,
  { partnership, to, now }: Sought,
): Promise<{ known: Place } | { open: PersonAddress } | NoPlace> {
  const kept = readPlace(store, partitionOf(partnership, to), placeId(to))
  if ('group' in to) {
    const known = await kept
    return known ? { known } : noPlace('no-place')
  }
  const [known, person] = await Promise.all([kept, loadPerson(store, partnership, to.person, dayOf(now))])
  if (!person?.entraId || !person.tenant) return noPlace('no-account')
  if (known && isChatOf(person, known)) return { known }
  const neighbour = await readPlace(store, arrangementsAt(partnership), tenantPlace(person.tenant))
  if (!neighbour) return noPlace('never-met')
  return { open: { tenantId: person.tenant, entraId: person.entraId, serviceUrl: neighbour.serviceUrl } }
}

/** A chat that does not say whose it is may be anybody's. */
function isChatOf(person: Person, place: Place): boolean {
  const whose = chatAccount(place)
  return whose !== undefined && whose === accountOf(person)
}

/** Whether a card that was posted there may say more: a group's may, a person's as long as the chat is theirs. */
export async function isStillTheirs(
  store: Store,
  { partnership, to, now }: Sought,
  posted: Place,
): Promise<boolean> {
  if ('group' in to) return true
  const person = await loadPerson(store, partnership, to.person, dayOf(now))
  return person !== undefined && isChatOf(person, posted)
}

const reasons = {
  'no-place': 'The group has no channel or chat yet. Type link and its code in the one it uses.',
  'no-account': 'No account is known for this person. Add entraId and tenant to the partnership file.',
  'never-met': 'Nobody in this person’s tenant has used Convenor yet. Ask them to open it and say hello.',
}

const noPlace = (why: keyof typeof reasons): NoPlace => ({
  outcome: 'unreachable',
  why,
  reason: reasons[why],
})

/** Keeps a conversation that was opened with somebody, and puts in line again what could not reach them. */
export const keepOpened = (store: Store, who: Sought, opened: Place): Promise<void> =>
  reachedAt(store, who, { at: opened, again: true })
