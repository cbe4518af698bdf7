import { expect } from 'chai'
import { readAction } from '../../src/actions/index.ts'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { startDrive } from '../support/drive.ts'
import { type Member, wordsOn } from '../support/member.ts'
import { type RunningApp, runApp } from '../support/running-app.ts'

const link = 'https://contoso.sharepoint.com/log'

describe('a log that goes out and comes in elsewhere', () => {
  const apps: RunningApp[] = []
  let drive: Awaited<ReturnType<typeof startDrive>>

  beforeEach(async () => {
    drive = await startDrive()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.stop()
    drive.stop()
  })

  const start = async (now: string) => {
    const app = await runApp({ now })
    apps.push(app)
    const manager = app.member('business-manager')
    await manager.type('hello')
    return { app, manager }
  }
  const exported = async (manager: Member): Promise<string[][]> => {
    await manager.type('export QIO')
    const offer = manager.latest()?.attachments?.[0] as { name: string; content: { acceptContext: object } }
    const at = `${drive.url}/out`
    const uploadInfo = { uploadUrl: at, contentUrl: at, uniqueId: 'u', fileType: 'xlsx' }
    const value = { type: 'fileUpload', action: 'accept', context: offer.content.acceptContext, uploadInfo }
    await manager.post(manager.frame({ type: 'invoke', name: 'fileConsent/invoke', value }))
    return spreadsheets.read(drive.files.get('/out')!, offer.name)
  }
  const bring = async (manager: Member, name: string) => {
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const attachments = [{ contentType, name, content: { downloadUrl: `${drive.url}/out` } }]
    return (await manager.type('import QIO', { attachments })).card
  }
  const actionsIn = async (app: RunningApp) => {
    const { docs } = await app.store.find({ partnership: 'bscb', type: 'action', limit: 50 })
    return docs.map(readAction).sort((a, b) => a.ref.localeCompare(b.ref))
  }

  it('is the same log: how each stands, its evidence, impact, revisions, hand-over and closing day', async () => {
    const { app, manager } = await start('2018-10-01T08:00:00.000Z')
    const owner = app.member('yos-performance')
    const chair = app.member('independent-chair')
    for (const what of ['Publish', 'Meet', 'Check', 'Send', 'Drop'])
      await manager.type(`new action QIO: ${what} it; owner: yos-performance; due: 12 Oct`)
    await owner.type(`QIO-18-001 evidence: ${link}`)
    await owner.type('QIO-18-001 impact: seen sooner')
    await owner.type('QIO-18-001 done, 40 staff trained')
    await chair.type('QIO-18-001 agreed')
    await manager.type('QIO-18-002 extend to 1 Nov because of leave')
    await owner.type('QIO-18-002 blocked by wmp: figures')
    await owner.type('QIO-18-003 done, 12 letters sent')
    await owner.type('QIO-18-004 done, 12 letters sent')
    await chair.type('QIO-18-004 return: no evidence')
    await chair.type('QIO-18-005 not pursued: covered elsewhere')
    await app.goTo('2018-11-20T10:00:00.000Z')
    const before = await exported(manager)

    const other = await start('2018-11-26T10:00:00.000Z')
    const card = await bring(other.manager, 'QIO-log.xlsx')
    expect(wordsOn(card)).to.contain('Worked out anew here: BRAG, Why.').and.not.to.contain('Not read')
    await other.manager.press(card, 'Record 5 actions')
    await other.app.app.sweep()
    const after = await exported(other.manager)

    const [heads = []] = before
    const told = heads.indexOf('What has happened')
    const late = [heads.indexOf('BRAG'), heads.indexOf('Why')]
    const cells = (rows: string[][]) => rows.map(row => row.filter((_, i) => i !== told && !late.includes(i)))
    expect(cells(after)).to.deep.equal(cells(before))
    for (const [i, row] of before.entries())
      if (i > 0) expect(after[i]?.[told], 'the old history stands in the new').to.contain(row[told])
    const [done, blocked] = await actionsIn(other.app)
    expect(done).to.deep.include({ evidence: link, impact: 'seen sooner', status: 'complete' })
    expect(done?.history[0]?.detail).to.contain('recorded on Mon 1 Oct 2018 and closed on Mon 1 Oct 2018')
    expect(blocked).to.deep.include({ status: 'blocked', blockedBy: 'wmp', dueOn: '2018-11-01' })
    expect(blocked?.dueMoves[0]).to.include({ from: '2018-10-12', to: '2018-11-01', reason: 'leave' })
  })

  it('says how each stands in the words of its card, and reads them again', async () => {
    const { app, manager } = await start('2018-10-01T08:00:00.000Z')
    await manager.type('new action QIO: Publish it; owner: yos-performance; due: 12 Oct')
    await app.member('independent-chair').type('QIO-18-001 not pursued: covered elsewhere')
    await manager.type('QIO-18-001 reopen: it is not')
    const [heads = [], row = []] = await exported(manager)
    expect(row[heads.indexOf('Status')]).to.equal('Open again')
    expect(wordsOn((await manager.type('QIO-18-001')).card)).to.contain('Status\nOpen again')

    const other = await start('2018-10-01T08:00:00.000Z')
    const card = await bring(other.manager, 'QIO-log.xlsx')
    expect(wordsOn(card)).to.contain('“Open again” will be open').and.not.to.contain('not one that closes')
  })

  it('keeps what a partnership’s own log says of evidence and impact, in words where it is no link', async () => {
    const { app, manager } = await start('2018-10-01T08:00:00.000Z')
    const rows = [
      'Action,Owner,Due,Status,Evidence,Impact,Date completed,Waiting for',
      `Meet,ad-cyp,12/09/2018,Complete,${link},seen sooner,03/09/2018,`,
      'Talk,ad-cyp,12/11/2018,Blocked,minutes attached,,,the printers',
      'Send,ad-cyp,12/11/2018,Blocked,,,,West Midlands Police',
    ]
    drive.files.set('/out', Buffer.from(rows.join('\n')))
    const card = await bring(manager, 'log.csv')
    expect(wordsOn(card))
      .to.contain('its impact on children from “Impact”')
      .and.to.contain('blocked, but not by an agency that is known here, so it is open')
      .and.to.contain('its evidence is no link, so it stands with its update')
    await manager.press(card, 'Record 3 actions')
    await app.app.sweep()
    const [meet, talk, send] = await actionsIn(app)
    expect(meet).to.deep.include({ evidence: link, impact: 'seen sooner', status: 'complete' })
    expect(meet?.before).to.deep.equal({ closedOn: '2018-09-03' })
    expect(talk?.status).to.equal('open')
    expect(talk?.history[0]?.note).to.equal('Evidence: minutes attached\nWaiting for: the printers')
    expect(send).to.deep.include({ status: 'blocked', blockedBy: 'wmp' })
  })
})
