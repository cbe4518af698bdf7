import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { listPeople, recognise } from '../../src/partnership/records.ts'
import { peopleCommand } from '../../src/people-cli.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { temporaryFolder } from '../support/temporary-store.ts'

describe('npm run people', () => {
  const before = process.env['STORE']
  let file: string
  let list: string

  beforeEach(async () => {
    const folder = temporaryFolder()
    file = join(folder, 'store.db')
    list = join(folder, 'people.csv')
    const store = openSqliteStore(file)
    await importPartnership(store, birminghamToWorkWith(), new Date().toISOString())
    await store.close()
    process.env['STORE'] = `sqlite:${file}`
    const rows = Array.from({ length: 1000 }, (_, i) => `Person ${i},Nurse,bwc,oid-${i},t`)
    writeFileSync(list, ['Name,Post,Agency,Entra id,Tenant', ...rows, 'X,Y,Nowhere,oid-x,t'].join('\n'))
  })
  afterEach(() => {
    if (before === undefined) delete process.env['STORE']
    else process.env['STORE'] = before
  })

  const run = async (...args: string[]) => {
    const lines: string[] = []
    return { code: await peopleCommand(args, line => lines.push(line)), words: lines.join('\n') }
  }

  it('checks without writing, imports once, and again changes nothing', async () => {
    const checked = await run('check', list, '--partnership', 'bscb')
    expect(checked.words)
      .to.contain('row 1002: No agency called Nowhere')
      .and.to.contain('1000 people can be brought in, 1 rows cannot')
      .and.to.contain('Nobody was brought in')
    expect(checked.code).to.equal(1)
    expect((await run('import', list, '--partnership', 'bscb')).words).to.contain(
      '1000 people are new, 0 were changed',
    )
    expect((await run('import', list, '--partnership', 'bscb')).words).to.contain(
      '0 people are new, 0 were changed',
    )
    const store = openSqliteStore(file)
    const who = await recognise(store, { tenantId: 't', entraId: 'oid-999' }, '2026-11-23')
    expect(who?.person.name).to.equal('Person 999')
    const named = await listPeople(store, 'bscb', { today: '2026-11-23', limit: 1000 })
    expect(
      named.map(({ name }) => name),
      'owners are looked up among the people of the file',
    ).not.to.include('Person 1')
    await store.close()
  })

  it('says what is missing, with an exit code that is not 0', async () => {
    expect(await run('import', list)).to.have.property('code', 2)
    expect((await run('import', list, '--partnership', 'nowhere')).words).to.contain('no partnership nowhere')
  })
})
