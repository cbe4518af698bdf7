import { isDeepStrictEqual } from 'node:util'
import { queued } from '../delivery/delivery.ts'
import { requeueEverybody } from '../delivery/requeue.ts'
import { secondsAfter } from '../partnership/day.ts'
import {
  identities,
  identityDraft,
  identityId,
  peopleOf,
  readIdentity,
  readPerson,
} from '../partnership/records.ts'
import { decideAgain } from '../ports/decide-again.ts'
import type { Doc, Store, Write } from '../ports/store.ts'
import { findListed, listedDraft, type Match } from './find-listed.ts'
import {
  further,
  type ImportRow,
  importDraft,
  keptSeconds,
  partId,
  readImport,
  readRows,
} from './people-import.ts'
import type { Listed } from './people-table.ts'

const mostWrites = 100

/**
 * Brings in one part of an accepted list: first the accounts, then the people together with how far the list is. Stopped
 * between the two, it does the same part again, and what is there already is left as it is. After the last part whoever
 * accepted the list is told.
 */
export async function carryPeople(store: Store, doc: Doc, now: string): Promise<void> {
  if (readImport(doc).state !== 'accepted') {
    await store.commit(doc, [{ delete: doc.id, etag: doc.etag }])
    return
  }
  await decideAgain(async () => {
    const head = await store.get(doc, doc.id)
    const present = head && readImport(head)
    if (!head || present?.state !== 'accepted') return
    await (present.next < present.parts ? carryPart(store, head, now) : finish(store, head, now))
  })
}

/** Rows that nobody accepted, or that were left behind, are forgotten. */
export async function forgetRows(store: Store, doc: Doc, now: string): Promise<void> {
  const head = await store.get(doc, doc.id.split(':part:')[0] ?? '')
  const { id, type, body, tags, sort, etag } = doc
  const wakeAt = secondsAfter(now, keptSeconds)
  const waits = head && readImport(head).state === 'accepted'
  await store.commit(doc, [
    waits ? { replace: { id, type, body, tags, sort, wakeAt }, etag } : { delete: id, etag },
  ])
}

async function carryPart(store: Store, head: Doc, now: string): Promise<void> {
  const present = readImport(head)
  const part = await store.get(head, partId(head.id, present.next))
  const people = await decidePart(store, head.partnership, part ? readRows(part) : [])
  for (let i = 0; i < people.accounts.length; i += mostWrites)
    await store.commit(identities, people.accounts.slice(i, i + mostWrites))
  await store.commit(peopleOf(head.partnership), [
    { replace: importDraft(head.id, further(present, people), now), etag: head.etag },
    ...(part ? [{ delete: part.id, etag: part.etag }] : []),
    ...people.writes,
  ])
}

async function finish(store: Store, head: Doc, now: string): Promise<void> {
  const present = readImport(head)
  // What could not reach people without an account can reach them now.
  if (present.added + present.changed > 0) await requeueEverybody(store, head.partnership, now)
  const about = { scope: head.scope, id: head.id }
  const told = present.by
    ? [queued({ id: `done:${head.id}`, kind: 'people-done', to: { person: present.by }, about, now })]
    : []
  const done = importDraft(head.id, { ...present, state: 'done' }, secondsAfter(now, keptSeconds))
  await store.commit(head, [{ replace: done, etag: head.etag }, ...told.map(create => ({ create }))])
}

type Decided = {
  writes: Write[]
  accounts: Write[]
  added: number
  changed: number
  refused: string[]
  /** What is to be looked at, though it can be brought in. */
  noted: string[]
}

/** So many rows are looked up side by side: one after the other, a store far away takes minutes for thousands. */
const atOnce = 25

/** What bringing in these rows would write, and whom it would add and change. */
export async function decidePart(
  store: Store,
  partnership: string,
  rows: readonly ImportRow[],
): Promise<Decided> {
  const decided: Decided = { writes: [], accounts: [], added: 0, changed: 0, refused: [], noted: [] }
  const seen = new Map<string, number>()
  for (let i = 0; i < rows.length; i += atOnce) {
    const some = rows.slice(i, i + atOnce)
    const found = await Promise.all(some.map(row => lookUp(store, partnership, row)))
    for (const one of found) decide(decided, seen, one)
  }
  return decided
}

type LookedUp = { row: ImportRow; match: Match; accounts: Write[] }

async function lookUp(store: Store, partnership: string, row: ImportRow): Promise<LookedUp> {
  const match = await findListed(store, partnership, row.person)
  const accounts = 'id' in match ? await accountWrites(store, partnership, match, row.person) : []
  return { row, match, accounts }
}

/** In the order of the list: of two rows that are one person the first counts. */
function decide(decided: Decided, seen: Map<string, number>, { row, match, accounts }: LookedUp): void {
  const { line } = row
  const double = 'id' in match ? seen.get(match.id) : undefined
  if ('refused' in match) decided.refused.push(`Row ${line}: ${match.refused}`)
  else if (double !== undefined) decided.refused.push(`Row ${line}: it is the same person as row ${double}.`)
  else {
    seen.set(match.id, line)
    if (match.note) decided.noted.push(`Row ${line}: ${match.note}`)
    const write = personWrite(match, row)
    if (write) decided.writes.push(write)
    if (write && match.doc) decided.changed += 1
    else if (write) decided.added += 1
    decided.accounts.push(...accounts)
  }
}

type Found = Extract<Match, { id: string }>

function personWrite({ id, doc }: Found, row: ImportRow): Write | undefined {
  const draft = listedDraft(id, row, doc)
  if (!doc) return { create: draft }
  const same = isDeepStrictEqual([draft.body, draft.tags, draft.sort], [doc.body, doc.tags, doc.sort])
  return same ? undefined : { replace: draft, etag: doc.etag }
}

/**
 * Gives the account to its person, and takes the one they had before away. A row without an account takes none away.
 * Accounts of the file's people are the file's.
 */
async function accountWrites(
  store: Store,
  partnership: string,
  { id, doc, account }: Found,
  { entraId, tenant }: Listed,
): Promise<Write[]> {
  const before = doc && readPerson(doc)
  if (before?.from.includes('file')) return []
  const draft = entraId && tenant ? identityDraft(tenant, entraId, { partnership, person: id }) : undefined
  const had = before?.person
  const oldId = draft && had?.entraId && had.tenant ? identityId(had.tenant, had.entraId) : undefined
  const old = oldId && oldId !== draft?.id ? await store.get(identities, oldId) : undefined
  const isTheirs = account && readIdentity(account).person === id
  return [
    ...(draft && !isTheirs ? [account ? { replace: draft, etag: account.etag } : { create: draft }] : []),
    ...(old && readIdentity(old).person === id ? [{ delete: old.id, etag: old.etag }] : []),
  ]
}
