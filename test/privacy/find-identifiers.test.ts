import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import fc from 'fast-check'
import { findIdentifiers } from '../../src/privacy/index.ts'
import {
  around,
  brokenNhsNumbers,
  brokenUpns,
  croNumbers,
  inScript,
  nationalInsurance,
  nhsNumbers,
  pncIds,
  spaced,
  upns,
} from './numbers.ts'

const kinds = (text: string, names: string[] = []): string[] =>
  findIdentifiers(text, { names }).map(({ kind, severity }) => (severity === 'block' ? kind : `${kind}?`))

/** Every value is one the field's own documents give, or plainly made up. */
const found: Record<string, string[]> = {
  'nhs-number': [
    '999 000 0018',
    '943 476 5919',
    '9434765919',
    'NHS no. 943-476-5919.',
    'case_999_000_0018.docx',
    'https://x.example/a%20999%20000%200018.docx',
    'https://x.example/2019/943-476-5919',
    'https://x.example/9434765919?year=2019',
    'doi.org/10.1016/943.476.5919',
    'https://x.example/a.2019.104000 943 476 5919',
    'https://x.example/943%20476%205919',
    'https://x.example/943_476_5919.docx',
    'https://doi.org/10.1016/943%20476%205919',
    'NHS 943,476,5919',
  ],
  upn: ['H330200119001', 'B801200005001', 'U33020011900A', 'UPN: h330200119001'],
  'national-insurance': [
    'AB 12 34 56 C',
    'AB123456C',
    'ab123456c',
    'AB-12-34-56-C',
    'AB 123456 C',
    'ab 12 34 56 c',
  ],
  pnc: [
    '2001/0171310W',
    '79/163001B',
    '2001/171310W',
    '79/163001b',
    '79/163001 B',
    '2023/24A',
    'PNC 2001-0171310W.pdf',
  ],
  cro: ['SF05/482703J', '65656/91H', '65656/91h', '65656/91 H'],
  postcode: [
    'B33 8TH',
    'EC1A 1BB',
    'b338th',
    'W1A 0AX',
    'M1 1AE',
    'CR2 6XH',
    'DN55 1PT',
    'GIR 0AA',
    'b33_8th.jpg',
    'Postcode B33 8T H',
    'post code: b 33 8 th',
  ],
  'date-of-birth': [
    'DOB 12/03/2015',
    'd.o.b. 12.3.15',
    'born on 3rd March 2015',
    'Date of birth: 2015-03-12',
    'aged 4 (12 Mar 2015)',
    '12/03/2015 (dob)',
    'born March 3, 2015',
    'dob 12032015',
    'DOB: １２/０３/２０１５',
    'b. 03/04/2012',
    'Child A (b 3.4.2012)',
    'She turned 6 on 3 April 2023',
  ],
  'case-system-id': [
    'Liquidlogic 123456',
    'LCS ID: 1234',
    'EHM no 98765',
    'Mosaic 7654321',
    'SystmOne record 1234567890',
    'EMIS-123456',
    'CP-IS: 1234 567',
    'Mosaic no. 2026',
    'RiO number 1234567',
    'Care Notes 123456',
    'CareDirector ID 556677',
    'case number 1234567',
  ],
}

