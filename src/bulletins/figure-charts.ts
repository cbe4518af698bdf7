import { addDays, type Day, sayDay } from '../partnership/day.ts'
import type { Line } from './figures.ts'

const colours = {
  read: 'good',
  before: 'categoricalTeal',
  seen: 'categoricalMarigold',
  delivered: 'categoricalBlue',
  others: 'neutral',
} as const

const say = (count: number): string => count.toLocaleString('en-GB')

type Row = { name: string; line: Line }

/** The ledger by agency, once anything arrived. Seen stands where nobody is asked to confirm. */
export function agencyChart(rows: readonly Row[], asked: boolean) {
  if (rows.every(({ line }) => line.sent + line.read === 0)) return undefined
  return {
    title: asked ? 'By agency: how many have read it' : 'By agency: how many have it',
    bars: rows.map(({ name, line }) => ({
      title: `${name}: ${sayDone(line, asked)}`,
      values: barOf(line, asked),
    })),
  }
}

function sayDone({ total, sent, seen, readNow }: Line, asked: boolean): string {
  if (!asked) return `${say(sent)} of ${say(total)}`
  return `${say(readNow)} of ${say(total)} read${seen > 0 ? `, ${say(seen)} seen` : ''}`
}

function barOf(line: Line, asked: boolean) {
  const bar = (legend: string, value: number, color: string) => ({ legend, value, color })
  const before = line.read - line.readNow
  return [
    ...(asked ? [bar('read and understood', line.readNow, colours.read)] : []),
    ...(before > 0 ? [bar('read before the correction', before, colours.before)] : []),
    ...(asked || line.seen === 0 ? [] : [bar('seen', line.seen, colours.seen)]),
    bar('delivered', Math.max(0, line.sent - (asked ? line.read : line.seen)), colours.delivered),
    bar('others', Math.max(0, line.total - Math.max(line.sent, asked ? line.read : 0)), colours.others),
  ]
}

const mostDays = 14

/**
 * How many read it on each day of the last fortnight in which anybody did, days without a reading included, so that its
 * course can be seen. One day has no course.
 */
export function dayChart(days: Readonly<Record<Day, number>>, today: Day) {
  const known = Object.keys(days).sort()
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || first === last) return undefined
  const from = [first, addDays(last, 1 - mostDays)].sort().at(-1) ?? first
  const points: { x: string; y: number }[] = []
  for (let day = from; day <= last; day = addDays(day, 1))
    points.push({ x: sayDay(day, today), y: days[day] ?? 0 })
  return { title: 'By day: how many read it', points }
}
