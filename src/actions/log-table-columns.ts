/**
 * What a log is known to hold, and the headings it goes by (minutes and trackers of several partnerships). Of several
 * columns that fit, the one whose heading comes first here is taken: 'Action' before 'Description', 'Due' before
 * 'Completion date'.
 */
const headings = {
  what: 'action|actions|action agreed|agreed action|actions agreed|action required|actions required|action point|action points|task|action to be taken|actions to be taken|recommendation|recommendations|action description|description|what|details',
  owner:
    'owner|action owner|owner name|responsible|responsible person|responsible officer|person responsible|lead|action lead|lead officer|lead name|who|by whom|by who|action by|assigned to|allocated to|responsibility|owners|leads|who by|officer',
  agency: 'agency|organisation|organization|partner|partner agency|lead agency|responsible agency',
  revised:
    'revised due date|due date revised|revised date|revised deadline|new due date|extended to|current due date',
  due: 'due|due date|date due|due by|deadline|deadline date|by when|target date|target|original due date|original date|target completion date|review date|timescale|timescales|timescale for completion|completion date|date for completion|to be completed by|complete by|when',
  status:
    'status|action status|current status|progress status|brag status|rag status|brag|rag|b r a g|r a g|open closed',
  closed:
    'complete|completed|done|closed|action closed|action complete|action completed|date completed|completed date|completed on|date closed|closed date|closed on',
  ref: 'ref|reference|action ref|action reference|action no|action number|no|number|id|#|action id|ref no|item no',
  source: 'source|meeting|minute|minute ref|agenda item|item',
  note: 'update|updates|latest update|progress update|progress|progress to date|latest position|position|comments|comment|notes|note|outcome|what has happened|history',
  evidence: 'evidence|evidence link|link to evidence|evidence of completion|evidence of impact',
  impact:
    'impact on children|impact|impact for children|impact on children and families|outcome for children|difference made',
  waiting: 'waiting for|waiting on|blocked by|dependent on|dependency',
  recorded: 'recorded|recorded on|date recorded|date added|date opened|created',
  priority: 'priority|priority area',
  marking: 'marking|handling marking|classification|protective marking',
  agreed: 'date agreed|date raised|meeting date|date of meeting|date',
} as const

export type Field = keyof typeof headings

/** For headings in words of their own, after those above: the first that fits. What says more stands before what says less. */
const likely: readonly [Field, RegExp][] = [
  ['ref', /\b(ref|reference|number|no|id)$/],
  ['revised', /\b(revised|extended|new)\b.*\b(date|due|deadline|target)\b/],
  ['closed', /\b(date|actual)\b.*\b(completed|closed|completion)\b|\b(completed|closed)\b.*\b(date|on)\b/],
  ['agreed', /\bdate\b.*\b(agreed|raised|set|opened|added|logged|identified)\b/],
  [
    'due',
    /\b(due|deadline|timescales?|target (completion )?date|timeframe|by when|review date|complete by|completed by)\b/,
  ],
  ['status', /\b(status|rag|brag)\b/],
  ['note', /\b(updates?|progress|comments?|notes?|position)\b/],
  ['owner', /\b(owners?|officer|person|assigned|allocated|by whom)\b/],
  ['agency', /\b(agency|organisation|organization)\b/],
  ['owner', /\b(responsible|lead|accountable)\b/],
  ['source', /\b(meeting|source|minute)\b/],
  ['what', /\b(actions?|recommendations?|tasks?)\b/],
]
const mostWords = 6

export const headingsSought = 'Action, Owner, Due date, Status, Update'

const rowsLookedAt = 25

export type Columns = {
  /** The row of the headings, from 0. */
  row: number
  at: Partial<Record<Field, number>>
  headings: Partial<Record<Field, string>>
  /** Headings of columns that nothing is read from. */
  unread: string[]
  /** Of what is worked out here, whatever a log says: a colour beside a status, and why it has it. */
  computed: string[]
}

/**
 * Where a log's columns are: of the rows that name an action and its owner or its date, the one that names most, since
 * titles and keys above a table may use the same words. Undefined when none does.
 */
export function findColumns(table: readonly (readonly string[])[]): Columns | undefined {
  let best: Columns | undefined
  for (const [row, cells] of table.slice(0, rowsLookedAt).entries()) {
    const found = columnsIn(cells)
    const { what, owner, due, revised } = found.at
    if (what === undefined || (owner ?? due ?? revised) === undefined) continue
    if (!best || Object.keys(found.at).length > Object.keys(best.at).length) best = { row, ...found }
  }
  return best
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
    found[field] = shown(cells[i] ?? '')
  }
  const read = Object.values(at)
  const others = cells.filter((cell, i) => cell.trim() !== '' && !read.includes(i))
  const coloured = others.some(cell => colour.test(fold(cell)))
  const isComputed = (cell: string) => colour.test(fold(cell)) || (coloured && fold(cell) === 'why')
  const [computed, unread] = [others.filter(isComputed), others.filter(cell => !isComputed(cell))]
  return { at, headings: found, unread: unread.map(shown), computed: computed.map(shown) }
}

const colour = /^b? ?r ?a ?g(?: (?:status|rating))?$/

const shown = (cell: string): string => cell.replaceAll(/\s+/g, ' ').trim().slice(0, 60)

const known = new Map(
  Object.entries(headings).flatMap(([field, names]) =>
    names.split('|').map((name, rank) => [name, { field: field as Field, rank }] as const),
  ),
)

/** 'Due Date (dd/mm/yy)' is due date, 'Owner / Lead' is owner, 'Who will lead on this' is owner where nothing says so better. */
function placeOf(cell: string): { field: Field; rank: number }[] {
  if (cell.length > 100) return []
  const bare = cell.replace(/\([^)]*\)/g, ' ')
  const place = [cell, bare, ...bare.split('/')].map(words => known.get(fold(words))).find(Boolean)
  if (place) return [place]
  const words = fold(bare)
  const [field] = likely.find(([, pattern]) => pattern.test(words)) ?? []
  return field && words.split(' ').length <= mostWords ? [{ field, rank: 100 }] : []
}

const fold = (words: string): string =>
  words.trim() === '#'
    ? '#'
    : words
        .toLowerCase()
        .replaceAll(/\p{M}/gu, '')
        .replaceAll(/[^a-z]+/g, ' ')
        .trim()