const passed = [
  'babies born from 1 April 2024',
  'Children who were born after 31 August 2019 start later',
  'aged care review 12/12/2026',
  'a. agenda by 10/12/2026 b. papers by 12/12/2026',
  'Recommendation (4) was accepted',
  'Children aged 6 to 11',
  'Young people aged 16',
  'Session for children aged under 5, 12 March 2026',
  'children aged 5 to 11: 12 March 2026',
  'Appendix (2) is new',
  'case numbers rose by 1200 in Rio 2016',
  'in case number 2 of 2024',
  'by 12 10 26 b the chair',
  '999 123 4560',
  '987 654 4321',
  'GB123456A',
  'on 12 10 26 a chair said',
  '2001/0171310S',
  '85227/65G',
  'RR-26-003',
  'QIO-26-014',
  'LB-26-003',
  'W3 4th meeting',
  '12/03/2026',
  'due 12/03/2026',
  'Check the babies born early; due: 12 Jan 2027',
  'unborn baby protocol by 12/03/2026',
  '0121 303 1888',
  '+44 121 303 1234',
  '£999,000.18',
  '14:30 to 16:00',
  'account 0a1b2c3d-9434-7659-19ab-0a1b2c3d4e5f',
  'https://example.org/a9434765919bcdefa9434765919bcdef',
  'https://teams.microsoft.com/l/message/19:meeting_x9434765919y@thread.v2/1616991463150',
  'ISBN 943 476 591 9',
  'Meeting ID: 943 476 5919',
  '£943,476,591.90',
  '+44 943 476 5919',
  'In 2023/24 A&E attendances for self-harm rose by a third',
  'In 23/24 A&E attendances rose',
  'In 2023/2024 A&E attendances rose',
  'the 2017/18 C-section rate, and that of 2026/27 C-section',
  'Ofsted 2020/21 B',
  'the 2021/26 A plan for every child',
  'on 5/12 A was asked',
  '10.1016/j.chiabu.2019.104008',
  'https://doi.org/10.1016/j.chiabu.2019.104008',
  'https://adc.bmj.com/archdischild-2019-317890.pdf',
  'www.example.org/annual-report-2019-20-1234',
  'ISBN 978-1-4473-2005-0, or 978-1-4473-2005-0 alone',
  'ISSN 0952-9136 15(2)',
  'eISSN: 1873-7757 17',
  'Mosaic 2026',
  'Mosaic: 1200 records',
  'Child A and Child B1',
  'Mother of Child A',
  'Child Protection Plan',
  'Mother and Baby Unit',
]

describe('the identifier guard', () => {
  for (const [kind, texts] of Object.entries(found))
    for (const text of texts)
      it(`finds ${kind} in “${text}”`, () => expect(kinds(text)).to.deep.equal([kind]))
  for (const text of passed) it(`lets “${text}” pass`, () => expect(kinds(text)).to.deep.equal([]))

  it('warns of ten digits beside NHS that fail the check, since somebody may have mistyped', () => {
    expect(kinds('NHS number 987 654 4321')).to.deep.equal(['nhs-number?'])
    expect(kinds('987 654 4321 is the nhs no')).to.deep.equal(['nhs-number?'])
  })

  it('names each kind once, those that block first, and never the value', () => {
    const text = 'mother Sarah, B33 8TH, 999 000 0018 and 943 476 5919'
    expect(findIdentifiers(text)).to.deep.equal([
      { kind: 'postcode', severity: 'block' },
      { kind: 'nhs-number', severity: 'block' },
      { kind: 'name', severity: 'warn' },
    ])
  })

  it('allows the names of members where a child’s are not allowed', () => {
    expect(kinds('father John Smith', ['John Smith'])).to.deep.equal([])
    expect(kinds('father John', ['John Smith'])).to.deep.equal([])
    expect(kinds('father John Brown', ['John Smith', 'Ann Brown'])).to.deep.equal(['name?'])
  })
})

