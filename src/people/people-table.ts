import type { z } from 'zod'
import { type Agency, person } from '../partnership/arrangements.ts'
import { agencyByWords } from '../partnership/find-agency.ts'
import { readDate } from '../partnership/read-date.ts'
import { endsBeforeItBegins, looseDate } from '../partnership/terms.ts'
import { findIdentifiers, sayKinds } from '../privacy/index.ts'
import { type Columns, type Field, findColumns, headingsSought } from './people-columns.ts'

/** Somebody on a list: a person of the partnership, who may have no id of ours yet. */
export const listed = person.omit({ businessTeam: true, vacant: true, deputy: true }).partial({ id: true })
export type Listed = z.infer<typeof listed>

/** What a row can take away, by a dash in its cell. An empty cell, and a column that is not there, leave it as it was. */
export const clearable = ['locality', 'roles', 'from', 'to'] as const
export type Cleared = (typeof clearable)[number]

/** One row of a list. Without problems it has a person. */
export type PeopleRow = { line: number; person?: Listed; clears?: readonly Cleared[]; problems: string[] }

/** The rows are read as they are asked for: whoever reads tens of thousands can let others have a turn. */
export type PeopleReading = { rows: Iterable<PeopleRow> } | { refused: string }

export type Known = { agencies: readonly Agency[]; today: string }

/**
 * A list of people as it is kept in a spreadsheet or comes out of a directory: columns by their usual names, agencies by
 * id, name or initials, days in British order. Every row comes back, with all its problems; none says again what is in
 * a cell that holds an identifier. Refused when it is no list of people at all.
 */
export function readPeopleTable(table: readonly (readonly string[])[], known: Known): PeopleReading {
  const found = findColumns(table)
  if (!found)
    return {
      refused: `No list of people was found in the file. Its headings should be such as ${headingsSought}.`,
    }
  return { rows: rowsBelow(table, found, known) }
}

function* rowsBelow(
  table: readonly (readonly string[])[],
  { row: headings, at }: Columns,
  { agencies, today }: Known,
): Iterable<PeopleRow> {
  const fields = Object.keys(at) as Field[]
  const known: Reading = {
    agencyOf: remembered(text => (text === '' ? undefined : agencyByWords(text, agencies))),
    dayOf: remembered(text => readDay(text, today)),
  }
  const lines = new Map<string, number>()
  for (const [i, cells] of table.entries()) {
    if (i <= headings || cells.every(cell => cell.trim() === '')) continue
    const written = (field: Field): string => cells[at[field] ?? -1]?.replaceAll(/\s+/g, ' ').trim() ?? ''
    const clears = clearable.filter(field => /^(?:[-–—]|none|n\/a)$/i.test(written(field)))
    const cell = (field: Field) => (clears.includes(field as Cleared) ? '' : written(field))
    const kinds = sayKinds(findIdentifiers(fields.map(cell).join(' | ')))
    const row =
      kinds === ''
        ? { ...readRow(i + 1, cell, known), ...(clears.length > 0 ? { clears } : {}) }
        : { line: i + 1, problems: [`It looks as if it holds ${kinds}. Leave it out.`] }
    yield withoutDoubles(row, lines)
  }
}

type Reading = { agencyOf(text: string): Agency | undefined; dayOf(text: string): string }

