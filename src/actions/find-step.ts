import type { Context } from '../feature.ts'
import { findAgency } from '../partnership/find-agency.ts'
import { matchPerson } from '../partnership/match-person.ts'
import { readDate } from '../partnership/read-date.ts'
import { listPeople } from '../partnership/records.ts'
import { findGroup, nameOf } from '../partnership/who.ts'
import type { Store } from '../ports/store.ts'
import type { Action } from './action.ts'
import { clip } from './action-card.ts'
import { type ActionVerb, transitions } from './action-transitions.ts'
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
  /** Details that cannot be taken as they are, each with what to write. */
  problems?: readonly string[]
  /** Details as they were filled in or typed, for their form to show again. */
  filled?: Partial<Record<string, string>>
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
    problems: asked.problems,
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
