import { expect } from 'chai'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import writeXlsxFile from 'write-excel-file/node'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { UnreadableFile } from '../../src/ports/files.ts'
import { rejects } from '../support/rejects.ts'

type Cell = string | number | { over: number; text: string } | null

/** A workbook as an administrator's Excel writes it. */
function workbook(sheets: Record<string, Cell[][]>): Promise<Uint8Array> {
  const cellOf = (cell: Cell) => {
    if (cell === null) return null
    if (typeof cell === 'number') return { value: cell, type: Number }
    if (typeof cell === 'string') return { value: cell, type: String }
    return { value: cell.text, type: String, rowSpan: cell.over }
  }
  const written = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map(row => row.map(cellOf)),
  }))
  return writeXlsxFile(written as never).toBuffer()
}

describe('a workbook', () => {
  it('is read with all its sheets by name, but for those that hold nothing', async () => {
    const bytes = await workbook({ Cover: [['A log']], Empty: [], 'QIO & co': [['Action'], ['Meet']] })
    expect(await spreadsheets.sheets(bytes, 'log.xlsx')).to.deep.equal([
      { name: 'Cover', rows: [['A log']] },
      { name: 'QIO & co', rows: [['Action'], ['Meet']] },
    ])
  })

  it('has what was merged downwards in every row of it, wherever the table begins', async () => {
    const bytes = await workbook({
      Log: [
        [null, null],
        [null, 'Owner'],
        ['a', { over: 3, text: 'Sarah' }],
        ['b', null],
        ['c', null],
        ['d', null],
      ],
    })
    const [log] = await spreadsheets.sheets(bytes, 'log.xlsx')
    expect(log?.rows).to.deep.equal([
      [],
      ['', 'Owner'],
      ['a', 'Sarah'],
      ['b', 'Sarah'],
      ['c', 'Sarah'],
      ['d'],
    ])
  })

  it('keeps a title that was merged to the side where it is', async () => {
    const parts = unzipSync(
      await workbook({
        Log: [
          ['Title', null],
          ['a', 'b'],
        ],
      }),
    )
    const name = 'xl/worksheets/sheet1.xml'
    const merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    parts[name] = strToU8(strFromU8(parts[name]!).replace('</sheetData>', merged))
    expect((await spreadsheets.sheets(zipSync(parts), 'log.xlsx'))[0]?.rows).to.deep.equal([
      ['Title'],
      ['a', 'b'],
    ])
  })

  it('of the old kind, or with a password, is refused with how to save it', async () => {
    const bytes = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])
    for (const name of ['log.xls', 'log.xlsx'])
      expect((await rejects(spreadsheets.sheets(bytes, name), UnreadableFile)).message).to.contain(
        'without a password',
      )
  })
})

describe('a text file that Excel calls Unicode', () => {
  for (const [what, order] of [
    ['little', 'utf16le'],
    ['big', 'swapped'],
  ] as const)
    it(`is read with its ${what} end first`, async () => {
      const bytes = Buffer.from('\ufeffAction\tOwner\nTell £ “everyone”\tA\n', 'utf16le')
      if (order === 'swapped') bytes.swap16()
      expect(await spreadsheets.sheets(bytes, 'log.txt')).to.deep.equal([
        {
          name: 'log.txt',
          rows: [
            ['Action', 'Owner'],
            ['Tell £ “everyone”', 'A'],
          ],
        },
      ])
    })
})