function readRow(line: number, cell: (field: Field) => string, { agencyOf, dayOf }: Reading): PeopleRow {
  const name = cell('name') || `${cell('forename')} ${cell('surname')}`.trim()
  const title = cell('post') || name
  const agency = agencyOf(cell('agency'))
  const [from, to] = [dayOf(cell('from')), dayOf(cell('to'))]
  const roles = cell('roles').split(/\s*[;,|/]\s*/)
  const candidate = listed.safeParse({
    ...filled('id', slug(cell('id'))),
    title,
    ...filled('name', name),
    agency: agency?.id ?? 'not-stated',
    ...filled('email', cell('email').toLowerCase()),
    ...filled('entraId', cell('entraId').toLowerCase()),
    ...filled('tenant', cell('tenant').toLowerCase()),
    ...guestIn(cell),
    ...filled('locality', cell('locality')),
    ...(cell('roles') === '' ? {} : { roles: [...new Set(roles.filter(role => role !== ''))] }),
    ...filled('from', from),
    ...filled('to', to),
  })
  const problems = [
    ...(title === '' ? ['It has neither a name nor a post.'] : []),
    ...(agency ? [] : [agencyProblem(cell('agency'))]),
    ...(candidate.success ? [] : shapeProblems(candidate.error)),
    ...(candidate.success ? recordProblems(candidate.data) : []),
  ]
  return problems.length === 0 && candidate.success
    ? { line, person: candidate.data, problems }
    : { line, problems }
}

/** A directory says who is a guest by their type, or by how it names their account. */
function guestIn(cell: (field: Field) => string): { guest?: boolean } {
  const type = cell('userType')
  if (/^(?:guest|yes|true)$/i.test(type) || /#ext#/i.test(cell('principal'))) return { guest: true }
  return type === '' ? {} : { guest: false }
}

const filled = (key: string, value: string): Record<string, string> => (value === '' ? {} : { [key]: value })

/** Ids are written as ours are: 'J.Smith 7' as j-smith-7. */
const slug = (id: string): string =>
  id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** '2026-04', '1 April 2026' and '01/04/26'; what is no day stays, and is a problem. */
function readDay(text: string, today: string): string {
  return looseDate.safeParse(text).success ? text : (readDate(text, today) ?? text)
}

function agencyProblem(text: string): string {
  if (text === '') return 'It names no agency. Write its id, its name or its initials.'
  return `No agency called ${clip(text)} is in the partnership. Write its id, its name or its initials.`
}

const fieldNames: Record<string, string> = {
  id: 'The id',
  title: 'The post',
  name: 'The name',
  email: 'The e-mail address',
  entraId: 'The Entra id',
  tenant: 'The tenant',
  locality: 'The locality',
  roles: 'The list of roles',
  from: 'The day it begins',
  to: 'The day it ends',
}

function shapeProblems({ issues }: z.ZodError): string[] {
  const wrong = new Set(issues.map(({ path }) => String(path[0])))
  wrong.delete('title')
  return [...wrong].map(field => `${fieldNames[field] ?? 'A value'} cannot be read, or is too long.`)
}

function recordProblems(who: Listed): string[] {
  const matched = who.id ?? who.email ?? who.entraId
  return [
    ...((who.entraId === undefined) === (who.tenant === undefined)
      ? []
      : ['An Entra id and its tenant belong together. Write both, or neither.']),
    ...(endsBeforeItBegins(who) ? ['It ends before it begins.'] : []),
    ...(matched === undefined
      ? ['It has no id, account or e-mail address to know the person by when the list comes again.']
      : []),
  ]
}

/** Each id and account is one person's; so is an e-mail address where there is nothing else to know them by. */
function withoutDoubles(row: PeopleRow, lines: Map<string, number>): PeopleRow {
  if (!row.person) return row
  const { id, email, entraId, tenant } = row.person
  const account = entraId ? `account ${tenant}/${entraId}` : undefined
  const address = email && !id && !account ? `email ${email}` : undefined
  const keys = [...(id ? [`id ${id}`] : []), ...(account ? [account] : []), ...(address ? [address] : [])]
  const before = keys.map(key => lines.get(key)).find(line => line !== undefined)
  if (before !== undefined)
    return { line: row.line, problems: [`It has the id, account or e-mail address of row ${before}.`] }
  for (const key of keys) lines.set(key, row.line)
  return row
}

/** The same text is read once: a list has few agencies and days, and many rows. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const seen = new Map<string, T>()
  return text => {
    const known = seen.get(text)
    if (known !== undefined) return known
    const value = read(text)
    seen.set(text, value)
    return value
  }
}

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
