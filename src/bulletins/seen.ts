import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type Delivery, deliveryDraft, readDelivery, unseenTag } from '../delivery/delivery.ts'
import type { Context } from '../feature.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Place } from '../ports/messenger.ts'
import type { Doc, Draft, Partition, Store, Write } from '../ports/store.ts'
import { bulletinId, readBulletin } from './bulletin.ts'

/** That one person has seen a bulletin, as Teams told. */
const seenBody = z.object({
  schema: z.literal(1),
  person: z.string(),
  agency: z.string(),
  at: z.string(),
  /** Whether it stands in the sums. */
  counted: z.boolean().optional(),
})
export type Seen = z.infer<typeof seenBody>
export const readSeen = (doc: Doc): Seen => seenBody.parse(doc.body)

const sumsBody = z.object({ schema: z.literal(1), agencies: z.record(z.string(), z.number().int()) })

const seenId = (ref: string, person: string): string => `seen:${ref}:${person}`
const sumsId = (ref: string): string => `seens:${ref}`
const refOf = (scope: string): string => scope.replace('bulletin:', '')

/** So many copies that somebody has not seen are looked at for one receipt. */
const mostCopies = 100

/** A receipt may be here before it is written down where the copy was posted: then it waits so long, and looks again. */
const pausesSeconds = [0.25, 0.75, 2]

/**
 * Notes each bulletin whose copy somebody has seen, once and for good: those posted in this chat up to the message that
 * Teams names. Only copies that wait to be seen are looked for, so that most receipts cost one short search. Of a
 * bulletin that was withdrawn before, what is seen is the notice in its place: that does not count.
 */
export async function noteSeen(store: Store, context: Context, upTo: string): Promise<void> {
  const { id: partnership } = context.who.partnership.partnership
  const { id: person } = context.who.person
  const tags = [unseenTag({ person })]
  for (const seconds of [...pausesSeconds, undefined]) {
    const { docs } = await store.find({ partnership, type: 'delivery', tags, limit: mostCopies })
    for (const doc of docs) await decideAgain(() => noteCopy(store, doc, { ...context, upTo }))
    const onItsWay = docs.some(doc => readDelivery(doc).state === 'sending')
    if (!onItsWay || seconds === undefined) return
    await pause(seconds * 1000)
  }
}

type Told = Pick<Context, 'place' | 'now'> & { upTo: string }

async function noteCopy(store: Store, { partnership, scope, id }: Doc, told: Told): Promise<void> {
  const partition = { partnership, scope }
  const doc = await store.get(partition, id)
  const copy = doc && readDelivery(doc)
  if (!doc || !copy?.watch || !isWithin(copy, told.place, told.upTo)) return
  const noted: Write = {
    replace: deliveryDraft(id, { ...copy, watch: undefined }, doc.wakeAt),
    etag: doc.etag,
  }
  await store.commit(partition, [noted, ...(await seenWrites(store, partition, copy, told.now))])
}

/** Whether a copy was posted in this chat, at or before a message. Ids that are no numbers cannot be compared. */
function isWithin({ posted, state }: Delivery, at: Place, upTo: string): boolean {
  if (state !== 'sent' || posted?.place.conversationId !== at.conversationId) return false
  return /^\d+$/.test(posted.activityId) && BigInt(posted.activityId) <= BigInt(upTo)
}

async function seenWrites(store: Store, partition: Partition, copy: Delivery, now: string): Promise<Write[]> {
  const ref = refOf(partition.scope)
  const person = 'person' in copy.to ? copy.to.person : ''
  const id = seenId(ref, person)
  const [bulletin, before] = await Promise.all([
    store.get(partition, bulletinId(ref)),
    store.get(partition, id),
  ])
  if (!bulletin || readBulletin(bulletin).withdrawn || before) return []
  const seen: Seen = { schema: 1, person, agency: copy.tally?.line ?? '', at: now }
  return [{ create: seenDraft(id, seen, now) }]
}

/** Waiting to be counted where a moment is given. */
const seenDraft = (id: string, body: Seen, wakeAt?: string): Draft => ({
  id,
  type: 'bulletin-seen',
  body,
  tags: wakeAt ? ['uncounted'] : [],
  sort: body.at,
  wakeAt,
})

/** So many fit a commit with the sums. */
const mostAtOnce = 90

/**
 * Counts what was seen of a bulletin and waits for it, as readings are counted (reads.ts): each once, in the very commit
 * that marks it. Fails with StaleWrite when somebody else counted meanwhile; the next moment counts it.
 */
export async function countSeen(store: Store, woken: Doc): Promise<void> {
  // It was counted with those before it.
  if ((await store.get(woken, woken.id))?.etag !== woken.etag) return
  const { partnership, scope } = woken
  const waiting = { partnership, scope, type: 'bulletin-seen', tags: ['uncounted'], limit: mostAtOnce }
  const { docs } = await store.find(waiting)
  const id = sumsId(refOf(scope))
  const doc = await store.get(woken, id)
  const agencies = { ...(doc ? sumsBody.parse(doc.body).agencies : {}) }
  const writes: Write[] = docs.map(one => {
    const seen = readSeen(one)
    agencies[seen.agency] = (agencies[seen.agency] ?? 0) + 1
    return { replace: seenDraft(one.id, { ...seen, counted: true }), etag: one.etag }
  })
  const draft: Draft = { id, type: 'bulletin-seens', body: { schema: 1, agencies }, tags: [], sort: id }
  await store.commit(woken, [...writes, doc ? { replace: draft, etag: doc.etag } : { create: draft }])
}

/** How many have seen it, by agency, as Teams told: all but those of the last moment. */
export async function loadSeen(
  store: Store,
  partition: Partition,
  ref: string,
): Promise<Record<string, number>> {
  const doc = await store.get(partition, sumsId(ref))
  return doc ? sumsBody.parse(doc.body).agencies : {}
}
