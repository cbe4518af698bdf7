import { expect } from 'chai'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { UnreadableFile } from '../../src/ports/files.ts'
import { rejects } from '../support/rejects.ts'

const sheet = (cells: string[]) => ({
  name: 'QIO',
  columns: [
    { title: 'Action', width: 40, kind: 'text' as const },
    { title: 'Due', width: 12, kind: 'day' as const },
  ],
  rows: cells.map(cell => [cell, '2026-12-01']),
})
const bytes = (text: string) => new TextEncoder().encode(text)

describe('an Excel file', () => {
  const hostile = [
    "=cmd|' /C calc'!A0",
    '+1+1',
    '-1',
    '@SUM(1)',
    'two\nlines',
    '<b>&amp;</b>',
    'Wörk 👩‍👧 ﷽',
    "'quoted",
    '1/2',
    '007',
  ]

  it('opens again as it was written, cell by cell, whatever was in it', async () => {
    const rows = await spreadsheets.read(await spreadsheets.write(sheet(hostile)), 'x.xlsx')
    expect(rows.map(row => row[0])).to.deep.equal(['Action', ...hostile])
    expect(rows.slice(1).map(row => row[1])).to.deep.equal(hostile.map(() => '2026-12-01'))
  })

  it('holds no formula, stays under its heading, and can be filtered', async () => {
    const files = unzipSync(await spreadsheets.write(sheet(hostile)))
    const xml = strFromU8(files['xl/worksheets/sheet1.xml']!)
    expect(xml).not.to.match(/<f[ >]/)
    expect(xml)
      .to.contain('<autoFilter ref="A1:B11"')
      .and.to.match(/<pane [^>]*state="frozen"/)
  })

  it('of several sheets has filters over each, and numbers that add up in Excel', async () => {
    const counts = {
      name: 'By agency',
      columns: [
        { title: 'Agency', width: 30, kind: 'text' as const },
        { title: 'All', width: 10, kind: 'number' as const },
      ],
      rows: [['Police', '1200']],
    }
    const files = unzipSync(await spreadsheets.write(sheet(hostile), counts))
    expect(strFromU8(files['xl/workbook.xml']!)).to.match(/name="QIO".*name="By agency"/s)
    expect(strFromU8(files['xl/worksheets/sheet1.xml']!)).to.contain('<autoFilter ref="A1:B11"')
    const second = strFromU8(files['xl/worksheets/sheet2.xml']!)
    expect(second).to.contain('<autoFilter ref="A1:B2"').and.to.contain('<v>1200</v>')
  })

  it('takes a text longer than Excel keeps, cut and marked', async () => {
    const rows = await spreadsheets.read(await spreadsheets.write(sheet(['x'.repeat(40_000)])), 'x.xlsx')
    expect(rows[1]?.[0]).to.have.length(32_767).and.to.match(/…$/)
  })

  it('without rows is a heading', async () => {
    expect(await spreadsheets.read(await spreadsheets.write(sheet([])), 'x.xlsx')).to.deep.equal([
      ['Action', 'Due'],
    ])
  })

  const bomb = () => zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(60 * 1024 * 1024) })
  const table: [string, () => Uint8Array, string][] = [
    ['that unpacks to more than any log', bomb, 'x.xlsx'],
    ['that is a zip of something else', () => zipSync({ 'a.txt': strToU8('x') }), 'x.xlsx'],
    ['that is broken off', () => bytes('PK\u0003\u0004broken'), 'x.xlsx'],
    ['that is a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'x.png'],
    ['that is a picture called .csv', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'x.csv'],
    ['that is empty', () => new Uint8Array(), 'x.csv'],
    ['of too many rows', () => bytes('a,b\n'.repeat(5001)), 'x.csv'],
  ]
  for (const [what, made, name] of table) {
    it(`${what} is refused with what to do`, async () => {
      const error = await rejects(spreadsheets.read(made(), name), UnreadableFile)
      expect(error.message).to.match(/try again|is empty/)
    })
  }
})

describe('a CSV file', () => {
  const wanted = [
    ['Action', 'Owner'],
    ['Tell £ “everyone”', 'A, B'],
  ]
  const table: [string, Uint8Array][] = [
    ['with commas', bytes('Action,Owner\nTell £ “everyone”,"A, B"\n')],
    ['with semicolons', bytes('Action;Owner\r\nTell £ “everyone”;A, B\r\n')],
    ['with tabs', bytes('Action\tOwner\nTell £ “everyone”\tA, B')],
    ['with a mark of its encoding', bytes('\ufeffAction,Owner\nTell £ “everyone”,"A, B"\n,\n,\n')],
    [
      'as Excel writes it in this country',
      Uint8Array.from([
        ...bytes('Action,Owner\nTell '),
        0xa3,
        0x20,
        0x93,
        ...bytes('everyone'),
        0x94,
        ...bytes(',"A, B"'),
      ]),
    ],
  ]
  for (const [what, content] of table) {
    it(`${what} is read`, async () =>
      expect(await spreadsheets.read(content, 'log.csv')).to.deep.equal(wanted))
  }
})
