import { expect } from 'chai'
import { readLogTable } from '../../src/actions/log-table.ts'
import { lookAtLog } from '../../src/actions/look-at-log.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import type { Spreadsheets } from '../../src/ports/files.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { temporaryStore } from '../support/temporary-store.ts'

const arrangements = birminghamToWorkWith()
const { people, agencies, groups } = arrangements
const known = { people, agencies, today: '2018-10-01' }
const headings = ['Ref', 'Action', 'Owner', 'Due date', 'Source', 'Update', 'Status']
const good = ['1', 'Publish', 'ad-cyp', '12/11/2018', 'Meeting 4', 'with the printer', 'Open']
const nhs = '943 476 5919'

const read = (rows: string[][], name = 'log.csv') => readLogTable([{ name, rows }], known)

/** All that a preview of the table would say. */
async function saidOf(rows: string[][]) {
  const store = temporaryStore()
  await importPartnership(store, arrangements, '2018-10-01T08:00:00.000Z')
  const spreadsheets = { sheets: async () => [{ name: 'log.csv', rows }] } as unknown as Spreadsheets
  const file = { bytes: new Uint8Array(), name: 'log.csv' }
  const asked = { arrangements, group: groups[0]!, file, today: '2018-10-01' }
  const { rows: _, ...said } = (await lookAtLog({ store, spreadsheets }, asked)) as never as { rows: unknown }
  return JSON.stringify(said)
}

describe('an old log that holds what may not be kept', () => {
  for (const [i, heading] of headings.entries())
    it(`in ${heading} has that for a problem of its row, alone and without the value`, async () => {
      const bad = good.map((cell, at) => (at === i ? `x ${nhs}` : cell))
      const table = [headings, bad, ['2', 'Review the audit', ...good.slice(2)]]
      const reading = read(table)
      if ('refused' in reading) throw new Error('The log was refused.')
      expect(reading.rows.map(row => row.problems)).to.deep.equal([
        ['It looks as if it holds an NHS number. Write the case’s reference instead.'],
        [],
      ])
      expect(await saidOf(table))
        .to.contain('an NHS number')
        .and.not.to.contain('5919')
    })

  it('in a heading or the name of a sheet is refused as a whole, since the preview names those it read', () => {
    const table = [headings.map(one => (one === 'Due date' ? `Due date (${nhs})` : one)), good]
    for (const refused of [read(table), read([[...headings, `x ${nhs}`], good]), read([headings, good], nhs)])
      expect(JSON.stringify(refused)).to.contain('an NHS number').and.not.to.contain('5919')
  })

  it('in a line across the log is a problem of that line, which is not said again', async () => {
    const table = [headings, [`Meeting of 3 May about ${nhs}`], good]
    expect(await saidOf(table))
      .to.contain('Row 2: It looks as if')
      .and.not.to.contain('5919')
  })

  it('as what may be a name can be recorded, and the preview says in which rows', async () => {
    const table = [headings, good, good.map(cell => (cell === 'Publish' ? 'See the mother Sarah' : cell))]
    const reading = read(table)
    if ('refused' in reading) throw new Error('The log was refused.')
    expect(reading.rows.map(row => row.problems)).to.deep.equal([[], []])
    expect(await saidOf(table)).to.contain('1 row may name a child or a relative, or give an address (3)')
  })
})
