import { expect } from 'chai'
import fc from 'fast-check'
import { readLogTable } from '../../src/actions/log-table.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const { people, agencies } = birminghamToWorkWith()
const known = { people, agencies, today: '2018-10-01' }
const read = (table: string[][]) => {
  const reading = readLogTable(table, known)
  if ('refused' in reading) throw new Error(reading.refused.join(' '))
  return reading
}
const row = (cells: Partial<Record<'what' | 'owner' | 'due' | 'status', string>>) => {
  const { what = 'Publish', owner = 'ad-cyp', due = '12/11/2018', status = '' } = cells
  const [only] = read([
    ['Action', 'Owner', 'Due date', 'Status'],
    [what, owner, due, status],
  ]).rows
  if (!only) throw new Error('The row was not read.')
  return only
}

describe('an old log', () => {
  const styles: [string, string[][]][] = [
    [
      'with plain headings',
      [
        ['Action', 'Owner', 'Due date'],
        ['Publish', 'ad-cyp', '12/11/2018'],
      ],
    ],
    [
      'under a title, as minutes have it',
      [
        ['QIO action log'],
        [],
        ['No.', 'Action agreed', 'By whom', 'By when'],
        ['1', 'Publish', 'ad-cyp', '12 Nov 2018'],
      ],
    ],
    [
      'with headings in capitals and with points',
      [
        ['REF', 'ACTION POINT', 'LEAD OFFICER', 'TARGET DATE', 'RAG'],
        ['A1', 'Publish', 'ad-cyp', '12.11.18', 'Green'],
      ],
    ],
    [
      'with its columns in another order',
      [
        ['Deadline', 'Responsible person', 'Task', 'Comments'],
        ['2018-11-12', 'ad-cyp', 'Publish', 'x'],
      ],
    ],
    [
      'with dates as Excel has them',
      [
        ['Action required', 'Lead', 'Due'],
        ['Publish', 'ad-cyp', '2018-11-12'],
      ],
    ],
    [
      'with a column of meetings',
      [
        ['Meeting date', 'Action', 'Assigned to', 'Timescale', 'Progress'],
        ['1/9/18', 'Publish', 'ad-cyp', '12/11/18', ''],
      ],
    ],
  ]
  for (const [what, table] of styles) {
    it(`${what} is read`, () => {
      const [first] = read(table).rows
      expect(first).to.include({ what: 'Publish', owner: 'ad-cyp', dueOn: '2018-11-12' })
      expect(first?.problems).to.deep.equal([])
    })
  }

  it('that is none is refused with the headings that are looked for', () => {
    const reading = readLogTable(
      [
        ['Name', 'Telephone'],
        ['x', 'y'],
      ],
      known,
    )
    expect('refused' in reading && reading.refused.join()).to.contain('Action, Owner, Due date')
  })

  const dates: [string, string | RegExp][] = [
    ['12/11/2018', '2018-11-12'],
    ['3/4/18', '2018-04-03'],
    ['30 September 2018', '2018-09-30'],
    ['2018-09-30T00:00:00', '2018-09-30'],
    ['31/02/2018', /cannot be read/],
    ['12/13/2018', /cannot be read/],
    ['12 Nov', /has no year/],
    ['ongoing', /needs a day/],
    ['TBC', /needs a day/],
    ['', /has no due date/],
    ['when the audit is done', /has no year/],
  ]
  for (const [due, wanted] of dates) {
    it(`due “${due}” is ${wanted}`, () => {
      const found = row({ due })
      if (typeof wanted === 'string') expect(found).to.include({ dueOn: wanted })
      else expect(found.problems.join(' ')).to.match(wanted)
    })
  }

  const owners: [string, string | RegExp][] = [
    ['ad-cyp', 'ad-cyp'],
    ['Assistant Director, Children and Young People', 'ad-cyp'],
    ['Performance and Development Manager', 'yos-performance'],
    ['Independent Chair (BSCB)', 'independent-chair'],
    ['Business Manager - BSCB', 'business-manager'],
    ['Director of Practice / Business Manager', /several owners/],
    ['West Midlands Police', /names an agency/],
    ['WMP', /names an agency/],
    ['Somebody Else', /Nobody called Somebody Else/],
    ['', /no owner/],
  ]
  for (const [owner, wanted] of owners) {
    it(`with “${owner}” as its owner is ${wanted}`, () => {
      const found = row({ owner })
      if (typeof wanted === 'string') expect(found).to.include({ owner: wanted })
      else expect(found.problems.join(' ')).to.match(wanted)
    })
  }

  const statuses: [string, string][] = [
    ['Complete', 'complete'],
    ['BLUE', 'complete'],
    ['closed at the March meeting', 'complete'],
    ['Not complete', 'open'],
    ['not yet done', 'open'],
    ['Incomplete', 'open'],
    ['In progress', 'in-progress'],
    ['Ongoing', 'in-progress'],
    ['Green', 'open'],
    ['Red', 'open'],
    ['Withdrawn', 'not-pursued'],
    ['No longer required', 'not-pursued'],
    ['see minutes', 'open'],
  ]
  for (const [status, wanted] of statuses) {
    it(`said to be “${status}” is ${wanted}`, () => expect(row({ status }).status).to.equal(wanted))
  }

  it('with a row twice says of the second that it is the same', () => {
    const same = ['Publish', 'ad-cyp', '12/11/2018']
    const { rows } = read([['Action', 'Owner', 'Due'], same, ['', '', ''], same])
    expect(rows.map(one => one.line)).to.deep.equal([2, 4])
    expect(rows[1]?.problems).to.deep.equal(['It is the same as row 2.'])
  })

  it('with anything in its cells never fails, and every row with words comes back', () => {
    const heads = ['Action', 'Owner', 'Due date', 'Status']
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 6 }), { maxLength: 8 }), rows => {
        const filled = rows.filter(cells => cells.some(cell => cell.trim() !== ''))
        expect(read([heads, ...rows]).rows).to.have.length(filled.length)
      }),
    )
  })
})
