import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { spreadsheets } from './adapters/files/spreadsheets.ts'
import { readConfig } from './config.ts'
import { openStore } from './open-store.ts'
import { loadArrangements } from './partnership/records.ts'
import { checkPeople, importPeople } from './people/index.ts'
import { systemClock } from './ports/clock.ts'

const usage = `Usage:
  npm run people -- check <file.csv|xlsx> --partnership <id>    say whom a list holds, and every row's problems
  npm run people -- import <file.csv|xlsx> --partnership <id>   and bring in the rows that have none (again, to update)`

/** Runs one of the two commands. Returns the exit code; everything it says goes to `say`. */
export async function peopleCommand(args: readonly string[], say: (line: string) => void): Promise<number> {
  const [command, file, flag, partnership] = args
  const known = command === 'check' || command === 'import'
  if (!known || !file || flag !== '--partnership' || !partnership || args.length !== 4) {
    say(usage)
    return 2
  }
  const store = await openStore(readConfig())
  try {
    const arrangements = await loadArrangements(store, partnership)
    if (!arrangements) {
      say(`There is no partnership ${partnership} here. Check its id, and STORE.`)
      return 1
    }
    const list = { bytes: readFileSync(file), name: basename(file) }
    const now = systemClock.now()
    const ports = { store, spreadsheets }
    const said =
      command === 'check'
        ? await checkPeople(ports, arrangements, list, now)
        : await importPeople(ports, arrangements, list, now)
    for (const line of said.lines) say(line)
    if (command === 'check') say('Nobody was brought in: import does that.')
    return said.ok ? 0 : 1
  } finally {
    await store.close()
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await peopleCommand(process.argv.slice(2), line => console.log(line))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'The command failed.'}\n`)
    process.exitCode = 1
  }
}
