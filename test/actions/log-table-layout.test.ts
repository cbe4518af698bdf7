import { expect } from 'chai'
import { readLogTable } from '../../src/actions/log-table.ts'
import { sayStatuses } from '../../src/actions/log-table-status.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const { people, agencies } = birminghamToWorkWith()
const known = { people, agencies, today: '2018-10-01' }
type Named = { name: string; rows: string[][] }

function read(...sheets: Named[]) {
  const reading = readLogTable(sheets, known)
  if ('refused' in reading) throw new Error(reading.refused.join(' '))
  return reading
}
const log = (...rows: string[][]) => read({ name: 'log.csv', rows })
const row = ['Meet', 'ad-cyp', '12/01/2019']

describe('the headings of an old log', () => {
  const headings: [string, string[], string[]][] = [
    [
      'what is to be done',
      ['Action to be taken', 'Recommendation', 'Actions agreed by the group'],
      ['', 'ad-cyp', '12/01/2019'],
    ],
    [
      'who',
      ['Responsible Officer', 'Action by', 'Owner name', 'Who is responsible', 'Named lead'],
      ['Meet', '', '12/01/2019'],
    ],
    [
      'by when',
      [
        'Due by',
        'Review date',
        'Deadline date',
        'Original due date',
        'Revised due date',
        'Timescale for completion',
      ],
      ['Meet', 'ad-cyp', ''],
    ],
  ]
  const plain = ['Action', 'Owner', 'Due date']
  for (const [what, names, cells] of headings)
    for (const name of names)
      it(`say ${what} as “${name}”`, () => {
        const at = cells.indexOf('')
        const [only] = log(
          plain.map((one, i) => (i === at ? name : one)),
          row,
        ).rows
        expect(only).to.deep.include({ what: 'Meet', dueOn: '2019-01-12', problems: [] })
      })

  for (const name of ['Comments/Update', 'Progress to date', 'Latest position', 'Action update'])
    it(`say how it stands as “${name}”`, () => {
      expect(log([...plain, name], [...row, 'going well']).rows[0]?.note).to.equal('going well')
    })

  it('are those of the row that names most: a title above may use the same words', () => {
    const title = ['QIO action log', 'Lead: Business Manager']
    expect(log(title, [], ['Ref', ...plain, 'Status'], ['1', ...row, 'Open']).rows).to.have.length(1)
  })

  it('are named with what was read from them, and those that nothing was read from', () => {
    const { columns } = log([...plain, 'RAG', 'Venue'], [...row, 'Green', 'Town hall'])
    expect(columns).to.equal(
      'Read from the file: the action from “Action”, its owner from “Owner”, when it is due from “Due date”, how it stands from “RAG”. Not read: Venue.',
    )
  })
})

describe('the revised date of an old log', () => {
  it('is the one that counts, and the first is kept; where it is empty, the first counts', () => {
    const heads = ['Action', 'Owner', 'Original due date', 'Revised due date']
    const { rows } = log(
      heads,
      ['Meet', 'ad-cyp', '12/09/2018', '12/01/2019'],
      ['Talk', 'ad-cyp', '12/11/2018', ''],
    )
    expect(rows[0]).to.deep.include({ dueOn: '2019-01-12', dueBefore: '2018-09-12', problems: [] })
    expect(rows[1])
      .to.deep.include({ dueOn: '2018-11-12', problems: [] })
      .and.not.to.have.property('dueBefore')
  })
})

describe('the day of completion of an old log', () => {
  const status = (said: string, completed: string) =>
    log(['Action', 'Owner', 'Due', 'Status', 'Date completed'], [...row, said, completed]).rows[0]?.status

  it('closes what has no status; it does not close what is said to be open, nor does a day to come', () => {
    expect(status('', '03/04/2018')).to.equal('complete')
    expect(status('Open', '03/04/2018')).to.equal('open')
    expect(status('', '03/04/2019')).to.equal('open')
  })
})

