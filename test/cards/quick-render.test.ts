import { Template } from 'adaptivecards-templating'
import { expect } from 'chai'
import fc from 'fast-check'
import { escapeMarkdown } from '../../src/adapters/teams/escape-markdown.ts'
import '../../src/adapters/teams/render-card.ts'

/** In these templates # stands for $, which would look like a slip in a plain text. */
const expand = (template: object, $root: object) =>
  withDollars(new Template(withDollars(template)).expand({ $root }))
const withDollars = (node: unknown) => JSON.parse(JSON.stringify(node).replaceAll('#{', '${'))

describe('a name in a template', () => {
  const found: [string, object, object, unknown][] = [
    ['is the field of that name', { a: '#{title}' }, { title: 'x' }, { a: 'x' }],
    ['keeps what kind of value it is', { a: '#{n}', b: '#{no}' }, { n: 0, no: false }, { a: 0, b: false }],
    ['takes null as it is', { a: '#{none}' }, { none: null }, { a: null }],
    ['is one of the list being walked', { $data: '#{l}', a: '#{b}' }, { b: 'no', l: [{ b: 1 }] }, { a: 1 }],
    ['reaches the whole from within', { $data: '#{l}', a: '#{$root.b}' }, { b: 'x', l: [{}] }, { a: 'x' }],
    ['goes on into a field', { a: '#{b.c}' }, { b: { c: 'x' } }, { a: 'x' }],
    ['is found in other letters', { a: '#{TITLE}' }, { title: 'x' }, { a: 'x' }],
    ['that is nowhere stays as it is written', { a: '#{title}' }, {}, { a: '#{title}' }],
    ['that every object has stays too', { a: '#{toString}' }, {}, { a: '#{toString}' }],
    ['within a sentence is put there', { a: 'by #{who}, #{when}' }, { who: 'X', when: 2 }, { a: 'by X, 2' }],
    ['in a condition is its value', { a: [{ $when: "#{b != ''}", c: 1 }] }, { b: '' }, { a: [] }],
  ]
  for (const [what, template, data, expected] of found)
    it(what, () => expect(expand(template, data)).to.deep.equal(withDollars(expected)))
})

describe('text that needs no mark', () => {
  it('is told from text that does: it comes out as it would beside a line that needs one', () => {
    const odd = fc.constantFrom(...'\\`*_[]~<{&;#>+=-|:.) \t\r\n\u2028\u2029\u00a01aä')
    const texts = fc.oneof(fc.string({ unit: odd }), fc.string())
    fc.assert(
      fc.property(texts, text => {
        const plain = text.trim()
        expect(escapeMarkdown(`*\n${plain}`)).to.equal(`\\*\n\n${escapeMarkdown(plain)}`)
      }),
      { numRuns: 3000 },
    )
  })

  it('begins with no blank: four of them would make code', () => {
    expect(escapeMarkdown('    four blanks')).to.equal('four blanks')
  })
})
