import { z } from 'zod'
import type { Day } from '../partnership/day.ts'
import type { Doc, Draft, Partition, Store, Write } from '../ports/store.ts'

/** That one person has read and understood a bulletin. */
const readBody = z.object({ schema: z.literal(1), person: z.string(), agency: z.string(), at: z.string() })
export type Read = z.infer<typeof readBody>

/** How many have, by agency and by London day: kept in parts, so that a thousand who press together do not race. */
const partBody = z.object({
  schema: z.literal(1),
  agencies: z.record(z.string(), z.number().int()),
  days: z.record(z.string(), z.number().int()),
})
const partCount = 8

const readId = (ref: string, person: string): string => `read:${ref}:${person}`

export const readRead = (doc: Doc): Read => readBody.parse(doc.body)

/** When somebody read it, where they did. */
export async function readingOf(
  store: Store,
  partition: Partition,
  { ref, person }: { ref: string; person: string },
): Promise<Read | undefined> {
  const doc = await store.get(partition, readId(ref, person))
  return doc && readRead(doc)
}

type Reading = { ref: string; person: string; agency: string; now: string; today: Day }

/** What records that somebody read it, with its count: one commit, so that the sums are exact. */
export async function readWrites(
  store: Store,
  partition: Partition,
  { ref, person, agency, now, today }: Reading,
): Promise<Write[]> {
  const id = partId(ref, partOf(person))
  const doc = await store.get(partition, id)
  const part = doc ? partBody.parse(doc.body) : { agencies: {}, days: {} }
  const body = {
    schema: 1,
    agencies: oneMore(part.agencies, agency),
    days: oneMore(part.days, today),
  }
  const count: Draft = { id, type: 'bulletin-reads', body, tags: [], sort: id }
  const read: Draft = {
    id: readId(ref, person),
    type: 'bulletin-read',
    body: { schema: 1, person, agency, at: now },
    tags: [],
    sort: now,
  }
  return [{ create: read }, doc ? { replace: count, etag: doc.etag } : { create: count }]
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

/** How many have read it, by agency and by day. */
export async function loadReads(
  store: Store,
  partition: Partition,
  ref: string,
): Promise<{ agencies: Record<string, number>; days: Record<Day, number> }> {
  const parts = await Promise.all(
    Array.from({ length: partCount }, (_, part) => store.get(partition, partId(ref, part))),
  )
  const agencies: Record<string, number> = {}
  const days: Record<Day, number> = {}
  for (const doc of parts) {
    if (!doc) continue
    const part = partBody.parse(doc.body)
    for (const [agency, count] of Object.entries(part.agencies))
      agencies[agency] = (agencies[agency] ?? 0) + count
    for (const [day, count] of Object.entries(part.days)) days[day] = (days[day] ?? 0) + count
  }
  return { agencies, days }
}
