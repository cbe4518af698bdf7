import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { type Delivery, readDelivery } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { peopleOf, readPerson } from '../partnership/records.ts'
import { agencyName, nameOf } from '../partnership/who.ts'
import type { Sheet, Spreadsheets } from '../ports/files.ts'
import type { Doc, Partition, Store } from '../ports/store.ts'
import { type Bulletin, tallyId } from './bulletin.ts'
import { lineOf, loadFigures } from './figures.ts'
import { isRead, type Read, readRead, wordsNow } from './reads.ts'
import { noSuchBulletin, seeBulletin, steers } from './see-bulletin.ts'
import { readSeen, type Seen } from './seen.ts'

type Ports = { store: Store; spreadsheets: Spreadsheets }
const asked = z.looseObject({ ref: z.string().max(20), only: z.enum(['all', 'unreachable']) })
type Asked = z.infer<typeof asked>

/** Offers the ledger as an Excel file: everybody, or those to be written to by e-mail. Nothing leaves before it is accepted. */
export async function offerLedger(ports: Ports, context: Context, data: unknown): Promise<Answer> {
  const wanted = asked.parse(data)
  const seen = await ledgerOf(ports, context, wanted.ref)
  if (!seen) return noSuchBulletin
  const { all } = await loadFigures(ports.store, seen.doc, seen.bulletin)
  const count = wanted.only === 'all' ? all.total : all.unreachable
  const what = wanted.only === 'all' ? 'The ledger' : 'Those who cannot be reached in Teams'
  const description = `${what} of ${wanted.ref}: ${count.toLocaleString('en-GB')} people, as it is now`
  const name = nameOfFile(wanted, context)
  return {
    offer: { name, size: likelySize(count), description, accept: { verb: 'bulletin.ledger', data: wanted } },
  }
}

/** The file, once it was accepted: made of the ledger as it is then, after the same look at who asks. */
export async function acceptedLedger(ports: Ports, context: Context, data: unknown): Promise<Answer> {
  const file = await ledgerFile(ports, context, asked.parse(data))
  return file ? { file } : noSuchBulletin
}

/** Teams shows it as an estimate, and takes the file as large as it is. */
const likelySize = (rows: number): number => 8000 + 60 * rows

const nameOfFile = ({ ref, only }: Asked, { today }: Context): string =>
  `${ref}-${only === 'all' ? 'ledger' : 'unreachable'}-${today}.xlsx`

async function ledgerOf({ store }: Ports, { who, today }: Context, ref: string) {
  const seen = await seeBulletin(store, who, ref, today)
  return seen?.bulletin.frozen?.done && steers(seen) ? { ...seen, frozen: seen.bulletin.frozen } : undefined
}

async function ledgerFile(ports: Ports, context: Context, { ref, only }: Asked) {
  const { store, spreadsheets } = ports
  const { who } = context
  const seen = await ledgerOf(ports, context, ref)
  if (!seen) return undefined
  const known = {
    ...(await whoIsKnown(store, seen.doc)),
    bulletin: seen.bulletin,
    arrangements: who.partnership,
  }
  const rows: Row[] = []
  const copies = { tags: [`tally:${tallyId(ref, seen.frozen.no)}`], type: 'delivery' }
  for await (const doc of each(store, seen.doc, copies)) {
    const copy = readDelivery(doc)
    if (only === 'all' || copy.state === 'unreachable') rows.push(rowOf(copy, known))
  }
  const bytes = await spreadsheets.write(ledgerSheet(ref, rows, known.seen.size > 0))
  return { name: nameOfFile({ ref, only }, context), bytes }
}

type Row = (string | undefined)[]
type Known = {
  people: ReadonlyMap<string, { name: string; email: string | undefined }>
  reads: ReadonlyMap<string, Read>
  seen: ReadonlyMap<string, Seen>
  bulletin: Bulletin
  arrangements: Arrangements
}

/** Everybody who is kept, those who left included, since they stay in the figures; and who of them has read it. */
async function whoIsKnown(
  store: Store,
  partition: Partition,
): Promise<Pick<Known, 'people' | 'reads' | 'seen'>> {
  const people = new Map<string, { name: string; email: string | undefined }>()
  for await (const doc of each(store, peopleOf(partition.partnership), { type: 'person' })) {
    const { person } = readPerson(doc)
    people.set(person.id, { name: nameOf(person), email: person.email })
  }
  const reads = new Map<string, Read>()
  for await (const doc of each(store, partition, { type: 'bulletin-read' })) {
    const read = readRead(doc)
    reads.set(read.person, read)
  }
  const seen = new Map<string, Seen>()
  for await (const doc of each(store, partition, { type: 'bulletin-seen' })) {
    const one = readSeen(doc)
    seen.set(one.person, one)
  }
  return { people, reads, seen }
}

function rowOf({ to, state, reason, tally, attempts }: Delivery, known: Known): Row {
  const { people, reads, seen, bulletin, arrangements } = known
  const id = 'person' in to ? to.person : ''
  const person = people.get(id)
  const read = reads.get(id)
  const seenAt = seen.get(id)?.at
  const sentAt = state === 'sent' ? attempts.at(-1)?.at : undefined
  return [
    person?.name ?? id.replaceAll('-', ' '),
    agencyName(arrangements, tally?.line ?? ''),
    person?.email,
    sayState(state),
    sentAt && dayOf(sentAt),
    ...(seen.size > 0 ? [seenAt && dayOf(seenAt)] : []),
    read && dayOf(read.at),
    read && sayWords(bulletin, read),
    reason,
  ]
}

/** Which words somebody has read, where there are several. */
function sayWords(bulletin: Bulletin, read: Read): string {
  if (wordsNow(bulletin) === 0) return ''
  return isRead(bulletin, read) ? 'as corrected' : `before correction ${read.words + 1}`
}

/** The ledger's word for a state. */
function sayState(state: Delivery['state']): string {
  const line = lineOf({ [state]: 1 })
  return line.queued > 0 ? 'queued' : state
}

const { compare } = new Intl.Collator('en')
const order = (a = '', b = ''): number => (a === b ? 0 : compare(a, b))

/** Seen has a column where Teams told of anybody. */
function ledgerSheet(ref: string, rows: Row[], isSeen: boolean): Sheet {
  const text = (title: string, width: number) => ({ title, width, kind: 'text' as const })
  const day = (title: string) => ({ title, width: 14, kind: 'day' as const })
  return {
    name: ref,
    columns: [
      text('Name', 30),
      text('Agency', 36),
      text('E-mail', 34),
      text('State', 14),
      day('Delivered'),
      ...(isSeen ? [day('Seen, where Teams tells')] : []),
      day('Read and understood'),
      text('Words read', 22),
      text('Why', 60),
    ],
    rows: rows.sort((a, b) => order(a[1], b[1]) || order(a[0], b[0])),
  }
}

/** All documents of a kind, a page at a time: there may be a hundred thousand. */
async function* each(
  store: Store,
  { partnership, scope }: Partition,
  query: { type: string; tags?: string[] },
): AsyncGenerator<Doc> {
  let after: string | undefined
  do {
    const page = await store.find({ partnership, scope, ...query, limit: 500, ...(after ? { after } : {}) })
    yield* page.docs
    after = page.next
    // The embedded store answers at once: others have their turn between.
    await nextTurn()
  } while (after)
}
