import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { startDrive } from '../support/drive.ts'
import { buttonsOf, type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const now = '2018-10-01T08:00:00.000Z'

describe('a log that is brought in again', () => {
  let app: RunningApp
  let drive: Awaited<ReturnType<typeof startDrive>>
  let manager: Member

  beforeEach(async () => {
    drive = await startDrive()
    app = await runApp({ now })
    manager = app.member('business-manager')
    await manager.type('hello')
  })
  afterEach(async () => {
    await app.stop()
    drive.stop()
  })

  const bring = async (...rows: string[]) => {
    drive.files.set('/log', Buffer.from(rows.join('\n')))
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const attachments = [{ contentType, name: 'log.csv', content: { downloadUrl: `${drive.url}/log` } }]
    return (await manager.type('import QIO', { attachments })).card
  }
  const record = async (card: Awaited<ReturnType<typeof bring>>, button: string) => {
    await manager.press(card, button)
    await app.app.sweep()
  }
  const actions = async () => {
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 50 })
    return docs.map(readAction).sort((a, b) => a.ref.localeCompare(b.ref))
  }
  const whats = async () => (await actions()).map(({ ref, what }) => `${ref} ${what}`)

  it('makes no doubles, takes what is new, and says beforehand which rows are here', async () => {
    const rows = ['Ref,Action,Owner,Due', '1,Publish,ad-cyp,12/11/2018', '2,Meet,ad-cyp,12/11/2018']
    await record(await bring(...rows), 'Record 2 actions')
    const again = await bring(...rows, '3,Talk to schools,ad-cyp,01/12/2018')
    expect(wordsOn(again)).to.contain('1 action can be recorded. ').and.to.contain('2 rows had been recorded')
    expect(wordsOn(again)).to.contain('Row 2 is QIO-18-001')
    await record(again, 'Record 1 action')
    expect(await whats()).to.have.length(3)
    expect(buttonsOf(await bring(...rows)), 'nothing is left to record').to.deep.equal([])
  })

  const corrections: [string, string, string, string, RegExp][] = [
    [
      'a slip mended under its reference',
      'Ref,Action,Owner,Due',
      'A7,Send the leter,ad-cyp,12/11/2018',
      'A7,Send the letter,ad-cyp,12/11/2018',
      /it has the reference of QIO-18-001, which says “Send the leter”/,
    ],
    [
      'a slip mended without a reference',
      'Action,Owner,Due',
      'Send the leter,ad-cyp,12/11/2018',
      'Send the letter,ad-cyp,12/11/2018',
      /it is nearly QIO-18-001/,
    ],
    [
      'a moved date',
      'Action,Owner,Due',
      'Meet,ad-cyp,12/11/2018',
      'Meet,ad-cyp,12/12/2018',
      /it has the words of QIO-18-001, but another due date/,
    ],
    [
      'another owner',
      'Action,Owner,Due',
      'Meet,ad-cyp,12/11/2018',
      'Meet,business-manager,12/11/2018',
      /it has the words of QIO-18-001, but another owner/,
    ],
    [
      'references that it had not before',
      'Ref,Action,Owner,Due',
      ',Meet,ad-cyp,12/11/2018',
      'B1,Meet,ad-cyp,12/12/2018',
      /it has the words of QIO-18-001/,
    ],
  ]
  for (const [what, heads, before, after, why] of corrections)
    it(`with ${what} makes no second action, unless that is asked for`, async () => {
      await record(await bring(heads, before), 'Record 1 action')
      const again = await bring(heads, after)
      expect(wordsOn(again)).to.match(why).and.to.contain('1 row may be here already')
      expect(buttonsOf(again)).to.deep.equal(['Record 1, in doubt or not'])
      expect(await whats()).to.have.length(1)
      await record(again, 'Record 1, in doubt or not')
      expect(await whats()).to.have.length(2)
      expect(buttonsOf(await bring(heads, after))).to.deep.equal([])
    })

  it('with the reference of another action here loses nothing without a word', async () => {
    await manager.type('new action QIO: Convenor has its own; owner: ad-cyp; due: 12 Nov')
    const rows = [
      'QIO-18-001,Old action of the old log,ad-cyp,12/11/2018',
      'QIO-18-002,Another,ad-cyp,12/11/2018',
    ]
    const card = await bring('Ref,Action,Owner,Due', ...rows)
    expect(wordsOn(card))
      .to.contain('1 action can be recorded')
      .and.to.contain('that is the reference of another action here: “Convenor has its own”')
    await record(card, 'Record 2, in doubt or not')
    expect(await whats()).to.deep.equal([
      'QIO-18-001 Convenor has its own',
      'QIO-18-002 Old action of the old log',
      'QIO-18-003 Another',
    ])
    expect((await actions())[1]?.history[0]?.detail, 'it is found by its old reference').to.contain(
      'QIO-18-001',
    )
  })

  it('takes rows of the same words for as many actions as they are, and numbers that begin anew', async () => {
    const rows = [
      'No,Action,Owner,Due',
      ...['1,Send figures,ad-cyp,01/11/2018', '2,Meet,ad-cyp,01/11/2018'],
      ...['1,Talk,ad-cyp,01/12/2018', '2,Send figures,ad-cyp,01/12/2018'],
    ]
    await record(await bring(...rows), 'Record 4 actions')
    expect(buttonsOf(await bring(...rows, '5,Send figures,ad-cyp,01/01/2019'))).to.deep.equal([
      'Record 1 action',
    ])
  })

  it('is recorded, and its pages are turned, by typing as by pressing', async () => {
    await bring('Action,Owner,Due', 'Meet,ad-cyp,12/11/2018')
    expect(wordsOn((await manager.type('import QIO page 1')).card)).to.contain('Row 2: Meet')
    expect((await manager.type('import QIO now')).text).to.contain('1 action is being recorded')
    await app.app.sweep()
    await app.goTo('2018-10-01T08:10:00.000Z')
    await bring('Action,Owner,Due', 'Meet,ad-cyp,12/12/2018')
    expect((await manager.type('import QIO all')).text).to.contain('1 action is being recorded')
    await app.app.sweep()
    expect(await whats()).to.have.length(2)
    expect((await manager.type('import QIO now')).text).to.contain('has been dealt with')
    expect((await app.member('yos-performance').type('import QIO now')).text).to.contain(
      'not yours to import',
    )
  })

  it('is compared anew when another log came in after it was shown', async () => {
    const first = await bring('Action,Owner,Due', 'Meet,ad-cyp,12/11/2018')
    const second = await bring('Action,Owner,Due', 'Meet,ad-cyp,12/12/2018')
    await app.goTo('2018-10-01T08:10:00.000Z')
    await record(first, 'Record 1 action')
    expect((await manager.press(second, 'Record 1 action')).text).to.contain(
      'Another log was brought in here',
    )
    expect(await whats()).to.have.length(1)
  })
})

