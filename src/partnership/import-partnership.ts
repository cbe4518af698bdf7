import { put } from '../ports/decide-again.ts'
import type { Store } from '../ports/store.ts'
import type { PartnershipFile, Person } from './arrangements.ts'
import {
  arrangementsAt,
  arrangementsDraft,
  identities,
  identityDraft,
  identityId,
  peopleOf,
  personDraft,
  readIdentity,
  readPerson,
  registry,
  registryDraft,
} from './records.ts'

export type ImportResult =
  | { imported: { people: number; left: number; groups: number } }
  | { refused: string[] }

/**
 * Brings a checked file into the store. Importing again updates: what changed is replaced, a person who is no
 * longer in the file has left (their history stays, their access ends), nothing is doubled. Stopped half way,
 * run it again. Refused, with nothing written, when an account belongs to somebody else already.
 */
export async function importPartnership(
  store: Store,
  file: PartnershipFile,
  now: string,
): Promise<ImportResult> {
  const id = file.partnership.id
  const taken = await takenAccounts(store, file)
  if (taken.length > 0) return { refused: taken }
  const { people, ...arrangements } = file
  const left = await leavers(store, id, people)
  for (const who of people) await put(store, peopleOf(id), personDraft(who))
  for (const who of left) await put(store, peopleOf(id), personDraft(who, true))
  await moveIdentities(store, id, people, left)
  await put(store, arrangementsAt(id), arrangementsDraft(arrangements, now))
  await put(store, registry, registryDraft(id))
  return { imported: { people: people.length, left: left.length, groups: file.groups.length } }
}

async function takenAccounts(store: Store, file: PartnershipFile): Promise<string[]> {
  const refused: string[] = []
  for (const [i, who] of file.people.entries()) {
    if (!who.entraId || !who.tenant) continue
    const doc = await store.get(identities, identityId(who.tenant, who.entraId))
    if (doc && readIdentity(doc).partnership !== file.partnership.id) {
      refused.push(
        `people[${i}].entraId belongs to somebody in another partnership kept here. One account serves one partnership`,
      )
    }
  }
  return refused
}

async function everyoneStored(store: Store, partnership: string): Promise<Person[]> {
  const found: Person[] = []
  let after: string | undefined
  do {
    const page = await store.find({
      ...peopleOf(partnership),
      type: 'person',
      tags: ['current'],
      limit: 500,
      after,
    })
    found.push(...page.docs.map(doc => readPerson(doc).person))
    after = page.next
  } while (after)
  return found
}

async function leavers(store: Store, partnership: string, people: readonly Person[]): Promise<Person[]> {
  const kept = new Set(people.map(who => who.id))
  return (await everyoneStored(store, partnership)).filter(who => !kept.has(who.id))
}

/** Gives each account to its person, and takes away those that the file no longer gives to anybody. */
async function moveIdentities(
  store: Store,
  partnership: string,
  people: readonly Person[],
  left: readonly Person[],
): Promise<void> {
  for (const who of people) {
    const mine =
      who.entraId && who.tenant
        ? identityDraft(who.tenant, who.entraId, { partnership, person: who.id })
        : undefined
    if (mine) await put(store, identities, mine)
    await removeIdentities(store, `person:${partnership}/${who.id}`, mine?.id)
  }
  for (const who of left) await removeIdentities(store, `person:${partnership}/${who.id}`)
}

async function removeIdentities(store: Store, tag: string, keep?: string): Promise<void> {
  const { docs } = await store.find({ ...identities, type: 'identity', tags: [tag], limit: 100 })
  for (const doc of docs) {
    if (doc.id !== keep) await store.commit(identities, [{ delete: doc.id, etag: doc.etag }])
  }
}
