/** One measured figure, always beside a baseline of the same run: machines differ, ratios travel. */
export type Figure = {
  name: string
  value: number
  baseline: number
  unit: string
  /** What the baseline is. */
  against: string
  ratio: number
  target: { atLeast: number } | { atMost: number }
}

/** What a benchmark found: its figures, and what it made sure of. */
export type Findings = { figures: Figure[]; checked: string[] }

/** A benchmark whose own sums do not add up: its figures mean nothing. */
export class CheckFailed extends Error {
  readonly code = 'check-failed'
}

/** What one round measured: the value, and the baseline right beside it. */
export type Round = { value: number; baseline: number }

/** The middle of the rounds. The ratio is the middle of the rounds' own, since both of a round met the same weather. */
export function middle(rounds: readonly Round[]): Pick<Figure, 'value' | 'baseline' | 'ratio'> {
  return {
    value: median(rounds.map(round => round.value)),
    baseline: median(rounds.map(round => round.baseline)),
    ratio: median(rounds.map(round => round.value / round.baseline)),
  }
}

const isMet = ({ ratio, target }: Figure): boolean =>
  'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost

/** Name, value, baseline, ratio, target, met or not: one line. */
export function lineOf(figure: Figure): string {
  const { name, value, baseline, unit, against, ratio, target } = figure
  const wanted = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`
  const columns = [
    name.padEnd(30),
    `${say(value)} ${unit}`.padEnd(12),
    `${against} ${say(baseline)} ${unit}`.padEnd(36),
    `ratio ${ratio.toFixed(2)}`,
    `target ${wanted}`,
    isMet(figure) ? 'met' : 'not met',
  ]
  return columns.join(' | ')
}

export function print({ figures, checked }: Findings): void {
  for (const figure of figures) console.log(lineOf(figure))
  for (const line of checked) console.log(`checked: ${line}`)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

function say(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 1 : 0 })
}
