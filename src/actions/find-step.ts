import { z } from 'zod'
import type { Context } from '../feature.ts'
import { findAgency } from '../partnership/find-agency.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { readDate } from '../partnership/read-date.ts'
import { listPeople } from '../partnership/records.ts'
import { findGroup, findPriority, nameOf } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import type { Action } from './action.ts'
import { clip } from './action-card.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
import { givenColours } from './brag-rules.ts'
import { allAgencies } from './new-action-card.ts'
import { notMatched, withoutMe } from './say-owner.ts'
import type { Author, Step } from './step.ts'
import { mustSayWhose } from './whose-answer.ts'

/** A step as it was pressed or typed: everything that it names is still text, an id or somebody's words. */
export type Asked = {
  verb: ActionVerb
  note: string
  date?: string | undefined
  agency?: string | undefined
  person?: string | undefined
  group?: string | undefined
  details?: Step['details']
}

/** The step with all that it names looked up in the partnership. What cannot be found is left out, and said. */
export async function findStep(store: Store, context: Context, asked: Asked): Promise<Step> {
  const { who, today } = context
  const group = asked.group ? findGroup(who.partnership, asked.group) : undefined
  const dueOn = asked.date ? readDate(asked.date, today) : undefined
  const agency =
    asked.agency && asked.agency !== allAgencies
      ? findAgency(who.partnership.agencies, asked.agency)
      : undefined
  const found = asked.person ? await personOf(store, context, asked.person) : {}
  return {
    verb: asked.verb,
    note: asked.note,
    details: asked.details,
    dueOn,
    allAgencies: asked.agency === allAgencies,
    agency,
    ...found,
    ...unfound(asked, { dueOn, agency, group }),
    group: group && { id: group.id, name: group.name },
  }
}

const askFor = {
  date: 'Give the new date, like 12 Jan or 12/01/2027.',
  agency: 'Name the agency that must act first.',
  group: 'Name the group it goes to, by its code.',
} as const

/** What the step needs and was named in words that mean nothing here; a person is looked for apart. */
function unfound(asked: Asked, found: Pick<Step, 'dueOn' | 'agency'> & { group: unknown }): Partial<Step> {
  const { needs } = transitions[asked.verb]
  if (needs !== 'date' && needs !== 'agency' && needs !== 'group') return {}
  const typed = asked[needs]
  if (!typed || found[needs === 'date' ? 'dueOn' : needs]) return {}
  return { unfound: `“${clip(typed, 80)}” is not known here. ${askFor[needs]}` }
}

/**
 * What was asked, with the agency whose answer it is where its words begin with that, 'WMP: told by phone', and it has to
 * be said. One that is chosen already stays.
 */
export function withWhose<T extends Asked>(
  action: Action,
  asked: T,
  { author, context }: { author: Author; context: Pick<Context, 'who'> },
): T {
  const [, said = '', rest = ''] =
    /^\s*(?:for\s+|to\s+)?([^:]{2,80}?)\s*:\s*([\s\S]*)$/i.exec(asked.note) ?? []
  if (asked.agency || said === '' || !mustSayWhose(action, asked.verb, author)) return asked
  const all = asked.verb === 'return' && /^all(?: agencies)?$/i.test(said)
  const agency = all ? allAgencies : findAgency(context.who.partnership.agencies, said)?.id
  return agency ? { ...asked, agency, note: rest } : asked
}

async function personOf(
  store: Store,
  { who, today }: Context,
  text: string,
): Promise<Pick<Step, 'person' | 'unfound'>> {
  const people = await listPeople(store, who.partnership.partnership.id, { today, limit: 1000 })
  const match = matchPerson(withoutMe(text, who.person.id), people)
  return 'person' in match
    ? { person: { id: match.person.id, agency: match.person.agency, name: nameOf(match.person) } }
    : { unfound: notMatched(text, match.problem) }
}

/** An input that was left empty says nothing. */
const input = z
  .string()
  .trim()
  .max(1000)
  .optional()
  .transform(value => value || undefined)

const details = z.looseObject({
  priority: input,
  evidence: z
    .url({ protocol: /^https$/ })
    .max(500)
    .or(z.literal(''))
    .optional()
    .catch(undefined),
  impact: input,
  marking: z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE']).optional(),
  brag: z.enum(givenColours).or(z.literal('')).optional().catch(undefined),
})

const shown = z.looseObject({ was: z.record(z.string(), z.string().max(1000)).catch({}) })

/** What a form showed when it was drawn, for its button to carry: what comes back the same was not changed by its reader. */
export const shownDetails = (action: Action): Record<string, string> => ({
  priority: action.priority ?? '',
  evidence: action.evidence ?? '',
  impact: action.impact ?? '',
  marking: action.marking,
  brag: action.brag?.word ?? '',
})

function withoutUnchanged(data: unknown): unknown {
  const { was, ...rest } = shown.parse(data)
  return Object.fromEntries(
    Object.entries(rest).filter(([key, value]) => was[key] === undefined || was[key] !== value),
  )
}

/**
 * The details that were filled in or typed, but for those that a form showed so; a colour goes with its reason in words,
 * and none takes it away.
 */
export function readDetails({ who }: Context, data: unknown, reason = ''): Step['details'] {
  const { priority, evidence, impact, marking, brag } = details.parse(withoutUnchanged(data))
  const served = priority ? findPriority(who.partnership, priority) : undefined
  const because = reason.trim().slice(0, 200)
  return {
    ...(served ? { priority: served.id } : {}),
    ...(evidence ? { evidence } : {}),
    ...(impact ? { impact } : {}),
    ...(marking ? { marking } : {}),
    ...(brag === '' ? { brag: undefined } : {}),
    ...(brag && because !== '' ? { brag: { word: brag, reason: because, by: who.person.id } } : {}),
  }
}
