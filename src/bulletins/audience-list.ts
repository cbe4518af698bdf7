import { z } from 'zod'
import { peopleOf } from '../partnership/records.ts'
import { createOnce } from '../ports/decide-again.ts'
import type { Doc, Draft, Partition, Store } from '../ports/store.ts'
import type { Audience, Bulletin } from './bulletin.ts'

const stranger = z.object({ row: z.number().int(), email: z.string().optional() })
/** A row of the list that fits nobody known here, and its e-mail address, where it has one. */
export type Stranger = z.infer<typeof stranger>

/**
 * An uploaded list is kept in parts. A part holds what may name somebody, by row, until it is looked up; then only the
 * ids of who was found, and which rows fit nobody, with the address to write to by e-mail. What else the file says is
 * never kept.
 */
const partBody = z.object({
  schema: z.literal(1),
  rows: z.array(z.object({ row: z.number().int(), names: z.array(z.string()) })),
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

/** Keeps a table as a list to be looked up. Done again for the same upload, it keeps it once. */
export async function keepList(
  store: Store,
  partition: Partition,
  { ref, id, table }: { ref: string; id: string; table: readonly (readonly string[])[] },
): Promise<List> {
  const rows = table.flatMap((cells, i) => {
    const names = cells.map(cell => cell.trim()).filter(mayNameSomebody)
    // The first row may be a heading; one without anything that may be an address or an id fits nobody.
    return names.length > 0 || (i > 0 && cells.some(cell => cell.trim() !== ''))
      ? [{ row: i + 1, names }]
      : []
  })
  const list = { id, parts: Math.ceil(rows.length / rowsInPart) }
  for (let part = 0; part < list.parts; part += 1) {
    const its = rows.slice(part * rowsInPart, (part + 1) * rowsInPart)
    const draft = partDraft(partId(ref, list, part), { rows: its, people: [], unknown: [] })
    await createOnce(store, partition, draft)
  }
  return list
}

const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/
const emailPattern = /^[^\s@]{1,64}@[^\s@]{1,190}$/
const mayNameSomebody = (text: string): boolean => idPattern.test(text) || emailPattern.test(text)

/**
 * Looks one part of a list up; the bulletin's audience says how many people it names once the last one is. Returns what
 * is to be told then. Done again, it finds the same.
 */
export async function lookUpPart(
  store: Store,
  doc: Doc,
  { bulletin, part }: { bulletin: Bulletin; part: number },
): Promise<{ audience: Audience; found: string } | undefined> {
  const { list } = bulletin.audience
  if (!list) return undefined
  if (part < list.parts) {
    await lookUp(store, doc, partId(bulletin.ref, list, part))
    if (part + 1 < list.parts) return undefined
  }
  const parts = await allParts(store, doc, bulletin)
  const people = new Set(parts.flatMap(one => one.people)).size
  const unknown = parts.flatMap(one => one.unknown)
  return {
    audience: { ...bulletin.audience, list: { ...list, people } },
    found: `looked its list up: ${sayFound(
      people,
      unknown.map(({ row }) => row),
    )}`,
  }
}

const inFile = '. Once it is counted, the Excel file of its ledger lists them, to be written to by e-mail'

function sayFound(people: number, unknown: readonly number[]): string {
  const found = `${people} ${people === 1 ? 'person is' : 'people are'} on it`
  if (unknown.length === 0) return found
  const rows = unknown.slice(0, 10).join(', ') + (unknown.length > 10 ? ', …' : '')
  return unknown.length === 1
    ? `${found}; row ${rows} fits nobody known here${inFile}`
    : `${found}; ${unknown.length} rows fit nobody known here (rows ${rows})${inFile}`
}

async function lookUp(store: Store, partition: Partition, id: string): Promise<void> {
  const doc = await store.get(partition, id)
  const part = doc && partBody.parse(doc.body)
  if (!part || part.rows.length === 0) return
  const people = new Set<string>()
  const unknown: Stranger[] = []
  for (let i = 0; i < part.rows.length; i += atOnce) {
    const rows = part.rows.slice(i, i + atOnce)
    const found = await Promise.all(rows.map(({ names }) => findPerson(store, partition, names)))
    for (const [j, person] of found.entries()) {
      if (person) people.add(person)
      // A heading may look like an id.
      else if (rows[j] && rows[j].row > 1) unknown.push(strangerOf(rows[j]))
    }
  }
  const draft = partDraft(id, { rows: [], people: [...people], unknown })
  await store.commit(partition, [{ replace: draft, etag: doc.etag }])
}

const strangerOf = ({ row, names }: Part['rows'][number]): Stranger => {
  const email = names.find(name => emailPattern.test(name))
  return { row, ...(email ? { email } : {}) }
}

/** Whom a row means: by an address or an id, whichever fits first. */
async function findPerson(
  store: Store,
  { partnership }: Partition,
  names: readonly string[],
): Promise<string | undefined> {
  const people = peopleOf(partnership)
  for (const name of names) {
    if (!name.includes('@')) {
      if (await store.get(people, `person:${name}`)) return name
      continue
    }
    const tags = [`email:${name.toLowerCase()}`]
    const { docs } = await store.find({ ...people, type: 'person', tags, limit: 1 })
    if (docs[0]) return docs[0].id.replace('person:', '')
  }
  return undefined
}

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
