import { expect } from 'chai'
import fc from 'fast-check'
import { type Meaning, type Reading, readSentence, sentenceVerbs } from '../../src/actions/read-sentence.ts'
import { known, mine, type Row, sentences } from './sentences.ts'

const least = 0.95
const grave = ['done', 'agree', 'not-pursue']

function read(text: string, has: 0 | 1 | undefined): Reading {
  return readSentence(text, has === undefined ? known : { ...known, mine: mine.slice(0, has) })
}

function kindAndMeanings(reading: Reading): [kind: string, meanings: Meaning[]] {
  if ('exact' in reading) return ['exact', [reading.exact]]
  if ('likely' in reading) return ['likely', reading.likely]
  return 'whichOf' in reading ? ['which', reading.whichOf] : ['nothing', []]
}

/** What is wrong with the reading of a sentence; empty when nothing is. */
function wrongs([text, wanted]: Row): string[] {
  const [kind, meanings] = kindAndMeanings(read(text, wanted.has))
  const wrong: string[] = []
  const check = (what: string, is: unknown, should: unknown) => {
    if (String(is) !== String(should)) wrong.push(`${what} is ${is}, not ${should}`)
  }
  const wantedKind = (['exact', 'likely', 'which'] as const).find(each => wanted[each]) ?? 'nothing'
  check('kind', kind, wantedKind)
  const [first] = meanings
  const verbs = wantedKind === 'nothing' ? [] : (wanted[wantedKind]?.split('|') ?? [])
  if (first && !verbs.includes(first.verb)) wrong.push(`verb is ${first.verb}, not ${verbs}`)
  for (const part of ['ref', 'note', 'due', 'agency', 'person', 'group'] as const) {
    if (wanted[part] !== undefined) check(part, first?.[part], wanted[part])
  }
  if (wanted.refs)
    check(
      'refs',
      meanings.map(meaning => meaning.ref),
      wanted.refs,
    )
  if (wanted.also)
    check(
      'also',
      meanings.slice(1).some(({ verb }) => verb === wanted.also),
      true,
    )
  return wrong
}

describe('sentences about actions', () => {
  it('are real-looking, many, and different', () => {
    expect(sentences.length).to.be.at.least(170)
    const keys = sentences.map(([text, { has }]) => `${has} ${text}`)
    expect(new Set(keys).size).to.equal(keys.length)
  })

  it(`are read right in ${least * 100} of 100`, () => {
    const failed = sentences
      .map(row => [row[0], wrongs(row)] as const)
      .filter(([, wrong]) => wrong.length > 0)
    const right = sentences.length - failed.length
    const share = Math.round((1000 * right) / sentences.length) / 10
    console.log(`sentences read right: ${right} of ${sentences.length} (${share} %)`)
    for (const [text, wrong] of failed) console.log(`  read wrong: ${text}: ${wrong.join('; ')}`)
    expect(right / sentences.length).to.be.at.least(least)
  })

  for (const [text, wanted] of sentences.filter(([, { mustNot }]) => mustNot)) {
    it(`never closes anything on "${text}"`, () => {
      const [, meanings] = kindAndMeanings(read(text, wanted.has))
      expect(meanings.filter(({ verb }) => grave.includes(verb))).to.deep.equal([])
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
    const verbs: readonly string[] = sentenceVerbs
    fc.assert(
      fc.property(anyText, text => {
        const [kind, meanings] = kindAndMeanings(readSentence(text, known))
        expect(meanings.length > 0).to.equal(kind !== 'nothing')
        expect(meanings.length).to.be.at.most(kind === 'which' ? 5 : 3)
        expect(new Set(meanings.map(each => JSON.stringify(each))).size).to.equal(meanings.length)
        for (const { verb } of meanings) expect(verbs).to.include(verb)
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
        for (const { ref } of meanings) expect(own.includes(ref) || said.includes(ref), ref).to.equal(true)
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
        const from = performance.now()
        readSentence(start + long(piece), known)
        expect(performance.now() - from).to.be.below(200)
      }
    })
  }
})
