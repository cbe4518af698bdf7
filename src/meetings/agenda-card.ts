import { type Action, actionListCard, hideSensitive } from '../actions/index.ts'
import type { CardMessage } from '../card-message.ts'
import { type Arrangements, codeOf, type Group } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { chairsAsked, chairsOn, partnershipNameOn } from '../partnership/who.ts'
import { isWorkingDay } from '../partnership/working-days.ts'
import type { Meeting } from './meeting.ts'

/** What every meeting has on it, in order (docs/field.md, "Meetings"). */
const standingItems = [
  'Welcome and apologies',
  'Quoracy',
  'Declarations of interest',
  'Minutes of the last meeting',
  'Matters arising and action log',
  'Agency updates',
  'Chair’s report',
  'Priorities and business plan',
  'Risk and challenge log',
  'Sub-group reports',
  'Forward plan',
  'Any other business',
  'Date of next meeting',
] as const

const beforeAnyOther = standingItems.indexOf('Any other business')

export type AgendaInput = {
  arrangements: Arrangements
  group: Group
  meeting: Meeting
  /** The group's open actions, the most urgent first, as many as fit. */
  actions: readonly Action[]
  moreActions: boolean
  /** False where people outside the group could read along: then nothing is said about actions. */
  withActions: boolean
  nextMeeting: Day | undefined
  today: Day
  names(id: string): string
}

/** The agenda of one meeting: standing items, items asked for, the theme, and the actions that are open. */
export function agendaCard(input: AgendaInput): CardMessage {
  const { arrangements, group, meeting, today, names } = input
  if (meeting.cancelled) return cancelledCard(input, meeting.cancelled)
  const rows = actionRows(input)
  const items = numbered([
    ...standingItems.slice(0, beforeAnyOther).map(title => ({ title, by: '' })),
    ...(meeting.theme ? [{ title: `Theme of this meeting: ${meeting.theme}`, by: '' }] : []),
    ...meeting.items.map(item => ({ title: itemWords(item), by: ` (asked for by ${names(item.by)})` })),
    ...standingItems.slice(beforeAnyOther).map(title => ({ title: withNext(title, input), by: '' })),
  ])
  return {
    template: 'meetings/agenda',
    summary: `${group.name}: agenda for ${sayDay(meeting.date, today)}`,
    data: {
      heading: `Agenda: ${group.name}`,
      partnership: partnershipNameOn(arrangements, meeting.date).name,
      when: [sayDay(meeting.date, today), meeting.at, meeting.where].filter(Boolean).join(' · '),
      theme: meeting.theme ?? '',
      chairs: chairsLine(group, meeting.date, input),
      clash: isWorkingDay(meeting.date, arrangements.partnership)
        ? ''
        : 'This date is not a working day. The chairs may wish to move it.',
      items,
      actionsTitle: actionsTitle(input, rows.length),
      rows,
      more: input.moreActions ? `There are more: type log ${group.id}.` : '',
    },
  }
}

const itemWords = ({ title, question }: Meeting['items'][number]): string =>
  question ? `${title}. To decide: ${question}` : title

/** What the card in the channel says once the meeting is not to be: when the next is, and nothing to prepare. */
function cancelledCard(
  { arrangements, group, meeting, today }: AgendaInput,
  { next }: NonNullable<Meeting['cancelled']>,
): CardMessage {
  const day = sayDay(meeting.date, today)
  const then = next ? `The next is on ${sayDay(next, today)}.` : 'There is no other yet.'
  return {
    template: 'meetings/agenda',
    summary: `${group.name}: no meeting on ${day}`,
    data: {
      heading: `No meeting: ${group.name}`,
      partnership: partnershipNameOn(arrangements, meeting.date).name,
      when: day,
      theme: '',
      chairs: `This meeting is no longer planned. ${then}`,
      clash: '',
      items: next ? [{ line: 'What was asked for is on the agenda of that day.' }] : [],
      actionsTitle: `Type agenda ${codeOf(group)} to see the next.`,
      rows: [],
      more: '',
    },
  }
}

function actionsTitle({ withActions }: AgendaInput, rows: number): string {
  if (!withActions)
    return 'Open actions are shown in the group’s own channel and in your own chat with Convenor.'
  return rows > 0 ? 'Open actions, the most urgent first' : 'No action is open.'
}

/** The rows of a list card, without its buttons: an agenda is read by everybody in the channel. */
function actionRows({ actions, arrangements, today, names }: AgendaInput): unknown[] {
  const sections = [{ title: '', actions: actions.map(hideSensitive) }]
  const { data } = actionListCard({
    heading: '',
    intro: '',
    sections,
    arrangements,
    view: '',
    today,
    calendar: arrangements.partnership,
    names,
  })
  return (data['sections'] as { rows: unknown[] }[])[0]?.rows ?? []
}

function numbered(items: readonly { title: string; by: string }[]): { line: string }[] {
  return items.map(({ title, by }, i) => ({ line: `${i + 1}. ${title}${by}` }))
}

function withNext(title: string, { nextMeeting, today }: AgendaInput): string {
  const isNext = title === standingItems.at(-1)
  return isNext && nextMeeting ? `${title}: ${sayDay(nextMeeting, today)}` : title
}

/** Who will chair it, as far as leave is noted by now. */
function chairsLine(
  group: Group,
  day: Day,
  { arrangements, names }: Pick<AgendaInput, 'arrangements' | 'names'>,
): string {
  const chairs = chairsAsked(group, day, arrangements)
  if (chairs.length > 0) return `Chaired by ${chairs.map(names).join(' and ')}`
  return chairsOn(group, day, arrangements).length > 0
    ? 'Whoever chairs is noted as away that day'
    : 'The chair is vacant'
}
