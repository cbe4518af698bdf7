import type { Unreachable } from '../delivery/outcome.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { agencyName } from '../partnership/who.ts'
import type { Bulletin } from './bulletin.ts'
import { agencyChart, dayChart } from './figure-charts.ts'
import { type Figures, type Line, ledgerStates } from './figures.ts'
import { wordsNow } from './reads.ts'

export const stateWords: Record<(typeof ledgerStates)[number], string> = {
  queued: 'waiting',
  sent: 'delivered',
  unconfirmed: 'not known whether delivered',
  unreachable: 'not reachable',
  failed: 'failed',
  'not-needed': 'not needed any more',
}

/** Why somebody cannot be reached, in as few words as a line of figures has room for. */
export const whyWords: Record<Unreachable | 'other', string> = {
  'never-met': 'nobody of their organisation has used Convenor yet',
  'no-account': 'no account known',
  blocked: 'blocked it or do not have it',
  removed: 'removed it or have left',
  'switched-off': 'switched off by their administrators',
  'no-place': 'no chat known',
  other: 'reason not noted',
}

const say = (count: number): string => count.toLocaleString('en-GB')

/** Why the unreachable of a line are, the most frequent first. The counts add up to them. */
export function whysOf({ unreachable, whys }: Line): { why: Unreachable | 'other'; count: number }[] {
  const noted = Object.entries(whys).map(([why, count]) => ({ why: why as Unreachable, count }))
  const rest = unreachable - noted.reduce((sum, { count }) => sum + count, 0)
  const all = [...noted, ...(rest > 0 ? [{ why: 'other' as const, count: rest }] : [])]
  return all.sort((a, b) => b.count - a.count)
}

function sayWhys(line: Line): string {
  const whys = whysOf(line)
  if (whys.length === 0) return ''
  if (whys.length === 1 && whys[0]) return whys[0].why === 'other' ? '' : ` (${whyWords[whys[0].why]})`
  return ` (${whys.map(({ why, count }) => `${say(count)} ${whyWords[why]}`).join('; ')})`
}

/**
 * A line of the ledger: only what there is. 'Delivered' is that Teams took it, 'seen' what it tells, of some. Before it is
 * sent, who waits for it is who can be reached.
 */
export function sayLine(line: Line, waiting = stateWords.queued): string {
  const words = { ...stateWords, queued: waiting }
  const seen = line.seen > 0 ? ` (${say(line.seen)} seen)` : ''
  const more: Partial<Record<(typeof ledgerStates)[number], string>> = {
    sent: seen,
    unreachable: sayWhys(line),
  }
  const parts = ledgerStates.flatMap(state =>
    line[state] > 0 ? [`${say(line[state])} ${words[state]}${more[state] ?? ''}`] : [],
  )
  return parts.length === 0 ? 'nobody yet' : parts.join(', ')
}

const mostAgencies = 12

type Shown = { arrangements: Arrangements; bulletin: Bulletin; figures: Figures; today: Day }

/**
 * The ledger by agency and by day: as charts, with the words in their place where a client draws none; and in words what
 * no bar shows, why people were not reached. Before anything was sent there is nothing to draw, and every agency has a line.
 */
export function figureLines({ arrangements, bulletin, figures, today }: Shown) {
  const { all } = figures
  const asked = bulletin.words.acknowledge
  const rows = Object.entries(figures.agencies)
    .map(([id, line]) => ({ name: agencyName(arrangements, id), line }))
    .sort((a, b) => b.line.total - a.line.total)
  const waiting = bulletin.sending ? undefined : 'reachable'
  const read = (line: Line) => (asked && bulletin.sending ? `; ${sayRead(line, bulletin)}` : '')
  const more = rows.length - mostAgencies
  const rest = more > 0 ? [{ text: `and ${more} more agencies: in the Excel file` }] : []
  const lines = rows.slice(0, mostAgencies).map(({ name, line }) => ({
    text: `${name} (${say(line.total)}): ${sayLine(line, waiting)}${read(line)}`,
    missed: line.unreachable + line.failed + line.unconfirmed > 0,
  }))
  const chart = agencyChart(rows.slice(0, mostAgencies), asked)
  const words = (some: typeof lines) => [...some.map(({ text }) => ({ text })), ...rest]
  const days = dayChart(figures.days, today)
  return {
    ledgerTitle: all.total === 0 ? '' : `All ${say(all.total)}: ${sayLine(all, waiting)}${read(all)}`,
    agencies: words(chart ? lines.filter(line => line.missed) : lines),
    charts: chart ? [{ ...chart, instead: words(lines.filter(line => !line.missed)) }] : [],
    dayCharts: days ? [{ ...days, instead: `Read on ${sayReadDays(figures.days, today)}` }] : [],
    seenNote:
      all.total === 0 || !bulletin.sending ? '' : `Delivered means that Teams took it. ${saySeen(all)}`,
  }
}

function sayRead({ read, readNow }: Line, bulletin: Bulletin): string {
  const asNow = wordsNow(bulletin) > 0 ? `, ${say(readNow)} of them as it was corrected` : ''
  return `${say(read)} read and understood${asNow}`
}

const saySeen = ({ seen }: Line): string =>
  seen > 0
    ? 'Seen is what Teams tells, only where read receipts are on: others may have seen it too. Only Read and understood says that somebody has read it.'
    : 'Teams tells who has seen it only where read receipts are on, and has told of nobody. Only Read and understood says that somebody has read it.'

const mostDays = 7

/** How many read it on which of the last days on which anybody did. */
export function sayReadDays(days: Readonly<Record<Day, number>>, today: Day): string {
  const known = Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1))
  if (known.length === 0) return 'nobody yet'
  const last = known.slice(-mostDays).map(([day, count]) => `${sayDay(day, today)}: ${say(count)}`)
  return last.join(', ')
}
