import { z } from 'zod'
import { queued } from '../delivery/delivery.ts'
import type { Answer, Context } from '../feature.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { findAgency } from '../partnership/find-agency.ts'
import { rolesIn } from '../partnership/permissions.ts'
import { groupPartition, loadArrangements } from '../partnership/records.ts'
import { executiveSeats, findGroup, partnerLeads } from '../partnership/who.ts'
import type { Doc, Draft, Store, Write } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import {
  type Challenge,
  challengeDraft,
  challengeId,
  challengesOf,
  readRequest,
  requestDraft,
} from './challenge.ts'
import { type FilledChallenge, newChallengeCard } from './challenge-card.ts'
import { awaited, nextAsking } from './challenge-rules.ts'

type About = { ref: string; group: string; what: string; agencies: readonly string[] }
type Raised = { on: Day; by?: string | undefined; reason?: string | undefined }

/** What asks for a challenge about an action that is with the Executive: for the commit that raises it. Once a raising. */
export function challengeRequest(action: About, { on, by, reason }: Raised, now: string): Draft {
  const why = reason ?? 'No decision was taken in time.'
  const issue = `${action.ref}, ${action.what}: ${why}`.slice(0, mostIssue)
  const request = {
    schema: 1 as const,
    group: action.group,
    action: action.ref,
    issue,
    agencies: [...action.agencies],
    ...(by ? { by } : {}),
  }
  return requestDraft(`challenge-request:${action.ref}:${on}`, request, now)
}

const mostIssue = 1000

const counterBody = z.object({ schema: z.literal(1), last: z.number().int() })

/**
 * Opens what was asked for: an entry for each late agency, with a card to its senior manager, the Executive's chairs
 * and the partners, in one commit. Its number is the next of the year. Run again, it finds its mark and opens none.
 */
export async function carryRequest(store: Store, doc: Doc, now: string): Promise<void> {
  const arrangements = await loadArrangements(store, doc.partnership)
  if (!arrangements) throw new Error('A challenge belongs to a partnership whose arrangements are not kept.')
  const partition = challengesOf(doc.partnership)
  const mark = `opened:${doc.id}`
  if (!(await store.get(partition, mark))) {
    const today = dayOf(now)
    const request = readRequest(doc)
    const id = `counter:CL-${today.slice(2, 4)}`
    const counter = await store.get(partition, id)
    const last = counter ? counterBody.parse(counter.body).last : 0
    const opened = request.agencies.map((agency, i) => {
      const ref = `CL-${today.slice(2, 4)}-${String(last + 1 + i).padStart(3, '0')}`
      return openedFor(request, { ref, agency, now, today })
    })
    const body = { schema: 1, last: last + opened.length }
    const counted = { id, type: 'counter', body, tags: [], sort: id }
    await store.commit(partition, [
      counter ? { replace: counted, etag: counter.etag } : { create: counted },
      { create: { id: mark, type: 'mark', body: { schema: 1 }, tags: [], sort: now } },
      ...opened.flatMap(challenge => writesFor(arrangements, challenge, { today, now })),
    ])
  }
  await store.commit(doc, [{ replace: requestDraft(doc.id, readRequest(doc), undefined), etag: doc.etag }])
}

type At = { ref: string; agency: string; now: string; today: Day }

function openedFor(request: ReturnType<typeof readRequest>, { ref, agency, now, today }: At): Challenge {
  const { by, action } = request
  return {
    schema: 1,
    ref,
    version: 1,
    group: request.group,
    ...(action ? { action } : {}),
    issue: request.issue,
    agency,
    openedOn: today,
    ...(by ? { openedBy: by } : {}),
    history: [{ at: now, ...(by ? { by } : {}), what: 'opened' }],
  }
}

function writesFor(
  arrangements: Arrangements,
  challenge: Challenge,
  { today, now }: { today: Day; now: string },
): Write[] {
  const told = new Set([
    ...awaited(arrangements, challenge, today),
    ...executiveSeats(arrangements, today),
    ...partnerLeads(arrangements, today),
  ])
  const about = { scope: 'challenges', id: challengeId(challenge.ref), version: challenge.version }
  const notices = [...told].map(person =>
    queued({
      id: `challenge:${challenge.ref}:opened:${person}`,
      kind: 'challenge',
      to: { person },
      about,
      now,
    }),
  )
  const wakeAt = nextAsking(arrangements, challenge, today)
  return [{ create: challengeDraft(challenge, wakeAt) }, ...notices.map(create => ({ create }))]
}

const notYours = {
  text: 'Challenges are opened by a group’s chairs and the business team. Please ask one of them.',
}

/** The form for a challenge that grew out of no action. */
export function newChallengeForm(
  { who, today }: Context,
  filled: FilledChallenge,
  refused: readonly string[] = [],
): Answer {
  const groups = groupsOf({ who, today })
  if (groups.length === 0) return notYours
  return { card: newChallengeCard({ arrangements: who.partnership, groups, filled, refused }) }
}

/** Opens a challenge by hand. What is missing comes back at once with what was filled in. Repeated, it opens one. */
export function openChallenge(store: Store, context: Context, filled: FilledChallenge): Promise<Answer> {
  const { who, now, turnId } = context
  const groups = groupsOf(context)
  if (groups.length === 0) return Promise.resolve(notYours)
  const named = findGroup(who.partnership, filled.group)
  const group = groups.find(one => one.id === named?.id) ?? (groups.length === 1 ? groups[0] : undefined)
  const agency = findAgency(who.partnership.agencies, filled.agency)
  const issue = filled.issue.trim()
  const refused = [
    ...(group ? [] : ['Choose a group that you chair.']),
    ...(agency ? [] : ['Choose the agency that is challenged.']),
    ...(issue === '' ? ['Say what the issue is.'] : []),
    ...(issue.length > mostIssue ? ['Say the issue in 1,000 characters, and the rest in a paper.'] : []),
  ]
  if (!group || !agency || refused.length > 0) {
    const card = newChallengeCard({ arrangements: who.partnership, groups, filled, refused })
    return Promise.resolve({ card })
  }
  const partition = groupPartition(who.partnership.partnership.id, group.id)
  return decideOnce(store, partition, context, async () => {
    const request = { schema: 1 as const, group: group.id, issue, agencies: [agency.id], by: who.person.id }
    const create = requestDraft(`challenge-request:${turnId}`, request, now)
    const text = `Your challenge to ${agency.name} is recorded. It gets its number in a moment: type challenges to see it.`
    return { writes: [{ create }], reply: { text } }
  })
}

function groupsOf({ who, today }: Pick<Context, 'who' | 'today'>) {
  return who.partnership.groups.filter(group =>
    rolesIn(who, group, today).some(role => role === 'chair' || role === 'business-team'),
  )
}
