/** What a log is known to hold, and the headings it goes by (minutes and trackers of several partnerships). */
const headings = {
  ref: [
    'ref',
    'reference',
    'no',
    'number',
    'action no',
    'action number',
    'action ref',
    'action reference',
    'id',
    'item no',
  ],
  what: [
    'action',
    'actions',
    'action agreed',
    'agreed action',
    'description',
    'action description',
    'task',
    'action required',
    'what',
    'action point',
    'details',
  ],
  owner: [
    'owner',
    'lead',
    'responsible',
    'who',
    'by whom',
    'action owner',
    'responsible person',
    'person responsible',
    'assigned to',
    'lead officer',
    'action lead',
    'responsibility',
  ],
  due: [
    'due',
    'due date',
    'deadline',
    'by when',
    'when',
    'target date',
    'timescale',
    'completion date',
    'date due',
    'target completion date',
  ],
  status: ['status', 'rag', 'brag', 'rag status', 'progress status', 'complete', 'completed', 'open closed'],
  source: [
    'source',
    'meeting',
    'minute',
    'item',
    'agenda item',
    'meeting date',
    'date agreed',
    'date raised',
  ],
  note: [
    'update',
    'updates',
    'progress',
    'comments',
    'comment',
    'notes',
    'latest update',
    'progress update',
    'outcome',
  ],
} as const

export type Field = keyof typeof headings

export const headingsSought = 'Action, Owner, Due date, Status, Update'

const rowsLookedAt = 15

export type Columns = {
  /** The row of the headings, from 0. */
  row: number
  at: Partial<Record<Field, number>>
  headings: Partial<Record<Field, string>>
}

/** Where a log's columns are: the first row that names an action and its owner or its date. Undefined when none does. */
export function findColumns(table: readonly (readonly string[])[]): Columns | undefined {
  for (const [row, cells] of table.slice(0, rowsLookedAt).entries()) {
    const at: Columns['at'] = {}
    const found: Columns['headings'] = {}
    for (const [i, cell] of cells.entries()) {
      const field = fieldOf(cell)
      if (!field || at[field] !== undefined) continue
      at[field] = i
      found[field] = cell.trim()
    }
    if (at.what !== undefined && (at.owner !== undefined || at.due !== undefined))
      return { row, at, headings: found }
  }
  return undefined
}

function fieldOf(cell: string): Field | undefined {
  const words = cell
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
  const known = Object.entries(headings) as [Field, readonly string[]][]
  return known.find(([, names]) => names.includes(words))?.[0]
}
