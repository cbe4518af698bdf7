import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Sizes, sizesAsked } from './sizes.ts'
import { type Child, startChild } from './support/child.ts'
import type { Seen } from './support/connector-child.ts'
import { CheckFailed, type Findings, middle, print, type Round } from './support/figure.ts'
import { bareEnvironment, serveFlags } from './support/surroundings.ts'

const script = fileURLToPath(new URL('./support/sending-child.ts', import.meta.url))

/** What Teams lets one bot do in one tenant. */
const cap = 50

/**
 * How near to Teams' cap a bulletin is sent, with every step written to disk: to one tenant beside the cap itself, and
 * to twenty at once beside a bare loop of proactive sends at the same pace that keeps no record.
 */
export async function benchSends({ sends: sizes }: Sizes): Promise<Findings> {
  const connector = await startChild('./connector-child.ts')
  try {
    const alone: Round[] = []
    const together: Round[] = []
    let throttled = 0
    let count = 0
    for (let round = 0; round < sizes.rounds; round += 1) {
      const one = await send(connector, 'convenor', 1, sizes.alone)
      alone.push({ value: steady(one), baseline: cap })
      throttled += one.throttledAt.filter(at => at > steadyAfter).length
      const many = await send(connector, 'convenor', sizes.tenants, sizes.each)
      const bare = await send(connector, 'bare', sizes.tenants, sizes.each)
      together.push({ value: overall(many), baseline: overall(bare) })
      count += one.posted + many.posted
    }
    const named = { unit: '/s', name: 'Sends a second, one tenant', against: 'Teams’ cap' }
    const many = {
      unit: '/s',
      name: `Sends a second, ${sizes.tenants} tenants`,
      against: 'bare proactive loop',
    }
    return {
      figures: [
        { ...named, ...middle(alone), target: { atLeast: 0.97 } },
        { ...many, ...middle(together), target: { atLeast: 0.9 } },
      ],
      checked: [
        `${count} cards arrived, each recorded as sent, 0 lost, 0 doubled`,
        `${throttled} throttled in steady state of one tenant`,
      ],
    }
  } finally {
    connector.kill()
  }
}

async function send(connector: Child, mode: string, tenants: number, each: number): Promise<Seen> {
  const url = `http://127.0.0.1:${connector.port}`
  await fetch(url)
  const child = fork(script, [mode, url, String(tenants), String(each)], {
    env: bareEnvironment(),
    execArgv: serveFlags(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const told = await Promise.race([once(child, 'message'), ended])
  const [code] = await ended
  const seen = (await (await fetch(url)).json()) as Seen
  const sent = (told[0] as { sent?: number } | null)?.sent
  if (code !== 0 || sent !== tenants * each || seen.posted !== sent)
    throw new CheckFailed(
      `Of ${tenants * each} cards ${seen.posted} arrived and ${sent} are recorded as sent.`,
    )
  return seen
}

const steadyAfter = 1500

/** Requests a second of one tenant once it is under way: connections are open, and the first window is over. */
function steady({ tenants }: Seen): number {
  const times = (Object.values(tenants)[0] ?? []).filter(at => at > steadyAfter)
  return (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000)
}

/** Requests a second from the first to the last. */
function overall({ tenants, posted }: Seen): number {
  return posted / (Math.max(...Object.values(tenants).map(times => times.at(-1) ?? 0)) / 1000)
}

if (import.meta.main) print(await benchSends(sizesAsked()))
