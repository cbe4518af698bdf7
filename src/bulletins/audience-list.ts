import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Person } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import { peopleOf, readPerson } from '../partnership/records.ts'
import { covers } from '../partnership/terms.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Doc, Draft, Partition, Store } from '../ports/store.ts'
import { findIdentifiers } from '../privacy/index.ts'
import { isAddress, type ListRow } from './audience-rows.ts'
import type { Audience, Bulletin } from './bulletin.ts'

const stranger = z.object({ row: z.number().int(), email: z.string().optional() })
/** A row of the list that fits nobody known here, and its e-mail address, where it has one. */
export type Stranger = z.infer<typeof stranger>

/**
 * An uploaded list is kept in parts. A part holds by which address or id each row means somebody, until it is looked up;
 * then only the ids of who was found, and which rows fit nobody, with the address to write to by e-mail. What else the
 * file says is never kept.
 */
const partBody = z.object({
  schema: z.literal(1),
  rows: z.array(z.object({ row: z.number().int(), meant: z.string().optional() })),
  people: z.array(z.string()),
  // Before, rows were kept without their addresses.
  unknown: z.array(
    z.union([
      z
        .number()
        .int()
        .transform(row => ({ row })),
      stranger,
    ]),
  ),
  /** How many rows mean somebody who has left, or has not begun. */
  away: z.number().int().default(0),
})
type Part = z.infer<typeof partBody>
type List = NonNullable<Audience['list']>

/** So many rows are looked up by one wake: others have their turn between. */
const rowsInPart = 500
/** So many of them side by side. */
const atOnce = 25

const partId = (ref: string, list: Pick<List, 'id'>, part: number): string => `list:${ref}:${list.id}:${part}`

function partDraft(id: string, part: Omit<Part, 'schema'>): Draft {
  return { id, type: 'bulletin-list', body: { schema: 1, ...part }, tags: [], sort: id }
}

/**
 * Keeps rows as a list to be looked up, and says which of them hold what identifies a child: of those nothing is kept.
 * Done again for the same upload, it keeps it once.
 */
export async function keepList(
  store: Store,
  partition: Partition,
  { ref, id, rows }: { ref: string; id: string; rows: readonly ListRow[] },
): Promise<{ list: List; identifying: number[] }> {
  const list = { id, parts: Math.ceil(rows.length / rowsInPart) }
  const identifying: number[] = []
  for (let part = 0; part < list.parts; part += 1) {
    const its = rows.slice(part * rowsInPart, (part + 1) * rowsInPart).map(({ row, meant }) => {
      if (meant === undefined || !identifiesAChild(meant)) return { row, meant }
      identifying.push(row)
      return { row }
    })
    const draft = partDraft(partId(ref, list, part), { rows: its, people: [], unknown: [], away: 0 })
    await createOnce(store, partition, draft)
    // Guarding a hundred thousand rows takes a second or two: others have their turn between.
    await nextTurn()
  }
  return { list, identifying }
}

const identifiesAChild = (text: string): boolean =>
  findIdentifiers(text).some(({ severity }) => severity === 'block')

/**
 * Looks one part of a list up; the bulletin's audience says how many people it names once the last one is. Returns what
 * is to be told then. Done again, it finds the same.
 */
export async function lookUpPart(
  store: Store,
  doc: Doc,
  { bulletin, part, today }: { bulletin: Bulletin; part: number; today: Day },
): Promise<{ audience: Audience; found: string } | undefined> {
  const { list } = bulletin.audience
  if (!list) return undefined
  if (part < list.parts) {
    await lookUp(store, doc, partId(bulletin.ref, list, part), today)
    if (part + 1 < list.parts) return undefined
  }
  const parts = await allParts(store, doc, bulletin)
  const people = new Set(parts.flatMap(one => one.people)).size
  const unknown = parts.flatMap(one => one.unknown.map(({ row }) => row))
  const away = parts.reduce((sum, one) => sum + one.away, 0)
  return {
    audience: { ...bulletin.audience, list: { ...list, people } },
    found: `looked its list up: ${sayFound({ people, unknown, away })}`,
  }
}

