import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'chai'
import { readPartnershipFile } from '../../src/partnership/read-partnership-file.ts'
import { partnershipCommand } from '../../src/partnership-cli.ts'
import { birmingham } from '../support/birmingham.ts'
import { temporaryFile } from '../support/temporary-store.ts'

const path = new URL('../data/bscb-2018-19.partnership.yaml', import.meta.url)
const text = readFileSync(path, 'utf8')

function faultsOf(changed: string): string[] {
  const reading = readPartnershipFile(changed)
  return 'faults' in reading
    ? reading.faults.map(({ line, path, problem }) => `${line} ${path} ${problem}`)
    : []
}

const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

describe('a partnership file', () => {
  it('reads the real arrangements of 2018/19, not-stated and month-only dates and all', () => {
    const file = birmingham()
    expect(file.agencies).to.have.length(12)
    expect(file.groups.find(group => group.id === 'early-help')?.reportsTo).to.deep.equal([
      'executive',
      'bcp',
    ])
    expect(file.groups.find(group => group.id === 'qio')?.chairs?.[0]).to.deep.equal({
      person: 'independent-chair',
      role: 'chair',
      to: '2019-01',
    })
  })

  const table: [string, [from: string, to: string], [part: string, fault: string]][] = [
    [
      'a misspelt key',
      ['    kind: executive', '    knid: executive'],
      ['    kind: executive', 'groups[0].knid is not a word this format knows'],
    ],
    [
      'a missing name',
      ['name: West Midlands Police,', ''],
      ['{ id: wmp,', 'agencies[1].name is missing. Write text here'],
    ],
    [
      'an agency nobody listed',
      ['agency: bsol-ccg, vacant', 'agency: bsol, vacant'],
      ['chief-nurse-bsol', 'agency names no agency of this file (bsol)'],
    ],
    [
      'a chair who is not in people',
      ['person: director-of-practice, role: chair', 'person: dop, role: chair'],
      ['person: director-of-practice, role', 'person names nobody in people (dop)'],
    ],
    [
      'an American date',
      ['to: 2019-03-31', 'to: 3/31/2019'],
      ['to: 2019-03-31', 'is not a date. Write a day (2019-03-31)'],
    ],
    [
      'a reporting line to nowhere',
      ['reportsTo: [ executive, bcp ]', 'reportsTo: [ executive, nowhere ]'],
      ['reportsTo: [ executive, bcp ]', 'names no group of this file (nowhere)'],
    ],
    [
      'a group that reports to itself',
      ['reportsTo: [ executive, bcp ]', 'reportsTo: [ early-help ]'],
      ['reportsTo: [ executive, bcp ]', 'reports to itself'],
    ],
    [
      'an id used twice',
      ['id: programme-manager', 'id: business-manager'],
      ['id: programme-manager', 'is used twice (business-manager)'],
    ],
    [
      'half an account',
      ['title: Business Manager, ', 'title: Business Manager, entraId: x, '],
      ['id: business-manager', 'entraId and tenant belong together'],
    ],
    [
      'holidays of another country',
      ['holidays: england', 'holidays: scotland'],
      ['holidays: england', 'must be england'],
    ],
    [
      'a role that does not exist',
      ['role: vice-chair }', 'role: vice }'],
      ['role: vice-chair }', 'should be one of: chair, co-chair, vice-chair'],
    ],
    [
      'a term that ends before it begins',
      ['role: chair,    from: 2019-01 }', 'role: chair,    from: 2019-01, to: 2018-11 }'],
      ['from: 2019-01, to: 2018-11', 'is before its from'],
    ],
    [
      'a member for a time whom nobody knows',
      ['  - id: scr\n', '  - id: scr\n    members: [{ person: nobody-known, from: 2019-01 }]\n'],
      ['nobody-known', 'names nobody in people (nobody-known)'],
    ],
    [
      'an observer whose time ends before it begins',
      ['  - id: scr\n', '  - id: scr\n    observers: [{ person: dcs, from: 2019-01, to: 2018-01 }]\n'],
      ['observers: [{ person: dcs', 'is before its from'],
    ],
    [
      'a member that is neither an id nor a person with dates',
      ['  - id: scr\n', '  - id: scr\n    members: [{ who: dcs }]\n'],
      ['members: [{ who', 'is nobody’s id, nor a person with dates'],
    ],
    [
      'a meeting day of no month',
      ['meets: { every: month, themes', 'meets: { on: first monday, themes'],
      ['meets: { on: first monday', 'needs every and startsOn too'],
    ],
    [
      'an id that gives no code',
      ['  - id: scr\n', '  - id: serious-case-reviews-sub-group\n'],
      ['  - id: serious-case', 'gives no code for its refs'],
    ],
    [
      'a code that is another group’s id',
      ['  - id: scr\n', '  - id: scr\n    code: QIO\n'],
      ['    code: QIO', 'gives the code QIO, which is qio’s'],
    ],
    [
      'a closure beyond the known holidays',
      ['extraClosures: []', 'extraClosures: [2031-12-24]'],
      ['extraClosures: []', 'beyond the years whose bank holidays are known'],
    ],
  ]
  for (const [what, [from, to], [part, fault]] of table) {
    it(`with ${what} is refused with the line, the path and what to write`, () => {
      expect(text, 'the test changes something').to.contain(from)
      const faults = faultsOf(text.replace(from, to))
      const found = faults.find(one => one.includes(fault))
      const changed = text.replace(from, to)
      const line = (text.includes(part) ? text : changed).split(part)[0]?.split('\n').length
      expect(found, faults.join('\n')).to.match(new RegExp(`^${line} `))
    })
  }

  it('has what it only refers to, or says twice, looked up too: nothing of it would fail before it is needed', () => {
    const small = [
      'partnership:',
      '  { id: p, timeZone: Europe/London, holidays: england, extraClosures: [], businessManager: nobody,',
      '    reportingYear: { startsOn: 99-99 },',
      '    names: [{ name: A, short: A, to: 2019-03-31 }, { name: B, short: B, from: 2018-01-01 }] }',
      'agencies: [{ id: a, name: A, kind: statutory-partner }]',
      'people: [{ id: p, title: P, agency: 123, deputy: p }, { id: q, title: "", agency: a, entraId: 5 }]',
      'groups: [{ id: exec, name: E, kind: executive, meets: { dates: [2027-01-04, 2027-01-04, 2027-13-01] } }]',
      'bulletins: { authors: [{ person: ghost, mayReach: { agencies: [zz], groups: [gg] } }] }',
    ]
    expect(faultsOf(small.join('\n'))).to.deep.equal([
      '2 partnership.businessManager names nobody in people (nobody). Add the person, or correct the id',
      '3 partnership.reportingYear.startsOn is not a day of the year. Write it as 04-01',
      '4 partnership.names[1] is borne at the same time as A. Let one end before the other begins',
      '6 people[0].agency is not the id of an agency. Write one that stands under agencies, or not-stated',
      '6 people[1].title is empty. Write something here',
      '6 people[1].entraId should be text. Put it in quotes',
      '6 people[0].deputy is the person themselves. Name somebody else, or leave the line out',
      '7 groups[0].meets.dates[2] is not a day. Write it as 2019-03-31',
      '7 groups[0].meets.dates[1] is there twice (2027-01-04). Remove one of the two',
      '8 bulletins.authors[0].person names nobody in people (ghost). Add the person, or correct the id',
      '8 bulletins.authors[0].mayReach.agencies[0] names none of the agencies of this file (zz). Add it, or correct the id',
      '8 bulletins.authors[0].mayReach.groups[0] names none of the groups of this file (gg). Add it, or correct the id',
    ])
  })

  it('gives leads and deputies as an id, with dates, or one after the other, and has each of them looked up', () => {
    const file = (lead: string, deputy: string) =>
      [
        'partnership: { id: p, timeZone: Europe/London, holidays: england, extraClosures: [], names: [{ name: A, short: A }] }',
        `agencies: [{ id: a, name: A, kind: statutory-partner, lead: ${lead} }]`,
        `people: [{ id: p, title: P, agency: a, deputy: ${deputy} }, { id: q, title: Q, agency: a }]`,
        'groups: [{ id: exec, name: E, kind: executive }]',
      ].join('\n')
    const two = '[{ person: p, to: 2019-03 }, { person: q, from: 2019-04 }]'
    expect(faultsOf(file(two, '{ person: q, to: 2019-03-31 }'))).to.deep.equal([])
    expect(faultsOf(file('[{ person: p }, { person: x }]', '{ person: p }'))).to.deep.equal([
      '2 agencies[0].lead names nobody in people (x). Add the person, or correct the id',
      '3 people[0].deputy is the person themselves. Name somebody else, or leave the line out',
    ])
    expect(faultsOf(file('{ person: p, from: 2019-05, to: 2019-04 }', 'q')).join()).to.contain(
      'agencies[0].lead.to is before its from',
    )
    expect(faultsOf(file('{ person: p, until: 2019 }', 'q')).join()).to.contain('agencies[0].lead.until')
    expect(faultsOf(file('5', 'q')).join()).to.contain('is nobody’s id, nor people with dates')
  })

  it('with a key that is repeated has its other faults listed too', () => {
    const faults = faultsOf('partnership:\n  id: x\n  id: y\nagencies: []\npeople: 5')
    expect(faults).to.include('3 (file) has a key that stands in this section already. Keep one of the two')
    expect(faults.join()).to.contain('agencies is an empty list').and.to.contain('people should be a list')
  })

  it('that holds nothing of the kind says what to begin with', () => {
    for (const nothing of ['', 'just words', '- a'])
      expect(faultsOf(nothing).join(), nothing).to.match(/^1 \(file\) holds no arrangements\. Begin with/)
  })

  it('that is no YAML says on which line, and what to write', () => {
    expect(faultsOf('partnership:\n\tid: x').join()).to.contain(
      '2 (file) is indented with a tab. Write spaces',
    )
    expect(faultsOf('a: 1\n---\nb: 2').join()).to.contain('Remove the line with ---')
    expect(faultsOf('agencies: [').join()).to.contain('Close the bracket')
  })

  it('has every fault listed at once, in the order of the file', () => {
    const faults = faultsOf(
      text
        .replace('holidays: england', 'holidays: wales')
        .replace('kind: executive', 'kind: exec')
        .replace('reportsTo: [ executive, bcp ]', 'reportsTo: [ executive, nowhere ]')
        .replace('kind: forum', 'kind: fourm'),
    )
    expect(faults).to.have.length(4)
    expect(faults.map(fault => Number(fault.split(' ')[0]))).to.deep.equal([
      lineOf('holidays:'),
      lineOf('kind: executive'),
      lineOf('reportsTo: [ executive, bcp ]'),
      lineOf('kind: forum'),
    ])
  })

  for (const [what, hostile] of [
    ['that is not YAML', 'people: [unclosed'],
    ['that is empty', ''],
    ['that is a list', '- 1\n- 2'],
    [
      'with aliases that would blow up',
      `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: [*a,*a]`).join('\n')}`,
    ],
  ] as const) {
    it(`${what} is refused without a crash`, () => expect(faultsOf(hostile)).not.to.deep.equal([]))
  }
})

describe('npm run partnership', () => {
  const said = async (...args: string[]) => {
    const lines: string[] = []
    return { code: await partnershipCommand(args, line => lines.push(line)), words: lines.join('\n') }
  }

  it('checks a file and says what is still missing for people to be recognised', async () => {
    const { code, words } = await said('check', path.pathname)
    expect(code).to.equal(0)
    expect(words).to.contain('15 people').and.to.contain('14 people have no entraId')
    expect(words, 'a seat that nobody has held yet ends on no day').to.match(
      /A chair’s seat is empty in .*health-forum|A chair’s seat is empty in .*early-help/,
    )
  })

  it('warns of what is held by somebody who leaves before it ends: it is vacant from then on', async () => {
    const text = readFileSync(path, 'utf8')
    const line = /( {2}- \{ id: chief-nurse-bwc, .*agency: bwc) \}/
    expect(text).to.match(line)
    const changed = temporaryFile('partnership.yaml')
    writeFileSync(changed, text.replace(line, '$1, to: 2018-05 }'))
    const { code, words } = await said('check', changed)
    expect(code, 'no fault').to.equal(0)
    expect(words)
      .to.match(/yaml:78 {2}groups\[\d+\]\.chairs\[0\]\.person names somebody who leaves on 2018-05-31/)
      .and.to.contain('the seat is vacant from then on. Write who follows')
    expect((await said('check', path.pathname)).words, 'and of nothing else').not.to.contain('names somebody')
  })

  it('warns where nobody could decide on a challenge: seats of the Executive and leads of partners are empty', async () => {
    const text = readFileSync(path, 'utf8')
    const seats = / {4}chairs: \[ \{ person: independent-chair.*\n/
    expect(text).to.match(seats)
    const changed = temporaryFile('partnership.yaml')
    writeFileSync(changed, text.replace(seats, ''))
    const { code, words } = await said('check', changed)
    expect(code, 'no fault').to.equal(0)
    expect(words).to.contain('Nobody decides on challenges')
    expect((await said('check', path.pathname)).words).not.to.contain('Nobody decides')
  })

  it('says at an import too in which groups a chair’s seat is empty: whoever brings a file in may not have checked it', async () => {
    const { STORE } = process.env
    process.env['STORE'] = `sqlite:${temporaryFile('convenor.db')}`
    try {
      const { code, words } = await said('import', path.pathname)
      expect(code).to.equal(0)
      expect(words).to.match(/Imported 1\d people[\s\S]*A chair’s seat is empty in .*health-forum/)
    } finally {
      if (STORE === undefined) delete process.env['STORE']
      else process.env['STORE'] = STORE
    }
  })

  it('says how it is used, with an exit code that is not 0', async () => {
    expect((await said()).code).to.equal(2)
    expect((await said('delete', 'x')).words).to.contain('check <file>')
  })

  it('says that a file cannot be read, and imports nothing', async () => {
    const { code, words } = await said('import', '/nowhere/file.yaml')
    expect(code).to.equal(1)
    expect(words).to.contain('/nowhere/file.yaml').and.to.contain('Nothing was imported')
  })
})
