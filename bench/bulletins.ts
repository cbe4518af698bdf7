import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSqliteStore } from '../src/adapters/sqlite/sqlite-store.ts'
import type { Counts } from '../src/delivery/tally.ts'
import { areasAt, practitionersAt } from '../test/support/bulletin-app.ts'
import { type Sizes, sizesAsked } from './sizes.ts'
import { type Child, startChild } from './support/child.ts'
import type { Seen } from './support/connector-child.ts'
import { CheckFailed, type Figure, type Findings, print } from './support/figure.ts'
import { bareEnvironment, serveFlags } from './support/surroundings.ts'

const script = fileURLToPath(new URL('./support/bulletin-child.ts', import.meta.url))
/** What Teams lets one bot do in one tenant, in a second. */
const cap = 50
/** Connections are open, and the first window is over. */
const steadyAfter = 1500

/**
 * A bulletin through the whole product: how near to Teams' cap it is sent to one tenant, how much memory a hundred times
 * the recipients need, and what becomes of it in trouble, beside two loops that keep no record.
 */
export async function benchBulletins({ bulletins: sizes }: Sizes): Promise<Findings> {
  const connector = await startChild('./connector-child.ts')
  const troubled = await startChild('./connector-child.ts', { env: { TROUBLE: '1' } })
  try {
    const alone = await bulletin(connector, 1, sizes.alone)
    const few = await bulletin(connector, sizes.tenants, sizes.few / sizes.tenants)
    const many = await bulletin(connector, sizes.tenants, sizes.many / sizes.tenants)
    const rate = steady(alone.seen)
    const doubt = [alone, few, many].reduce((sum, one) => sum + (one.counts.unconfirmed ?? 0), 0)
    const say = (count: number) => count.toLocaleString('en-GB')
    const figures: Figure[] = [
      {
        ...compared(rate, cap),
        name: `Bulletin, ${say(sizes.alone)} in one tenant`,
        unit: '/s',
        against: 'Teams’ cap',
        target: { atLeast: 0.97 },
      },
      {
        ...compared(many.peak / 2 ** 20, few.peak / 2 ** 20),
        name: `Peak memory, ${say(sizes.many)} recipients`,
        unit: 'MB',
        against: `${say(sizes.few)} recipients`,
        target: { atMost: 1.3 },
      },
    ]
    return {
      figures,
      checked: [
        `${say(arrived(alone.seen) + arrived(few.seen) + arrived(many.seen))} copies arrived, ${doubt} are listed as in doubt, 0 lost, 0 doubled`,
        `${say(sizes.many)} over ${sizes.tenants} tenants went at ${say(Math.round(overall(many.seen)))} requests a second in all`,
        ...(await inTrouble(troubled, sizes.troubled)),
      ],
    }
  } finally {
    connector.kill()
    troubled.kill()
  }
}

const compared = (value: number, baseline: number) => ({ value, baseline, ratio: value / baseline })

type Sent = { counts: Counts; peak: number; seen: Seen }

async function run(mode: string, connector: Child, rest: readonly (string | number)[]): Promise<Sent> {
  const url = `http://127.0.0.1:${connector.port}`
  await fetch(url)
  const child = fork(script, [mode, url, ...rest.map(String)], {
    env: bareEnvironment(),
    execArgv: serveFlags(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const [message] = await Promise.race([once(child, 'message'), exited.then(() => [undefined])])
  const [code] = await exited
  if (code !== 0 || !message) throw new CheckFailed(`A child of the benchmark ended with ${code}.`)
  const seen = (await (await fetch(url)).json()) as Seen
  return { ...(message as Omit<Sent, 'seen'>), seen }
}

/** Fills a store, and sends from it in a process whose memory is its own. */
async function send(connector: Child, tenants: number, each: number): Promise<Sent> {
  const folder = mkdtempSync(join(tmpdir(), 'convenor-bench-'))
  const file = join(folder, 'convenor.db')
  try {
    const store = openSqliteStore(file)
    for (const area of areasAt(`http://127.0.0.1:${connector.port}`, tenants))
      await practitionersAt(store, each, area)
    await store.close()
    return await run('send', connector, [tenants, each, file])
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Everybody has it once, but for those of whom Teams gave no answer: they are listed as in doubt. */
async function bulletin(connector: Child, tenants: number, each: number): Promise<Sent> {
  const sent = await send(connector, tenants, each)
  const copies = Object.entries(sent.seen.copies).filter(([path]) => isReader(path))
  const doubled = copies.filter(([, count]) => count !== 1)
  const missing = tenants * each - copies.length
  if (missing > (sent.counts.unconfirmed ?? 0) || doubled.length > 0)
    throw new CheckFailed(
      `Of ${tenants * each} copies ${copies.length} arrived, ${doubled.length} more than once: ${JSON.stringify(sent.counts)}.`,
    )
  return sent
}

/** Requests a second once it is under way. */
function steady({ tenants }: Seen): number {
  const times = (Object.values(tenants)[0] ?? []).filter(at => at > steadyAfter)
  return (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000)
}

/** Requests a second to all tenants together, from the first to the last. */
function overall({ tenants }: Seen): number {
  let [count, first, last] = [0, Number.POSITIVE_INFINITY, 0]
  for (const times of Object.values(tenants))
    for (const at of times) [count, first, last] = [count + 1, Math.min(first, at), Math.max(last, at)]
  return (count - 1) / ((last - first) / 1000)
}

const arrived = ({ copies }: Seen): number => Object.keys(copies).filter(isReader).length

/** Cards to author and approvers are none of the copies. */
const isReader = (path: string): boolean => path.includes('practitioner')

/** The same trouble for Convenor and for the loops that people write: who got nothing, who got it twice, who is told. */
async function inTrouble(connector: Child, people: number): Promise<string[]> {
  const convenor = await send(connector, 1, people)
  const plain = await run('plain', connector, [1, people])
  const again = await run('again', connector, [1, people])
  const doubt = convenor.counts.unconfirmed ?? 0
  const ours = lostAndDoubled(convenor, people)
  if (ours.doubled > 0 || ours.lost > doubt)
    throw new CheckFailed(`Convenor lost ${ours.lost} with ${doubt} in doubt, and doubled ${ours.doubled}.`)
  const say = (name: string, { lost, doubled }: { lost: number; doubled: number }, told: string) =>
    `in trouble, ${name}: of ${people} ${lost} reachable people have no copy, ${doubled} have two; ${told}`
  return [
    say('Convenor', ours, `all of them are among the ${doubt} it lists as in doubt`),
    say('plain paced loop', lostAndDoubled(plain, people), 'it cannot tell which'),
    say('loop that tries all again', lostAndDoubled(again, people), 'it cannot tell which'),
  ]
}

/** Three of a hundred are blocked: nobody reaches them. */
function lostAndDoubled({ seen }: Sent, people: number): { lost: number; doubled: number } {
  const copies = Object.entries(seen.copies).filter(([path]) => isReader(path))
  const reachable = people - (people / 100) * 3
  return { lost: reachable - copies.length, doubled: copies.filter(([, count]) => count > 1).length }
}

if (import.meta.main) print(await benchBulletins(sizesAsked()))
