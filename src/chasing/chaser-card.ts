import {
  type Action,
  actionListCard,
  type OtherRow,
  rolesOn,
  rowsOnCard,
  type Section,
} from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { groupById, type Who } from '../partnership/who.ts'
import { inTurn } from './shown-lately.ts'

/** What one person is asked about on one morning, by the reason they are asked. */
export type Asked = {
  toDecide: readonly Action[]
  own: readonly Action[]
  waitedFor: readonly Action[]
  toAgree: readonly Action[]
  asChair: readonly Action[]
  asLead: readonly Action[]
  asDeputy: readonly Action[]
  /** Theirs who have left. */
  left: readonly Action[]
  challenges: readonly OtherRow[]
}

type Showing = {
  today: Day
  names(id: string): string
  /** By ref: when it was chased, and what arrived. */
  said: ReadonlyMap<string, string>
  /** By ref: when it was last on their card. */
  shownOn: ReadonlyMap<string, Day>
}

/**
 * One card a person a working morning, however many groups and roles they have: decisions first, then what is
 * theirs, the latest first. What does not fit has its turn first the next morning. Undefined when nothing is asked.
 */
export function chaserCard(
  who: Who,
  asked: Asked,
  { today, names, said, shownOn }: Showing,
): CardMessage | undefined {
  const rolesFor = (action: Action) => rolesOn(who, groupById(who.partnership, action.group), action, today)
  const section = (title: string, actions: readonly Action[]): Section => ({ title, actions, rolesFor })
  const late = asked.own.filter(action => action.dueOn < today)
  const soon = asked.own.filter(action => action.dueOn >= today)
  const all = [
    {
      ...section('A decision is asked of you', asked.toDecide),
      decide: true,
      said: (action: Action) => said.get(action.ref) ?? '',
    },
    section('With you, and past its date: what is in the way?', late),
    section('With you, and due soon', soon),
    section('Said to be done: do you agree?', asked.toAgree),
    section('Waiting for your agency to act first', asked.waitedFor),
    section('Its owner has left: who takes it over?', asked.left),
    section('Late in a group you answer for', asked.asChair),
    section('Late in your agency', asked.asLead),
    section('Due, and you are the owner’s deputy', asked.asDeputy),
  ]
  const sections = upTo(rowsOnCard - Math.min(2, asked.challenges.length), all, shownOn)
  const count = new Set(all.flatMap(one => one.actions.map(action => action.ref))).size
  const shown = sections.reduce((sum, one) => sum + one.actions.length, 0)
  if (shown === 0 && asked.challenges.length === 0) return undefined
  const rest =
    count > shown ? ` ${count - shown} more appear here in their turn, or as you answer these.` : ''
  const card = actionListCard({
    heading: `For your answer, ${sayDay(today, today)}`,
    intro: `A word on each is enough: how it stands, or that it is done.${rest} Type my actions for all of yours.`,
    sections,
    others: { title: 'Challenges that wait for you', rows: asked.challenges.slice(0, 2) },
    view: `chase:${today}`,
    arrangements: who.partnership,
    today,
    calendar: who.partnership.partnership,
    names,
  })
  return { ...card, shows: sections.flatMap(one => one.actions.map(action => action.ref)) }
}

/**
 * So many rows across the sections, in their order; an action stands in the first that has it. Where there are more, those
 * that were on no card yet come first, then those that were not for longest.
 */
function upTo(most: number, sections: Section[], shownOn: ReadonlyMap<string, Day>): Section[] {
  const refs = [...new Set(sections.flatMap(one => one.actions.map(action => action.ref)))]
  const left = new Set(inTurn(refs, ref => ref, shownOn).slice(0, most))
  return sections.map(section => ({
    ...section,
    actions: section.actions.filter(({ ref }) => left.delete(ref)),
  }))
}
