import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { readPartnershipFile } from '../../src/partnership/read-partnership-file.ts'
import type { LogFields } from '../../src/ports/log.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import type { Card } from '../support/fake-connector.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'
import { temporaryFile } from '../support/temporary-store.ts'

const ref = 'QIO-18-001'
const note = `note-${ref}`
/** Published test numbers; nobody's. */
const nhs = '943 476 5919'
const secret = /943 ?476 ?5919|B33 ?8TH|９４３/

describe('what may not be kept', () => {
  let app: RunningApp
  let file: string
  let manager: Member
  let owner: Member
  let logged: string[]

  beforeEach(async () => {
    file = temporaryFile()
    logged = []
    const write = (event: string, fields: LogFields = {}) => void logged.push(JSON.stringify([event, fields]))
    app = await runApp({
      store: openSqliteStore(file),
      file: birminghamToWorkWith(),
      now: '2018-10-01T08:00:00.000Z',
      log: { info: write, warn: write, error: write },
    })
    manager = app.member('business-manager')
    owner = app.member('yos-performance')
    for (const one of [manager, owner]) await one.type('hello')
    await manager.type('new action QIO: Publish the toolkit; owner: yos-performance; due: 12 Oct')
    await app.app.sweep()
  })
  afterEach(async () => {
    await app.app.sweep()
    await app.stop()
    expect(secret.test(bytesBeside(file)), 'nothing of it is in the store').to.equal(false)
    expect(logged.join('\n'), 'nor in the log').not.to.match(secret)
    expect(JSON.stringify(app.connector.posted), 'nor in anything sent').not.to.match(secret)
  })

  const version = async () =>
    (await app.store.find({ partnership: 'bscb', type: 'action', limit: 5 })).docs.map(({ etag }) => etag)
  const words = ({ text, card }: { text?: string; card?: Card }) => `${text ?? ''} ${wordsOn(card)}`

  for (const said of [
    `new action QIO: Visit child ${nhs}; owner: yos-performance; due: 12 Nov`,
    `${ref} done, see ${nhs}`,
    `${ref} extend to 1 Nov because the family moved to B33 8TH`,
    `I have finished ${ref}, her number is ９４３-４７６-５９１９`,
    `add to agenda QIO The case of ${nhs}`,
    `RR-18-001 ${nhs}`,
    `my actoins ${nhs}`,
    `${ref} update rang 943 **476** 5919`,
    `${ref} update went to B33 **8TH**`,
  ])
    it(`typed as “${said.replace(/\d{3}\W+\d{3}\W+\d{4}|B33 \W*8TH/, '…')}” is named by its kind and changes nothing`, async () => {
      const before = await version()
      const answer = words(await owner.type(said))
      expect(answer)
        .to.match(/NHS number|postcode/)
        .and.to.contain('RR-26-003')
      expect(answer).not.to.match(secret)
      expect(await version()).to.deep.equal(before)
    })

  it('typed in a channel is not answered with it either', async () => {
    const answer = await manager.typeIn('19:qio@thread.tacv2', `add to agenda QIO child at B33 8TH`)
    expect(answer.text).to.contain('a postcode').and.not.to.match(secret)
  })

  it('in a form, the form comes back with all else, and says what was taken out', async () => {
    const { card } = await manager.type('new action')
    const filled = {
      group: 'qio',
      what: `Call ${nhs}`,
      owner: 'ad-cyp',
      due: '2018-11-05',
      source: 'Meeting 4',
    }
    const again = await manager.press(card, 'Record it', filled)
    expect(words(again)).to.contain('an NHS number').and.to.contain('Not recorded yet')
    expect(words(again)).to.contain('What you filled in is below, but for what was taken out.')
    expect(words(again)).to.contain('[taken out] stands in its place.').and.not.to.contain('kept below')
    expect(inputsOf(again.card)).to.deep.include({ ...filled, what: 'Call [taken out]' })
    const recorded = await manager.press(again.card, 'Record it', { what: 'Call the school' })
    expect(words(recorded)).to.contain('QIO-18-002 is recorded')
  })

  it('in a page of writing, the page comes back, and in marks and letters of every kind no more is lost', async () => {
    const { card } = await manager.type('new bulletin')
    const page = 'Ask: “who is at **home**?” – and who is not. '.repeat(60)
    const text = `${page}See ９４３-４７６-５９１９ and born 12/3/2015. ${page}`
    const filled = { title: 'T', source: 'an audit', text, links: 'https://example.org/943%20476%205919' }
    const again = await manager.press(card, 'Keep the draft', filled)
    const left = { text: `${page}See [taken out] and born [taken out]. ${page}`, links: '' }
    expect(inputsOf(again.card)).to.include(left)
    expect(words(again)).to.contain('stands in its place, or its whole field is empty.')
  })

  it('in more than a form can show, the line says what to do, and speaks of no form', async () => {
    const { card } = await manager.type('new bulletin')
    const again = await manager.press(card, 'Keep the draft', {
      title: 'T',
      text: `${'word '.repeat(2800)}${nhs}`,
    })
    expect(again.text)
      .to.contain('an NHS number')
      .and.to.contain('write it again')
      .and.not.to.contain('taken out')
  })

  it('without the letters being told apart, the field is emptied', async () => {
    const { card } = await manager.type('new bulletin')
    const again = await manager.press(card, 'Keep the draft', {
      title: 'T',
      text: `\u1100\u1161 rang ${nhs}`,
    })
    expect(inputsOf(again.card)).to.include({ text: '', title: 'T' })
  })

  it('in one field among others, nothing of the form is taken', async () => {
    const { card } = await manager.type('new action')
    const filled = {
      group: 'qio',
      what: 'Call the school',
      owner: 'ad-cyp',
      due: '2018-11-05',
      source: 'B33 8TH',
    }
    const again = await manager.press(card, 'Record it', filled)
    expect(inputsOf(again.card)).to.deep.include({ ...filled, source: '' })
    expect(words(again)).to.contain('It was taken out below: its whole field is empty.')
    expect(words(await manager.type('QIO-18-002'))).to.contain('No action with that ref')
  })

  it('in bold in a bulletin, it is found as its readers would see it', async () => {
    const { card } = await manager.type('new bulletin')
    const text = 'Her record 943 **476** 5919 was not looked at.'
    const again = await manager.press(card, 'Keep the draft', { title: 'T', source: 'an audit', text })
    expect(words(again)).to.contain('an NHS number').and.not.to.match(/5919/)
    expect(inputsOf(again.card)).to.include({ text: 'Her record [taken out] was not looked at.', title: 'T' })
    expect(words(await manager.type('LB-18-001'))).to.contain('There is no bulletin')
  })

  it('in a step’s form, the date stays and the words go', async () => {
    const form = await owner.press((await owner.type(ref)).card, 'Ask for another date')
    const again = await owner.press(form.card, 'Ask for another date', {
      date: '2018-11-01',
      [note]: `for ${nhs}`,
    })
    expect(words(again)).to.contain('an NHS number')
    expect(inputsOf(again.card)).to.deep.include({ date: '2018-11-01', [note]: 'for [taken out]' })
  })

  it('in the words on a card, pressed by Execute, by Submit, or said by a button', async () => {
    const before = await version()
    const { card } = await owner.type(ref)
    expect(words(await owner.press(card, 'Save update', { [note]: `rang ${nhs}` }))).to.contain(
      'an NHS number',
    )
    const posted = app.connector.in(owner.personal).findLast(one => one.card)!
    await owner.pressSubmit(posted, 'Save update', { [note]: `rang ${nhs}` })
    const say = { action: { type: 'Action.Execute', verb: 'turn.say', data: { text: `${ref} done ${nhs}` } } }
    const said = await owner.invoke(owner.frame({ type: 'invoke', name: 'adaptiveCard/action', value: say }))
    expect(words(said)).to.contain('an NHS number')
    expect(await version()).to.deep.equal(before)
  })

  it('repeated by Teams gets the same answer, and still nothing is kept of it', async () => {
    const activity = owner.frame({ type: 'message', text: `${ref} done ${nhs}` })
    await owner.post(activity)
    await owner.post(activity)
    expect(
      app.connector
        .in(owner.personal)
        .slice(-2)
        .map(one => one.text),
    ).to.satisfy((texts: string[]) => texts[0] === texts[1] && /NHS number/.test(texts[0] ?? ''))
  })

  it('in a link or the name of a file', async () => {
    const form = await owner.press((await owner.type(ref)).card, 'Add details')
    const evidence = 'https://example.org/943%20476%205919.docx'
    expect(words(await owner.press(form.card, 'Add details', { evidence }))).to.contain('an NHS number')
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const attachments = [
      { contentType, name: '943_476_5919.csv', content: { downloadUrl: 'http://127.0.0.1:9/x' } },
    ]
    expect(words(await manager.type('import QIO', { attachments }))).to.contain('an NHS number')
  })

  it('searched for, or in a message of which an action is made: the form opens without it', async () => {
    const found = await owner.extension('query', {
      commandId: 'searchActions',
      parameters: [{ name: 'search', value: nhs }],
    })
    expect(JSON.stringify(found)).to.contain('an NHS number').and.not.to.match(secret)
    const made = JSON.stringify(
      await manager.extension('fetchTask', {
        commandId: 'createAction',
        messagePayload: { body: { content: `<p>Please see 943&nbsp;476&nbsp;5919</p>` } },
      }),
    )
    expect(made).to.contain('an NHS number').and.to.contain('What was agreed').and.not.to.match(secret)
    expect(made).to.contain('Please see [taken out]')
  })

  it('a date that something is due by is no date of birth', async () => {
    expect(
      words(await manager.type('new action QIO: Visit all babies born early; owner: ad-cyp; due: 12 Nov')),
    ).to.contain('is recorded')
  })

  it('what may be a name passes, with a word on what to do if it is one', async () => {
    const answer = await owner.type(`${ref} update spoke to the mother Sarah today`)
    expect(words(answer))
      .to.contain('you updated it')
      .and.to.contain('may hold the name of a child or a relative')
    expect(words(await owner.type(ref))).not.to.contain('may hold')
  })

  it('the name of somebody in the partnership needs no warning', async () => {
    const file = birminghamToWorkWith()
    const people = file.people.map(who => (who.id === 'ad-cyp' ? { ...who, name: 'Sarah Field' } : who))
    const { importPartnership } = await import('../../src/partnership/import-partnership.ts')
    await importPartnership(app.store, { ...file, people }, app.clock.now())
    expect(words(await owner.type(`${ref} update I will ask sister Sarah`))).not.to.contain('may hold')
  })

  it('in the partnership file is a fault with its line, which does not say it again', () => {
    const yaml = readFileSync(new URL('../data/bscb-2018-19.partnership.yaml', import.meta.url), 'utf8')
    const reading = readPartnershipFile(
      yaml.replace('Quality, Impact and Outcomes Sub-Group', `Group of ${nhs}`),
    )
    const faults = 'faults' in reading ? reading.faults : []
    expect(faults).to.have.length(1)
    expect(faults[0]?.problem).to.contain('an NHS number')
    expect(faults[0]?.path).to.match(/^groups\[\d\]\.name$/)
    expect(faults[0]?.line).to.be.above(50)
    expect(JSON.stringify(faults)).not.to.match(secret)
    const asKey = readPartnershipFile(`${yaml}\n"${nhs}": 1\n`)
    expect(JSON.stringify(asKey)).to.contain('an NHS number').and.not.to.match(secret)
    const asAgency = readPartnershipFile(yaml.replace('agency: wmp', `agency: "${nhs}"`))
    expect(JSON.stringify(asAgency)).to.contain('an NHS number').and.not.to.match(secret)
  })
})

function bytesBeside(file: string): string {
  const folder = dirname(file)
  return readdirSync(folder)
    .map(name => readFileSync(join(folder, name)).toString('utf8'))
    .join('\n')
}

function inputsOf(node: unknown): Record<string, unknown> {
  if (Array.isArray(node)) return Object.assign({}, ...node.map(inputsOf))
  if (typeof node !== 'object' || node === null) return {}
  const { type, id, value } = node as Record<string, unknown>
  if (/^Input\./.test(String(type))) return { [String(id)]: value ?? '' }
  return Object.assign(
    {},
    ...Object.entries(node).map(([key, one]) => (key === 'fallback' ? {} : inputsOf(one))),
  )
}
