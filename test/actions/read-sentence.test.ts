import { expect } from 'chai'
import fc from 'fast-check'
import { verbs } from '../../src/actions/action-transitions.ts'
import { type Meaning, type Reading, readSentence } from '../../src/actions/read-sentence.ts'
import { doubted } from './doubted-sentences.ts'
import { found } from './found-sentences.ts'
import { type Expectation, known, mine, type Row, sentences } from './sentences.ts'
import { heldOut } from './sentences-held-out.ts'

const least = 0.95
const grave = ['done', 'agree', 'not-pursue']

function read(text: string, { has, chairs }: Expectation): Reading {
  const toAgree = chairs ? ['QIO-26-030'] : []
  return readSentence(text, { ...known, me: 'director-of-practice', toAgree, mine: mine.slice(0, has) })
}

function kindAndMeanings(reading: Reading): [kind: string, meanings: Meaning[]] {
  if ('exact' in reading) return ['exact', [reading.exact]]
  if ('likely' in reading) return ['likely', reading.likely]
  if ('each' in reading) return ['which', reading.each]
  return 'whichOf' in reading ? ['which', reading.whichOf] : ['nothing', []]
}

/** What is wrong with the reading of a sentence; empty when nothing is. */
function wrongs([text, wanted]: Row): string[] {
  const [kind, meanings] = kindAndMeanings(read(text, wanted))
  const wrong: string[] = []
  const check = (what: string, is: unknown, should: unknown) => {
    if (String(is) !== String(should)) wrong.push(`${what} is ${is}, not ${should}`)
  }
  const wantedKind = (['exact', 'likely', 'which'] as const).find(each => wanted[each]) ?? 'nothing'
  check('kind', kind, wantedKind)
  const [first] = meanings
  const wantedVerbs = wantedKind === 'nothing' ? [] : (wanted[wantedKind]?.split('|') ?? [])
  if (first && !wantedVerbs.includes(first.verb)) wrong.push(`verb is ${first.verb}, not ${wantedVerbs}`)
  for (const part of ['ref', 'note', 'due', 'agency', 'person', 'group', 'brag'] as const) {
    if (wanted[part] !== undefined) check(part, first?.[part] ?? null, wanted[part])
  }
  if (wanted.refs)
    check(
      'refs',
      meanings.map(meaning => meaning.ref),
      wanted.refs,
    )
  if (wanted.verbs)
    check(
      'verbs',
      meanings.map(meaning => meaning.verb),
      wanted.verbs,
    )
  if (wanted.also)
    check(
      'also',
      meanings.slice(1).some(({ verb }) => verb === wanted.also),
      true,
    )
  return wrong
}

/** The share of the rows that are read right, with each that is not, in the output. */
function shareRight(name: string, rows: readonly Row[]): number {
  const failed = rows.map(row => [row[0], wrongs(row)] as const).filter(([, wrong]) => wrong.length > 0)
  const right = rows.length - failed.length
  console.log(
    `${name} read right: ${right} of ${rows.length} (${Math.round((1000 * right) / rows.length) / 10} %)`,
  )
  for (const [text, wrong] of failed) console.log(`  read wrong: ${text}: ${wrong.join('; ')}`)
  return right / rows.length
}

describe('sentences about actions', () => {
  const made = [...sentences, ...doubted, ...found]

  it('are real-looking, many, and different', () => {
    const all = [...made, ...heldOut]
    expect(made.length).to.be.at.least(170)
    expect(heldOut.length).to.be.at.least(60)
    const keys = all.map(([text, { has }]) => `${has} ${text}`)
    expect(new Set(keys).size).to.equal(keys.length)
  })

  it(`are read right in ${least * 100} of 100`, () => {
    expect(shareRight('sentences', made)).to.be.at.least(least)
  })

  it('are read right in most cases where the reader was not made with them', () => {
    expect(shareRight('held-out sentences', heldOut)).to.be.at.least(0.7)
  })

  for (const row of found) {
    it(`that were seen misread are not again: "${row[0]}"${row[1].has === undefined ? '' : ` of ${row[1].has}`}`, () => {
      expect(wrongs(row)).to.deep.equal([])
    })
  }

  it('close nothing at once where they deny or doubt, held out or not', () => {
    const doubting = [...made, ...heldOut].filter(([, { mustNot }]) => mustNot)
    const closed = doubting.filter(([text, wanted]) => {
      const [kind, [first]] = kindAndMeanings(read(text, wanted))
      return kind === 'exact' && first && grave.includes(first.verb)
    })
    expect(closed).to.deep.equal([])
  })

  for (const [text, wanted] of made.filter(([, { mustNot }]) => mustNot)) {
    it(`never closes anything on "${text}"`, () => {
      const [, meanings] = kindAndMeanings(read(text, wanted))
      expect(meanings.filter(({ verb }) => grave.includes(verb))).to.deep.equal([])
    })
  }
})

