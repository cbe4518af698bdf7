import { z } from 'zod'
import type { Context } from '../feature.ts'
import { findPriority } from '../partnership/who.ts'
import { type Action, markings } from './action.ts'
import { clip } from './action-card.ts'
import { givenColours } from './brag-rules.ts'
import type { Asked } from './find-step.ts'
import type { Step } from './step.ts'

/** The details that can be added in words: typed after a ref, or confirmed. */
export const typedDetails = ['impact', 'evidence', 'priority', 'marking'] as const

export const mostImpact = 1000
export const mostLink = 500

type Details = NonNullable<Step['details']>
type Read = Details | { problem: string }
type Reader = (value: string, context: Pick<Context, 'who'>, reason: string) => Read

/** Whether it can be kept as the link to what shows that something is done. */
export const isEvidence = (text: string): boolean =>
  text.length <= mostLink && z.url({ protocol: /^https$/ }).safeParse(text).success

const counted = (characters: number) => characters.toLocaleString('en-GB')

const blueIsAgreed =
  'Blue means that a chair has agreed it is complete. If it is done, say done and what shows it.'

/** What each detail says, or why it cannot be taken and what to write. Left empty it takes away what stood there. */
const readers: Record<string, Reader> = {
  priority(value, { who }) {
    if (value === '') return { priority: undefined }
    const served = findPriority(who.partnership, value)
    if (served) return { priority: served.id }
    const known = (who.partnership.priorities ?? []).map(one => one.name)
    const choice = known.length > 0 ? `It can be: ${known.join(' · ')}.` : 'None are set here.'
    return { problem: `“${clip(value, 80)}” is no priority of this partnership. ${choice}` }
  },
  evidence(value) {
    if (value === '') return { evidence: undefined }
    if (value.length > mostLink)
      return {
        problem: `The link to the evidence has ${counted(value.length)} characters: it can have ${mostLink}.`,
      }
    return isEvidence(value)
      ? { evidence: value }
      : {
          problem:
            'The evidence is a link that begins with https://. Words about it are said as an update, or with done.',
        }
  },
  impact(value) {
    if (value === '') return { impact: undefined }
    return value.length > mostImpact
      ? {
          problem: `What it has changed for children has ${counted(value.length)} characters: it can have ${counted(mostImpact)}. Shorten it.`,
        }
      : { impact: value }
  },
  marking(value) {
    if (value === '') return {}
    const marking = markings.find(one => one === value.toUpperCase().replaceAll(/[\s–—_-]+/g, '-'))
    return marking
      ? { marking }
      : { problem: `“${clip(value, 80)}” is no marking here. It can be: ${markings.join(' · ')}.` }
  },
  brag(value, { who }, reason) {
    if (value === '') return { brag: undefined }
    const word = givenColours.find(one => one === value)
    if (value === 'Blue') return { problem: blueIsAgreed }
    if (!word) return {}
    return reason === ''
      ? { problem: `Say in words why it should be ${word}.` }
      : { brag: { word, reason, by: who.person.id } }
  },
}

const words = z.string().trim()
/** So much of one that is too long is shown again. */
const mostShown = 4000
const given = z.object(
  Object.fromEntries(Object.keys(readers).map(key => [key, words.optional().catch(undefined)])),
)
const shown = z.object({ was: z.record(z.string(), z.string().max(mostImpact)).catch({}) })

/** What a form showed when it was drawn, for its button to carry: what comes back the same was not changed by its reader. */
export const shownDetails = (action: Action): Record<string, string> => ({
  priority: action.priority ?? '',
  evidence: action.evidence ?? '',
  impact: action.impact ?? '',
  marking: action.marking,
  brag: action.brag?.word ?? '',
})

/**
 * The details that were filled in or typed, but for those that a form showed so; a colour goes with its reason in words.
 * An input that held something and comes back empty takes it away. With each that cannot be taken, and all as they were
 * filled in: half of a form is not kept.
 */
export function readDetails(
  context: Pick<Context, 'who'>,
  data: unknown,
  reason = '',
): Required<Pick<Asked, 'problems' | 'filled'>> & { details: Details } {
  const { was } = shown.parse(data)
  const details: Details = {}
  const problems: string[] = []
  const filled: Partial<Record<string, string>> = {}
  for (const [key, value] of Object.entries(given.parse(data))) {
    const reader = readers[key]
    if (!reader || typeof value !== 'string') continue
    filled[key] = value.slice(0, mostShown)
    // Inputs that were empty when they were drawn, and are still, say nothing.
    if (value === (was[key] ?? '').trim()) continue
    const read = reader(value, context, reason.trim().slice(0, 200))
    if ('problem' in read) problems.push(read.problem)
    else Object.assign(details, read)
  }
  return { details, problems, filled }
}