describe('an identifier in markup', () => {
  const marked: Record<string, string[]> = {
    'nhs-number': [
      '943 **476** 5919',
      '943\\-476\\-5919',
      '**943** _476_ ***5919***',
      '943 [476](https://example.org/a_(b)) 5919',
      '943 <b>476</b> 5919',
      '943&nbsp;476&nbsp;5919',
      '943 `476` ~~5919~~',
      '943**476**5919',
      '９４３ ＊＊４７６＊＊ ５９１９',
    ],
    postcode: ['B33 **8TH**', '**B**33 8TH', 'B33 *8*TH', '[B33](https://a.org) 8TH'],
    'national-insurance': ['AB **123456** C'],
    pnc: ['2001/**0171310W**'],
    'date-of-birth': ['born **12/3/2015**', '**dob** 12/3/2015', 'd\\.o\\.b\\. 12/3/2015'],
    'address?': [
      'lives at 14 Acacia Avenue, Erdington',
      'Flat 3, 27 High Street',
      '27a St Mark’s Road',
      'The meeting heard that he lives at 14 Acacia Avenue',
    ],
    'name?': [
      'child **Kayleigh Smith**',
      'mother *Sarah Jones*',
      'sister [Amy](https://a.org)',
      '**baby** Mia',
    ],
  }
  for (const [kind, texts] of Object.entries(marked))
    for (const text of texts)
      it(`finds ${kind} in “${text}” as readers will see it`, () => expect(kinds(text)).to.deep.equal([kind]))

  it('is found whatever of it is bold, italic, escaped or a link', () => {
    const styles = fc.constantFrom(
      (part: string) => `**${part}**`,
      (part: string) => `*${part}*`,
      (part: string) => `_${part}_`,
      (part: string) => `[${part}](https://example.org)`,
      (part: string) => part,
    )
    fc.assert(
      fc.property(nhsNumbers, fc.array(styles, { minLength: 3, maxLength: 3 }), (number, three) => {
        const parts = /^(...)(...)(....)$/.exec(number)?.slice(1) ?? []
        const text = `see ${parts.map((part, i) => three[i]?.(part)).join(' ')} there`
        expect(kinds(text), text).to.include('nhs-number')
      }),
      { numRuns: 1000 },
    )
  })

  it('that would only warn as it was typed is blocked when readers would see it whole', () => {
    expect(kinds('NHS number 987 654 4321 or 943 **476** 5919')).to.deep.equal(['nhs-number'])
  })

  it('is none where marks are no markup', () => {
    for (const text of [
      '2 * 3 * 4',
      'Child **A** and *Child B1*',
      '**Mother** and *Baby* Unit',
      'aged <18 or >65',
    ])
      expect(kinds(text), text).to.deep.equal([])
  })
})

describe('numbers that keep their check rule', () => {
  const isFound = (numbers: fc.Arbitrary<string>, wanted: string[]) =>
    fc.assert(
      fc.property(around, numbers.chain(inScript), around, (ahead, number, behind) => {
        const text = `${ahead} ${number} ${behind}`
        expect(kinds(text), text).to.satisfy((all: string[]) => wanted.some(kind => all.includes(kind)))
      }),
      { numRuns: 2000 },
    )
  const separators = fc.constantFrom(
    '',
    ' ',
    '-',
    '.',
    '\u00a0',
    '\u2013',
    '\u2011',
    '\u2009',
    '\u200b',
    '\u3000',
    '_',
    ' - ',
  )

  it('NHS numbers are found in groups, one by one or together, in any script, whatever is around them', () =>
    isFound(
      fc
        .tuple(
          nhsNumbers,
          separators,
          fc.constantFrom(/^(...)(...)(....)$/, /^(.....)(.....)$/, /^(...)(.......)$/, /(.)/g),
        )
        .map(([number, by, groups]) =>
          (groups.global ? [...number] : (groups.exec(number) ?? []).slice(1)).join(by),
        ),
      ['nhs-number'],
    ))
  it('pupil numbers are found however they are spaced', () => isFound(upns.chain(spaced), ['upn']))
  it('National Insurance numbers are found, in pairs or in one', () =>
    isFound(
      fc
        .tuple(nationalInsurance, fc.constantFrom('', ' ', '-', '\u00a0', '\u2013'))
        .map(([[prefix, six, last], by]) => [prefix, ...(six.match(/../g) ?? []), last].join(by)),
      ['national-insurance'],
    ))
  it('police numbers are found, long and short', () =>
    isFound(fc.oneof(pncIds(), croNumbers()), ['pnc', 'cro']))

  it('and so is what stands right behind a sum of money, which is no part of it', () => {
    const behindMoney = (numbers: fc.Arbitrary<string>) =>
      fc.tuple(fc.constantFrom('£12', '£ 1,250'), numbers).map(([money, number]) => money + number)
    isFound(behindMoney(upns), ['upn'])
    isFound(behindMoney(nationalInsurance.map(parts => parts.join(''))), ['national-insurance'])
    isFound(behindMoney(fc.constantFrom('B33 8TH', 'GIR 0AA')), ['postcode'])
  })

  it('and those whose check is broken are not blocked', () => {
    const off = fc.integer({ min: 1, max: 22 })
    const isNotFound = (numbers: fc.Arbitrary<string>, kind: string) =>
      fc.assert(
        fc.property(numbers, number => {
          expect(kinds(`see ${number} there`), number).not.to.include(kind)
        }),
        { numRuns: 1000 },
      )
    isNotFound(brokenNhsNumbers, 'nhs-number')
    isNotFound(brokenUpns, 'upn')
    isNotFound(off.chain(pncIds), 'pnc')
    isNotFound(off.chain(croNumbers), 'cro')
  })
})

