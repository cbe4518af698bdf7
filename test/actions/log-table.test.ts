import { expect } from 'chai'
import fc from 'fast-check'
import { readLogTable } from '../../src/actions/log-table.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const { people, agencies } = birminghamToWorkWith()
const known = { people, agencies, today: '2018-10-01' }
const read = (table: string[][]) => {
  const reading = readLogTable([{ name: 'log.csv', rows: table }], known)
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
      expect(first).to.include({ what: 'Publish', dueOn: '2018-11-12' })
      expect(first?.owners).to.deep.equal([{ person: 'ad-cyp', agency: 'bcc' }])
      expect(first?.problems).to.deep.equal([])
    })
  }

  it('that is none is refused with the headings that are looked for', () => {
    const rows = [
      ['Name', 'Telephone'],
      ['x', 'y'],
    ]
    const reading = readLogTable([{ name: 'log.csv', rows }], known)
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
    ['when the audit is done', /is no day/],
    ['Next meeting', /is no day/],
    ['March 2019', /is a month. Write the day, or “end of March 2019”/],
    ['Jan-19', /is a month/],
    ['end of Jan-19', '2019-01-31'],
    ['12.12.18.', '2018-12-12'],
    ['ASAP', /“ASAP” hides/],
    ['43477', '2019-01-12'],
    ['w/c 14 Jan 2019', '2019-01-18'],
    ['W/C 14/01/19', '2019-01-18'],
    ['w/c 14 Jan', /has no year/],
    ['12/11/2018\n31/01/2019', /several due dates/],
    ['12 Nov 2018, extended to 31 Jan 2019', /several due dates/],
    ['Friday  1 February 2019 ', '2019-02-01'],
  ]
  for (const [due, wanted] of dates) {
    it(`due “${due}” is ${wanted}`, () => {
      const found = row({ due })
      if (typeof wanted === 'string') expect(found).to.include({ dueOn: wanted })
      else expect(found.problems.join(' ')).to.match(wanted)
    })
  }

  const leads = ['ad-cyp', 'vice-chair', 'ad-child-protection', 'chief-nurse-bwc', 'yos-performance']
  const owners: [string, string[] | RegExp][] = [
    ['ad-cyp', ['ad-cyp']],
    ['Assistant Director, Children and Young People', ['ad-cyp']],
    ['Performance and Development Manager', ['yos-performance']],
    ['Independent Chair (BSCB)', ['independent-chair']],
    ['Business Manager - BSCB', ['business-manager']],
    ['Director of Practice / Business Manager', ['director-of-practice', 'business-manager']],
    ['Director of Practice\nWMP', ['director-of-practice', 'vice-chair']],
    ['ad-cyp, Business Manager and Independent Chair', ['ad-cyp', 'business-manager', 'independent-chair']],
    ['Director of Practice / Nobody Known', /Nobody called Nobody Known/],
    ['West Midlands Police', ['vice-chair']],
    ['WMP', ['vice-chair']],
    ['Probation services', /names an agency, Probation services, which has no lead/],
    ['All agencies', leads],
    ['ALL PARTNERS', leads],
    ['All', /Write “All agencies”/],
    ['Somebody Else', /Nobody called Somebody Else/],
    ['', /no owner/],
  ]
  for (const [owner, wanted] of owners) {
    it(`with “${owner}” as its owner is ${wanted}`, () => {
      const found = row({ owner })
      if (Array.isArray(wanted)) expect(found.owners.map(one => one.person)).to.deep.equal(wanted)
      else expect(found.problems.join(' ')).to.match(wanted)
      expect(found.owners.length > 0).to.equal(found.problems.length === 0)
    })
  }

  it('with all agencies as its owner is one action that each answers for itself', () => {
    const all = row({ owner: 'All agencies' })
    expect(all.eachAgency).to.equal(true)
    expect(all.said.join()).to.contain('the leads of 5 agencies')
    expect(row({ owner: 'ad-cyp; Business Manager' }).eachAgency).to.equal(false)
  })

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
    ['Done?', 'open'],
    ['C', 'open'],
    ['On-going', 'in-progress'],
    ['Amber', 'open'],
  ]
  for (const [status, wanted] of statuses) {
    it(`said to be “${status}” is ${wanted}`, () => expect(row({ status }).status).to.equal(wanted))
  }

  it('with a row twice says of the second that it is the same', () => {
    const same = ['Publish', 'ad-cyp', '12/11/2018']
    const { rows } = read([['Action', 'Owner', 'Due'], same, ['', '', ''], same])
    expect(rows.map(one => one.line)).to.deep.equal(['2', '4'])
    expect(rows[1]?.problems).to.deep.equal(['It is the same as row 2.'])
  })

  it('with anything in its cells never fails, and every row with words comes back, or is said to be passed over', () => {
    const heads = ['Action', 'Owner', 'Due date', 'Status']
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 6 }), { maxLength: 8 }), rows => {
        const filled = rows.filter(cells => cells.some(cell => /[^\d\s]/.test(cell)))
        const reading = read([heads, ...rows])
        expect(reading.rows.length + reading.passed.length).to.be.at.least(filled.length)
      }),
    )
  })
})
