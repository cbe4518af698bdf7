import type { Action } from '../actions/index.ts'
import { listed } from '../partnership/list-words.ts'
import { type Escalated, rulesFor } from '../partnership/local-rules.ts'
import { chairsAsked, executiveSeats, leadOn, partnerLeads, seatsOn } from '../partnership/who.ts'
import { askedAt, type Level } from './chase-rules.ts'
import { lateAgencies, named, type People, recipientsOf, standIn } from './recipients.ts'

type Told = Escalated | 'agencies-leads' | 'vice-chair' | 'team'

/** To whom it is said, about which action, on the day of these people. */
export type ToldOf = { reader: string; action: Action; people: People }

/**
 * Those whom a level asks, as it is said to an owner: by what they are, and only those who are there. The owner is not
 * told that they themselves will know; nobody else, and there are no words.
 */
export function sayWhom(level: Level, { reader, action, people }: ToldOf): string {
  return listed(othersOf(level, { reader, action, people }))
}

/** The same of those who are asked to decide: the owner may be one of them. */
export function sayDeciders(level: Level, about: ToldOf): string {
  const isAsked = recipientsOf(level, about.action, about.people).includes(about.reader)
  return listed([...othersOf(level, about), ...(isAsked ? ['you'] : [])])
}

function othersOf(level: Level, { reader, action, people }: ToldOf): string[] {
  const rules = rulesFor(people.arrangements, action.group)
  const holders = holdersOf({ reader, action, people })
  const asked = level >= 2 ? (askedAt(level, rules) as Escalated[]) : []
  const order = [...new Set([...asked, ...(Object.keys(holders) as Told[])])]
  const others = recipientsOf(level, action, people).filter(person => person !== reader)
  const said = new Map<Told, string[]>()
  for (const person of others) {
    const told = order.find(one => holders[one].includes(person)) ?? 'team'
    said.set(told, [...(said.get(told) ?? []), person])
  }
  return order.flatMap(told => {
    const persons = said.get(told) ?? []
    return persons.length > 0
      ? [words[told]({ count: persons.length, isOne: holders[told].includes(reader) })]
      : []
  })
}

function holdersOf({ reader, action, people }: ToldOf): Record<Told, readonly string[]> {
  const { arrangements, group, today, team } = people
  const own = action.owners.find(({ person }) => person === reader)?.agency
  const leads = (agency: string) => standIn(leadOn(arrangements, agency, today), people)
  const late = lateAgencies(action)
  return {
    'agency-lead': late.filter(agency => agency === own).flatMap(leads),
    'agencies-leads': late.filter(agency => agency !== own).flatMap(leads),
    chairs: chairsAsked(group, today, arrangements),
    'vice-chair': seatsOn(group, today).vice,
    'business-manager': arrangements.partnership.businessManager
      ? named('business-manager', action, people)
      : [],
    executive: executiveSeats(arrangements, today),
    partners: partnerLeads(arrangements, today),
    team,
  }
}

/** `isOne`: whoever reads it is one of them as well. */
const words: Readonly<Record<Told, (of: { count: number; isOne: boolean }) => string>> = {
  'agency-lead': () => 'your agency’s lead',
  'agencies-leads': ({ count }) => (count === 1 ? 'the other agency’s lead' : 'the other agencies’ leads'),
  chairs: ({ count, isOne }) => `the ${isOne ? 'other ' : ''}${count === 1 ? 'chair' : 'chairs'}`,
  'vice-chair': () => 'the vice-chair',
  'business-manager': () => 'the business manager',
  executive: () => 'the Executive',
  partners: ({ isOne }) => (isOne ? 'the other partners' : 'the partners'),
  team: () => 'the business team',
}
