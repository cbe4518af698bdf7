import { expect } from 'chai'
import { readLogTable } from '../../src/actions/log-table.ts'
import type { KnownPeople } from '../../src/actions/log-table-owners.ts'
import type { TableRow } from '../../src/actions/log-table-row.ts'

const known: KnownPeople = {
  today: '2026-11-23',
  agencies: [
    { id: 'bcc', name: 'Birmingham City Council', kind: 'statutory-partner' },
    { id: 'wmp', name: 'West Midlands Police', kind: 'statutory-partner', lead: 'jones' },
  ],
  people: [
    { id: 'j-smith', title: 'Head of Early Help', name: 'Jane Smith', agency: 'bcc' },
    { id: 'w-smith', title: 'Inspector', name: 'Wyn Smith', agency: 'wmp' },
    { id: 'jones', title: 'Superintendent, West Midlands Police', name: 'Alun Jones', agency: 'wmp' },
    { id: 'ahmed', title: 'Director', name: 'Sally Ahmed', agency: 'bcc' },
  ],
}

function rowOf(cells: Record<string, string>, people = known.people): TableRow {
  const all: Record<string, string> = { Action: 'Review', Owner: 'Jane Smith', Due: '12/01/2027', ...cells }
  const rows = [Object.keys(all), Object.values(all)]
  const reading = readLogTable([{ name: 'log.csv', rows }], { ...known, people })
  if ('refused' in reading) throw new Error(reading.refused.join(' '))
  return reading.rows[0]!
}

describe('whom an old log names in its own way', () => {
  it('is found by the initials of their post, where no other post has them, and the preview says so', () => {
    const row = rowOf({ Owner: 'HoEH' })
    expect(row.owners.map(owner => owner.person)).to.deep.equal(['j-smith'])
    expect(row.said).to.include('owner: Jane Smith, for HoEH')
    expect(rowOf({ Owner: 'HEH' }).owners.map(owner => owner.person)).to.deep.equal(['j-smith'])
    const two = [...known.people, { id: 'x', title: 'Health of Every Hospital', agency: 'bcc' }]
    expect(rowOf({ Owner: 'HoEH' }, two).problems.join(), 'two posts have them').to.contain(
      'Nobody called HoEH',
    )
    expect(rowOf({ Owner: 'ALL' }).owners, 'a word').to.deep.equal([])
  })

  it('is found by a post with “and” in it that is written with its mark', () => {
    const people = [
      { id: 'dm', title: 'Performance and Development Manager', agency: 'bcc' },
      ...known.people,
    ]
    expect(rowOf({ Owner: 'Performance & Development Manager' }, people).owners[0]?.person).to.equal('dm')
  })
})

describe('what an old log does not say is not guessed', () => {
  for (const text of ['12/01', '12.1', 'Jan 12', 'March 3rd', 'end of March'])
    it(`“${text}” has no year: the next one would hide that an action is overdue`, () => {
      expect(rowOf({ Due: text }).dueOn).to.equal(undefined)
      expect(rowOf({ Due: text }).problems.join()).to.contain('has no year')
    })

  for (const [text, day] of [
    ['12 Jan 26', '2026-01-12'],
    ['12 Jan ’26', '2026-01-12'],
    ['Mon 12/01/2026', '2026-01-12'],
    ['12/01/2026 00:00', '2026-01-12'],
    ['end of March 2027', '2027-03-31'],
  ] as const)
    it(`“${text}” has one, and is ${day}`, () => {
      expect(rowOf({ Due: text }).dueOn).to.equal(day)
    })

  for (const text of [
    'Complete by March',
    'Done in part',
    'Closed to new referrals',
    'Yes, partly',
    'Blue light team',
  ])
    it(`“${text}” closes nothing: an open action that looks closed is never chased`, () => {
      expect(rowOf({ Status: text }).status).to.equal('open')
    })

  for (const text of [
    'Completed 12/03/2026',
    'Closed - March 2026',
    'Complete (on 3rd May)',
    'Y',
    'Yes - complete',
  ])
    it(`“${text}” does`, () => {
      expect(rowOf({ Status: text }).status).to.equal('complete')
    })

  it('amber is a colour of an open action', () => {
    expect(rowOf({ Status: 'Amber' }).status).to.equal('open')
  })

  for (const text of ['All', 'Ally', 'mit', 'DI'])
    it(`“${text}” is nobody, though it is a part of somebody’s name`, () => {
      expect(rowOf({ Owner: text }).owners).to.deep.equal([])
      expect(rowOf({ Owner: text }).problems).to.have.length(1)
    })
})

