import type { Agency, Arrangements, Group, Person } from '../partnership/arrangements.ts'
import { sayDay } from '../partnership/day.ts'
import { groupPartition, listPeople } from '../partnership/records.ts'
import { findPriority, nameOf } from '../partnership/who.ts'
import { sayUnasked } from './all-agencies.ts'
import type { ImportRow } from './carry-import.ts'
import { counted, type ImportLine, importLines, sayMayName } from './import-lines.ts'
import { readLogTable } from './log-table.ts'
import { rowKey, type TableRow } from './log-table-row.ts'
import { sayStatuses } from './log-table-status.ts'
import { matchLog, type Recorded } from './match-log.ts'
import type { ActionPorts } from './ports.ts'
import { recordedLog } from './recorded-log.ts'

export type LogFile = { bytes: Uint8Array; name: string }

/** What a file would bring into a log. Rows that look like actions of it are marked: they need a decision. */
export type LookedAt = {
  rows: ImportRow[]
  /** Every row of the file, in words. */
  lines: ImportLine[]
  intro: string
  /** What was read from where, and how words were taken. */
  read: string
  wrong: number
}

type Asked = { arrangements: Arrangements; group: Group; file: LogFile; today: string }

/** Reads an existing log and compares it with the group's own. Nothing is recorded. Throws UnreadableFile for what is no spreadsheet. */
export async function lookAtLog(
  { store, spreadsheets }: Pick<ActionPorts, 'store' | 'spreadsheets'>,
  { arrangements, group, file, today }: Asked,
): Promise<LookedAt | { refused: string[] }> {
  const { id } = arrangements.partnership
  const tables = await spreadsheets.sheets(file.bytes, file.name)
  const people = await listPeople(store, id, { today, limit: 1000 })
  const reading = readLogTable(tables, { people, agencies: arrangements.agencies, today })
  if ('refused' in reading) return reading
  const log = await recordedLog(store, groupPartition(id, group.id), group.id)
  const sorted = sortRows(reading.rows, log)
  const rows = sorted.good.flatMap(
    ({ row, match }) => importable(row, match !== undefined, arrangements) ?? [],
  )
  const much = tooMuch(rows)
  if (much !== '') return { refused: [much] }
  const read = [
    reading.columns,
    sayStatuses(reading.rows.filter(row => !row.hidden)),
    sayAllAgencies(rows, arrangements.agencies, today),
    sayMayName(sorted.good.map(one => one.row)),
  ]
  return {
    rows,
    lines: importLines({ ...sorted, passed: reading.passed, names: namesFrom(people) }),
    intro: sayRows(sorted),
    read: read.filter(text => text !== '').join(' '),
    wrong: sorted.wrong.length,
  }
}

/** A preview and what is left of it are one document, with which some actions are committed: Cosmos DB takes 2 MB of both. */
const mostBytes = 1_000_000

function tooMuch(rows: readonly ImportRow[]): string {
  const files = Math.ceil(Buffer.byteLength(JSON.stringify(rows)) / mostBytes)
  return files > 1
    ? `The file holds more text than can be brought in at once. Bring its rows in as ${files} files of about the same length.`
    : ''
}

/** The rows that are here, those that cannot be taken, those that may be here and those that are new. What is here needs no mending. */
function sortRows(rows: readonly TableRow[], log: readonly Recorded[]) {
  const matches = matchLog(rows, log)
  const found = rows.map(row => ({ row, match: matches.get(row) }))
  const here = found.filter(({ match }) => match?.is === 'here')
  const others = found.filter(({ match }) => match?.is !== 'here')
  const good = others.filter(({ row }) => row.problems.length === 0)
  return {
    here,
    /** In the order of the file, as they are recorded. */
    good,
    wrong: others.filter(({ row }) => row.problems.length > 0),
    alike: good.filter(({ match }) => match !== undefined),
    fresh: good.filter(({ match }) => match === undefined),
  }
}

function sayRows({ fresh, wrong, alike, here }: ReturnType<typeof sortRows>): string {
  const need = wrong.length === 1 ? 'needs' : 'need'
  const said = [
    `${counted(fresh.length, 'action')} can be recorded.`,
    wrong.length > 0 ? `${counted(wrong.length, 'row')} ${need} correcting first.` : '',
    alike.length > 0 ? `${counted(alike.length, 'row')} may be here already: you decide.` : '',
    here.length > 0 ? `${counted(here.length, 'row')} had been recorded before.` : '',
  ]
  return said.filter(text => text !== '').join(' ')
}

/** Agencies that have no lead, once for all rows that ask all. */
function sayAllAgencies(rows: readonly ImportRow[], agencies: readonly Agency[], today: string): string {
  const asked = rows.filter(row => row.eachAgency).flatMap(row => row.owners)
  const unasked = sayUnasked(
    agencies,
    asked.map(owner => owner.agency),
    today,
  )
  return asked.length === 0 || unasked === '' ? '' : `All agencies: ${unasked}`
}

function namesFrom(people: readonly Person[]): (id: string) => string {
  const names = new Map(people.map(person => [person.id, nameOf(person)]))
  return id => names.get(id) ?? id
}

function importable(row: TableRow, alike: boolean, arrangements: Arrangements): ImportRow | undefined {
  const { owners, eachAgency, dueOn, what, status, note, oldRef, marking } = row
  if (owners.length === 0 || !dueOn) return undefined
  const agreed = row.agreedOn ? `agreed on ${sayDay(row.agreedOn)}` : ''
  const priority = findPriority(arrangements, row.priority)?.id
  return {
    key: rowKey(row),
    what,
    owners,
    eachAgency,
    dueOn,
    ...(row.dueBefore ? { dueBefore: row.dueBefore } : {}),
    status,
    source: [row.source, agreed].filter(text => text !== '').join(', '),
    note,
    oldRef,
    alike,
    ...row.details,
    ...(priority ? { priority } : {}),
    ...(marking ? { marking } : {}),
  }
}
