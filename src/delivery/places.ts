import { z } from 'zod'
import { arrangementsAt, loadPerson, peopleOf } from '../partnership/records.ts'
import { put } from '../ports/decide-again.ts'
import type { Messenger, Place } from '../ports/messenger.ts'
import type { Draft, Partition, Store } from '../ports/store.ts'
import { type Recipient, recipientTag } from './delivery.ts'
import type { Outcome } from './outcome.ts'

const placeBody = z.object({
  schema: z.literal(1),
  place: z.object({
    kind: z.enum(['personal', 'channel', 'group-chat']),
    tenantId: z.string(),
    conversationId: z.string(),
    serviceUrl: z.string(),
  }),
})

type NoPlace = Exclude<Outcome, { outcome: 'sent' }>

/** Where a person or a group is kept: people together, each group beside its own records. */
function partitionOf(partnership: string, to: Recipient): Partition {
  return 'person' in to ? peopleOf(partnership) : { partnership, scope: `group:${to.group}` }
}

const placeId = (to: Recipient): string => `place:${recipientTag(to)}`

const draft = (id: string, place: Place): Draft => ({
  id,
  type: 'place',
  body: { schema: 1, place },
  tags: [],
  sort: id,
})

async function readPlace(store: Store, partition: Partition, id: string): Promise<Place | undefined> {
  const doc = await store.get(partition, id)
  return doc && placeBody.parse(doc.body).place
}

const lastKept = new WeakMap<Store, Map<string, string>>()
const mostRemembered = 10_000

/**
 * Keeps where a person or a group can be reached. Returns whether it was not known before. Every turn says where it
 * comes from: what was kept last is remembered, and the store is asked only when it is something else.
 */
export async function keepPlace(
  store: Store,
  partnership: string,
  to: Recipient,
  place: Place,
): Promise<boolean> {
  const kept = lastKept.get(store) ?? new Map<string, string>()
  lastKept.set(store, kept)
  const key = `${partnership}/${placeId(to)}`
  const value = JSON.stringify(place)
  if (kept.get(key) === value) return false
  const isNew = await keepInStore(store, partnership, to, place)
  if (kept.size >= mostRemembered) kept.clear()
  kept.set(key, value)
  return isNew
}

async function keepInStore(store: Store, partnership: string, to: Recipient, place: Place): Promise<boolean> {
  const partition = partitionOf(partnership, to)
  const before = await readPlace(store, partition, placeId(to))
  if (JSON.stringify(before) === JSON.stringify(place)) return false
  await put(store, partition, draft(placeId(to), place))
  await put(store, arrangementsAt(partnership), draft(`tenant:${place.tenantId}`, place))
  return before === undefined
}

/** Where to post for a recipient, opening the one-to-one conversation when there is none yet. */
export async function findPlace(
  store: Store,
  messenger: Messenger,
  partnership: string,
  to: Recipient,
): Promise<Place | NoPlace> {
  const known = await readPlace(store, partitionOf(partnership, to), placeId(to))
  if (known) return known
  if ('group' in to) {
    return {
      outcome: 'unreachable',
      reason: 'The group has no channel or chat yet. Type link and its code in the one it uses.',
    }
  }
  const person = await loadPerson(store, partnership, to.person)
  if (!person?.entraId || !person.tenant) {
    return {
      outcome: 'unreachable',
      reason: 'No account is known for this person. Add entraId and tenant to the partnership file.',
    }
  }
  const neighbour = await readPlace(store, arrangementsAt(partnership), `tenant:${person.tenant}`)
  if (!neighbour) {
    return {
      outcome: 'unreachable',
      reason: 'Nobody in this person’s tenant has used Convenor yet. Ask them to open it and say hello.',
    }
  }
  const { serviceUrl } = neighbour
  const opened = await messenger.openPersonal({
    tenantId: person.tenant,
    entraId: person.entraId,
    serviceUrl,
  })
  // Nothing was posted yet, and opening is safe to repeat: an unknown outcome is no risk here.
  if ('outcome' in opened) return opened.outcome === 'unknown' ? { ...opened, outcome: 'not-now' } : opened
  await keepPlace(store, partnership, to, opened.opened)
  return opened.opened
}
