/**
 * What a log is known to hold, and the headings it goes by (minutes and trackers of several partnerships). Of several
 * columns that fit, the one whose heading comes first here is taken: 'Action' before 'Description', 'Due' before
 * 'Completion date'.
 */
const headings = {
  what: 'action|actions|action agreed|agreed action|actions agreed|action required|actions required|action point|task|action description|description|what|details',
  owner:
    'owner|action owner|responsible|responsible person|person responsible|lead|action lead|lead officer|who|by whom|by who|assigned to|responsibility|owners|leads|who by',
  agency: 'agency|organisation|organization|partner|partner agency|lead agency|responsible agency',
  due: 'due|due date|date due|deadline|by when|target date|target completion date|timescale|timescales|completion date|when',
  status:
    'status|action status|progress status|brag status|rag status|brag|rag|complete|completed|open closed',
  ref: 'ref|reference|action ref|action reference|action no|action number|no|number|id|#|action id|ref no|item no',
  source: 'source|meeting|minute|minute ref|agenda item|item',
  note: 'update|updates|latest update|progress update|progress|comments|comment|notes|note|outcome',
  priority: 'priority|priority area',
  marking: 'marking|handling marking|classification|protective marking',
  agreed: 'date agreed|date raised|meeting date|date of meeting|date',
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
    const found = columnsIn(cells)
    const { what, owner, due } = found.at
    if (what !== undefined && (owner !== undefined || due !== undefined)) return { row, ...found }
  }
  return undefined
}

function columnsIn(cells: readonly string[]): Omit<Columns, 'row'> {
  const at: Columns['at'] = {}
  const found: Columns['headings'] = {}
  const ranked = cells
    .flatMap((cell, i) => placeOf(cell).map(place => ({ ...place, i })))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
  for (const { field, i } of ranked) {
    if (at[field] !== undefined) continue
    at[field] = i
    found[field] = cells[i]?.replaceAll(/\s+/g, ' ').trim().slice(0, 60)
  }
  return { at, headings: found }
}

const known = new Map(
  Object.entries(headings).flatMap(([field, names]) =>
    names.split('|').map((name, rank) => [name, { field: field as Field, rank }] as const),
  ),
)

/** 'Due Date (dd/mm/yy)' is due date, 'Owner / Lead' is owner. */
function placeOf(cell: string): { field: Field; rank: number }[] {
  if (cell.length > 100) return []
  const bare = cell.replace(/\([^)]*\)/g, ' ')
  const place = [cell, bare, ...bare.split('/')].map(words => known.get(fold(words))).find(Boolean)
  return place ? [place] : []
}

const fold = (words: string): string =>
  words.trim() === '#'
    ? '#'
    : words
        .toLowerCase()
        .replaceAll(/\p{M}/gu, '')
        .replaceAll(/[^a-z]+/g, ' ')
        .trim()
