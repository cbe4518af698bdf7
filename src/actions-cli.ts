import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type ActionPorts, exportLog, importLog } from './actions/index.ts'
import { spreadsheets } from './adapters/files/spreadsheets.ts'
import { settledDraft } from './challenges/index.ts'
import { nextAttention } from './chasing/index.ts'
import { readConfig } from './config.ts'
import { agendasAnew, itemOffWrites, itemWrites } from './meetings/index.ts'
import { openStore } from './open-store.ts'
import type { Arrangements, Group } from './partnership/arrangements.ts'
import { loadArrangements } from './partnership/records.ts'
import { findGroup } from './partnership/who.ts'
import { systemClock } from './ports/clock.ts'
import type { Store } from './ports/store.ts'

const usage = `Usage:
  npm run actions -- export <partnership> <group> <file.xlsx>           write a group's log to an Excel file
  npm run actions -- import <partnership> <group> <file> --as <person>  say what a log in Excel or CSV holds, and every row's problems
  npm run actions -- import <partnership> <group> <file> --as <person> --write
                                                                        and record the rows that have none
  npm run actions -- import <partnership> <group> <file> --as <person> --write --alike
                                                                        and those too that may be in the log already`

type Say = (line: string) => void

/** Runs one of the two commands. Returns the exit code; everything it says goes to `say`. */
export async function actionsCommand(args: readonly string[], say: Say): Promise<number> {
  const [command, partnership, code, file, ...flags] = args
  const known = command === 'export' || command === 'import'
  if (!known || !partnership || !code || !file) {
    say(usage)
    return 2
  }
  const store = await openStore(readConfig())
  try {
    const arrangements = await loadArrangements(store, partnership)
    const group = arrangements && findGroup(arrangements, code)
    if (!arrangements || !group) {
      say(`There is no group ${code} in a partnership ${partnership} here. Check both, and STORE.`)
      return 1
    }
    const where = { store, arrangements, group, file }
    return command === 'export' ? await writeOut(where, say) : await bringIn(where, flags, say)
  } finally {
    await store.close()
  }
}

type Where = { store: Store; arrangements: Arrangements; group: Group; file: string }

const portsOf = (store: Store) => ({
  store,
  spreadsheets,
  nextAttention,
  settled: settledDraft,
  agendaItem: (...[at, item]: Parameters<ActionPorts['agendaItem']>) => itemWrites(store, at, item),
  offAgenda: (...[at, item]: Parameters<ActionPorts['offAgenda']>) => itemOffWrites(store, at, item),
  agendasAnew: (...[at, of]: Parameters<ActionPorts['agendasAnew']>) => agendasAnew(store, at, of),
})

async function writeOut({ store, arrangements, group, file }: Where, say: Say): Promise<number> {
  const { bytes, count } = await exportLog(portsOf(store), arrangements, group, systemClock.now())
  writeFileSync(file, bytes, { flag: 'wx' })
  say(`${count} actions of ${group.name} are in ${file}.`)
  return 0
}

async function bringIn(
  { store, arrangements, group, file }: Where,
  flags: readonly string[],
  say: Say,
): Promise<number> {
  const by = flags[flags.indexOf('--as') + 1]
  if (!flags.includes('--as') || !by) {
    say('Say with --as who brings it in: the id of somebody of the business team.')
    return 2
  }
  const sheet = { bytes: readFileSync(file), name: basename(file) }
  const said = await importLog(portsOf(store), {
    arrangements,
    group,
    by,
    sheet,
    write: flags.includes('--write'),
    alike: flags.includes('--alike'),
    now: systemClock.now(),
  })
  for (const line of said.lines) say(line)
  return said.ok ? 0 : 1
}

if (import.meta.main) {
  try {
    process.exitCode = await actionsCommand(process.argv.slice(2), line => console.log(line))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'The command failed.'}\n`)
    process.exitCode = 1
  }
}
