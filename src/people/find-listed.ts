import { hash } from 'node:crypto'
import { accountOf } from '../delivery/holder.ts'
import type { Person } from '../partnership/arrangements.ts'
import {
  identities,
  identityId,
  peopleOf,
  personDraft,
  readIdentity,
  readPerson,
  type Source,
} from '../partnership/records.ts'
import { nameOf } from '../partnership/who.ts'
import type { Doc, Draft, Store } from '../ports/store.ts'
import type { ImportRow } from './people-import.ts'
import type { Listed } from './people-table.ts'

/** Whom a row of a list means, as they are kept now, and what is to be looked at; or why nobody may be made of it. */
export type Match =
  | { id: string; doc: Doc | undefined; account: Doc | undefined; note?: string | undefined }
  | { refused: string }

/**
 * Known by the row's id; else by their account; else by their e-mail address, if they have no other account, or have the
 * same name: accounts move with their organisations, and a mailbox may be shared. Whoever is found by none is new, under
 * an id made of the account or the address, so that the same list makes the same people.
 */
export async function findListed(store: Store, partnership: string, row: Listed): Promise<Match> {
  const accountId = row.entraId && row.tenant ? identityId(row.tenant, row.entraId) : undefined
  const account = accountId ? await store.get(identities, accountId) : undefined
  const owner = account && readIdentity(account)
  if (owner && owner.partnership !== partnership)
    return { refused: 'its account belongs to somebody in another partnership kept here.' }
  const alike = row.id === undefined && !owner ? await byEmail(store, partnership, row) : {}
  const id = row.id ?? owner?.person ?? alike.same?.id ?? newId(row)
  if (owner && owner.person !== id && (await isHere(store, partnership, owner.person)))
    return { refused: `its account is that of ${owner.person}. Write that id, or another account.` }
  const doc = await store.get(peopleOf(partnership), `person:${id}`)
  return { id, doc, account, note: (doc && aboutAccount(row, doc)) ?? (doc ? undefined : aboutDouble(alike)) }
}

type Alike = { same?: Person | undefined; other?: Person | undefined }

/** Who has the row's e-mail address: the same person, or somebody who may be. */
async function byEmail(store: Store, partnership: string, row: Listed): Promise<Alike> {
  if (!row.email) return {}
  const tags = [`email:${row.email}`]
  const { docs } = await store.find({ ...peopleOf(partnership), type: 'person', tags, limit: 10 })
  const people = docs.map(doc => readPerson(doc).person)
  const named = (person: Person) => fold(nameOf(person)) === fold(row.name ?? row.title)
  const same = people.find(({ entraId }) => !entraId || !row.entraId) ?? people.find(named)
  return { same, other: people[0] }
}

const fold = (name: string): string => name.toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** What is to be looked at where a row has another account than the person is known with. */
function aboutAccount(row: Listed, doc: Doc): string | undefined {
  const given = accountOf(row)
  const { person, from } = readPerson(doc)
  const present = accountOf(person)
  if (!given || given === present) return undefined
  const name = nameOf(person)
  if (!from.includes('file')) return present && `${name} has another account here: this one takes its place.`
  return present
    ? `${name} is in the partnership’s file with another account: that one stays. Accounts of its people are given there.`
    : `${name} is in the partnership’s file without an account, and gets none by a list: Teams cannot reach them until entraId and tenant are written there.`
}

const aboutDouble = ({ other }: Alike): string | undefined =>
  other &&
  `${nameOf(other)} has the same e-mail address with another account. If they are one person, write the id ${other.id} into the row: else they are there twice.`

const newId = ({ entraId, tenant, email }: Listed): string =>
  `p-${hash('sha256', entraId ? `${tenant}/${entraId}` : `${email}`).slice(0, 20)}`

async function isHere(store: Store, partnership: string, person: string): Promise<boolean> {
  const doc = await store.get(peopleOf(partnership), `person:${person}`)
  return doc !== undefined && readPerson(doc).from.length > 0
}

/**
 * The person as they are after a row. What the row does not say stays as it was: the next list may have fewer columns.
 * Only what it clears goes. Of somebody in the partnership's file the list says only how they are written to, where they
 * work and as what; all else is the file's.
 */
export function listedDraft(
  id: string,
  { person: row, clears = [] }: Pick<ImportRow, 'person' | 'clears'>,
  doc: Doc | undefined,
): Draft {
  const present = doc && readPerson(doc)
  if (!present?.from.includes('file')) {
    const kept = Object.entries({ ...present?.person, ...row, id })
    const left = kept.filter(([key]) => !(clears as readonly string[]).includes(key))
    return personDraft(Object.fromEntries(left) as Person, ['list'])
  }
  const { person } = present
  const both: Source[] = ['file', 'list']
  const merged: Person = {
    ...person,
    ...(row.email ? { email: row.email } : {}),
    ...(row.locality ? { locality: row.locality } : {}),
    ...(row.roles ? { roles: row.roles } : {}),
    ...(row.guest === undefined ? {} : { guest: row.guest }),
  }
  return personDraft(merged, both)
}
