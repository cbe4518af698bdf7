import { hash } from 'node:crypto'
import { holidaysKnown } from '../partnership/working-days.ts'
import type { Owner } from './action.ts'
import type { Field } from './log-table-columns.ts'
import { type LogDate, readLogDate } from './log-table-dates.ts'
import { type LogDetails, readLogDetails, readMoves } from './log-table-details.ts'
import { type KnownPeople, readLogOwners } from './log-table-owners.ts'
import { type LogStatus, readLogStatus } from './log-table-status.ts'
import { latestDue } from './step-problems.ts'

/** One row of an old log, as far as it could be read. */
export type TableRow = {
  /** Where it is: '7', or '7 of Closed' where several sheets are read. */
  line: string
  /** What the old log called it; empty when it has no such column. */
  oldRef: string
  what: string
  ownerText: string
  owners: Owner[]
  eachAgency: boolean
  dueText: string
  dueOn: string | undefined
  /** The day it was due at first, where the log has a column for the revised one. */
  dueBefore?: string
  statusText: string
  status: LogStatus
  statusKnown: boolean
  source: string
  note: string
  /** As it was written. */
  priority: string
  agreedOn: string | undefined
  /** Where the log says it. */
  marking?: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** What was understood that is not as it is written: an agency's lead, a week's Friday. */
  said: string[]
  details: LogDetails
  /** Every reason why it cannot be taken as it stands, and what to do. */
  problems: string[]
  /** It may name a child or a relative, or give an address. It can be taken all the same. */
  mayName?: boolean
  /** It holds what may not be kept: nothing of it is said again. */
  hidden?: true
}

export type Cell = (field: Field) => string

const mostCharacters = 2000

/** One row, with what it says of each field. `meeting` is the one under whose heading it stands. */
export function readRow(
  line: string,
  cell: Cell,
  { known, meeting }: { known: KnownPeople; meeting: string },
): TableRow {
  const what = cell('what')
  const moved = cell('revised') === '' || readMoves(cell('revised')) !== undefined
  const dueText = moved ? cell('due') : cell('revised')
  const owner = readLogOwners(cell('owner'), cell('agency'), known)
  const due = dueOf(dueText, cell, known.today)
  const agreed = readLogDate(cell('agreed'), known.today)
  const read = statusOf(cell, known.today)
  const { details, words, said, status } = readLogDetails(cell, read.status, known)
  const standing = { ...read, status }
  const note = [cell('note'), ...words].filter(text => text !== '').join('\n')
  const dueProblems = 'problem' in due ? [due.problem] : tooFar(due.day, standing.status, known.today)
  const nothingElse = owner.problem !== '' && cell('owner') === '' && dueText === ''
  return {
    line,
    oldRef: cell('ref').slice(0, 50),
    what,
    ownerText: cell('owner'),
    owners: owner.owners,
    eachAgency: owner.eachAgency,
    dueText,
    dueOn: 'day' in due ? due.day : undefined,
    ...before(cell, due, known.today),
    ...standing,
    source: cell('source') || meeting,
    note: note.slice(0, mostCharacters),
    priority: cell('priority'),
    agreedOn: 'day' in agreed ? agreed.day : undefined,
    ...markingIn(cell('marking')),
    said: [...understood(owner.said, due), ...said, ...(note.length > mostCharacters ? [cutShort] : [])],
    details,
    problems: [
      ...(what === '' ? ['It does not say what was agreed.'] : []),
      ...(what.length > mostCharacters ? ['What was agreed has over 2,000 characters. Say it shorter.'] : []),
      ...(owner.problem && !nothingElse ? [owner.problem] : []),
      ...(nothingElse ? [noOwnerNorDay] : dueProblems),
      ...transferred(standing.statusText),
    ],
  }
}

/** When it is due; of what is over and never had a day, the one on which it was completed. */
function dueOf(text: string, cell: Cell, today: string): LogDate {
  const due = readLogDate(text, today)
  if ('day' in due || cell('closed') === '' || statusOf(cell, today).status !== 'complete') return due
  const closed = readLogDate(cell('closed'), today)
  if (!('day' in closed) || closed.day > today) return due
  return { day: closed.day, said: `${text || 'nowhere'}, so the day of its completion stands for it` }
}

function before(cell: Cell, due: LogDate, today: string): Pick<TableRow, 'dueBefore'> {
  const first = readLogDate(cell('due'), today)
  const moved = 'day' in first && 'day' in due && first.day !== due.day
  return moved ? { dueBefore: first.day } : {}
}

const cutShort = 'of its update the first 2,000 characters are kept'

const noOwnerNorDay =
  'It has no owner and no due date. If it is a heading of the log it can stay; if it is an action, write both.'

/** By the column that says how it stands; where that is empty, by the one that says when or whether it was completed. */
function statusOf(cell: Cell, today: string): Pick<TableRow, 'statusText' | 'status' | 'statusKnown'> {
  const [statusText, closed] = [cell('status'), cell('closed')]
  if (statusText !== '' || closed === '') {
    const { status, known } = readLogStatus(statusText)
    return { statusText, status, statusKnown: known }
  }
  const day = readLogDate(closed, today)
  if ('day' in day && day.day <= today) return { statusText: '', status: 'complete', statusKnown: true }
  const { status, known } = readLogStatus(closed)
  return { statusText: closed, status, statusKnown: known }
}

const transferred = (statusText: string): string[] =>
  /^transferred\b/i.test(statusText)
    ? ['It was moved to another group’s log, where it goes on. Leave it out.']
    : []

function markingIn(text: string): Pick<TableRow, 'marking'> {
  if (text === '') return {}
  return { marking: /sensitive/i.test(text) ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL' }
}

function understood(owner: string, due: LogDate): string[] {
  const day = 'said' in due && due.said ? [`its due date is written ${due.said}`] : []
  return owner === '' ? day : [`owner: ${owner}`, ...day]
}

/** What is open is chased by its date: that must be one whose working days are known. */
function tooFar(day: string, status: LogStatus, today: string): string[] {
  if (status === 'complete' || status === 'not-pursued') return []
  if (day > latestDue(today)) return ['Its due date is more than two years away. Give a nearer day.']
  return day < holidaysKnown.from
    ? [`Its due date lies before ${holidaysKnown.from.slice(0, 4)}. Give the day to look at it again.`]
    : []
}

export const foldWords = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

type Keyed = Pick<TableRow, 'oldRef' | 'what' | 'owners' | 'ownerText' | 'dueOn' | 'dueText'>

/** What makes two rows the same entry of a log: its ref and words, or else what, who and when. */
export function rowKey({ oldRef, what, owners, ownerText, dueOn, dueText }: Keyed): string {
  const who = owners.map(owner => owner.person).join(',') || foldWords(ownerText)
  const parts = [foldWords(what), who, dueOn ?? foldWords(dueText)]
  const own = oldRef === '' ? parts : ['ref', foldWords(oldRef), foldWords(what)]
  return hash('sha256', own.join('\n'), 'base64url').slice(0, 16)
}