describe('an action of an old log that is over and never had a day', () => {
  it('has that of its completion, and the preview says so', () => {
    const heads = ['Action', 'Owner', 'Timescale', 'Date closed']
    const [over, open] = log(
      heads,
      ['Meet', 'ad-cyp', 'ASAP', '20/03/2018'],
      ['Talk', 'ad-cyp', 'ASAP', ''],
    ).rows
    expect(over).to.deep.include({ dueOn: '2018-03-20', status: 'complete', problems: [] })
    expect(over?.said.join()).to.contain('written ASAP, so the day of its completion')
    expect(open?.problems.join()).to.contain('“ASAP” hides')
  })
})

describe('columns of colours and of owners with their agencies', () => {
  it('are read: B is blue under a heading of colours only', () => {
    const status = (heading: string) =>
      log(['Action', 'Owner & Agency', 'Due', heading], [...row, 'B']).rows[0]
    expect(status('B/R/A/G')).to.deep.include({ status: 'complete', problems: [] })
    expect(status('Status')).to.deep.include({ status: 'open', statusKnown: false, problems: [] })
  })
})

describe('lines that part an old log', () => {
  it('are passed over and named, and are no rows with problems', () => {
    const { rows, passed } = log(
      ['Ref', 'Action', 'Owner', 'Due'],
      ['Meeting of 3 September 2018'],
      ['1', ...row],
      ['', 'Closed actions'],
      ['2', ...row],
      ['', 'October 2018'],
      ['3'],
      ['4', 'Talk', 'ad-cyp', '12/01/2019'],
    )
    expect(passed.map(one => `${one.line} ${one.text}`)).to.deep.equal([
      '2 Meeting of 3 September 2018',
      '4 Closed actions',
      '6 October 2018',
    ])
    expect(rows.map(one => one.source)).to.deep.equal([
      'Meeting of 3 September 2018',
      'Meeting of 3 September 2018',
      'October 2018',
    ])
    expect(rows.flatMap(one => one.problems)).to.deep.equal([])
  })

  for (const text of [
    'Arrange a meeting with the trust',
    'Publish the toolkit',
    'Closed circuit cameras at the school',
  ])
    it(`are told from an action without owner and date: “${text}” is not lost`, () => {
      const { rows } = log(['Action', 'Owner', 'Due'], [text])
      expect(rows[0]?.problems).to.deep.equal([
        'It has no owner and no due date. If it is a heading of the log it can stay; if it is an action, write both.',
      ])
    })
})

describe('a workbook with several sheets', () => {
  const heads = ['Action', 'Owner', 'Due date']

  it('is read where its headings are, and says from which sheet', () => {
    const { rows, columns } = read({ name: 'Cover', rows: [['QIO']] }, { name: 'Log', rows: [heads, row] })
    expect(rows.map(one => one.line)).to.deep.equal(['2'])
    expect(columns).to.contain('Read from the sheet Log').and.to.contain('Not a log: the sheet Cover')
  })

  it('of which two are logs is read from both, its rows named after them', () => {
    const open = { name: 'Open', rows: [heads, row] }
    const { rows } = read(open, { name: 'Closed', rows: [heads, ['Talk', ...row.slice(1)]] })
    expect(rows.map(one => one.line)).to.deep.equal(['2 of Open', '2 of Closed'])
  })
})

describe('the statuses of an old log', () => {
  it('are said as they were read, and those that close nothing with what to write', () => {
    const rows = ['Amber', 'C', 'Closed', 'On-going', 'Done?', '✓', 'Amber', ''].map((status, i) => [
      `Do ${i}`,
      ...row.slice(1),
      status,
    ])
    expect(sayStatuses(log(['Action', 'Owner', 'Due', 'Status'], ...rows).rows)).to.equal(
      'How it stands: “Amber” will be open; “On-going” will be in progress; “Closed” will be complete. Left open, since the word is not one that closes: “C”, “Done?”, “✓”. Where an action is over, write Complete.',
    )
  })
})
