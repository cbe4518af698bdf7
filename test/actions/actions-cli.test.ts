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

  beforeEach(async () => {
    folder = temporaryFolder()
    const file = join(folder, 'store.db')
    const store = openSqliteStore(file)
    await importPartnership(store, birminghamToWorkWith(), new Date().toISOString())
    await store.close()
    process.env['STORE'] = `sqlite:${file}`
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
      .and.to.contain('1 action can be recorded; 1 row cannot')
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

  it('says what is missing, with an exit code that is not 0, and overwrites no file', async () => {
    expect(await run('export')).to.have.property('code', 2)
    expect((await run('export', 'bscb', 'nowhere', 'x.xlsx')).words).to.contain('no group nowhere')
    expect((await run('import', 'bscb', 'QIO', join(folder, 'log.csv'))).words).to.contain('--as')
    const other = await run('import', 'bscb', 'QIO', join(folder, 'log.csv'), '--as', 'ad-cyp', '--write')
    expect(other.words).to.contain('nobody of the business team')
  })
})
