import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { createTeamsMessenger } from '../../src/adapters/teams/teams-messenger.ts'
import { createApp } from '../../src/app.ts'
import type { Window } from '../../src/delivery/pace-rules.ts'
import { createPacer } from '../../src/delivery/pacer.ts'
import { keepPlace } from '../../src/delivery/places.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { identities, identityDraft, peopleOf, personDraft } from '../../src/partnership/records.ts'
import { type Clock, systemClock, systemTimer } from '../../src/ports/clock.ts'
import { noMetrics, silentLog } from '../../src/ports/log.ts'
import type { Store } from '../../src/ports/store.ts'
import { filledIn, withPractitioners } from './bulletin-desk.ts'
import { tenant } from './running-app.ts'

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
    messenger: createTeamsMessenger({} as never, 1000),
    clock,
    log: silentLog,
    metrics: noMetrics,
    pacer: createPacer(systemTimer, pace ? { tenant: pace } : {}),
    instance,
    ...(leaseSeconds ? { leaseSeconds } : {}),
  })
}

/** Fills a store with Birmingham and so many practitioners who can all be reached at a connector. */
export async function practitionersAt(store: Store, count: number, serviceUrl: string): Promise<void> {
  chatUrl = serviceUrl
  const base = withPractitioners(0)
  await importPartnership(store, base, systemClock.now())
  for (const { id } of base.people) await keepPlace(store, 'bscb', { person: id }, placeFor(id, serviceUrl))
  const { people } = withPractitioners(count)
  const more = people.slice(base.people.length)
  for (let i = 0; i < more.length; i += 100) {
    const page = more.slice(i, i + 100)
    await store.commit(
      peopleOf('bscb'),
      page.map(person => ({ create: personDraft(person, ['list']) })),
    )
    await store.commit(
      identities,
      page.map(({ id }) => ({
        create: identityDraft(tenant, `entra-${id}`, { partnership: 'bscb', person: id }),
      })),
    )
    await Promise.all(
      page.map(({ id }) => keepPlace(store, 'bscb', { person: id }, placeFor(id, serviceUrl))),
    )
  }
}

export const chatOf = (person: string): string => `chat-${person}`

const placeFor = (person: string, serviceUrl: string) => ({
  kind: 'personal' as const,
  tenantId: tenant,
  conversationId: chatOf(person),
  serviceUrl,
})

let turns = 0
let chatUrl = ''

/** Somebody types or presses, without a server between. */
export async function turnOf(
  app: ReturnType<typeof bulletinApp>,
  person: string,
  input: object,
): Promise<string> {
  turns += 1
  const reply = await app.bot.handle({
    activityId: `turn-${turns}`,
    from: { tenantId: tenant, entraId: `entra-${person}` },
    place: placeFor(person, chatUrl),
    input: input as never,
  })
  return JSON.stringify(reply)
}

/** Writes a bulletin for everybody, has it counted and approved by a chair; returns its reference. */
export async function approvedFor(app: ReturnType<typeof bulletinApp>): Promise<string> {
  const kept = await turnOf(app, 'business-manager', { verb: 'bulletin.save', data: filledIn })
  const ref = /LB-\d\d-\d{3}/.exec(kept)?.[0] ?? ''
  await turnOf(app, 'business-manager', { text: `${ref} propose` })
  await app.sweep()
  const approved = await turnOf(app, 'independent-chair', { text: `${ref} approve` })
  if (!approved.includes('Approved')) throw new Error(`It was not approved: ${approved}`)
  return ref
}
