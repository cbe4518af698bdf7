import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Sizes, sizesAsked } from './sizes.ts'
import { CheckFailed, type Findings, middle, print, type Round } from './support/figure.ts'
import { bareEnvironment, serveFlags } from './support/surroundings.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const sdks = fileURLToPath(new URL('./support/import-sdks.ts', import.meta.url))

const lookEveryMs = 5
const patienceMs = 30_000

/** How long from the start of the process until Convenor serves, beside only loading the SDKs it stands on. */
export async function benchStart({ start: { warmUp, runs } }: Sizes): Promise<Findings> {
  // The first finds the files cold, and is not counted.
  for (let run = 0; run < warmUp; run += 1) {
    await untilExit()
    await untilHealthy()
  }
  const rounds: Round[] = []
  for (let run = 0; run < runs; run += 1) {
    const first = run % 2 === 0 ? await untilExit() : undefined
    const value = await untilHealthy()
    rounds.push({ value, baseline: first ?? (await untilExit()) })
  }
  const named = { name: 'Start until healthy', unit: 'ms', against: 'loading the SDKs' }
  return {
    figures: [{ ...named, ...middle(rounds), target: { atMost: 1.5 } }],
    checked: [`${runs} starts answered GET /health with 200 and stopped when told`],
  }
}

async function untilExit(): Promise<number> {
  const started = performance.now()
  const [code] = await once(
    spawn(process.execPath, [sdks], { env: bareEnvironment(), stdio: 'ignore' }),
    'exit',
  )
  if (code !== 0) throw new CheckFailed('The SDKs could not be loaded.')
  return performance.now() - started
}

async function untilHealthy(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'convenor-bench-'))
  const port = await freePort()
  const env = bareEnvironment({ PORT: String(port), STORE: `sqlite:${join(folder, 'convenor.db')}` })
  const started = performance.now()
  const child = spawn(process.execPath, [...serveFlags(), main], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    const exited = once(child, 'exit')
    await healthy(child, port)
    const took = performance.now() - started
    child.kill('SIGTERM')
    const [code] = await exited
    if (code !== 0) throw new CheckFailed(`Convenor ended with ${code} when told to stop.`)
    return took
  } finally {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true })
  }
}

async function healthy(child: ChildProcess, port: number): Promise<void> {
  const giveUpAt = performance.now() + patienceMs
  while ((await statusOf(port)) !== 200) {
    if (child.exitCode !== null) throw new CheckFailed(`Convenor did not start: exit ${child.exitCode}.`)
    if (performance.now() > giveUpAt) throw new CheckFailed(`Convenor was not healthy in ${patienceMs} ms.`)
    await pause(lookEveryMs)
  }
}

function statusOf(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const asked = get({ host: '127.0.0.1', port, path: '/health', agent: false }, response => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', () => resolve(undefined))
  })
}

/**
 * A port nobody listens on, below those the system hands out by itself: a connection of ours, tried before Convenor
 * listens, must not be given the very port it asks for.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const server = createServer().listen(port, '127.0.0.1')
    try {
      await once(server, 'listening')
    } catch {
      continue
    }
    server.close()
    await once(server, 'close')
    return port
  }
}

if (import.meta.main) print(await benchStart(sizesAsked()))
