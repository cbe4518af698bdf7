import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { actionsCommand } from '../../src/actions-cli.ts'
import { spreadsheets } from '../../src/adapters/files/spreadsheets.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { temporaryFolder } from '../support/temporary-store.ts'

describe('npm run actions', () => {
  const before = process.env['STORE']
  let folder: string

  /** A Convenor with the same arrangements and an empty log. */
  const elsewhere = async () => {
    const file = join(temporaryFolder(), 'store.db')
    const store = openSqliteStore(file)
    await importPartnership(store, birminghamToWorkWith(), new Date().toISOString())
    await store.close()
    process.env['STORE'] = `sqlite:${file}`
  }

  beforeEach(async () => {
    folder = temporaryFolder()
    await elsewhere()
    writeFileSync(
      join(folder, 'log.csv'),
      'Action,Owner,Due date\nPublish,ad-cyp,12/11/2027\nTalk,Nobody,ongoing',
    )
  })
  afterEach(() => {
    if (before === undefined) delete process.env['STORE']
    else process.env['STORE'] = before
  })

  const run = async (...args: string[]) => {
    const lines: string[] = []
    return { code: await actionsCommand(args, line => lines.push(line)), words: lines.join('\n') }
  }

  it('says what a log holds before anything is recorded, records it once, and writes it out again', async () => {
    const log = join(folder, 'log.csv')
    const looked = await run('import', 'bscb', 'QIO', log, '--as', 'business-manager')
    expect(looked.words)
      .to.contain('Row 3: Nobody called Nobody was found')
      .and.to.contain('1 action can be recorded. 1 row needs correcting first.')
      .and.to.contain('Nothing is recorded yet')
    for (const said of ['1 recorded', '0 recorded'])
      expect(
        (await run('import', 'bscb', 'QIO', log, '--as', 'business-manager', '--write')).words,
      ).to.contain(said)
    const out = join(folder, 'out.xlsx')
    expect(await run('export', 'bscb', 'qio', out)).to.have.property('code', 0)
    const rows = await spreadsheets.read(readFileSync(out), 'out.xlsx')
    expect(rows).to.have.length(2)
    expect(rows[1]?.slice(1, 5)).to.deep.equal([
      'Publish',
      'Assistant Director, Children and Young People',
      'Birmingham City Council',
      '2027-11-12',
    ])
  })

  it('brings a log that was exported here in elsewhere as it was, with all its owners', async () => {
    const log = join(folder, 'all.csv')
    const rows = [
      'Action,Owner,Due date,Status,Source,Priority',
      'Alone,ad-cyp,12/11/2027,Open,Meeting 4,practice',
      'Together,Director of Practice / Business Manager,13/11/2027,In progress,,',
      'By an agency,WMP,14/11/2027,Complete,,',
      'By all,All agencies,15/11/2027,Open,,',
    ]
    writeFileSync(log, rows.join('\n'))
    const asManager = ['--as', 'business-manager', '--write']
    const first = await run('import', 'bscb', 'QIO', log, ...asManager)
    expect(first.words).to.match(
      /All agencies: Not asked, since they have no lead here: .*Probation services/,
    )
    const out = join(folder, 'out.xlsx')
    await run('export', 'bscb', 'QIO', out)
    const here = await run('import', 'bscb', 'QIO', out, ...asManager)
    expect(here.words).to.contain('4 rows had been recorded').and.to.contain('0 recorded')
    await elsewhere()
    const there = await run('import', 'bscb', 'QIO', out, ...asManager)
    expect(there.words).to.contain('4 recorded')
    const again = join(folder, 'again.xlsx')
    await run('export', 'bscb', 'QIO', again)
    const cells = async (file: string) =>
      (await spreadsheets.read(readFileSync(file), 'x.xlsx')).map(row => row.slice(0, 16))
    expect(await cells(again)).to.deep.equal(await cells(out))
    expect((await cells(again)).slice(2).map(row => row[2])).to.deep.equal([
      'Director of Practice\nBusiness Manager',
      'Vice Chair of the Executive',
      (await cells(out))[4]?.[2],
    ])
    expect((await cells(out))[4]?.[2])
      .to.match(/^All agencies:\n/)
      .and.to.contain('Vice Chair of the Executive')
  })

  it('says what is missing, with an exit code that is not 0, and overwrites no file', async () => {
    expect(await run('export')).to.have.property('code', 2)
    expect((await run('export', 'bscb', 'nowhere', 'x.xlsx')).words).to.contain('no group nowhere')
    expect((await run('import', 'bscb', 'QIO', join(folder, 'log.csv'))).words).to.contain('--as')
    const other = await run('import', 'bscb', 'QIO', join(folder, 'log.csv'), '--as', 'ad-cyp', '--write')
    expect(other.words).to.contain('nobody of the business team')
  })
})
