import { decideAgain, put } from '../ports/decide-again.ts'
import type { Draft, Store } from '../ports/store.ts'
import { codeOf, type PartnershipFile, type Person } from './arrangements.ts'
import { dayOf } from './day.ts'
import { holdersOf } from './held.ts'
import type { Found } from './partnership-file-rules.ts'
import { presenceOf, withSeatsOf } from './presence.ts'
import {
  arrangementsAt,
  arrangementsDraft,
  groupPartition,
  identities,
  identityDraft,
  identityId,
  loadArrangements,
  peopleOf,
  personDraft,
  readArrangements,
  readIdentity,
  readPerson,
  registry,
  registryDraft,
  seatsDraft,
} from './records.ts'
import { replanWrites } from './replanning.ts'

export type ImportResult =
  | { imported: { people: number; left: number; groups: number } }
  | { refused: Found[] }

/**
 * Brings a checked file into the store. Importing again updates: what changed is replaced, a person who is no
 * longer in the file has left (their history stays, their access ends), nothing is doubled. Stopped half way,
 * run it again. The next mornings of open actions are worked out by it. Refused, with nothing written, when an account belongs to somebody of another partnership, or when a
 * group that has a log is gone or has another code: its refs would lead nowhere.
 */
export async function importPartnership(
  store: Store,
  file: PartnershipFile,
  now: string,
): Promise<ImportResult> {
  const id = file.partnership.id
  const refused = [...(await takenAccounts(store, file)), ...(await lostLogs(store, file))]
  if (refused.length > 0) return { refused }
  const { people, ...rest } = withoutVacant(file)
  const deputies = Object.fromEntries(people.flatMap(who => (who.deputy ? [[who.id, who.deputy]] : [])))
  const gone = await noLongerIn(store, id, people)
  const left = gone.filter(({ from }) => !from.includes('list')).map(({ person }) => person)
  for (const who of people) await putPerson(store, id, who)
  for (const who of gone) await put(store, peopleOf(id), goneDraft(who))
  await moveIdentities(store, id, people, left)
  await decideAgain(async () => {
    const before = await store.get(arrangementsAt(id), `partnership:${id}`)
    const { local, presence: kept } = before ? readArrangements(before) : {}
    const leavers = gone.map(({ person }) => person)
    const presence = presenceOf(people, leavers, { before: kept, today: dayOf(now) })
    const groups = withSeatsOf(presence, rest.groups)
    const draft = arrangementsDraft({ ...rest, groups, deputies, presence, ...(local ? { local } : {}) }, now)
    const seats = await store.get(arrangementsAt(id), 'seats')
    await store.commit(arrangementsAt(id), [
      before ? { replace: draft, etag: before.etag } : { create: draft },
      ...(await replanWrites(store, id, now)),
      ...(seats ? [] : [{ create: seatsDraft(undefined, now) }]),
    ])
  })
  await put(store, registry, registryDraft(id))
  return { imported: { people: people.length, left: left.length, groups: file.groups.length } }
}

async function takenAccounts(store: Store, file: PartnershipFile): Promise<Found[]> {
  const refused: Found[] = []
  for (const [i, who] of file.people.entries()) {
    if (!who.entraId || !who.tenant) continue
    const doc = await store.get(identities, identityId(who.tenant, who.entraId))
    if (doc && readIdentity(doc).partnership !== file.partnership.id) {
      const problem =
        'belongs to somebody in another partnership kept here. One account serves one partnership'
      refused.push({ path: ['people', i, 'entraId'], problem })
    }
  }
  return refused
}

async function lostLogs(store: Store, file: PartnershipFile): Promise<Found[]> {
  const { id } = file.partnership
  const before = await loadArrangements(store, id)
  const refused: Found[] = []
  for (const old of before?.groups ?? []) {
    const g = file.groups.findIndex(group => group.id === old.id)
    const present = file.groups[g]
    if (present && codeOf(present) === codeOf(old)) continue
    const { docs } = await store.find({ ...groupPartition(id, old.id), type: 'counter', limit: 1 })
    if (docs.length === 0) continue
    const problem = present
      ? `has had actions under the code ${codeOf(old)}, and refs are kept for ever. Write code: ${codeOf(old)}`
      : `no longer has ${old.id}, whose action log is kept. Leave the group in`
    refused.push({ path: present ? ['groups', g, present.code ? 'code' : 'id'] : ['groups'], problem })
  }
  return refused
}

