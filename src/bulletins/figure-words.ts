import type { Arrangements } from '../partnership/arrangements.ts'
import { type Day, sayDay } from '../partnership/day.ts'
import { agencyName } from '../partnership/who.ts'
import type { Bulletin } from './bulletin.ts'
import { type Figures, type Line, ledgerStates } from './figures.ts'
import { wordsNow } from './reads.ts'

const stateWords: Record<(typeof ledgerStates)[number], string> = {
  queued: 'waiting',
  sent: 'delivered',
  unconfirmed: 'not known whether delivered',
  unreachable: 'not reachable',
  failed: 'failed',
  'not-needed': 'not needed any more',
}

const say = (count: number): string => count.toLocaleString('en-GB')

/**
 * A line of the ledger: only what there is. 'Delivered' is that Teams took it, 'seen' what it tells, of some. Before it is
 * sent, who waits for it is who can be reached.
 */
export function sayLine(line: Line, waiting = stateWords.queued): string {
  const words = { ...stateWords, queued: waiting }
  const seen = line.seen > 0 ? ` (${say(line.seen)} seen)` : ''
  const parts = ledgerStates.flatMap(state =>
    line[state] > 0 ? [`${say(line[state])} ${words[state]}${state === 'sent' ? seen : ''}`] : [],
  )
  return parts.length === 0 ? 'nobody yet' : parts.join(', ')
}

const mostAgencies = 12
const colours = {
  read: 'good',
  before: 'categoricalTeal',
  seen: 'categoricalMarigold',
  delivered: 'categoricalBlue',
  others: 'neutral',
} as const

type Shown = { arrangements: Arrangements; bulletin: Bulletin; figures: Figures }

/** The ledger by agency, in words and as a chart. In the chart, seen stands where nobody is asked to confirm. */
export function figureLines({ arrangements, bulletin, figures }: Shown) {
  const { all } = figures
  const asked = bulletin.words.acknowledge
  const rows = Object.entries(figures.agencies)
    .map(([id, line]) => ({ name: agencyName(arrangements, id), line }))
    .sort((a, b) => b.line.total - a.line.total)
  const corrected = wordsNow(bulletin) > 0
  const asNow = ({ readNow }: Line) => (corrected ? `, ${say(readNow)} of them as it was corrected` : '')
  const waiting = bulletin.sending ? undefined : 'reachable'
  const read = (line: Line) =>
    asked && bulletin.sending ? `; ${say(line.read)} read and understood${asNow(line)}` : ''
  const more = rows.length - mostAgencies
  return {
    ledgerTitle: all.total === 0 ? '' : `All ${say(all.total)}: ${sayLine(all, waiting)}${read(all)}`,
    agencies: [
      ...rows.slice(0, mostAgencies).map(({ name, line }) => ({
        text: `${name} (${say(line.total)}): ${sayLine(line, waiting)}${read(line)}`,
      })),
      ...(more > 0 ? [{ text: `and ${more} more agencies: in the Excel file` }] : []),
      ...figures.reasons.map(({ reason, count }) => ({ text: `Not reachable, ${say(count)}: ${reason}` })),
    ],
    charts: chartsOf(
      rows.slice(0, mostAgencies).map(({ name, line }) => ({ name, line })),
      asked,
    ),
    seenNote: all.total === 0 ? '' : `Delivered means that Teams took it. ${saySeen(all)}`,
  }
}

const saySeen = ({ seen }: Line): string =>
  seen > 0
    ? 'Seen is what Teams tells, only where read receipts are on: others may have seen it too. Only Read and understood says that somebody has read it.'
    : 'Teams tells who has seen it only where read receipts are on, and has told of nobody. Only Read and understood says that somebody has read it.'

function chartsOf(rows: readonly { name: string; line: Line }[], asked: boolean) {
  if (rows.every(({ line }) => line.sent + line.read === 0)) return []
  return [
    {
      title: 'By agency',
      bars: rows.map(({ name, line }) => ({
        title: name,
        values: [
          ...(asked ? [{ legend: 'read and understood', value: line.readNow, color: colours.read }] : []),
          ...(line.read > line.readNow
            ? [
                {
                  legend: 'read before the correction',
                  value: line.read - line.readNow,
                  color: colours.before,
                },
              ]
            : []),
          ...(asked || line.seen === 0 ? [] : [{ legend: 'seen', value: line.seen, color: colours.seen }]),
          {
            legend: 'delivered',
            value: Math.max(0, line.sent - (asked ? line.read : line.seen)),
            color: colours.delivered,
          },
          {
            legend: 'others',
            value: Math.max(0, line.total - Math.max(line.sent, asked ? line.read : 0)),
            color: colours.others,
          },
        ],
      })),
    },
  ]
}

const mostDays = 7

/** How many read it on which of the last days on which anybody did. */
export function sayReadDays(days: Readonly<Record<Day, number>>, today: Day): string {
  const known = Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1))
  if (known.length === 0) return 'nobody yet'
  const last = known.slice(-mostDays).map(([day, count]) => `${sayDay(day, today)}: ${say(count)}`)
  return last.join(', ')
}
