import { expect } from 'chai'
import fc from 'fast-check'
import { findIdentifiers, takeOut } from '../../src/privacy/index.ts'
import { croNumbers, inScript, nationalInsurance, nhsNumbers, pncIds, upns } from './numbers.ts'

describe('taking out what may not be kept', () => {
  const cases: Record<string, string> = {
    'Her number is 943 476 5919, ring the school.': 'Her number is [taken out], ring the school.',
    'Née Zoë – at B33 8TH since 2019; UPN H330200119001.':
      'Née Zoë – at [taken out] since 2019; UPN [taken out].',
    'NI AB 12 34 56 C and AB123456C': 'NI [taken out] and [taken out]',
    'born on 3rd March 2015 in Birmingham': 'born on [taken out] in Birmingham',
    'aged 4 (12 Mar 2015), due 12/03/2026': 'aged 4 ([taken out]), due 12/03/2026',
    'Mosaic no. 7654321 and Liquidlogic 123456': 'Mosaic no. [taken out] and Liquidlogic [taken out]',
    'In 2023/24 PNC 2001/0171310W, CRO SF05/482703J': 'In 2023/24 PNC [taken out], CRO [taken out]',
    'see ９４３-４７６-５９１９ ok': 'see [taken out] ok',
    'see 943\u200b476\u00a05919 ok': 'see [taken out] ok',
    'at https://x.example/a%20999%20000%200018.docx here': 'at https://x.example/a%20[taken out].docx here',
    'see 943 **476** 5919 now': 'see [taken out] now',
    'went to B33 **8TH** **today**': 'went to [taken out] **today**',
    'went to **B33 8TH** today': 'went to **[taken out]** today',
    'see 943 [476](https://example.org) 5919.': 'see [taken out].',
    'see 943\\-476\\-5919.': 'see [taken out].',
    'ISBN 943 476 591 9 is no 943 476 5919': 'ISBN 943 476 591 9 is no [taken out]',
    'case_999_000_0018_final of 1 May': 'case_[taken out]_final of 1 May',
    'nothing at all, 12/03/2026': 'nothing at all, 12/03/2026',
  }
  for (const [text, left] of Object.entries(cases))
    it(`leaves “${left}”`, () => expect(takeOut(text)).to.equal(left))

  it('leaves every other word of a page as it was', () => {
    const page = 'Ask: “who is at home?” – and *who is not*. '.repeat(100)
    expect(takeOut(`${page}NHS 943 476 5919 ${page}`)).to.equal(`${page}NHS [taken out] ${page}`)
  })

  it('gives up on a text whose letters cannot be told apart one by one', () => {
    // Two letters of Hangul that make one only when they stand together.
    expect(takeOut('\u1100\u1161 943 476 5919')).to.equal(undefined)
  })

  it('takes out any number that keeps its check rule, all of it, and nothing else', () => {
    const numbers = fc.oneof(
      nhsNumbers,
      nhsNumbers.map(one => one.replace(/^(...)(...)/, '$1 $2 ')),
      upns,
      nationalInsurance.map(parts => parts.join('')),
      pncIds(),
      croNumbers(),
    )
    const one = fc.tuple(numbers.chain(inScript), fc.constantFrom('', '**', '_', '“'))
    fc.assert(
      fc.property(one, one, ([a, aMark], [b, bMark]) => {
        const left = takeOut(`We saw: ${aMark}${a}${aMark} – at home, and ${bMark}${b}${bMark} there.`) ?? ''
        const words = left.replaceAll(/[*_“]/g, '')
        expect(words).to.equal('We saw: [taken out] – at home, and [taken out] there.')
      }),
      { numRuns: 1000 },
    )
  })

  it('never returns what the guard would not let pass', () => {
    const bits = fc.constantFrom(
      '943',
      '476',
      '5919',
      'B33',
      '8TH',
      ' ',
      '-',
      '**',
      '\n',
      'dob ',
      '12/3/15',
      '%20',
      '_',
      '１',
    )
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 20 }), parts => {
        const left = takeOut(parts.join('')) ?? ''
        expect(findIdentifiers(left).filter(({ severity }) => severity === 'block')).to.deep.equal([])
      }),
      { numRuns: 3000 },
    )
  })

  it('takes a second at most for a hundred thousand characters', () => {
    for (const text of [
      '943 476 5919 '.repeat(8000),
      '**9**'.repeat(20_000),
      '943 476 5919 é '.repeat(6500),
    ]) {
      const started = performance.now()
      takeOut(text)
      expect(performance.now() - started, text.slice(0, 20)).to.be.below(1500)
    }
  })
})