describe('what people really write', () => {
  it('of years: no year of a budget or a plan is a police number, whatever word comes next', () => {
    for (let year = 1999; year < 2040; year += 1)
      for (const letter of 'ABCDEFGHJKLMNPQRTUVWXYZ')
        for (const years of [`${year}/${String(year + 1).slice(2)}`, `${year}/${year + 3}`])
          for (const text of [
            `In ${years} ${letter}&E`,
            `${years} ${letter}-level`,
            `${years} ${letter} few`,
          ])
            expect(kinds(text), text).to.deep.equal([])
  })

  it('of journals: no DOI of a year and a number is an NHS number', () => {
    for (let no = 104_000; no < 105_000; no += 1)
      expect(kinds(`see https://doi.org/10.1016/j.chiabu.2019.${no}, p. 3`), String(no)).to.deep.equal([])
  })

  const texts = readFileSync(new URL('../data/harmless-texts.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')

  it('is let pass', () => {
    const blocked = texts.filter(text => findIdentifiers(text).some(({ severity }) => severity === 'block'))
    const warned = texts.filter(text => findIdentifiers(text).some(({ severity }) => severity === 'warn'))
    const share = (list: string[]) => `${((list.length / texts.length) * 100).toFixed(1)} %`
    console.log(
      `      of ${texts.length} harmless texts ${share(blocked)} blocked, ${share(warned)} warned of`,
    )
    expect(blocked).to.deep.equal([])
    expect(warned.length).to.be.at.most(2)
  })

  it('takes no longer because of its length: a hundred thousand characters of digits and marks within a second', () => {
    const hostile = [
      '9 '.repeat(50_000),
      '12/'.repeat(33_000),
      'A1 '.repeat(33_000),
      'mother '.repeat(14_000),
      '9-'.repeat(50_000),
      'born '.repeat(20_000),
      `dob ${'1 '.repeat(40_000)}`,
      '%39'.repeat(33_000),
      'mosaic '.repeat(14_000),
      '\u0661'.repeat(100_000),
      '*9'.repeat(50_000),
      `${'https://1'.repeat(11_000)}9434765919`,
      `${'10.1016/'.repeat(12_000)} 9`,
      '2023/24 A'.repeat(11_000),
      '[9]('.repeat(25_000),
      '[[9'.repeat(33_000),
      '](('.repeat(33_000),
      '<b 9'.repeat(25_000),
      '_ '.repeat(50_000),
      '\\9'.repeat(50_000),
      '_'.repeat(100_000),
      '*'.repeat(100_000),
    ]
    const started = performance.now()
    for (const text of hostile) findIdentifiers(text)
    expect(performance.now() - started).to.be.below(1000 * hostile.length)
  })

  it('is read the same wherever it is cut into lines', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.constantFrom(...texts), (a, b) => {
        const blocked = findIdentifiers(`${a}\n${b}`).filter(({ severity }) => severity === 'block')
        expect(blocked).to.deep.equal([])
      }),
      { numRuns: 1000 },
    )
  })
})
