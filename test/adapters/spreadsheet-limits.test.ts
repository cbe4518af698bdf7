import { expect } from 'chai'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { BadSpreadsheet, readSpreadsheet } from '../../src/adapters/files/read-spreadsheet.ts'
import { writeWorkbook } from '../../src/adapters/files/write-workbook.ts'

const columns = [
  { title: 'Action', width: 40, kind: 'text' as const },
  { title: 'Due date', width: 12, kind: 'day' as const },
]
type Rows = (string | undefined)[][]
const write = (rows: Rows, name = 'QIO') => writeWorkbook({ name, columns, rows })
const again = async (rows: Rows) => (await readSpreadsheet(await write(rows), 'log.xlsx')).slice(1)
const csv = (text: string) => readSpreadsheet(strToU8(text), 'log.csv')
const refusal = (bytes: Uint8Array, name: string) =>
  readSpreadsheet(bytes, name).then(
    () => undefined,
    error => (error instanceof BadSpreadsheet ? error.message : `no BadSpreadsheet: ${error}`),
  )
async function withSheet(data: string) {
  const parts = unzipSync(await write([]))
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  parts['xl/worksheets/sheet1.xml'] = strToU8(
    `<worksheet ${space}><sheetData>${data}</sheetData></worksheet>`,
  )
  return zipSync(parts)
}

describe('a file at Convenor’s limits', () => {
  it('with one cell in Excel’s last row and column is refused: laid out, it would take all memory there is', async () => {
    const far = await withSheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    expect(far.byteLength).to.be.below(4000)
    expect(await refusal(far, 'log.xlsx')).to.contain('cannot be read')
    expect(await again([['still here', undefined]])).to.deep.equal([['still here']])
  }).timeout(30_000)

  it('of more than 5 MB or 60 columns is refused, not cut without a word', async () => {
    expect(await refusal(strToU8(`a,b\n${'x'.repeat(6e6)}`), 'log.csv')).to.contain('more than 5 MB')
    expect(await refusal(strToU8(`${'a,'.repeat(60)}z`), 'log.csv')).to.contain('more than 60 columns')
    expect(await refusal(strToU8(`${'a,'.repeat(60)}\n`), 'log.csv')).to.equal(undefined)
  })

  it('of several parts with one name is refused, because two readers could read two things', async () => {
    const parts = unzipSync(await write([['a', undefined]]))
    const one = Buffer.from(
      zipSync({ ...parts, 'xl/worksheets/sheet2.xml': parts['xl/worksheets/sheet1.xml']! }),
    )
    expect(await refusal(one, 'log.xlsx'), 'with a name of its own').to.equal(undefined)
    for (let at = one.indexOf('sheet2.xml'); at >= 0; at = one.indexOf('sheet2.xml'))
      one.write('sheet1.xml', at)
    expect(await refusal(one, 'log.xlsx')).to.contain('cannot be read')
  })

  it('leaves no empty cells at the end of a row', async () => {
    expect(await csv('Action,Owner,\nx,,\n')).to.deep.equal([['Action', 'Owner'], ['x']])
  })

  it('that is a CSV with a title, sentences or a separator line above the table is read by the table’s own mark', async () => {
    expect(await csv('Log of Quality, Impact, Outcomes\nAction;Owner;Due\nAgree, sign;A;B\n')).to.deep.equal([
      ['Log of Quality, Impact, Outcomes'],
      ['Action', 'Owner', 'Due'],
      ['Agree, sign', 'A', 'B'],
    ])
    expect(await csv('sep=;\nAction;Owner\nx, y, z;A\n')).to.deep.equal([
      ['Action', 'Owner'],
      ['x, y, z', 'A'],
    ])
  })

  it('that is a CSV whose first heading begins with PK is no zip', async () => {
    expect(await csv('PK ref,Action\n1,x')).to.deep.equal([
      ['PK ref', 'Action'],
      ['1', 'x'],
    ])
  })

  it('is written so that Excel opens it whatever the days, names and marks in it', async () => {
    const days = ['2026-13-45', '2026-02-30', '1800-01-01', '0001-01-01']
    expect((await again(days.map(day => ['a', day]))).map(row => row[1])).to.deep.equal(days)
    expect(await again([['_x0041_ and _x000D_', undefined]])).to.deep.equal([['_x0041_ and _x000D_']])
    const cut = (await again([[`${'x'.repeat(32_765)}😀yy`, undefined]]))[0]?.[0]
    expect(cut).to.match(/x…$/)
    for (const name of ['a/b: [c]*?\\', 'x'.repeat(40), '', "'quoted'"]) {
      const book = strFromU8(unzipSync(await write([], name))['xl/workbook.xml']!)
      const [, given = ''] = /<sheet [^>]*name="([^"]*)"/.exec(book) ?? []
      expect(given).to.match(/^[^[\]:*?/\\]{1,31}$/)
    }
  })
})
