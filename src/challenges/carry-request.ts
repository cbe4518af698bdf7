import { z } from 'zod'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { isAway } from '../partnership/local-rules.ts'
import { businessTeam, loadArrangements } from '../partnership/records.ts'
import { createOnce, decideAgain } from '../ports/decide-again.ts'
import type { Doc, Draft, Store } from '../ports/store.ts'
import {
  type Challenge,
  type ChallengeRequest,
  challengeDraft,
  challengeId,
  challengesOf,
  readChallenge,
  readRequest,
  requestDraft,
} from './challenge.ts'
import { awaited, deciders, nextAsking } from './challenge-rules.ts'

const counterBody = z.object({ schema: z.literal(1), last: z.number().int() })
const markBody = z.object({
  schema: z.literal(1),
  ref: z.string().optional(),
  refs: z.array(z.string()).optional(),
})

type Carrying = { store: Store; doc: Doc; request: ChallengeRequest; arrangements: Arrangements; now: string }

export type RequestPorts = {
  store: Store
  /** Has what is stored already stand on these people's one card of the day; with a ref, one that shows it. Chasing does. */
  ask(
    partnership: string,
    asked: { people: readonly string[]; ref?: string | undefined; now: string },
  ): Promise<void>
}

/**
 * Opens what was asked for: an entry for each late agency, one after the other, each once, however many they are; its
 * number is the next of the year. Whoever answers, and whoever decides, finds all of them on their card of the day.
 * Stopped anywhere and run again, it goes on where it was.
 */
export async function carryRequest({ store, ask }: RequestPorts, doc: Doc, now: string): Promise<void> {
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('A challenge belongs to a partnership whose arrangements are not kept.')
  const request = readRequest(doc)
  const carrying = { store, doc, request, arrangements, now }
  const partition = challengesOf(doc.partnership)
  const done = await store.get(partition, openedId(doc))
  // An earlier version kept a mark without refs, in the commit that opened and told of all.
  if (!done || markBody.parse(done.body).refs) {
    const opened: Challenge[] = []
    for (const agency of new Set(request.agencies))
      opened.push(await decideAgain(() => openOne(carrying, agency)))
    const refs = opened.map(({ ref }) => ref)
    await createOnce(store, partition, markDraft(openedId(doc), { refs }, now))
    await ask(doc.partnership, { people: await answering(carrying, opened), now })
    await ask(doc.partnership, { people: deciding(carrying), ref: request.action, now })
  }
  await store.commit(doc, [{ replace: requestDraft(doc.id, request, undefined), etag: doc.etag }])
}

const openedId = ({ id }: Pick<Doc, 'id'>): string => `opened:${id}`

function markDraft(id: string, what: { ref: string } | { refs: string[] }, now: string): Draft {
  return { id, type: 'mark', body: { schema: 1, ...what }, tags: [], sort: now }
}

/** One agency's entry: made with its mark and its number in one commit, or found as it was made. */
async function openOne(carrying: Carrying, agency: string): Promise<Challenge> {
  const { store, doc, arrangements, now } = carrying
  const partition = challengesOf(doc.partnership)
  const mark = `${openedId(doc)}:${agency}`
  const before = await store.get(partition, mark)
  const known = before && (await store.get(partition, challengeId(markBody.parse(before.body).ref ?? '')))
  if (known) return readChallenge(known)
  const today = dayOf(now)
  const year = today.slice(2, 4)
  const id = `counter:CL-${year}`
  const counter = await store.get(partition, id)
  const last = (counter ? counterBody.parse(counter.body).last : 0) + 1
  const ref = `CL-${year}-${String(last).padStart(3, '0')}`
  const challenge = openedFor(carrying, { ref, agency, today })
  const counted = { id, type: 'counter', body: { schema: 1, last }, tags: [], sort: id }
  await store.commit(partition, [
    counter ? { replace: counted, etag: counter.etag } : { create: counted },
    { create: markDraft(mark, { ref }, now) },
    { create: challengeDraft(challenge, nextAsking(arrangements, challenge, today)) },
  ])
  return challenge
}

type At = { ref: string; agency: string; today: Day }

function openedFor({ request, now }: Carrying, { ref, agency, today }: At): Challenge {
  const { by, action, group, issue } = request
  return {
    schema: 1,
    ref,
    version: 1,
    group,
    ...(action ? { action } : {}),
    issue,
    agency,
    openedOn: today,
    ...(by ? { openedBy: by } : {}),
    history: [{ at: now, ...(by ? { by } : {}), what: 'opened' }],
  }
}

/** Whoever answers one of them. */
async function answering(
  { store, doc, arrangements, now }: Carrying,
  opened: readonly Challenge[],
): Promise<string[]> {
  const today = dayOf(now)
  const team = (await businessTeam(store, doc.partnership, today)).map(person => person.id)
  return [...new Set(opened.flatMap(challenge => awaited(arrangements, challenge, { today, team })))]
}

/** Those who decide, as far as they are there. */
function deciding({ arrangements, now }: Carrying): string[] {
  const today = dayOf(now)
  return deciders(arrangements, today).filter(person => !isAway(arrangements, person, today))
}