describe('a day in a sentence', () => {
  const table: [today: string, words: string, due: string | null, why: string][] = [
    ['2026-11-23', 'extend to 23/11 please', '2026-11-23', 'today is today'],
    ['2026-11-30', 'push to the end of the month', '2026-11-30', 'today is its last day'],
    ['2026-12-31', 'extend until end of Dec please', '2026-12-31', 'today is its last day'],
    ['2026-11-27', 'extend to the end of the week please', '2026-11-27', 'today is its Friday'],
    ['2026-11-27', 'push to Friday please', '2026-12-04', 'a bare weekday is the next of its name'],
    ['2026-11-24', 'due date should be Monday week', '2026-12-07', 'the Monday after the coming one'],
    ['2026-11-24', 'needs until a week on Monday', '2026-12-07', 'the Monday after the coming one'],
    ['2026-11-23', 'needs until a week on Monday', null, 'said on a Monday: nobody can tell which'],
    ['2026-11-24', 'moved to 12 Jan or 19 Jan', '2027-01-12', 'the one that is moved to'],
    ['2026-11-24', 'extend to 12 Jan, or to 19 Jan', null, 'two are asked for'],
  ]
  for (const [today, words, due, why] of table) {
    it(`“${words}” on ${today} is ${due ?? 'not read'}: ${why}`, () => {
      const [, [first]] = kindAndMeanings(readSentence(`QIO-26-014 ${words}`, { ...known, today }))
      expect(first?.verb).to.equal('extend')
      expect(first?.due ?? null).to.equal(due)
    })
  }
})

/** Sentences that are hard on a reader: pieces of real ones and of none, in any order. */
const pieces = [
  'QIO-26-014',
  'qio-26-099',
  '14',
  '#7',
  'done',
  'not',
  'extend to',
  'next Friday',
  '12/01',
  'undo',
  'RR-26-003',
]
const more = [
  ',',
  ':',
  '?',
  '…',
  '’',
  '\n',
  'waiting on',
  'the ICB',
  'Tom Reed',
  'SCR',
  'blocked by',
  'İ',
  '§',
  '2 weeks',
  'agreed',
]
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 30 }).map(words => words.join(' ')),
  fc
    .tuple(fc.constantFrom('QIO-26-014 ', ' scr-26-007: '), fc.string({ maxLength: 60 }))
    .map(parts => parts.join('')),
)

describe('any text at all', () => {
  it('is read without an error, and never as more than may be said', () => {
    const steps: readonly string[] = [...verbs, 'show', 'undo']
    fc.assert(
      fc.property(anyText, text => {
        const [kind, meanings] = kindAndMeanings(readSentence(text, known))
        expect(meanings.length > 0).to.equal(kind !== 'nothing')
        expect(meanings.length).to.be.at.most(kind === 'which' ? 5 : 3)
        expect(new Set(meanings.map(each => JSON.stringify(each))).size).to.equal(meanings.length)
        for (const { verb } of meanings) expect(steps).to.include(verb)
      }),
      { numRuns: 2000 },
    )
  })

  it('names no ref but those in the text and the reader’s own', () => {
    const own = mine.map(action => action.ref)
    fc.assert(
      fc.property(anyText, text => {
        const said = text.replace(/[‐‑‒–—]/g, '-').toUpperCase()
        const [, meanings] = kindAndMeanings(readSentence(text, known))
        for (const { ref } of meanings) {
          const [code = '', , serial] = ref.split('-')
          const inShort = said.includes(code) && said.includes(String(Number(serial)))
          expect(own.includes(ref) || inShort, ref).to.equal(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('is exact only where it starts with a full ref', () => {
    fc.assert(
      fc.property(anyText, text => {
        const reading = readSentence(text, known)
        if ('exact' in reading) expect(text.trim().toUpperCase().startsWith(reading.exact.ref)).to.equal(true)
      }),
      { numRuns: 2000 },
    )
  })

  const long = (piece: string) => piece.repeat(4000).slice(0, 4000)
  const units = [
    'a',
    ' ',
    '\n',
    '14 ',
    '§',
    '?',
    '.',
    "'",
    'done ',
    'not done ',
    'to ',
    '1/',
    '0',
    'QIO-26-',
    'QIO-26-014 ',
    '-',
  ]
  const phrases = [
    'waiting on the ',
    'give it to Sarah ',
    'in 2 weeks ',
    'end of jan ',
    'is ',
    '14, ',
    'a-1',
    'need from ',
    '1 of 2 ',
  ]
  for (const piece of [...units, ...phrases]) {
    it(`is read at once when it is "${piece.trim()}" over 4,000 characters`, () => {
      for (const start of [
        '',
        'QIO-26-014 ',
        'QIO-26-014 done ',
        'QIO-26-014 extend to ',
        'QIO-26-014 reassign to ',
      ]) {
        const from = process.cpuUsage()
        readSentence(start + long(piece), known)
        const { user, system } = process.cpuUsage(from)
        expect((user + system) / 1000, 'milliseconds of its own').to.be.below(200)
      }
    })
  }
})
