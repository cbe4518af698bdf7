import type { CardMessage } from '../card-message.ts'
import type { Group } from '../partnership/arrangements.ts'
import { sayDay } from '../partnership/day.ts'
import { clip } from './action-card.ts'
import type { LogImport } from './carry-import.ts'
import type { TableReading, TableRow } from './log-table.ts'

const linesShown = 30

type Preview = {
  group: Group
  reading: Extract<TableReading, { rows: unknown }>
  recordable: number
  importId: string
}

/** What an import would record, and every row's problems, before anything is written. */
export function importCard({ group, reading, recordable, importId }: Preview): CardMessage {
  const wrong = reading.rows.filter(row => row.problems.length > 0)
  const right = reading.rows.filter(row => row.problems.length === 0)
  const named = right.filter(row => row.mayName)
  const columns = Object.entries(reading.columns).map(([field, heading]) => `${heading} as ${field}`)
  return {
    template: 'actions/import',
    summary: `${group.name}: ${recordable} actions to record, ${wrong.length} rows with problems`,
    data: {
      heading: `${group.name}: a log to bring in`,
      intro: `${counted(recordable, 'action')} can be recorded; ${counted(wrong.length, 'row')} cannot as they stand. Nothing is recorded yet.`,
      columns: `Read: ${columns.join(', ')}.${named.length > 0 ? ` ${mayName(named)}` : ''}`,
      wrongTitle: wrong.length > 0 ? 'Rows to correct in the file' : '',
      wrong: shown(wrong.map(row => `Row ${row.line}: ${clip(row.problems.join(' '), 200)}`)),
      rightTitle: right.length > 0 ? 'As they would be recorded' : '',
      right: shown(
        right
          .slice(0, 5)
          .map(
            row =>
              `Row ${row.line}: ${clip(row.what, 80)} · ${row.ownerText} · ${row.dueOn ? sayDay(row.dueOn) : ''}`,
          ),
      ),
      canRecord: recordable > 0,
      record: {
        title: `Record ${counted(recordable, 'action')}`,
        data: { group: group.id, import: importId },
      },
      later:
        'Correct the others and bring the file in again: what is recorded already is not recorded twice.',
    },
  }
}

const mayName = (rows: readonly TableRow[]): string =>
  `${counted(rows.length, 'row')} may name a child or a relative (${clip(rows.map(row => row.line).join(', '), 100)}). If so, write the case’s reference there instead before you record them.`

function shown(lines: readonly string[]): { line: string }[] {
  const more = lines.length - linesShown
  const first = lines.slice(0, linesShown).map(line => ({ line }))
  return more > 0 ? [...first, { line: `and ${more} more` }] : first
}

const counted = (count: number, what: string): string => (count === 1 ? `1 ${what}` : `${count} ${what}s`)

/** Tells whoever accepted an import what came of it. */
export function importDoneCard({ group, done }: { group: Group; done: LogImport }): CardMessage {
  const again = done.rows.length - done.recorded
  return {
    template: 'actions/import',
    summary: `${group.name}: ${counted(done.recorded, 'action')} recorded`,
    data: {
      heading: `${group.name}: the log is brought in`,
      intro: `${counted(done.recorded, 'action')} recorded.${again > 0 ? ` ${counted(again, 'row')} had been recorded before, and were left as they are.` : ''}`,
      columns: '',
      wrongTitle: '',
      wrong: [],
      rightTitle: '',
      right: [],
      canRecord: false,
      record: { title: '', data: {} },
      later: `Type log ${group.id} to see it.`,
    },
  }
}
