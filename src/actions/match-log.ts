import type { TableRow } from './log-table-row.ts'
import { foldWords } from './log-table-row.ts'

/** An action of the log, as far as a row of a file can be known by it. */
export type Recorded = {
  ref: string
  /** What the log it came from called it; empty for what was recorded here. */
  oldRef: string
  what: string
  owners: readonly string[]
  /** The day it is due, and those it was due before. */
  dues: readonly string[]
}

export type Match = { is: 'here' | 'alike'; ref: string; why: string }

/** So many of one owner and day are compared by nearly the same words. */
const mostCompared = 50

/**
 * Which rows of a file are in the log already, and which may be: the same reference with other words, the same words
 * with another day or owner, or nearly the same words. An action stands for one row only, so that the second of two
 * rows with the same words is not taken for the first. Rows that are not in the answer are new.
 */
export function matchLog(rows: readonly TableRow[], log: readonly Recorded[]): Map<TableRow, Match> {
  const index = indexed(log)
  const taken = new Set<string>()
  const matches = new Map<TableRow, Match>()
  for (const find of [sure, alike])
    for (const row of rows) {
      if (matches.has(row) || row.what === '') continue
      const match = find(row, index, one => !taken.has(one.ref))
      if (!match) continue
      taken.add(match.ref)
      matches.set(row, match)
    }
  return matches
}

type Index = {
  own: ReadonlyMap<string, Recorded>
  named: ReadonlyMap<string, Recorded[]>
  worded: ReadonlyMap<string, Recorded[]>
  dated: ReadonlyMap<string, Recorded[]>
}

function indexed(log: readonly Recorded[]): Index {
  return {
    own: new Map(log.map(one => [one.ref, one])),
    named: grouped(log, one => (one.oldRef === '' ? [] : [foldWords(one.oldRef)])),
    worded: grouped(log, one => [foldWords(one.what)]),
    dated: grouped(log, one => one.owners.flatMap(owner => one.dues.map(due => `${owner} ${due}`))),
  }
}

function grouped(log: readonly Recorded[], keysOf: (one: Recorded) => string[]): Map<string, Recorded[]> {
  const groups = new Map<string, Recorded[]>()
  for (const one of log)
    for (const key of keysOf(one)) {
      const group = groups.get(key)
      if (group) group.push(one)
      else groups.set(key, [one])
    }
  return groups
}

type Find = (row: TableRow, index: Index, free: (one: Recorded) => boolean) => Match | undefined

const sure: Find = (row, index, free) => {
  const words = foldWords(row.what)
  const own = index.own.get(row.oldRef.toUpperCase())
  const same = (one: Recorded) => free(one) && foldWords(one.what) === words
  const found =
    (own && same(own) ? own : undefined) ??
    index.named.get(foldWords(row.oldRef))?.find(same) ??
    index.worded.get(words)?.find(one => free(one) && sameDay(one, row) && sameOwner(one, row))
  return found && { is: 'here', ref: found.ref, why: '' }
}

const alike: Find = (row, index, free) => {
  const own = index.own.get(row.oldRef.toUpperCase())
  if (own) return said(own, `that is the reference of another action here: “${shown(own.what)}”`)
  const named = row.oldRef === '' ? undefined : index.named.get(foldWords(row.oldRef))?.find(free)
  if (named) return said(named, `it has the reference of ${named.ref}, which says “${shown(named.what)}”`)
  const worded = index.worded.get(foldWords(row.what))?.find(one => free(one) && !differ(one, row))
  if (worded) return said(worded, `it has the words of ${worded.ref}, but ${difference(worded, row)}`)
  const near = row.owners
    .flatMap(owner => (index.dated.get(`${owner.person} ${row.dueOn}`) ?? []).slice(0, mostCompared))
    .find(one => free(one) && !differ(one, row) && nearlySame(one.what, row.what))
  return near && said(near, `it is nearly ${near.ref}, which says “${shown(near.what)}”`)
}

const said = ({ ref }: Recorded, why: string): Match => ({ is: 'alike', ref, why })

/** Two entries of an old log that have references of their own are two, whatever they say. */
const differ = (one: Recorded, row: TableRow): boolean => one.oldRef !== '' && row.oldRef !== ''

const sameDay = (one: Recorded, { dueOn }: TableRow): boolean =>
  dueOn !== undefined && one.dues.includes(dueOn)

const sameOwner = (one: Recorded, row: TableRow): boolean =>
  row.owners.some(owner => one.owners.includes(owner.person))

function difference(one: Recorded, row: TableRow): string {
  if (sameOwner(one, row)) return 'another due date'
  return sameDay(one, row) ? 'another owner' : 'another owner and due date'
}

const shown = (text: string): string => {
  const characters = [...text.replaceAll(/\s+/g, ' ')]
  return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : characters.join('')
}

/** How many pairs of letters two texts must share, of all they have, to be one text with a slip in it. */
const nearEnough = 0.85

/** A letter or a word differs, and no number: 'Report of quarter 1' is another than that of quarter 2. */
function nearlySame(one: string, other: string): boolean {
  const [a, b] = [foldWords(one), foldWords(other)]
  if (a.replaceAll(/\D+/g, ' ').trim() !== b.replaceAll(/\D+/g, ' ').trim()) return false
  const left = pairsOf(a)
  const right = pairsOf(b)
  let shared = 0
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0)
  return (2 * shared) / Math.max(1, a.length + b.length - 2) >= nearEnough
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  for (let i = 0; i < text.length - 1; i += 1) {
    const pair = text.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}