const smith = [{ person: 'w-smith', agency: 'wmp' }]
const jones = [{ person: 'jones', agency: 'wmp' }]

describe('an owner beside an agency', () => {
  it('is told apart from another of that name by the agency, in the cell or in a column of its own', () => {
    for (const one of [rowOf({ Owner: 'Smith (WMP)' }), rowOf({ Owner: 'Smith - West Midlands Police' })])
      expect(one).to.deep.include({ owners: smith, problems: [] })
    expect(rowOf({ Owner: 'Smith', Agency: 'Police' }).owners).to.deep.equal(smith)
    expect(rowOf({ Owner: 'Smith' }).problems.join()).to.contain('Jane Smith, Wyn Smith')
  })

  it('that is the agency alone is its lead, who answers for it here too, and the preview says so', () => {
    for (const alone of [
      rowOf({ Owner: 'West Midlands Police' }),
      rowOf({ Owner: '', Organisation: 'WMP' }),
    ]) {
      expect(alone).to.deep.include({ owners: jones, problems: [] })
      expect(alone.said).to.deep.equal(['owner: Alun Jones, who leads for West Midlands Police'])
    }
    expect(rowOf({ Owner: 'Birmingham City Council' }).problems.join()).to.contain('has no lead here')
  })

  it('goes by initials, first initial and surname, or surname first', () => {
    for (const text of ['AJ', 'A.J.', 'A. Jones', 'Jones, Alun'])
      expect(rowOf({ Owner: text }).owners).to.deep.equal(jones)
  })

  it('that is several people is all of them, or a problem that names whoever is not known', () => {
    for (const text of ['J. Smith / A. Jones', 'Jane Smith\nAlun Jones', 'Jane Smith & AJ'])
      expect(rowOf({ Owner: text }).owners).to.deep.equal([{ person: 'j-smith', agency: 'bcc' }, ...jones])
    const half = rowOf({ Owner: 'J Smith; B Unknown' })
    expect(half.owners).to.deep.equal([])
    expect(half.problems).to.deep.equal([
      'Nobody called B Unknown was found. Write the name or post as the partnership has it.',
    ])
  })
})

describe('columns that more than one heading fits', () => {
  it('are taken by the better heading, whatever the order', () => {
    const read = rowOf({
      'Completion date': '01/01/2020',
      Description: 'About the audit',
      RAG: 'Blue',
      Status: 'Open',
    })
    expect(read).to.include({ what: 'Review', dueOn: '2027-01-12', status: 'open' })
  })

  it('may have explanations in brackets, two names, or a #', () => {
    const rows = [
      ['#', 'Action (SMART)', 'Owner / Lead', 'Due date (dd/mm/yy)', 'Date raised', 'Priority', 'Complete?'],
      ['4', 'x', 'Jane Smith', '12/01/2027', '1 Oct 2026', 'Neglect', 'Yes'],
    ]
    const reading = readLogTable([{ name: 'log.csv', rows }], known)
    const wanted = {
      oldRef: '4',
      owners: [{ person: 'j-smith', agency: 'bcc' }],
      agreedOn: '2026-10-01',
      priority: 'Neglect',
      status: 'complete',
    }
    expect('rows' in reading && reading.rows[0]).to.deep.include(wanted)
  })

  it('are skipped where a printed log repeats them on its next page', () => {
    const head = ['Action', 'Owner', 'Due']
    const rows = [head, ['x', 'Jane Smith', '12/01/2027'], head]
    const reading = readLogTable([{ name: 'log.csv', rows }], known)
    expect('rows' in reading && reading.rows).to.have.length(1)
  })
})
