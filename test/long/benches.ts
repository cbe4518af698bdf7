import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const run = fileURLToPath(new URL('../../bench/run.ts', import.meta.url))

/** As printed: name | value | baseline | ratio | target | met or not. */
const figure =
  /^([^|]+?) +\| [\d.,]+ \S+ +\| .+ [\d.,]+ \S+ +\| ratio \d+\.\d\d \| target [≥≤] [\d.]+ \| (met|not met)$/

describe('the benchmarks', function () {
  this.timeout(1_200_000)
  let code: number | null = null
  let lines: string[] = []

  before(done => {
    const child = execFile(process.execPath, [run, '--smoke'], (_error, stdout, stderr) => {
      lines = `${stdout}${stderr}`.trim().split('\n')
      code = child.exitCode
      done()
    })
  })

  it('run to their end, whatever the machine’s speed', () => {
    expect(code, lines.join('\n')).to.equal(0)
  })

  it('print each figure as a ratio to a baseline of the same run', () => {
    const names = lines.flatMap(line => figure.exec(line)?.[1] ?? [])
    expect(names).to.deep.equal([
      'Presses a second',
      'Start until healthy',
      'RSS after 192 presses',
      'Heap after 192 presses',
      'My actions with 600 stored',
      'A group’s log with 600 stored',
      'Sends a second, one tenant',
      'Sends a second, 3 tenants',
      'Bulletin, 120 in one tenant',
      'Peak memory, 60 recipients',
      '50 wakes among 2,000',
    ])
  })

  it('make sure that what they measured was really done', () => {
    expect(lines.filter(line => line.startsWith('checked: ')).slice(0, 3)).to.deep.equal([
      'checked: 160 presses answered, 160 in the store, 0 lost, 0 doubled',
      'checked: 1 starts answered GET /health with 200 and stopped when told',
      'checked: 192 presses answered, 192 in the store, 0 lost, 0 doubled',
    ])
  })
})
