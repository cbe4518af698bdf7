import { expect } from 'chai'
import { figureLines, whysOf } from '../../src/bulletins/figure-words.ts'
import { type Figures, lineOf } from '../../src/bulletins/figures.ts'
import { agencySheet, daySheet, strangersSheet } from '../../src/bulletins/ledger-sheets.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const { people: _, ...arrangements } = birminghamToWorkWith()
const today = '2019-02-13'
const police = lineOf(
  { held: 10, unreachable: 4200 },
  { whys: { 'never-met': 3000, 'no-account': 1150, blocked: 50 } },
)
const schools = lineOf({ sent: 90, unreachable: 10 }, { read: 40, whys: { 'no-account': 7 } })
const figures = (more: Partial<Figures> = {}): Figures => ({
  agencies: { wmp: police, schools },
  all: lineOf({ held: 10, sent: 90, unreachable: 4210 }, { read: 40 }),
  days: { '2019-02-11': 30, '2019-02-13': 10 },
  corrections: [],
  reminders: [],
  ...more,
})
const lines = (one: Figures, sending = true) =>
  figureLines({
    arrangements,
    bulletin: { words: { acknowledge: true }, corrections: [], ...(sending ? { sending: {} } : {}) } as never,
    figures: one,
    today,
  })
const words = (shown: { text: string }[]) => shown.map(({ text }) => text).join('\n')

describe('the figures of a bulletin', () => {
  it('say why people cannot be reached by agency, and the reasons add up to them, however many', () => {
    for (const line of [police, schools])
      expect(whysOf(line).reduce((sum, { count }) => sum + count, 0)).to.equal(line.unreachable)
    const before = words(lines(figures(), false).agencies)
    expect(before).to.include(
      'West Midlands Police (4,210): 10 reachable, 4,200 not reachable (3,000 nobody of',
    )
    expect(before).to.include('1,150 no account known; 50 blocked it or do not have it)')
    expect(before).to.include('10 not reachable (7 no account known; 3 reason not noted)')
    expect(lines(figures(), false).seenNote, 'of what is not sent there is nothing to explain').to.equal('')
  })

  it('go on saying why once sending has begun', () => {
    expect(words(lines(figures()).agencies)).to.include('4,200 not reachable (3,000 nobody of')
  })

  it('are said once: beside the bars stand only those lines of which the bars say less', () => {
    const all = lineOf({ sent: 90 }, { read: 40 })
    const shown = lines(figures({ agencies: { schools: all }, all }))
    expect(shown.agencies).to.deep.equal([])
    expect(shown.charts[0]?.bars[0]?.title).to.match(/: 40 of 90 read$/)
    expect(words(shown.charts[0]?.instead ?? []), 'where no chart is drawn').to.include('90 delivered')
  })

  it('by day are a chart with every day between, and words where no chart is drawn', () => {
    const [chart] = lines(figures()).dayCharts
    expect(chart?.points.map(({ x, y }) => `${x} ${y}`)).to.deep.equal([
      'Mon 11 Feb 30',
      'Tue 12 Feb 0',
      'Wed 13 Feb 10',
    ])
    expect(chart?.instead).to.equal('Read on Mon 11 Feb: 30, Wed 13 Feb: 10')
    expect(lines(figures({ days: { '2019-02-11': 30 } })).dayCharts, 'one day has no course').to.deep.equal(
      [],
    )
  })

  it('are in Excel by agency, with a last row that is their sum in every column', () => {
    const { columns, rows } = agencySheet(figures(), arrangements)
    const last = rows.at(-1) ?? []
    for (const [i, { title }] of columns.entries()) {
      if (i === 0) continue
      const sum = rows.slice(0, -1).reduce((all, row) => all + Number(row[i]), 0)
      expect(Number(last[i]), title).to.equal(sum)
    }
    expect(columns.map(({ title }) => title)).to.include('Not reachable: no account known')
  })

  it('are in Excel by day, with how many had read it by then', () => {
    expect(daySheet(figures()).rows).to.deep.equal([
      ['2019-02-11', '30', '30'],
      ['2019-02-12', '0', '30'],
      ['2019-02-13', '10', '40'],
    ])
    expect(daySheet(figures({ days: {} })).rows).to.deep.equal([])
  })

  it('have a sheet of those on the list whom nobody here knows, when there are any', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ row: i + 2, email: `p${i}@example.org` }))
    expect(strangersSheet(rows)?.rows).to.have.length(40)
    expect(strangersSheet([])).to.equal(undefined)
  })
})
