import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig } from '../src/config.ts'
import { openStore } from '../src/open-store.ts'
import { dayOf, instantOf, sayDay, secondsAfter } from '../src/partnership/day.ts'
import { addWorkingDays, workingDayFrom } from '../src/partnership/working-days.ts'
import { type Clock, systemClock } from '../src/ports/clock.ts'
import { startOtherChats } from './other-chats.ts'
import { serviceUrlOf, startPlayground } from './playground.ts'
import { demoPartnership } from './prepare.ts'
import { placeDemo, type Shown, seedDemo } from './seed.ts'

const folder = 'data/demo'
const playgroundPort = 56150
const secondsToFirstChaser = 45

const saved = z.object({ offsetSeconds: z.number(), today: z.string() })

/**
 * The demo has a clock of its own: on the first start it is set to just before nine on the next working morning,
 * so that the morning's cards can be seen to arrive; on later starts it goes on from there. Its file is written when
 * the demo is whole: without it, what a start that was broken off left behind is thrown away.
 */
function newClock() {
  const realNow = systemClock.now()
  const today = workingDayFrom(dayOf(secondsAfter(realNow, 12 * 3600)), { extraClosures: [] })
  const from = secondsAfter(instantOf(today, '09:00'), -secondsToFirstChaser)
  return { offsetSeconds: (Date.parse(from) - Date.parse(realNow)) / 1000, today }
}

const clockFrom = (offsetSeconds: number): Clock => ({
  now: () => secondsAfter(systemClock.now(), offsetSeconds),
})

/** The demo's clock and its store's configuration, made on the first start. */
async function prepare(serviceUrl: string, shown: Shown) {
  mkdirSync(folder, { recursive: true })
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env, STORE: `sqlite:${folder}/convenor.db` })
  const clockFile = `${folder}/clock.json`
  const isNew = !(existsSync(clockFile) && existsSync(`${folder}/convenor.db`))
  const { offsetSeconds, today } = isNew
    ? newClock()
    : saved.parse(JSON.parse(readFileSync(clockFile, 'utf8')))
  if (isNew) for (const end of ['', '-wal', '-shm']) rmSync(`${folder}/convenor.db${end}`, { force: true })
  const store = await openStore(config)
  if (isNew) await seedDemo({ store, today, serviceUrl })
  await placeDemo(store, demoPartnership(today).people, serviceUrl, shown)
  await store.close()
  writeFileSync(clockFile, JSON.stringify({ offsetSeconds, today }))
  return { config, clock: clockFrom(offsetSeconds), file: demoPartnership(today) }
}

/** Makes the demo on its first start, serves it, and opens the Playground, until told to stop. Throws what to do instead. */
export async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      as: { type: 'string', default: 'director-of-practice' },
      'no-playground': { type: 'boolean', default: false },
    },
  })
  const known = demoPartnership(dayOf(systemClock.now())).people.map(person => person.id)
  if (!known.includes(values.as))
    throw new Error(`Nobody in the demo is called ${values.as}. Choose one of: ${known.join(', ')}.`)
  const others = await startOtherChats()
  const shown = { as: values.as, others: others.serviceUrl }
  const { config, clock, file } = await prepare(serviceUrlOf(playgroundPort), shown)

  // Loaded last: it takes seconds, and what is wrong above is said before.
  const { start } = await import('../src/start.ts')
  const server = await start(config, { clock })
  const stop = (code: number) =>
    void server.close().then(() => {
      others.close()
      process.exit(code)
    })
  const endpoint = `http://127.0.0.1:${server.port}/api/messages`
  const playground = values['no-playground']
    ? undefined
    : startPlayground({ file, as: values.as, folder: `${folder}/playground`, port: playgroundPort, endpoint })
  explain({
    as: values.as,
    title: file.people.find(person => person.id === values.as)?.title ?? '',
    clock,
    playground: playground !== undefined,
    endpoint,
  })
  playground?.once('exit', () => {
    process.stderr.write(
      `The Playground has stopped. If port ${playgroundPort} is taken by another one, stop that and start again; or use --no-playground.\n`,
    )
    stop(1)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      playground?.removeAllListeners('exit').kill()
      stop(0)
    })
  }
}

type Explained = { as: string; title: string; clock: Clock; playground: boolean; endpoint: string }

function explain({ as, title, clock, playground, endpoint }: Explained): void {
  const now = clock.now()
  const next = dayOf(
    secondsAfter(instantOf(addWorkingDays(dayOf(now), 1, { extraClosures: [] }), '09:00'), 0),
  )
  const lines = [
    playground
      ? `Open http://localhost:${playgroundPort} — Microsoft 365 Agents Playground.`
      : `The bot listens at ${endpoint}; the Playground was not started.`,
    `You are ${title} (--as ${as}; every id in demo/partnership.yaml can be chosen). Only your own chat is shown; what goes to others counts as delivered.`,
    `The demo's clock: ${sayDay(dayOf(now))}, ${londonTime(now)}. Chasers come at 09:00 on working days, the next on ${sayDay(now < instantOf(dayOf(now), '09:00') ? dayOf(now) : next)}.`,
    'Try: my actions · new action · log QIO · QIO-26-001 · agenda SCR · help. As business-manager also: new review.',
    'The agenda of the Case Review Sub-Group goes to its channel at nine, too. Ctrl+C stops; delete data/demo to begin again.',
  ]
  process.stdout.write(`\n${lines.map(line => `  ${line}`).join('\n')}\n\n`)
}

function londonTime(instant: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    minute: '2-digit',
  })
}
