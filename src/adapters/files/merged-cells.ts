import { strFromU8 } from 'fflate'

type Cells = readonly (readonly unknown[])[]

/**
 * A sheet's rows with the value of every cell that was merged downwards in each of its rows: one owner for five actions
 * stands in the first of them only. What is merged to the side is a title, and stays where it is.
 */
export function withMergedRows(rows: Cells, merges: readonly string[]): unknown[][] {
  const filled = rows.map(row => [...row])
  for (const merge of merges) {
    const [, letters = '', from = '', to = ''] =
      /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(merge) ?? []
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    const value = filled[Number(from) - 1]?.[column]
    if (value === undefined || value === null) continue
    for (const row of filled.slice(Number(from), Number(to))) row[column] = value
  }
  return filled
}

/** The merges of each sheet of a workbook, in the workbook's order. */
export function mergesOf(parts: ReadonlyMap<string, Uint8Array>): string[][] {
  const text = (name: string) => strFromU8(parts.get(name) ?? new Uint8Array())
  const targets = new Map(
    tags(text('xl/_rels/workbook.xml.rels'), 'Relationship').map(tag => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  )
  return tags(text('xl/workbook.xml'), 'sheet').map(tag => {
    const target = targets.get(attribute(tag, 'r:id')) ?? ''
    const sheet = text(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    return tags(sheet, 'mergeCell').map(merge => attribute(merge, 'ref'))
  })
}

const tags = (xml: string, name: string): string[] =>
  xml.match(new RegExp(`<(?:\\w+:)?${name} [^>]*>`, 'g')) ?? []

const attribute = (tag: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
