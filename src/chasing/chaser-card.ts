import { type Action, actionListCard, rolesOn, rowsOnCard, type Section } from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { groupById, type Who } from '../partnership/who.ts'

/** What one person is asked about on one morning, by the reason they are asked. */
export type Asked = {
  own: readonly Action[]
  asChair: readonly Action[]
  toAgree: readonly Action[]
  asLead: readonly Action[]
  asDeputy: readonly Action[]
  waitedFor: readonly Action[]
  withoutChair: readonly Action[]
}

/** One card a person a working morning, however many groups and roles they have. Undefined when nothing is asked. */
export function chaserCard(
  who: Who,
  asked: Asked,
  today: Day,
  names: (id: string) => string,
): CardMessage | undefined {
  const rolesFor = (action: Action) => rolesOn(who, groupById(who.partnership, action.group), action, today)
  const section = (title: string, actions: readonly Action[]): Section => ({ title, actions, rolesFor })
  const sections = upTo(rowsOnCard, [
    section('With you', asked.own),
    section('Said to be done: do you agree?', asked.toAgree),
    section('Waiting for your agency to act first', asked.waitedFor),
    section('Overdue in a group you chair', asked.asChair),
    section('Overdue in your agency', asked.asLead),
    section('Due, and you are the owner’s deputy', asked.asDeputy),
    section('Overdue in a group whose chair is vacant', asked.withoutChair),
  ])
  if (sections.every(one => one.actions.length === 0)) return undefined
  return actionListCard({
    heading: `For your answer, ${sayDay(today, today)}`,
    intro: 'A word on each is enough: how it stands, or that it is done. Type my actions for all of yours.',
    sections,
    view: `chase:${today}`,
    arrangements: who.partnership,
    today,
    calendar: who.partnership.partnership,
    names,
  })
}

/** The first so many rows across the sections, in their order; an action stands in the first that has it. */
function upTo(most: number, sections: Section[]): Section[] {
  const shown = new Set<string>()
  return sections.map(section => {
    const actions = section.actions.filter(action => {
      if (shown.has(action.ref) || shown.size >= most) return false
      shown.add(action.ref)
      return true
    })
    return { ...section, actions }
  })
}