describe('the preview of a log', () => {
  it('brings every row’s problems within reach, whole, before anything is recorded', async () => {
    const drive = await startDrive()
    const app = await runApp({ now })
    const manager = app.member('business-manager')
    await manager.type('hello')
    const bad = Array.from(
      { length: 60 },
      (_, i) => `,Nobody ${i} / ${'Else '.repeat(9)}${i},ongoing,transferred`,
    )
    drive.files.set(
      '/log',
      Buffer.from(['Action,Owner,Due,Status', ...bad, 'Good,ad-cyp,12/11/2018,'].join('\n')),
    )
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const attachments = [{ contentType, name: 'log.csv', content: { downloadUrl: `${drive.url}/log` } }]
    let { card } = await manager.type('import QIO', { attachments })
    const pages = [wordsOn(card)]
    while (buttonsOf(card).includes('More rows')) {
      card = (await manager.press(card, 'More rows')).card
      pages.push(wordsOn(card))
    }
    for (let row = 2; row <= 61; row += 1) {
      const said = pages
        .join('\n')
        .split('\n')
        .find(line => line.startsWith(`Row ${row}: `))
      expect(said, `row ${row}`).to.match(/does not say what.*Nobody called.*needs a day.*Leave it out\.$/)
    }
    expect(pages.at(-1)).to.contain('Row 62: Good · owner: Assistant Director')
    expect(buttonsOf(card), 'it can be recorded from any page').to.include.members([
      'Record 1 action',
      'Back',
    ])
    const other = app.member('yos-performance')
    expect((await other.press(card, 'Back')).text, 'nobody else turns its pages').to.contain('over a day old')
    await app.stop()
    drive.stop()
  })
})
