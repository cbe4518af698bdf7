import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, dayOf } from '../partnership/day.ts'
import { agencyName } from '../partnership/who.ts'
import type { Sheet } from '../ports/files.ts'
import { type Action, isClosed } from './action.ts'
import { historyLine, type Names, sayStatus } from './action-card.ts'
import { transitions, verbs } from './action-transitions.ts'
import { brag } from './brag-rules.ts'

type Column = {
  title: string
  width: number
  kind: 'text' | 'day'
  of(action: Action, at: { arrangements: Arrangements; today: Day; names: Names }): string | undefined
}

const lines = (list: readonly string[]): string => list.join('\n')

/** The log as a spreadsheet has it: one row an action. An import reads back all but its colour and why, which are worked out. */
const columns: readonly Column[] = [
  { title: 'Ref', width: 14, kind: 'text', of: action => action.ref },
  { title: 'Action', width: 60, kind: 'text', of: action => action.what },
  {
    title: 'Owner',
    width: 30,
    kind: 'text',
    of: ({ owners, eachAgency }, { names }) =>
      lines([...(eachAgency ? ['All agencies:'] : []), ...owners.map(one => names(one.person))]),
  },
  {
    title: 'Agency',
    width: 30,
    kind: 'text',
    of: (action, { arrangements }) => lines(action.owners.map(one => agencyName(arrangements, one.agency))),
  },
  { title: 'Due date', width: 12, kind: 'day', of: action => action.dueOn },
  { title: 'Status', width: 22, kind: 'text', of: sayStatus },
  { title: 'Source', width: 30, kind: 'text', of: action => action.source },
  {
    title: 'BRAG',
    width: 10,
    kind: 'text',
    of: (action, { arrangements, today }) => brag(action, arrangements.partnership, today).word,
  },
  {
    title: 'Why',
    width: 24,
    kind: 'text',
    of: (action, { arrangements, today }) => brag(action, arrangements.partnership, today).why,
  },
  {
    title: 'Due date revised',
    width: 40,
    kind: 'text',
    of: action => lines(action.dueMoves.map(move => `${move.from} to ${move.to}: ${move.reason}`)),
  },
  {
    title: 'Priority',
    width: 24,
    kind: 'text',
    of: (action, { arrangements }) =>
      arrangements.priorities?.find(one => one.id === action.priority)?.name ?? action.priority,
  },
  {
    title: 'Blocked by',
    width: 24,
    kind: 'text',
    of: (action, { arrangements }) =>
      action.blockedBy ? agencyName(arrangements, action.blockedBy) : undefined,
  },
  { title: 'Evidence', width: 30, kind: 'text', of: action => action.evidence },
  { title: 'Impact on children', width: 40, kind: 'text', of: action => action.impact },
  { title: 'Marking', width: 20, kind: 'text', of: action => action.marking },
  {
    title: 'Recorded',
    width: 12,
    kind: 'day',
    of: ({ before, history }) => before?.recordedOn ?? (history[0] && dayOf(history[0].at)),
  },
  {
    title: 'Closed',
    width: 12,
    kind: 'day',
    of: closedOn,
  },
  {
    title: 'What has happened',
    width: 80,
    kind: 'text',
    of: (action, { today, names }) =>
      lines(action.history.map(entry => historyLine(entry, today, names, 'whole'))),
  },
]

/** The day of the step that closed it: details can be added after. What came in closed was closed on the day its log gave. */
function closedOn({ status, history, before }: Action): Day | undefined {
  if (!isClosed(status)) return undefined
  const closing: readonly string[] = verbs.filter(verb => transitions[verb].to === status)
  const entry = history.findLast(({ verb }) => closing.includes(verb))
  return entry ? dayOf(entry.at) : before?.closedOn
}

/** A group's log as a sheet, in the order given. */
export function logSheet(
  actions: readonly Action[],
  at: { group: string; arrangements: Arrangements; today: Day; names: Names },
): Sheet {
  return {
    name: at.group,
    columns: columns.map(({ title, width, kind }) => ({ title, width, kind })),
    rows: actions.map(action => columns.map(column => column.of(action, at))),
  }
}
