import { expect } from 'chai'
import { importCard } from '../../src/actions/import-card.ts'
import { readLogTable } from '../../src/actions/log-table.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const { people, agencies, groups } = birminghamToWorkWith()
const known = { people, agencies, today: '2018-10-01' }
const headings = ['Ref', 'Action', 'Owner', 'Due date', 'Source', 'Update']
const good = ['1', 'Publish', 'ad-cyp', '12/11/2018', 'Meeting 4', 'with the printer']
const nhs = '943 476 5919'

describe('an old log that holds what may not be kept', () => {
  for (const [i, heading] of headings.entries())
    it(`in ${heading} has that for a problem of its row, alone and without the value`, () => {
      const bad = good.map((cell, at) => (at === i ? `x ${nhs}` : cell))
      const table = [headings, bad, ['2', 'Review the audit', ...good.slice(2)]]
      const reading = readLogTable(table, known)
      if ('refused' in reading) throw new Error('The log was refused.')
      expect(reading.rows.map(row => row.problems)).to.deep.equal([
        ['It looks as if it holds an NHS number. Write the case’s reference instead.'],
        [],
      ])
      const card = importCard({ group: groups[0]!, reading, recordable: 1, importId: 'x' })
      expect(JSON.stringify(card)).not.to.contain('5919')
    })

  it('in a heading is refused as a whole, since the preview names the headings it read', () => {
    const table = [headings.map(one => (one === 'Due date' ? `Due date (${nhs})` : one)), good]
    expect(JSON.stringify(readLogTable(table, known)))
      .to.contain('an NHS number')
      .and.not.to.contain('5919')
  })

  it('as what may be a name can be recorded, and the preview says in which rows', () => {
    const table = [headings, good, good.map(cell => (cell === 'Publish' ? 'See the mother Sarah' : cell))]
    const reading = readLogTable(table, known)
    if ('refused' in reading) throw new Error('The log was refused.')
    expect(reading.rows.map(row => row.problems)).to.deep.equal([[], []])
    const card = importCard({ group: groups[0]!, reading, recordable: 2, importId: 'x' })
    expect(card.data['columns']).to.contain('1 row may name a child or a relative (3)')
  })
})
