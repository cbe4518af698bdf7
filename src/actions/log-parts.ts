import type { Arrangements, Group } from '../partnership/arrangements.ts'
import type { Day } from '../partnership/day.ts'
import type { Calendar } from '../partnership/working-days.ts'
import { type Action, actionStatuses, brags, statusWords } from './action.ts'
import type { FilterForm, LogChart } from './action-list-card.ts'
import { brag } from './brag-rules.ts'
import type { LogFilter } from './log-filter.ts'

const chartColours = { Blue: 'categoricalBlue', Red: 'attention', Amber: 'warning', Green: 'good' } as const

const fewestCharted = 4

/** How many actions are of which colour: as a chart, and in words for who cannot see it; none where it would tell nothing. */
export function colourChart(
  actions: readonly Action[],
  { calendar, today }: { calendar: Calendar; today: Day },
): LogChart | undefined {
  if (actions.length === 0) return undefined
  const words = actions.map(action => brag(action, calendar, today).word)
  const counts = brags
    .map(word => ({ word, count: words.filter(one => one === word).length }))
    .filter(({ count }) => count > 0)
  // A ring of one colour, or of a few, says less than the rows below it, and pushes them off the screen.
  if (counts.length < 2 || actions.length < fewestCharted) return undefined
  return {
    title: 'By colour',
    slices: counts.map(({ word, count }) => ({ legend: word, value: count, color: chartColours[word] })),
    inWords: counts.map(({ word, count }) => `${word} ${count}`).join(' · '),
  }
}

type FormInput = {
  group: Group
  filter: LogFilter
  arrangements: Arrangements
  names(id: string): string
}

/** Enough for one log; others can be typed: log QIO wmp. */
const agenciesOffered = 7
const ownersOffered = 7

/** What was typed stays while the rest is chosen. */
const wordsOf = ({ words }: LogFilter) => (words ? { words } : {})

/** The choices by which a log can be narrowed, with what is chosen now. Only agencies that are in it are offered. */
export function filterForm(
  actions: readonly Action[],
  { group, filter, arrangements, names }: FormInput,
): FilterForm {
  const any = { title: 'Any', value: '' }
  const here = new Set(actions.flatMap(action => action.owners.map(owner => owner.agency)))
  const agencies = arrangements.agencies
    .filter(({ id }) => here.has(id) || id === filter.agency)
    .sort((a, b) => Number(b.id === filter.agency) - Number(a.id === filter.agency))
    .slice(0, agenciesOffered)
  const people = new Set(actions.flatMap(action => action.owners.map(owner => owner.person)))
  const owners = [...new Set([...(filter.owner ? [filter.owner] : []), ...people])]
    .slice(0, ownersOffered)
    .map(id => ({ id, name: names(id) }))
  const choices = (list: { id: string; name: string }[]) => [
    any,
    ...list.map(({ id, name }) => ({ title: name, value: id })),
  ]
  const statuses = actionStatuses.map(value => ({ title: statusWords[value], value }))
  return {
    title: 'Narrow the list',
    fields: [
      {
        id: 'status',
        label: 'Status',
        value: filter.status ?? '',
        choices: [
          { title: 'Open', value: '' },
          ...statuses.slice(1),
          { title: 'Closed', value: 'closed' },
          { title: 'All', value: 'all' },
        ],
      },
      {
        id: 'brag',
        label: 'Colour',
        value: filter.brag ?? '',
        choices: [any, ...brags.map(value => ({ title: value, value }))],
      },
      {
        id: 'overdue',
        label: 'Overdue',
        value: filter.overdue ?? '',
        choices: [any, { title: 'Overdue only', value: 'yes' }],
      },
      { id: 'owner', label: 'Owner', value: filter.owner ?? '', choices: choices(owners) },
      { id: 'agency', label: 'Agency', value: filter.agency ?? '', choices: choices(agencies) },
      {
        id: 'priority',
        label: 'Priority',
        value: filter.priority ?? '',
        choices: choices(arrangements.priorities ?? []),
      },
    ],
    button: { title: 'Show', verb: 'actions.log', data: { group: group.id, ...wordsOf(filter) } },
  }
}
