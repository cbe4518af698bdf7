import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { startDrive } from '../support/drive.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const csv = (rows: string[]) =>
  Buffer.from(['Ref,Action agreed,By whom,By when,Status,Update', ...rows].join('\n'))

const logHeadings = [
  ...['Ref', 'Action', 'Owner', 'Agency', 'Due date', 'Status', 'Source', 'BRAG', 'Why', 'Due date revised'],
  ...['Priority', 'Blocked by', 'Evidence', 'Impact on children', 'Marking', 'Recorded', 'Closed'],
  'What has happened',
]

/** The three actions of `good` on 20 November, written out by hand: the first was agreed on 1 October, and added to since. */
const exported = [
  [
    ...[
      'QIO-18-001',
      'Publish the toolkit',
      'Performance and Development Manager',
      'Youth Offending Service',
    ],
    ...['2018-11-12', 'Complete', '', 'Blue', 'complete', '', '', '', '', 'families read it', 'OFFICIAL'],
    ...['2018-10-01', '2018-10-01'],
    `Mon 1 Oct: Business Manager recorded it (from the log it was kept in, as 1): with the printer
Mon 1 Oct: Performance and Development Manager said it is done: printed
Mon 1 Oct: Independent Chair agreed it is complete
Tue 20 Nov: Performance and Development Manager added details (impact)`,
  ],
  [
    ...['QIO-18-002', '=HYPERLINK(1)', 'Assistant Director, Children and Young People'],
    ...['Birmingham City Council', '2018-12-01', 'In progress', '', 'Green', 'on track'],
    ...['', '', '', '', '', 'OFFICIAL', '2018-10-01', ''],
    'Mon 1 Oct: Business Manager recorded it (from the log it was kept in, as 2)',
  ],
  [
    ...[
      'QIO-18-003',
      'Review the audit',
      'Director of Practice',
      "Birmingham Children's Trust",
      '2018-09-30',
    ],
    ...['Complete', '', 'Blue', 'complete', '', '', '', '', '', 'OFFICIAL', '2018-10-01', ''],
    'Mon 1 Oct: Business Manager recorded it (from the log it was kept in, as 3)',
  ],
]

