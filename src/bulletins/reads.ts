import { z } from 'zod'
import type { Day } from '../partnership/day.ts'
import type { Doc, Draft, Partition, Store, Write } from '../ports/store.ts'
import type { Bulletin } from './bulletin.ts'

/** That one person has read and understood a bulletin. */
const readBody = z.object({
  schema: z.literal(1),
  person: z.string(),
  agency: z.string(),
  at: z.string(),
  /** Which words they were: 0 as first sent, otherwise the number of the correction. */
  words: z.number().int().default(0),
})
export type Read = z.infer<typeof readBody>

const counts = z.record(z.string(), z.number().int())
/** How many have, by agency and by London day: kept in parts, so that a thousand who press together do not race. */
const partBody = z.object({
  schema: z.literal(1),
  agencies: counts,
  days: counts,
  /** By number of a correction, how many of each agency have read its words. */
  corrected: z.record(z.string(), counts).default({}),
})
type Part = z.infer<typeof partBody>
const partCount = 8

const readId = (ref: string, person: string): string => `read:${ref}:${person}`

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
type Reading = Of & { agency: string; words: number; now: string; today: Day }

/**
 * What records that somebody read it, with its count: one commit, so that the sums are exact. Nothing where they have
 * read these words, or later ones, already.
 */
export async function readWrites(store: Store, partition: Partition, reading: Reading): Promise<Write[]> {
  const { ref, person, agency, words, now } = reading
  const before = await store.get(partition, readId(ref, person))
  const read = before && readRead(before)
  if (read && read.words >= words) return []
  const id = partId(ref, partOf(person))
  const doc = await store.get(partition, id)
  const part = doc ? partBody.parse(doc.body) : { schema: 1 as const, agencies: {}, days: {}, corrected: {} }
  const body = oneMoreReading(part, reading, read === undefined)
  const count: Draft = { id, type: 'bulletin-reads', body, tags: [], sort: id }
  const draft: Draft = {
    id: readId(ref, person),
    type: 'bulletin-read',
    body: { schema: 1, person, agency: read?.agency ?? agency, at: now, words } satisfies Read,
    tags: [],
    sort: now,
  }
  return [
    before ? { replace: draft, etag: before.etag } : { create: draft },
    doc ? { replace: count, etag: doc.etag } : { create: count },
  ]
}

/** A first reading counts for its agency and day; one of corrected words counts for that correction too. */
function oneMoreReading(part: Part, { agency, words, today }: Reading, first: boolean): Part {
  const { corrected } = part
  return {
    ...part,
    ...(first ? { agencies: oneMore(part.agencies, agency), days: oneMore(part.days, today) } : {}),
    ...(words > 0 ? { corrected: { ...corrected, [words]: oneMore(corrected[words] ?? {}, agency) } } : {}),
  }
}

const partId = (ref: string, part: number): string => `reads:${ref}:${part}`

function partOf(person: string): number {
  let sum = 0
  for (const letter of person) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return sum % partCount
}

function oneMore(counts: Readonly<Record<string, number>>, key: string): Record<string, number> {
  return { ...counts, [key]: (counts[key] ?? 0) + 1 }
}

type Reads = {
  agencies: Record<string, number>
  /** Of these, how many have read the words as they are now. */
  asNow: Record<string, number>
  days: Record<Day, number>
}

/** How many have read it, by agency and by day. */
export async function loadReads(store: Store, partition: Partition, bulletin: Bulletin): Promise<Reads> {
  const docs = await Promise.all(
    Array.from({ length: partCount }, (_, part) => store.get(partition, partId(bulletin.ref, part))),
  )
  const parts = docs.flatMap(doc => (doc ? [partBody.parse(doc.body)] : []))
  const agencies = sumOf(parts.map(part => part.agencies))
  const words = wordsNow(bulletin)
  return {
    agencies,
    asNow: words === 0 ? agencies : sumOf(parts.map(part => part.corrected[words] ?? {})),
    days: sumOf(parts.map(part => part.days)),
  }
}

function sumOf(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [key, count] of all.flatMap(one => Object.entries(one))) sums[key] = (sums[key] ?? 0) + count
  return sums
}
