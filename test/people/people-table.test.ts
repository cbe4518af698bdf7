import { expect } from 'chai'
import fc from 'fast-check'
import { readPeopleTable } from '../../src/people/people-table.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'

const { agencies } = birminghamToWorkWith()
const read = (table: string[][]) => {
  const reading = readPeopleTable(table, { agencies, today: '2026-11-23' })
  if ('refused' in reading) throw new Error(reading.refused)
  return [...reading.rows]
}
const headings = ['Id', 'Name', 'Post', 'Agency', 'E-mail', 'Entra ID', 'Tenant', 'Roles', 'From', 'To']
const row = (cells: Record<string, string>) => {
  const full = { Name: 'Ann Lee', Agency: 'wmp', 'E-mail': 'a.lee@example.org', ...cells }
  return read([headings, headings.map(heading => full[heading as keyof typeof full] ?? '')])[0]!
}

describe('a list of people', () => {
  it('is read from the columns of a directory, with names in two parts and a title above', () => {
    const [only] = read([
      ['Staff, November 2026'],
      [],
      [
        'First name',
        'Last name',
        'Job Title',
        'Company',
        'Mail',
        'Object ID',
        'Tenant ID',
        'Area',
        'Staff group',
      ],
      [
        'Ann',
        'Lee',
        'Health Visitor',
        'West Midlands Police',
        'A.Lee@Example.org',
        'OID-1',
        'T-1',
        'Erdington',
        'nurse; DSL',
      ],
    ])
    expect(only).to.deep.equal({
      line: 4,
      problems: [],
      person: {
        title: 'Health Visitor',
        name: 'Ann Lee',
        agency: 'wmp',
        email: 'a.lee@example.org',
        entraId: 'oid-1',
        tenant: 't-1',
        locality: 'Erdington',
        roles: ['nurse', 'DSL'],
      },
    })
  })

  for (const text of ['wmp', 'WMP', 'West Midlands Police', 'west midlands police', 'Midlands Police'])
    it(`takes “${text}” for its agency`, () => expect(row({ Agency: text }).person?.agency).to.equal('wmp'))

  it('takes days in British order, in words, and months', () => {
    expect(row({ From: '03/04/2026', To: 'end of March 2027' }).person).to.include({
      from: '2026-04-03',
      to: '2027-03-31',
    })
    expect(row({ To: '2027-03' }).person?.to).to.equal('2027-03')
  })

  it('says who is a guest, by their type or by how the directory names their account', () => {
    const guest = (heading: string, cell: string) =>
      read([
        ['Name', 'Agency', 'E-mail', heading],
        ['Ann Lee', 'wmp', 'ann@example.org', cell],
      ])[0]?.person?.guest
    expect(guest('User type', 'Guest')).to.equal(true)
    expect(guest('User type', 'Member')).to.equal(false)
    expect(guest('User principal name', 'ann_trust.org#EXT#@host.org')).to.equal(true)
    expect(guest('User principal name', 'ann@host.org')).to.equal(undefined)
  })

  it('writes ids as ours are written', () =>
    expect(row({ Id: 'J.Smith 7' }).person?.id).to.equal('j-smith-7'))

  const wrong: [string, Record<string, string>, RegExp][] = [
    ['without name and post', { Name: '' }, /neither a name nor a post/],
    ['of an agency that is not there', { Agency: 'Northside Trust' }, /No agency called Northside Trust/],
    ['of no agency', { Agency: '' }, /names no agency/],
    ['with half an account', { 'Entra ID': 'x' }, /belong together/],
    ['with an e-mail address that is none', { 'E-mail': 'ann at home' }, /e-mail address cannot be read/],
    ['with nothing to know them by', { 'E-mail': '' }, /no id, account or e-mail/],
    ['that ends before it begins', { From: '2026-05-01', To: '2026-04-01' }, /ends before it begins/],
    ['with a day that is none', { To: 'when replaced' }, /day it ends cannot be read/],
    ['with eleven roles', { Roles: 'a,b,c,d,e,f,g,h,i,j,k' }, /list of roles/],
    ['with a name of a thousand letters', { Name: 'x'.repeat(1000) }, /name cannot be read, or is too long/],
  ]
  for (const [what, cells, problem] of wrong)
    it(`has a problem in a row ${what}`, () => {
      const { problems, person } = row(cells)
      expect(problems.join(' ')).to.match(problem)
      expect(person).to.equal(undefined)
    })

  it('names all problems of a row at once', () => {
    expect(row({ Name: '', Agency: '', To: 'x' }).problems).to.have.length(3)
  })

  it('does not say again what identifies a child', () => {
    const { problems } = row({ Agency: 'NHS 943 476 5919', Name: '' })
    expect(problems).to.deep.equal(['It looks as if it holds an NHS number. Leave it out.'])
  })

  it('has one row for each id, account, and address that is all there is', () => {
    const table = (rows: string[][]) => read([headings, ...rows]).map(({ problems }) => problems.length)
    const one = (id: string, email: string, oid: string) => [
      id,
      'A',
      'B',
      'wmp',
      email,
      oid,
      oid && 't',
      '',
      '',
      '',
    ]
    expect(table([one('a', '', ''), one('A', '', '')])).to.deep.equal([0, 1])
    expect(table([one('', '', 'o'), one('', '', 'O')])).to.deep.equal([0, 1])
    expect(table([one('', 'a@b.org', ''), one('', 'A@b.org', '')])).to.deep.equal([0, 1])
    expect(table([one('', 'team@b.org', 'o'), one('', 'team@b.org', 'p')]), 'a shared mailbox').to.deep.equal(
      [0, 0],
    )
  })

  it('that is none is refused with the headings that are looked for', () => {
    const reading = readPeopleTable(
      [
        ['Action', 'Due'],
        ['x', 'y'],
      ],
      { agencies, today: '2026-11-23' },
    )
    expect('refused' in reading && reading.refused).to.contain('Name, Post, Agency')
  })

  it('with anything in its cells never fails, and every row that has words comes back once', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('=cmd()', '\u0000', '{x}', '__proto__', 'constructor', '2026-13-45'),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 20 }), rows => {
        const filled = rows.filter(cells => cells.some(one => one.trim() !== ''))
        expect(read([headings, ...rows])).to.have.length(filled.length)
      }),
    )
  })
})