describe('a log as a file', () => {
  let app: RunningApp
  let drive: Awaited<ReturnType<typeof startDrive>>
  let manager: Member

  beforeEach(async () => {
    drive = await startDrive()
    app = await runApp({ now: '2018-10-01T08:00:00.000Z' })
    manager = app.member('business-manager')
    await manager.type('hello')
  })
  afterEach(async () => {
    await app.stop()
    drive.stop()
  })

  const bring = (rows: string[], name = 'log.csv') => {
    drive.files.set('/log', csv(rows))
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const attachments = [{ contentType, name, content: { downloadUrl: `${drive.url}/log` } }]
    return manager.type('import QIO', { attachments })
  }
  const good = [
    '1,Publish the toolkit,Performance and Development Manager,12/11/2018,Open,with the printer',
    '2,=HYPERLINK(1),ad-cyp,01/12/2018,In progress,',
    '3,Review the audit,Director of Practice,30/09/2018,Complete,',
  ]

  it('is brought in after a preview that names every row’s problems', async () => {
    const { card } = await bring([...good, '4,Talk to schools,Nobody Known,ongoing,,'])
    expect(wordsOn(card))
      .to.contain('3 actions can be recorded. 1 row needs correcting first.')
      .and.to.contain('Row 5')
    expect(wordsOn((await manager.type('log QIO')).card), 'nothing is recorded yet').to.contain(
      'No action is open',
    )
    await manager.press(card, 'Record 3 actions')
    await app.app.sweep()
    expect(wordsOn(manager.latest()?.card)).to.contain('3 actions recorded')
    expect(wordsOn((await manager.type('QIO-18-001')).card))
      .to.contain('Publish the toolkit')
      .and.to.contain('as 1')
      .and.to.contain('with the printer')
    expect(wordsOn((await manager.type('log QIO closed')).card)).to.contain('Review the audit')
  })

  it('keeps the priority and the day of agreement that the old log gives', async () => {
    drive.files.set(
      '/log',
      Buffer.from(
        'Action agreed,By whom,By when,Date agreed,Priority\nMeet,ad-cyp,01/12/2018,03/09/2018,practice\nTalk,ad-cyp,01/12/2018,,Something else',
      ),
    )
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const content = { downloadUrl: `${drive.url}/log` }
    const { card } = await manager.type('import QIO', {
      attachments: [{ contentType, name: 'log.csv', content }],
    })
    await manager.press(card, 'Record 2 actions')
    await app.app.sweep()
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 50 })
    const [meet, talk] = docs.map(readAction).sort((a, b) => a.ref.localeCompare(b.ref))
    expect(meet).to.include({ priority: 'practice', source: 'agreed on Mon 3 Sept 2018' })
    expect(talk?.priority, 'an unknown priority is left out, not guessed').to.equal(undefined)
  })

  it('with more text than one import can hold is refused with what to do, not half recorded', async () => {
    const words = 'Share the learning with every team. '.repeat(50)
    const rows = Array.from(
      { length: 300 },
      (_, i) => `${i},Part ${i}: ${words},ad-cyp,01/12/2018,Open,${words}`,
    )
    expect((await bring(rows)).text)
      .to.contain('as 2 files of about the same length')
      .and.contain('Nothing was changed.')
    expect(wordsOn((await bring(rows.slice(0, 150))).card)).to.contain('150 actions can be recorded')
  }).timeout(30_000)

  it('accepted twice is recorded once; by somebody without the right not at all', async () => {
    const { card } = await bring(good)
    const press = manager.pressing(card, 'Record 3 actions', {})
    await Promise.all([manager.invoke(press), manager.press(card, 'Record 3 actions')])
    await app.app.sweep()
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 50 })
    expect(docs).to.have.length(3)
    expect((await app.member('yos-performance').press(card, 'Record 3 actions')).text).to.contain(
      'not yours to import',
    )
  })

  it('of many rows is recorded in several commits, and goes on where it was stopped', async () => {
    const many = Array.from({ length: 130 }, (_, i) => `${i},Number ${i},ad-cyp,01/12/2018,,`)
    await manager.press((await bring(many)).card, 'Record 130 actions')
    await app.app.sweep()
    expect(wordsOn(manager.latest()?.card)).to.contain('130 actions recorded')
    expect(wordsOn((await manager.type('QIO-18-130')).card)).to.contain('Number 129')
  })

  it('that is no spreadsheet, or comes from anywhere else, is refused in words', async () => {
    drive.files.set('/x', Buffer.from('PK not really'))
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const at = (downloadUrl: string, name: string) => ({
      attachments: [{ contentType, name, content: { downloadUrl } }],
    })
    expect((await manager.type('import QIO', at(`${drive.url}/x`, 'a.xlsx'))).text).to.contain(
      'Nothing was changed',
    )
    expect((await manager.type('import QIO', at('http://169.254.169.254/x', 'a.csv'))).text).to.contain(
      'could not be fetched',
    )
    expect((await manager.type('import QIO')).text).to.contain('Put the Excel or CSV file into this chat')
  })

  it('goes out to Excel as a file that is offered first, and opens again as the log is, cell by cell', async () => {
    await manager.press((await bring(good)).card, 'Record 3 actions')
    await app.app.sweep()
    const owner = app.member('yos-performance')
    await owner.type('QIO-18-001 done printed')
    await app.member('independent-chair').type('QIO-18-001 agree')
    await app.goTo('2018-11-20T10:00:00.000Z')
    await owner.type('QIO-18-001 impact: families read it')
    await manager.type('export QIO')
    const offer = manager.latest()?.attachments?.[0] as { name: string; content: { acceptContext: object } }
    expect(offer.name).to.equal('QIO-log-2018-11-20.xlsx')
    const uploadInfo = {
      uploadUrl: `${drive.url}/out`,
      contentUrl: `${drive.url}/out`,
      uniqueId: 'u',
      fileType: 'xlsx',
    }
    const value = { type: 'fileUpload', action: 'accept', context: offer.content.acceptContext, uploadInfo }
    await manager.post(manager.frame({ type: 'invoke', name: 'fileConsent/invoke', value }))
    const rows = await spreadsheets.read(drive.files.get('/out')!, offer.name)
    const cells = (row: string[] = []) => logHeadings.map((heading, i) => `${heading}: ${row[i] ?? ''}`)
    expect(rows[0]).to.deep.equal(logHeadings)
    expect(rows).to.have.length(1 + exported.length)
    for (const [i, wanted] of exported.entries()) expect(cells(rows[i + 1])).to.deep.equal(cells(wanted))
    const { attachments } = manager.latest()!
    expect(JSON.stringify(attachments)).to.contain('teams.card.file.info')
  })

  it('is not offered, nor handed over, to those without the right', async () => {
    expect((await app.member('ad-cyp').type('export QIO')).text).to.contain('not yours to export')
    const uploadInfo = {
      uploadUrl: `${drive.url}/out`,
      contentUrl: `${drive.url}/out`,
      uniqueId: 'u',
      fileType: 'xlsx',
    }
    const context = { verb: 'actions.export', data: { group: 'qio' } }
    const value = { type: 'fileUpload', action: 'accept', context, uploadInfo }
    const member = app.member('ad-cyp')
    await member.post(member.frame({ type: 'invoke', name: 'fileConsent/invoke', value }))
    expect(drive.files.has('/out')).to.equal(false)
  })
})
