import { readFileSync } from 'node:fs'
import { readConfig } from './config.ts'
import { requeueEverybody } from './delivery/requeue.ts'
import { openStore } from './open-store.ts'
import type { PartnershipFile } from './partnership/arrangements.ts'
import { dayOf } from './partnership/day.ts'
import { importPartnership, withoutVacant } from './partnership/import-partnership.ts'
import type { Found } from './partnership/partnership-file-rules.ts'
import { staleSeats } from './partnership/presence.ts'
import { type Fault, type FileReading, readPartnershipFile } from './partnership/read-partnership-file.ts'
import { executiveSeats, partnerLeads, seatsOn } from './partnership/who.ts'
import { systemClock } from './ports/clock.ts'

const usage = `Usage:
  npm run partnership -- check <file>    say what is wrong with a partnership file
  npm run partnership -- import <file>   check it, and bring it into the store (again, to update)`

/** Runs one of the two commands. Returns the exit code; everything it says goes to `say`. */
export async function partnershipCommand(
  args: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const [command, file] = args
  if (args.length !== 2 || !file || (command !== 'check' && command !== 'import')) {
    say(usage)
    return 2
  }
  const reading = read(file)
  if ('faults' in reading) {
    for (const fault of reading.faults) say(sayFault(file, fault))
    say(
      `${reading.faults.length === 1 ? '1 fault' : `${reading.faults.length} faults`}. Nothing was imported.`,
    )
    return 1
  }
  for (const { path, problem } of staleSeats(reading.file)) say(sayFault(file, reading.at(path, problem)))
  const { people, groups, agencies } = reading.file
  if (command === 'check') {
    say(`${file} is in order: ${agencies.length} agencies, ${people.length} people, ${groups.length} groups.`)
    const unmet = people.filter(person => !person.vacant && !person.entraId).length
    if (unmet > 0)
      say(`${unmet} people have no entraId and tenant yet: they cannot be recognised or written to.`)
    const silent = groups.filter(({ meets }) => meets && !meets.on && !meets.dates)
    if (silent.length > 0)
      say(
        `No agenda is made for ${silent.map(group => group.id).join(', ')}: their days of meeting are not given.`,
      )
    sayEmptySeats(reading.file, say)
    return 0
  }
  const refused = await bringIn(reading.file, say)
  if (refused.length === 0) sayEmptySeats(reading.file, say)
  for (const { path, problem } of refused) say(sayFault(file, reading.at(path, problem)))
  return refused.length === 0 ? 0 : 1
}

/** What is no fault, and to be known: where nobody sits today who chairs, or decides. */
function sayEmptySeats(file: PartnershipFile, say: (line: string) => void): void {
  const { people: _, ...seated } = withoutVacant(file)
  const today = dayOf(systemClock.now())
  const empty = seated.groups.filter(
    group => ['executive', 'sub-group'].includes(group.kind) && seatsOn(group, today).vacant,
  )
  if (empty.length > 0)
    say(
      `A chair’s seat is empty in ${empty.map(group => group.id).join(', ')}: the vice-chair is asked there, else the business team.`,
    )
  if (executiveSeats(seated, today).length + partnerLeads(seated, today).length === 0)
    say(
      'Nobody decides on challenges: the Executive’s seats and the statutory partners’ leads are empty. Until they are filled the business team records what was agreed.',
    )
}

const sayFault = (file: string, { line, path, problem }: Fault): string =>
  `${file}:${line}  ${path} ${problem}.`

async function bringIn(
  file: Parameters<typeof importPartnership>[1],
  say: (line: string) => void,
): Promise<Found[]> {
  const store = await openStore(readConfig())
  try {
    const result = await importPartnership(store, file, systemClock.now())
    if ('refused' in result) return result.refused
    await requeueEverybody(store, file.partnership.id, systemClock.now())
    const { people, left, groups } = result.imported
    say(
      `Imported ${people} people and ${groups} groups. ${left} people who are no longer in the file have left.`,
    )
    return []
  } finally {
    await store.close()
  }
}

function read(file: string): FileReading {
  try {
    return readPartnershipFile(readFileSync(file, 'utf8'))
  } catch {
    return {
      faults: [
        { line: 1, path: '(file)', problem: 'cannot be read. Check its name, and that you may read it' },
      ],
    }
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await partnershipCommand(process.argv.slice(2), line => console.log(line))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'The command failed.'}\n`)
    process.exitCode = 1
  }
}
