import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'chai'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { birminghamToWorkWith } from '../support/birmingham.ts'
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts'
import { memberClient, wordsOn } from '../support/member.ts'
import { compiledCode } from '../support/program.ts'
import { tenant } from '../support/running-app.ts'
import { temporaryFile } from '../support/temporary-store.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname

describe('kill -9', function () {
  this.timeout(60_000)
  let connector: FakeConnector
  let child: ChildProcess

  before(async () => {
    connector = await startFakeConnector()
  })
  after(() => {
    child?.kill('SIGKILL')
    connector.stop()
  })

  /** Starts the real program and waits until it says that it listens. */
  const serve = async (file: string): Promise<string> => {
    child = spawn(process.execPath, [main], {
      env: { ...process.env, NODE_COMPILE_CACHE: compiledCode, PORT: '0', STORE: `sqlite:${file}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    for await (const chunk of child.stdout!) {
      output += chunk
      const port = /"port":(\d+)/.exec(output)?.[1]
      if (port) return `http://127.0.0.1:${port}`
    }
    throw new Error(`The program did not start: ${output}`)
  }

  it('at any moment loses nothing that was answered, and a repeat after it makes no second one', async () => {
    const file = temporaryFile()
    const store = openSqliteStore(file)
    const people = birminghamToWorkWith()
    await importPartnership(store, people, new Date().toISOString())
    await store.close()
    const answered: string[] = []
    let next = 0

    for (const moment of [30, 75, 140]) {
      const url = await serve(file)
      const manager = memberClient({
        url,
        connector,
        person: 'business-manager',
        entraId: 'entra-business-manager',
        tenant,
      })
      let alive = true
      const writer = async () => {
        while (alive) {
          next += 1
          const what = `Number ${next} of the test`
          const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
          const activity = { id: `activity-${next}` }
          const answer = await manager
            .type(`new action QIO: ${what}; owner: business-manager; due: ${due}`, activity)
            .catch(() => undefined)
          if (answer?.card && wordsOn(answer.card).includes('is recorded')) answered.push(what)
        }
      }
      const writers = [writer(), writer(), writer()]
      while (answered.length < moment / 10 || next < moment)
        await new Promise(resolve => setImmediate(resolve))
      child.kill('SIGKILL')
      await once(child, 'exit')
      alive = false
      await Promise.all(writers)
    }

    const after = openSqliteStore(file)
    const { docs } = await after.find({ partnership: 'bscb', type: 'action', limit: 1000 })
    const stored = docs.map(doc => (doc.body as { what: string; ref: string }).what)
    expect(answered.length).to.be.greaterThan(20)
    expect(stored).to.include.members(answered)
    expect(new Set(stored).size, 'none is there twice').to.equal(stored.length)
    const refs = docs.map(doc => (doc.body as { ref: string }).ref)
    expect(new Set(refs).size, 'no ref was given twice').to.equal(refs.length)
    await after.close()
  })
})
