import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import { createApp } from '../../src/app.ts'
import type { Window } from '../../src/delivery/pace-rules.ts'
import { createPacer } from '../../src/delivery/pacer.ts'
import { keepPlace, placeDraft } from '../../src/delivery/places.ts'
import type { Person } from '../../src/partnership/arrangements.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { identities, identityDraft, peopleOf, personDraft } from '../../src/partnership/records.ts'
import { type Clock, systemClock, systemTimer } from '../../src/ports/clock.ts'
import { noMetrics, silentLog } from '../../src/ports/log.ts'
import type { Place } from '../../src/ports/messenger.ts'
import type { Store } from '../../src/ports/store.ts'
import { filledIn, withPractitioners } from './bulletin-desk.ts'

type Options = {
  store: Store
  instance: string
  pace?: readonly Window[]
  clock?: Clock
  leaseSeconds?: number
}

/** The whole product without its server, at a pace of the test's own. */
export function bulletinApp({ store, instance, pace, clock = systemClock, leaseSeconds }: Options) {
  return createApp({
    store,
    spreadsheets,
    messenger: createTeamsMessenger({} as never, { clock, timeoutMilliseconds: 30_000 }),
    clock,
    log: silentLog,
    metrics: noMetrics,
    pacer: createPacer(systemTimer, pace ? { tenant: pace } : {}),
    instance,
    ...(leaseSeconds ? { leaseSeconds } : {}),
  })
}

/** A partnership at a connector: all its people are in one tenant, unless its practitioners are in others in turn. */
export type Area = { partnership: string; tenant: string; serviceUrl: string; others?: readonly string[] }

/** So many partnerships, each in a tenant of its own. */
export const areasAt = (serviceUrl: string, count: number): Area[] =>
  Array.from({ length: count }, (_, i) => ({ partnership: `p${i}`, tenant: `t${i}`, serviceUrl }))

/** Fills a store with Birmingham, under a name of its own, and so many practitioners who can all be reached. */
export async function practitionersAt(store: Store, count: number, area: Area): Promise<void> {
  const { partnership, tenant } = area
  const file = withPractitioners(count)
  const own = withPractitioners(0).people.length
  const others = area.others ?? [tenant]
  const here = (person: Person): Person => (person.entraId ? { ...person, tenant } : person)
  const elsewhere = (person: Person, i: number): Person => ({ ...person, tenant: others[i % others.length] })
  const base = file.people.slice(0, own).map(here)
  const named = { ...file.partnership, id: partnership }
  await importPartnership(store, { ...file, partnership: named, people: base }, systemClock.now())
  const placeOf = ({ id, entraId, tenant: tenantId = tenant }: Person): Place => ({
    ...placeFor(area, id),
    tenantId,
    entraId,
  })
  for (const person of base) await keepPlace(store, partnership, { person: person.id }, placeOf(person))
  for (let i = own; i < file.people.length; i += 100) {
    const page = file.people.slice(i, i + 100).map(elsewhere)
    await store.commit(
      peopleOf(partnership),
      page.map(person => ({ create: personDraft(person, ['list']) })),
    )
    await store.commit(
      identities,
      page.map(({ id, tenant: theirs = tenant }) => ({
        create: identityDraft(theirs, `entra-${id}`, { partnership, person: id }),
      })),
    )
    await store.commit(
      peopleOf(partnership),
      page.map(person => ({ create: placeDraft({ person: person.id }, placeOf(person)) })),
    )
  }
}

export const chatOf = ({ tenant }: Pick<Area, 'tenant'>, person: string): string => `chat-${tenant}-${person}`

const placeFor = (area: Area, person: string) => ({
  kind: 'personal' as const,
  tenantId: area.tenant,
  conversationId: chatOf(area, person),
  serviceUrl: area.serviceUrl,
})

type App = ReturnType<typeof bulletinApp>
let turns = 0

/** Somebody types or presses, without a server between. */
export async function turnOf(
  app: App,
  area: Area,
  { person, ...input }: Record<string, unknown> & { person: string },
) {
  turns += 1
  const reply = await app.bot.handle({
    activityId: `turn-${turns}-${process.pid}`,
    from: { tenantId: area.tenant, entraId: `entra-${person}` },
    place: placeFor(area, person),
    input: input as never,
  })
  return JSON.stringify(reply)
}

/** Writes a bulletin for everybody, has it counted and approved by a chair; returns its reference. */
export async function approvedFor(app: App, area: Area): Promise<string> {
  const kept = await turnOf(app, area, { person: 'business-manager', verb: 'bulletin.save', data: filledIn })
  const ref = /LB-\d\d-\d{3}/.exec(kept)?.[0] ?? ''
  await turnOf(app, area, { person: 'business-manager', text: `${ref} propose` })
  await app.sweep()
  const person = 'independent-chair'
  const approved = await turnOf(app, area, { person, text: `${ref} approve` })
  if (!approved.includes('Approved')) throw new Error(`It was not approved: ${approved}`)
  return ref
}
