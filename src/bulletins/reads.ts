import { z } from 'zod'
import { type Day, dayOf } from '../partnership/day.ts'
import type { Doc, Draft, Partition, Store, Write } from '../ports/store.ts'
import type { Bulletin } from './bulletin.ts'

/** That one person has read and understood a bulletin. */
const readBody = z.object({
  schema: z.literal(1),
  person: z.string(),
  agency: z.string(),
  /** When they first did. */
  at: z.string(),
  /** Which words they were: 0 as first sent, otherwise the number of the correction. */
  words: z.number().int(),
  /** The words with which it stands in the sums; absent until it is counted. */
  counted: z.number().int().optional(),
})
export type Read = z.infer<typeof readBody>

const counts = z.record(z.string(), z.number().int())
/** How many have, by agency and by London day. */
const sumsBody = z.object({
  schema: z.literal(1),
  agencies: counts,
  days: counts,
  /** By number of a correction, how many of each agency have read its words. */
  corrected: z.record(z.string(), counts),
})
type Sums = z.infer<typeof sumsBody>

const readId = (ref: string, person: string): string => `read:${ref}:${person}`
const sumsId = (ref: string): string => `reads:${ref}`

export const readRead = (doc: Doc): Read => readBody.parse(doc.body)

/** The number of the correction that made the words as they are; 0 as first sent. A withdrawal corrects no words. */
export const wordsNow = ({ corrections, withdrawn }: Pick<Bulletin, 'corrections' | 'withdrawn'>): number =>
  corrections.length - (withdrawn ? 1 : 0)

/** Whether somebody has read the words as they are now. */
export const isRead = (bulletin: Bulletin, read: Read | undefined): boolean =>
  read !== undefined && read.words >= wordsNow(bulletin)

/** When somebody read it, where they did. */
export async function readingOf(store: Store, partition: Partition, of: Of): Promise<Read | undefined> {
  const doc = await store.get(partition, readId(of.ref, of.person))
  return doc && readRead(doc)
}

type Of = { ref: string; person: string }
type Reading = Of & { agency: string; words: number; now: string }

/**
 * What records that somebody read it: nothing where they have read these words, or later ones, already. The wake loop
 * counts it a moment later, so that thousands who press together write no document that another of them writes.
 */
export async function readWrites(store: Store, partition: Partition, reading: Reading): Promise<Write[]> {
  const { ref, person, agency, words, now } = reading
  const before = await store.get(partition, readId(ref, person))
  const read = before && readRead(before)
  if (read && read.words >= words) return []
  const body: Read = { schema: 1, agency, at: now, ...read, person, words }
  const draft = readDraft(readId(ref, person), body, now)
  return [before ? { replace: draft, etag: before.etag } : { create: draft }]
}

/** Waiting to be counted where a moment is given. */
const readDraft = (id: string, body: Read, wakeAt?: string): Draft => ({
  id,
  type: 'bulletin-read',
  body,
  tags: wakeAt ? ['uncounted'] : [],
  sort: body.at,
  wakeAt,
})

/** So many fit a commit with the sums. */
const mostAtOnce = 90

/**
 * Counts the readings of a bulletin that wait for it, each once: it stands in the sums in the very commit that marks it
 * as counted. Fails with StaleWrite when one changed meanwhile; the next moment counts it.
 */
export async function countReads(store: Store, woken: Doc): Promise<void> {
  // It was counted with those before it.
  if ((await store.get(woken, woken.id))?.etag !== woken.etag) return
  const { partnership, scope } = woken
  const waiting = { partnership, scope, type: 'bulletin-read', tags: ['uncounted'], limit: mostAtOnce }
  const { docs } = await store.find(waiting)
  const id = sumsId(scope.replace('bulletin:', ''))
  const doc = await store.get(woken, id)
  let sums: Sums = doc ? sumsBody.parse(doc.body) : { schema: 1, agencies: {}, days: {}, corrected: {} }
  const writes: Write[] = []
  for (const one of docs) {
    const read = readRead(one)
    sums = withRead(sums, read)
    writes.push({ replace: readDraft(one.id, { ...read, counted: read.words }), etag: one.etag })
  }
  const draft: Draft = { id, type: 'bulletin-reads', body: sums, tags: [], sort: id }
  await store.commit(woken, [...writes, doc ? { replace: draft, etag: doc.etag } : { create: draft }])
}

/** A first reading counts for its agency and day; one of corrected words counts for that correction too. */
function withRead(sums: Sums, { agency, at, words, counted }: Read): Sums {
  const first = counted === undefined
  const corrected = sums.corrected[words] ?? {}
  return {
    ...sums,
    ...(first ? { agencies: oneMore(sums.agencies, agency), days: oneMore(sums.days, dayOf(at)) } : {}),
    ...(words > 0 ? { corrected: { ...sums.corrected, [words]: oneMore(corrected, agency) } } : {}),
  }
}

function oneMore(sums: Readonly<Record<string, number>>, key: string): Record<string, number> {
  return { ...sums, [key]: (sums[key] ?? 0) + 1 }
}

type Reads = {
  agencies: Record<string, number>
  /** Of these, how many have read the words as they are now. */
  asNow: Record<string, number>
  days: Record<Day, number>
}

/** How many have read it, by agency and by day: all but those of the last moment. */
export async function loadReads(store: Store, partition: Partition, bulletin: Bulletin): Promise<Reads> {
  const doc = await store.get(partition, sumsId(bulletin.ref))
  if (!doc) return { agencies: {}, asNow: {}, days: {} }
  const { agencies, corrected, days } = sumsBody.parse(doc.body)
  const words = wordsNow(bulletin)
  return { agencies, asNow: words === 0 ? agencies : (corrected[words] ?? {}), days }
}
