import { type Action, actionDraft } from '../../src/actions/index.ts'
import { createApp } from '../../src/app.ts'
import type { CardMessage } from '../../src/card-message.ts'
import { nextAttention } from '../../src/chasing/index.ts'
import { unpaced } from '../../src/delivery/pacer.ts'
import { keepPlace } from '../../src/delivery/places.ts'
import type { Group, PartnershipFile } from '../../src/partnership/arrangements.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { groupPartition, loadArrangements } from '../../src/partnership/records.ts'
import type { Reply } from '../../src/ports/bot.ts'
import { noMetrics, silentLog } from '../../src/ports/log.ts'
import type { Place } from '../../src/ports/messenger.ts'
import type { Doc, Store } from '../../src/ports/store.ts'

/** One card that reached somebody. */
export type Reached = { at: string; person: string; card: CardMessage }

export type Simulation = Awaited<ReturnType<typeof simulate>>

const tenant = 'tenant-simulated'

/** A partnership of many people and groups, made of nothing but numbers: everybody is known by their post. */
export function madeUpPartnership({
  people,
  groups,
  closures = [],
}: {
  people: number
  groups: number
  closures?: readonly string[]
}): PartnershipFile {
  const agencies = Array.from({ length: 10 }, (_, i) => ({
    id: `agency-${i}`,
    name: `Agency ${i}`,
    kind: i < 3 ? ('statutory-partner' as const) : ('relevant-agency' as const),
    lead: `person-${i}`,
  }))
  const posts = Array.from({ length: people }, (_, i) => ({
    id: `person-${i}`,
    title: `Post ${i}`,
    agency: `agency-${i % 10}`,
    entraId: `entra-${i}`,
    tenant,
    ...(i % 3 === 0 && i + 10 < people ? { deputy: `person-${i + 10}` } : {}),
    ...(i === 20 || i === 21 ? { businessTeam: true } : {}),
  }))
  const made: Group[] = Array.from({ length: groups }, (_, i) => ({
    id: `group-${i}`,
    code: `GR${i}`,
    name: `Group ${i}`,
    kind: 'sub-group' as const,
    chairs: [
      { person: `person-${30 + 3 * i}`, role: 'co-chair' as const },
      { person: `person-${31 + 3 * i}`, role: 'co-chair' as const },
      { person: `person-${32 + 3 * i}`, role: 'vice-chair' as const },
    ],
    members: posts.filter((_, n) => n % groups === i).map(post => post.id),
    ...(i % 2 === 0
      ? { meets: { every: 'month' as const, on: 'second tuesday', startsOn: '2025-01-01' } }
      : {}),
  }))
  const executive: Group = {
    id: 'executive',
    code: 'EX',
    name: 'Executive',
    kind: 'executive',
    chairs: [
      { person: 'person-25', role: 'chair' },
      { person: 'person-26', role: 'vice-chair' },
    ],
  }
  return {
    partnership: {
      id: 'simulated',
      timeZone: 'Europe/London',
      holidays: 'england',
      extraClosures: [...closures],
      businessManager: 'person-20',
      names: [{ name: 'Simulated', short: 'SIM' }],
    },
    agencies,
    people: posts,
    groups: [executive, ...made],
  }
}

/** The whole product without HTTP, on a clock that is driven, with everybody within reach. What they get is kept. */
export async function simulate(store: Store, file: PartnershipFile, start: string) {
  let now = start
  let turn = 0
  const reached: Reached[] = []
  const place = (person: string): Place => ({
    kind: 'personal',
    tenantId: tenant,
    conversationId: `with-${person}`,
    serviceUrl: 'https://simulated.example',
    entraId: person.replace('person', 'entra'),
  })
  const app = createApp({
    store,
    spreadsheets: undefined as never,
    clock: { now: () => now },
    log: silentLog,
    metrics: noMetrics,
    instance: 'simulated',
    pacer: unpaced,
    messenger: {
      openPersonal: async ({ entraId }) => ({ opened: place(entraId.replace('entra', 'person')) }),
      async post({ conversationId }, card) {
        reached.push({ at: now, person: conversationId.replace('with-', ''), card })
        return { outcome: 'sent', activityId: `a${reached.length}` }
      },
      update: async () => ({ outcome: 'sent', activityId: 'updated' }),
    },
  })
  await importPartnership(store, file, now)
  const one = file.people[0]?.id ?? ''
  await keepPlace(store, file.partnership.id, { person: one }, place(one))

  return {
    reached,
    now: () => now,
    setNow(instant: string) {
      now = instant
    },
    async goTo(instant: string): Promise<void> {
      now = instant
      await app.sweep()
    },
    say(person: string, input: { text: string } | { verb: string; data: unknown }): Promise<Reply> {
      turn += 1
      const from = { tenantId: tenant, entraId: person.replace('person', 'entra') }
      return app.bot.handle({ activityId: `turn-${turn}`, from, place: place(person), input })
    },
    /** Every document of a type. */
    async all(type: string): Promise<Doc[]> {
      const found: Doc[] = []
      let after: string | undefined
      do {
        const page = await store.find({ partnership: file.partnership.id, type, limit: 500, after })
        found.push(...page.docs)
        after = page.next
      } while (after)
      return found
    },
  }
}

/** Puts actions into their groups' logs, each to be looked at when chasing says. */
export async function recordAll(store: Store, actions: readonly Action[]): Promise<void> {
  const arrangements = await loadArrangements(store, 'simulated')
  if (!arrangements) throw new Error('The simulation has no arrangements.')
  for (const action of actions) {
    const draft = actionDraft(action, nextAttention(action, arrangements))
    await store.commit(groupPartition('simulated', action.group), [{ create: draft }])
  }
}

/** Numbers that look like chance and are the same in every run. */
export function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
  return {
    below: (most: number) => Math.floor(next() * most),
    happens: (probability: number) => next() < probability,
    one: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  }
}
