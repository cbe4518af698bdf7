import { readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { createPrometheus } from '../../src/adapters/http/metrics.ts'
import { listen } from '../../src/adapters/http/server.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { silentLog } from '../../src/ports/log.ts'
import { startFakeConnector } from '../support/fake-connector.ts'
import { memberClient, wordsOn } from '../support/member.ts'
import { ended, program, said } from '../support/program.ts'
import { temporaryFile, temporaryFolder } from '../support/temporary-store.ts'

describe('starting', function () {
  this.timeout(30_000)

  const cases: [what: string, env: () => Record<string, string>, message: RegExp][] = [
    [
      'a store that cannot be opened',
      () => ({ STORE: `sqlite:${fileNotFolder()}/x/store.db` }),
      /The SQLite file .* cannot be used: ENOTDIR.*set STORE to another file/,
    ],
    [
      'a store that another program holds',
      () => ({ STORE: `sqlite:${lockedFile()}` }),
      /The SQLite file .* cannot be used: database is locked.*no other program holds the file/,
    ],
    [
      'a store in use that another program keeps from being written, though it can be read',
      () => ({ STORE: `sqlite:${unwritableFile()}` }),
      /The SQLite file .* cannot be used: database is locked.*no other program holds the file/,
    ],
    [
      'a store of a newer version',
      () => ({ STORE: `sqlite:${newerFile()}` }),
      /written by a newer version of Convenor/,
    ],
    [
      'a Cosmos account that cannot be reached',
      () => ({ STORE: 'cosmos:http://127.0.0.1:1', COSMOS_KEY: 'a2V5' }),
      /Cosmos DB at http:\/\/127\.0\.0\.1:1 cannot be used.*COSMOS_KEY/,
    ],
    ['half-set credentials', () => ({ MicrosoftAppPassword: 'p' }), /MicrosoftAppId is missing/],
    [
      'an open host without credentials',
      () => ({ HOST: '0.0.0.0' }),
      /Set MicrosoftAppId and its password, or HOST to 127\.0\.0\.1/,
    ],
  ]
  for (const [what, env, message] of cases) {
    it(`with ${what} ends with one message that names the thing and the fix, and no stack`, async () => {
      const { code, words } = await ended(
        program('src/main.ts', { env: { PORT: '0', STORE: `sqlite:${temporaryFile()}`, ...env() } }),
      )
      expect(code).to.equal(1)
      expect(words)
        .to.match(message)
        .and.not.to.match(/^\s+at /m)
    })
  }

  it('with a port that is taken says so, and which setting to change', async () => {
    const other: Server = createServer()
    const port = await new Promise<number>(resolve =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    )
    const { code, words } = await ended(
      program('src/main.ts', { env: { PORT: String(port), STORE: `sqlite:${temporaryFile()}` } }),
    )
    other.close()
    expect(code).to.equal(1)
    expect(words)
      .to.contain(`Port ${port} on 127.0.0.1 is in use by another program`)
      .and.to.contain('set PORT')
  })

  it('on a host that is not this machine names HOST, not the port', async () => {
    const credentials = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'p', HOST: 'convenor.invalid' }
    const env = { ...credentials, PORT: '0', STORE: `sqlite:${temporaryFile()}` }
    const { code, words } = await ended(program('src/main.ts', { env }))
    expect(code).to.equal(1)
    expect(words).to.contain('Set HOST to 127.0.0.1').and.not.to.contain('set PORT')
  })

  it('in order says where it listens and that calls are not verified; health and metrics answer; SIGTERM ends it well', async () => {
    const child = program('src/main.ts', { env: { PORT: '0', STORE: `sqlite:${temporaryFile()}` } })
    const [, port] = await said(child, /"port":(\d+)/)
    const health = await fetch(`http://127.0.0.1:${port}/health`)
    expect(health.status).to.equal(200)
    expect(await health.json()).to.include({ ok: true, oldestUnsentSeconds: 0 })
    const forwarded = { headers: { 'x-forwarded-for': '203.0.113.7' } }
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, forwarded)).status, 'from elsewhere').to.equal(
      404,
    )
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).to.contain(
      'process_cpu_seconds_total',
    )
    expect(
      (
        await fetch(`http://127.0.0.1:${port}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{bad',
        })
      ).status,
    ).to.equal(400)
    const end = ended(child)
    child.kill('SIGTERM')
    expect((await end).code).to.equal(0)
  })

  it('leaves what it compiled to the next start, even if it is killed', async () => {
    const compiled = temporaryFolder()
    const env = { PORT: '0', STORE: `sqlite:${temporaryFile()}`, NODE_COMPILE_CACHE: compiled }
    const child = program('src/main.ts', { env })
    await said(child, /"port":/)
    const kept = () => readdirSync(compiled, { recursive: true }).length
    for (let tries = 0; tries < 100 && kept() < 1000; tries += 1) await pause(50)
    child.kill('SIGKILL')
    expect(kept()).to.be.at.least(1000)
  })
})

describe('a call that Teams has not signed', function () {
  this.timeout(30_000)

  it('is refused, and neither a stack nor a word of it reaches the log', async () => {
    const env = {
      PORT: '0',
      STORE: `sqlite:${temporaryFile()}`,
      MicrosoftAppId: '11111111-1111-1111-1111-111111111111',
      MicrosoftAppPassword: 'p',
    }
    const child = program('src/main.ts', { env })
    const [, port] = await said(child, /"port":(\d+)/)
    const end = ended(child)
    const frame = {
      type: 'message',
      text: 'Secret words',
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:1',
      from: { id: 'x' },
      conversation: { id: 'y' },
    }
    for (const authorization of ['', 'Bearer forged.token.here']) {
      const status = await posted(port, JSON.stringify(frame), authorization)
      expect(status, authorization).to.equal(401)
    }
    for (const body of [
      '[]',
      '{}',
      'null',
      '"message"',
      '{"type":5}',
      '{"type":""}',
      '{"type":"message","serviceUrl":5}',
      '{"type":"message","text":5}',
    ])
      expect(await posted(port, body, ''), `no activity: ${body}`).to.equal(400)
    child.kill('SIGTERM')
    const { code, words } = await end
    expect(code).to.equal(0)
    expect(words, 'nothing on standard error').to.equal('')
  })
})

/** The status that a call of the Bot Framework is answered. */
async function posted(port: string | undefined, body: string, authorization: string): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization }
  const url = `http://127.0.0.1:${port}/api/messages`
  return (await fetch(url, { method: 'POST', headers, body })).status
}

describe('the server', () => {
  const ports = { prometheus: createPrometheus(), log: silentLog }
  const at = { host: '127.0.0.1', port: 0 }

  it('reads nothing but plain JSON: uploads and compressed bodies are refused before anybody is verified', async () => {
    const heard: unknown[] = []
    const process = async () => {
      heard.push(1)
      return { status: 200 }
    }
    const server = await listen({ ...ports, process, health: async () => ({ ok: true }) }, at)
    const post = (headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${server.port}/api/messages`, { method: 'POST', headers, body: '{}' })
    const json = 'application/json'
    expect((await post({ 'content-type': 'multipart/form-data; boundary=x' })).status).to.equal(415)
    expect((await post({ 'content-type': json, 'content-encoding': 'gzip' })).status).to.equal(415)
    expect((await post({ 'content-type': 'text/plain' })).status).to.equal(415)
    expect(heard).to.deep.equal([])
    await server.close()
  })

  it('hears of no body that is too large or no JSON: nobody has been verified yet', async () => {
    const heard: unknown[] = []
    const process = async () => {
      heard.push(1)
      return { status: 200 }
    }
    const server = await listen({ ...ports, process, health: async () => ({ ok: true }) }, at)
    const post = async (body: string) => {
      const headers = { 'content-type': 'application/json' }
      const url = `http://127.0.0.1:${server.port}/api/messages`
      return (await fetch(url, { method: 'POST', headers, body })).status
    }
    expect(await post(JSON.stringify('x'.repeat(512 * 1024)))).to.equal(413)
    expect(await post('{')).to.equal(400)
    expect(heard).to.deep.equal([])
    await server.close()
  })

  it('that cannot serve answers 503, and why', async () => {
    const server = await listen(
      {
        ...ports,
        process: async () => ({ status: 200 }),
        health: async () => ({ ok: false, why: 'store: store-unavailable' }),
      },
      at,
    )
    const response = await fetch(`http://127.0.0.1:${server.port}/health`)
    expect([response.status, await response.json()]).to.deep.equal([
      503,
      { ok: false, why: 'store: store-unavailable' },
    ])
    await server.close()
  })
})

describe('the demo', function () {
  this.timeout(40_000)

  it('makes its store at the first start, says in a few lines what to try, and has work in it; again, it goes on', async () => {
    const cwd = temporaryFolder()
    const connector = await startFakeConnector()
    for (const start of ['first', 'second']) {
      const child = program('demo/start.ts', {
        args: ['--no-playground', '--as', 'named-nurse'],
        env: { PORT: '0' },
        cwd,
      })
      const [words, port] = await said(child, /http:\/\/127\.0\.0\.1:(\d+)\/api[\s\S]*to begin again/)
      expect(words.split('\n').length).to.be.lessThan(8)
      const tenant = '00000000-0000-0000-0000-0000000000001'
      const member = memberClient({
        url: `http://127.0.0.1:${port}`,
        connector,
        person: 'named-nurse',
        entraId: 'demo-named-nurse',
        tenant,
      })
      expect(wordsOn((await member.type('my actions')).card), start).to.contain(
        'Check that every ward has the safe sleep leaflet',
      )
      const end = ended(child)
      child.kill('SIGTERM')
      expect((await end).code).to.equal(0)
    }
    connector.stop()
  })

  it('as somebody who is not in it names those who are', async () => {
    const { code, words } = await ended(
      program('demo/start.ts', {
        args: ['--as', 'nobody'],
        env: { PORT: '0' },
        cwd: temporaryFolder(),
      }),
    )
    expect(code).to.equal(1)
    expect(words).to.contain('Nobody in the demo is called nobody').and.to.contain('business-manager')
  })
})

function fileNotFolder(): string {
  const file = temporaryFile('file')
  writeFileSync(file, '')
  return file
}

const held: DatabaseSync[] = []

function lockedFile(): string {
  const file = temporaryFile()
  const db = new DatabaseSync(file)
  db.exec('BEGIN EXCLUSIVE; CREATE TABLE t (a)')
  held.push(db)
  return file
}

function unwritableFile(): string {
  const file = temporaryFile()
  void openSqliteStore(file).close()
  const db = new DatabaseSync(file)
  db.exec('BEGIN IMMEDIATE')
  held.push(db)
  return file
}

function newerFile(): string {
  const file = temporaryFile()
  const db = new DatabaseSync(file)
  db.exec('PRAGMA user_version = 99')
  db.close()
  return file
}