const inFile = '. Once it is counted, the Excel file of its ledger lists them, to be written to by e-mail'

function sayFound({ people, unknown, away }: { people: number; unknown: readonly number[]; away: number }) {
  const here = `${people} ${people === 1 ? 'person is' : 'people are'} on it`
  const found = away === 0 ? here : `${here}; ${away} more ${away === 1 ? 'has' : 'have'} left or not begun`
  if (unknown.length === 0) return found
  const rows = unknown.slice(0, 10).join(', ') + (unknown.length > 10 ? ', …' : '')
  return unknown.length === 1
    ? `${found}; row ${rows} fits nobody known here${inFile}`
    : `${found}; ${unknown.length} rows fit nobody known here (rows ${rows})${inFile}`
}

async function lookUp(store: Store, partition: Partition, id: string, today: Day): Promise<void> {
  const doc = await store.get(partition, id)
  const part = doc && partBody.parse(doc.body)
  if (!part || part.rows.length === 0) return
  const people = new Set<string>()
  const unknown: Stranger[] = []
  let away = 0
  for (let i = 0; i < part.rows.length; i += atOnce) {
    const rows = part.rows.slice(i, i + atOnce)
    const found = await Promise.all(rows.map(({ meant }) => findPeople(store, partition, meant)))
    for (const [j, known] of found.entries()) {
      const here = known.filter(person => covers(person, today))
      for (const { id } of here) people.add(id)
      if (known.length > 0 && here.length === 0) away += 1
      if (known.length === 0) unknown.push(...strangersIn(rows[j]))
    }
  }
  const draft = partDraft(id, { rows: [], people: [...people], unknown, away })
  await store.commit(partition, [{ replace: draft, etag: doc.etag }])
}

/** A row that fits nobody. The first, without an address, may be a heading that looks like an id. */
function strangersIn(row: ListRow | undefined): Stranger[] {
  if (!row) return []
  if (row.meant !== undefined && isAddress(row.meant)) return [{ row: row.row, email: row.meant }]
  return row.row > 1 ? [{ row: row.row }] : []
}

/** Whom a row means: the person with an id, or everybody who reads an address. */
async function findPeople(store: Store, { partnership }: Partition, meant?: string): Promise<Person[]> {
  if (meant === undefined) return []
  const people = peopleOf(partnership)
  const docs = isAddress(meant)
    ? (await store.find({ ...people, type: 'person', tags: [`email:${meant.toLowerCase()}`], limit: 20 }))
        .docs
    : [await store.get(people, `person:${meant}`)]
  return docs.flatMap(doc => (doc ? [leftOrHere(readPerson(doc))] : []))
}

/** Whoever nothing names any more has left. */
const leftOrHere = ({ person, from }: ReturnType<typeof readPerson>): Person =>
  from.length > 0 ? person : { ...person, to: 'not-stated' }

async function allParts(store: Store, partition: Partition, { ref, audience }: Bulletin): Promise<Part[]> {
  const { list } = audience
  if (!list) return []
  const ids = Array.from({ length: list.parts }, (_, part) => partId(ref, list, part))
  const docs = await Promise.all(ids.map(id => store.get(partition, id)))
  return docs.flatMap(doc => (doc ? [partBody.parse(doc.body)] : []))
}

/** Ids of the people on a bulletin's list, once it is looked up. */
export async function listedIn(store: Store, partition: Partition, bulletin: Bulletin): Promise<Set<string>> {
  return new Set((await allParts(store, partition, bulletin)).flatMap(part => part.people))
}

/** The rows of a bulletin's list that fit nobody known here. */
export async function unknownIn(store: Store, partition: Partition, bulletin: Bulletin): Promise<Stranger[]> {
  return (await allParts(store, partition, bulletin)).flatMap(part => part.unknown)
}
