import { z } from 'zod'
import { queued } from '../delivery/delivery.ts'
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

/**
 * Opens what was asked for: an entry for each late agency, one after the other, each once, however many they are; its
 * number is the next of the year. Each agency's senior manager gets their own, the Executive's chairs and the partners
 * one card of all. Stopped anywhere and run again, it goes on where it was.
 */
export async function carryRequest(store: Store, doc: Doc, now: string): Promise<void> {
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
    for (const notice of await noticesOf(carrying, opened)) await createOnce(store, partition, notice)
  }
  await store.commit(doc, [{ replace: requestDraft(doc.id, request, undefined), etag: doc.etag }])
}

const openedId = ({ id }: Pick<Doc, 'id'>): string => `opened:${id}`

/** The refs of what one request opened, by the id of its mark. */
export async function openedBy(store: Store, partnership: string, mark: string): Promise<string[]> {
  const doc = await store.get(challengesOf(partnership), mark)
  return (doc && markBody.parse(doc.body).refs) ?? []
}

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

/** Whoever answers is told of theirs; whoever decides of the one, or in one card of all. */
async function noticesOf(
  { store, doc, arrangements, now }: Carrying,
  opened: readonly Challenge[],
): Promise<Draft[]> {
  const today = dayOf(now)
  const team = (await businessTeam(store, doc.partnership, today)).map(person => person.id)
  const decide = deciders(arrangements, today).filter(person => !isAway(arrangements, person, today))
  const own = opened.flatMap(challenge => {
    const { ref, version } = challenge
    const about = { scope: 'challenges', id: challengeId(ref), version }
    const told = [
      ...awaited(arrangements, challenge, { today, team }),
      ...(opened.length === 1 ? decide : []),
    ]
    return [...new Set(told)].map(person =>
      queued({ id: `challenge:${ref}:opened:${person}`, kind: 'challenge', to: { person }, about, now }),
    )
  })
  if (opened.length === 1) return own
  const about = { scope: 'challenges', id: openedId(doc) }
  const ofAll = decide.map(person =>
    queued({ id: `challenges:${doc.id}:${person}`, kind: 'challenges', to: { person }, about, now }),
  )
  return [...own, ...ofAll]
}
