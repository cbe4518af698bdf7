import { z } from 'zod'
import { isDay } from '../partnership/day.ts'
import type { Doc, Draft, Partition } from '../ports/store.ts'

const day = z.string().refine(isDay)
const said = z.object({ text: z.string(), by: z.string(), on: day })

const challengeBody = z.object({
  schema: z.literal(1),
  ref: z.string(),
  version: z.number().int(),
  /** The group whose business it is. */
  group: z.string(),
  /** The action it is about, where it grew out of one. */
  action: z.string().optional(),
  issue: z.string(),
  /** The agency that is challenged. Its lead is its senior manager here. */
  agency: z.string(),
  openedOn: day,
  /** Absent where nobody decided and the ladder opened it. */
  openedBy: z.string().optional(),
  /** The agency's answer, and how many working days it took. */
  response: said.extend({ workingDays: z.number().int() }).optional(),
  /** What the Executive decided. */
  outcome: said.optional(),
  closed: z.object({ by: z.string(), on: day }).optional(),
  /** Append only. */
  history: z.array(z.object({ at: z.string(), by: z.string().optional(), what: z.string() })),
})

/** One entry of the partnership's challenge log: numbered per year, closed on sign-off (docs/field.md). */
export type Challenge = z.infer<typeof challengeBody>

export const challengeRefPattern = /^CL-\d{2}-\d{3,5}$/

export const challengesOf = (partnership: string): Partition => ({ partnership, scope: 'challenges' })
export const challengeId = (ref: string): string => `challenge:${ref}`

export function challengeDraft(challenge: Challenge, wakeAt: string | undefined): Draft {
  const { ref, agency, group, closed, openedOn } = challenge
  const tags = [closed ? 'closed' : 'open', `agency:${agency}`, `group:${group}`]
  if (challenge.action) tags.push(`about:${challenge.action}`)
  return { id: challengeId(ref), type: 'challenge', body: challenge, tags, sort: openedOn, wakeAt }
}

export const readChallenge = (doc: Doc): Challenge => challengeBody.parse(doc.body)

/** What stands between a record and its challenge: made in the record's commit, carried over by the wake loop. */
const requestBody = z.object({
  schema: z.literal(1),
  group: z.string(),
  action: z.string().optional(),
  issue: z.string(),
  agencies: z.array(z.string()),
  by: z.string().optional(),
})
export type ChallengeRequest = z.infer<typeof requestBody>

export function requestDraft(id: string, request: ChallengeRequest, wakeAt: string | undefined): Draft {
  return { id, type: 'challenge-request', body: request, tags: [], sort: id, wakeAt }
}

export const readRequest = (doc: Doc): ChallengeRequest => requestBody.parse(doc.body)
