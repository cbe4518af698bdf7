import { z } from 'zod'
import { type DeliveryState, readDelivery } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import { peopleOf, readPerson } from '../partnership/records.ts'
import { nameOf } from '../partnership/who.ts'
import type { Spreadsheets } from '../ports/files.ts'
import type { Partition, Store } from '../ports/store.ts'
import { unknownIn } from './audience-list.ts'
import { tallyId } from './bulletin.ts'
import { loadFigures } from './figures.ts'
import { findEach } from './find-each.ts'
import {
  agencySheet,
  daySheet,
  type Known,
  type Listed,
  ledgerSheet,
  type Row,
  rowOf,
  strangersSheet,
  unchangedSheet,
} from './ledger-sheets.ts'
import { type Read, readRead } from './reads.ts'
import { noSuchBulletin, seeBulletin, steers } from './see-bulletin.ts'
import { readSeen, type Seen } from './seen.ts'
import { unchangedCopies } from './unchanged-copies.ts'

type Ports = { store: Store; spreadsheets: Spreadsheets }
const asked = z.object({ ref: z.string().max(20), only: z.enum(['all', 'unreachable']) })
type Asked = z.infer<typeof asked>

/** Offers the ledger as an Excel file: everybody, or those to be written to by e-mail. Nothing leaves before it is accepted. */
export async function offerLedger(ports: Ports, context: Context, data: unknown): Promise<Answer> {
  const wanted = asked.parse(data)
  const seen = await ledgerOf(ports, context, wanted.ref)
  if (!seen) return noLedger(ports, context, wanted.ref)
  const { all } = await loadFigures(ports.store, seen.doc, seen.bulletin)
  const count = wanted.only === 'all' ? all.total : all.unreachable + all.failed
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

/** Whoever has none, and gets none by waiting. */
const hasNone: readonly DeliveryState[] = ['unreachable', 'failed']

/** Teams shows it as an estimate, and takes the file as large as it is. */
const likelySize = (rows: number): number => 8000 + 60 * rows

const nameOfFile = ({ ref, only }: Asked, { today }: Context): string =>
  `${ref}-${only === 'all' ? 'ledger' : 'unreachable'}-${today}.xlsx`

async function ledgerOf({ store }: Ports, { who, today }: Context, ref: string) {
  const seen = await seeBulletin(store, who, ref, today)
  return seen?.bulletin.frozen?.done && steers(seen) ? { ...seen, frozen: seen.bulletin.frozen } : undefined
}

/** Whoever steers it hears when there will be one. */
async function noLedger({ store }: Ports, { who, today }: Context, ref: string): Promise<Answer> {
  const seen = await seeBulletin(store, who, ref, today)
  if (!seen || !steers(seen)) return noSuchBulletin
  return { text: `${ref} has no ledger yet: its audience is counted when you ask for approval.` }
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
  for await (const doc of findEach(store, seen.doc, copies)) {
    const copy = readDelivery(doc)
    if (only === 'all' || hasNone.includes(copy.state)) rows.push(rowOf(copy, known))
  }
  const figures = await loadFigures(store, seen.doc, seen.bulletin)
  const strangers = strangersSheet(await unknownIn(store, seen.doc, seen.bulletin))
  const unchanged =
    only === 'all' ? unchangedSheet(await unchangedCopies(store, seen.doc, seen.bulletin), known) : undefined
  const bytes = await spreadsheets.write(
    ledgerSheet(ref, rows, known.seen.size > 0),
    ...(only === 'all' ? [agencySheet(figures, who.partnership), daySheet(figures)] : []),
    ...[unchanged, strangers].filter(sheet => sheet !== undefined),
  )
  return { name: nameOfFile({ ref, only }, context), bytes }
}

/** Everybody who is kept, those who left included, since they stay in the figures; and who of them has read it. */
async function whoIsKnown(
  store: Store,
  partition: Partition,
): Promise<Pick<Known, 'people' | 'reads' | 'seen'>> {
  const people = new Map<string, Listed>()
  for await (const doc of findEach(store, peopleOf(partition.partnership), { type: 'person' })) {
    const { person } = readPerson(doc)
    const { email, tenant, entraId } = person
    people.set(person.id, { name: nameOf(person), email, tenant, entraId })
  }
  const reads = new Map<string, Read>()
  for await (const doc of findEach(store, partition, { type: 'bulletin-read' })) {
    const read = readRead(doc)
    reads.set(read.person, read)
  }
  const seen = new Map<string, Seen>()
  for await (const doc of findEach(store, partition, { type: 'bulletin-seen' })) {
    const one = readSeen(doc)
    seen.set(one.person, one)
  }
  return { people, reads, seen }
}