/** A vacant post holds no seat and leads no agency: who asks for its holder finds the seat vacant. */
export function withoutVacant(file: PartnershipFile): PartnershipFile {
  const vacant = new Set(file.people.filter(person => person.vacant).map(person => person.id))
  return {
    ...file,
    agencies: file.agencies.map(({ lead, ...agency }) => {
      const leads = holdersOf(lead).filter(({ person }) => !vacant.has(person))
      return leads.length === 0 ? agency : { ...agency, lead: typeof lead === 'string' ? lead : [...leads] }
    }),
    groups: file.groups.map(({ chairs, ...group }) =>
      chairs ? { ...group, chairs: chairs.filter(seat => !vacant.has(seat.person)) } : group,
    ),
  }
}

/** What a list said of somebody stays, where the file says nothing of it. */
function putPerson(store: Store, partnership: string, who: Person): Promise<void> {
  return decideAgain(async () => {
    const doc = await store.get(peopleOf(partnership), `person:${who.id}`)
    const { person, from } = doc ? readPerson(doc) : { person: who, from: [] }
    const { email, locality, roles, guest } = person
    const draft = from.includes('list')
      ? personDraft({ email, locality, roles, guest, ...who }, ['file', 'list'])
      : personDraft(who)
    await put(store, peopleOf(partnership), draft)
  })
}

/** Everyone whom the file named before, and whom it names no longer. */
async function noLongerIn(store: Store, partnership: string, people: readonly Person[]): Promise<Kept[]> {
  const kept = new Set(people.map(who => who.id))
  const gone: Kept[] = []
  let after: string | undefined
  do {
    const page = await store.find({
      ...peopleOf(partnership),
      type: 'person',
      tags: ['current'],
      limit: 500,
      after,
    })
    gone.push(...page.docs.map(readPerson).filter(({ person }) => !kept.has(person.id)))
    after = page.next
  } while (after)
  return gone
}

type Kept = ReturnType<typeof readPerson>

/** They have left, unless a list names them too: then they stay, as those on lists are. */
function goneDraft({ person, from }: Kept): Draft {
  return from.includes('list') ? personDraft(asListed(person), ['list']) : personDraft(person, [])
}

/** A list gives nobody a part in the business team. */
function asListed({ businessTeam: _, deputy: __, vacant: ___, ...person }: Person): Person {
  return person
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
    if (mine) await supersedeListed(store, partnership, { account: mine.id, person: who.id })
    if (mine) await put(store, identities, mine)
    await removeIdentities(store, `person:${partnership}/${who.id}`, mine?.id)
  }
  for (const who of left) await removeIdentities(store, `person:${partnership}/${who.id}`)
}

/** Whoever had this account by a list is the person whom the file gives it to now: two would get everything twice. */
async function supersedeListed(
  store: Store,
  partnership: string,
  { account, person }: { account: string; person: string },
): Promise<void> {
  const identity = await store.get(identities, account)
  const before = identity && readIdentity(identity).person
  if (!before || before === person) return
  const doc = await store.get(peopleOf(partnership), `person:${before}`)
  const known = doc && readPerson(doc)
  if (known && !known.from.includes('file'))
    await put(store, peopleOf(partnership), personDraft(known.person, []))
}

async function removeIdentities(store: Store, tag: string, keep?: string): Promise<void> {
  const { docs } = await store.find({ ...identities, type: 'identity', tags: [tag], limit: 100 })
  for (const doc of docs) {
    if (doc.id !== keep) await store.commit(identities, [{ delete: doc.id, etag: doc.etag }])
  }
}
