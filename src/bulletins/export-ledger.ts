import { z } from 'zod'
import { type Delivery, readDelivery } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements, Person } from '../partnership/arrangements.ts'
import { dayOf } from '../partnership/day.ts'
import { peopleOf, readPerson } from '../partnership/records.ts'
import { agencyName, nameOf } from '../partnership/who.ts'
import type { Sheet, Spreadsheets } from '../ports/files.ts'
import type { Doc, Store } from '../ports/store.ts'
import { type Bulletin, tallyId } from './bulletin.ts'
import { lineOf } from './figures.ts'
import { isRead, type Read, readRead, wordsNow } from './reads.ts'
import { noSuchBulletin, seeBulletin, steers } from './see-bulletin.ts'

type Ports = { store: Store; spreadsheets: Spreadsheets }
const asked = z.looseObject({ ref: z.string().max(20), only: z.enum(['all', 'unreachable']) })
type Asked = z.infer<typeof asked>

/** Offers the ledger as an Excel file: everybody, or those to be written to by e-mail. Nothing leaves before it is accepted. */
export async function offerLedger(ports: Ports, context: Context, data: unknown): Promise<Answer> {
  const wanted = asked.parse(data)
  const file = await ledgerFile(ports, context, wanted)
  if (!file) return noSuchBulletin
  const { name, bytes, count } = file
  const what = wanted.only === 'all' ? 'The ledger' : 'Those who cannot be reached in Teams'
  const description = `${what} of ${wanted.ref}: ${count} people, as it is now`
  return {
    offer: { name, size: bytes.byteLength, description, accept: { verb: 'bulletin.ledger', data: wanted } },
  }
}

/** The file, once it was accepted: made of the ledger as it is then, after the same look at who asks. */
export async function acceptedLedger(ports: Ports, context: Context, data: unknown): Promise<Answer> {
  const file = await ledgerFile(ports, context, asked.parse(data))
  return file ? { file: { name: file.name, bytes: file.bytes } } : noSuchBulletin
}

async function ledgerFile({ store, spreadsheets }: Ports, { who, today }: Context, { ref, only }: Asked) {
  const seen = await seeBulletin(store, who, ref, today)
  if (!seen || !steers(seen) || !seen.bulletin.frozen) return undefined
  const tally = tallyId(ref, seen.bulletin.frozen.no)
  const copies = (await allOf(store, seen.doc, [`tally:${tally}`], 'delivery')).map(readDelivery)
  const reads = new Map(
    (await allOf(store, seen.doc, [], 'bulletin-read')).map(readRead).map(one => [one.person, one]),
  )
  const people = await peopleById(store, who.partnership.partnership.id)
  const chosen = copies.filter(({ state }) => only === 'all' || state === 'unreachable')
  const rows = chosen.map(copy =>
    rowOf(copy, { people, reads, bulletin: seen.bulletin, arrangements: who.partnership }),
  )
  const name = `${ref}-${only === 'all' ? 'ledger' : 'unreachable'}-${today}.xlsx`
  return { name, bytes: await spreadsheets.write(ledgerSheet(ref, rows)), count: rows.length }
}

type Known = {
  people: ReadonlyMap<string, Person>
  reads: ReadonlyMap<string, Read>
  bulletin: Bulletin
  arrangements: Arrangements
}

function rowOf({ to, state, reason, tally, attempts }: Delivery, known: Known) {
  const { people, reads, bulletin, arrangements } = known
  const id = 'person' in to ? to.person : ''
  const person = people.get(id)
  const read = reads.get(id)
  const sentAt = state === 'sent' ? attempts.at(-1)?.at : undefined
  return [
    person ? nameOf(person) : id.replaceAll('-', ' '),
    agencyName(arrangements, tally?.line ?? ''),
    person?.email,
    sayState(state),
    sentAt && dayOf(sentAt),
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

function ledgerSheet(ref: string, rows: (string | undefined)[][]): Sheet {
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
      day('Read and understood'),
      text('Words read', 22),
      text('Why', 60),
    ],
    rows: rows.sort((a, b) => `${a[1]}${a[0]}`.localeCompare(`${b[1]}${b[0]}`, 'en')),
  }
}

/** Everybody who is kept, those who left included: they stay in the figures. */
async function peopleById(store: Store, partnership: string): Promise<Map<string, Person>> {
  const docs = await allOf(store, peopleOf(partnership), [], 'person')
  return new Map(docs.map(doc => readPerson(doc).person).map(person => [person.id, person]))
}

async function allOf(
  store: Store,
  { partnership, scope }: { partnership: string; scope: string },
  tags: string[],
  type: string,
): Promise<Doc[]> {
  const found: Doc[] = []
  let after: string | undefined
  do {
    const page = await store.find({ partnership, scope, type, tags, limit: 500, ...(after ? { after } : {}) })
    found.push(...page.docs)
    after = page.next
  } while (after)
  return found
}
