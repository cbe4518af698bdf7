import type { Answer, Context } from '../feature.ts'
import type { Day } from '../partnership/day.ts'
import { findAgency } from '../partnership/find-agency.ts'
import { rolesIn } from '../partnership/permissions.ts'
import { groupPartition } from '../partnership/records.ts'
import { findGroup } from '../partnership/who.ts'
import type { Draft, Store } from '../ports/store.ts'
import { decideOnce } from '../turn/decide-once.ts'
import { requestDraft } from './challenge.ts'
import { type FilledChallenge, newChallengeCard } from './challenge-card.ts'

type About = { ref: string; group: string; what: string; agencies: readonly string[] }
type Raised = { on: Day; version?: number | undefined; by?: string | undefined; reason?: string | undefined }

/** What asks for a challenge about an action that is with the Executive: for the commit that raises it. Once a raising: one of the same day that was settled between is another. */
export function challengeRequest(action: About, { on, version, by, reason }: Raised, now: string): Draft {
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
  return requestDraft(
    `challenge-request:${action.ref}:${on}${version === undefined ? '' : `:${version}`}`,
    request,
    now,
  )
}

const mostIssue = 1000

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
  const only = filled.group.trim() === '' && groups.length === 1 ? groups[0] : undefined
  const group = groups.find(one => one.id === named?.id) ?? only
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
    const text = `Your challenge to ${agency.name} is recorded. It gets its ref in a moment: type challenges to see it.`
    return { writes: [{ create }], reply: { text } }
  })
}

function groupsOf({ who, today }: Pick<Context, 'who' | 'today'>) {
  return who.partnership.groups.filter(group =>
    rolesIn(who, group, today).some(role => role === 'chair' || role === 'business-team'),
  )
}
