import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Action, actionDraft } from '../../src/actions/index.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { nextAttention } from '../../src/chasing/index.ts'
import { codeOf, type PartnershipFile } from '../../src/partnership/arrangements.ts'
import { addDays } from '../../src/partnership/day.ts'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { readPartnershipFile } from '../../src/partnership/read-partnership-file.ts'
import { groupPartition } from '../../src/partnership/records.ts'
import type { Draft, Store } from '../../src/ports/store.ts'
import { startsAt } from './ticking-clock.ts'

/** An action that can be pressed, and the account of its owner. */
export type Target = { ref: string; person: string; entraId: string }

export type Seeded = { file: string; targets: Target[]; remove(): Promise<void> }

export const tenant = 'tenant-of-the-partnership'

const commitHolds = 100
const today = startsAt.slice(0, 10)
/** As groups set them: from four weeks off to thirteen. The first chaser is more than a week away. */
const dueOn = (serial: number): string => addDays('2019-03-04', 7 * (serial % 10))

/** A store in a temporary file with the partnership of 2018/19 and so many open actions, spread over its people. */
export async function seedStore(actions: number): Promise<Seeded> {
  const folder = mkdtempSync(join(tmpdir(), 'convenor-bench-'))
  const file = join(folder, 'convenor.db')
  const store = openSqliteStore(file)
  const partnership = withAccounts(readFixture())
  const result = await importPartnership(store, partnership, startsAt)
  if ('refused' in result) throw new Error(`The partnership was refused: ${result.refused.join('; ')}`)
  const targets = await recordActions(store, partnership, actions)
  await store.close()
  return { file, targets, remove: () => rm(folder, { recursive: true }) }
}

function readFixture(): PartnershipFile {
  const yaml = new URL('../../test/data/bscb-2018-19.partnership.yaml', import.meta.url)
  const reading = readPartnershipFile(readFileSync(yaml, 'utf8'))
  if ('faults' in reading) throw new Error('The partnership file of the tests has faults.')
  return reading.file
}

function withAccounts(file: PartnershipFile): PartnershipFile {
  const people = file.people.map(person =>
    person.vacant ? person : { ...person, entraId: `entra-${person.id}`, tenant },
  )
  return { ...file, people }
}

/**
 * Closed actions of the past: every other one in the partnership's own logs, of the same people; the others in
 * partnerships beside it.
 */
export async function seedHistory(store: Store, count: number): Promise<void> {
  const file = withAccounts(readFixture())
  const groups = file.groups.filter(group => group.kind === 'sub-group')
  const owners = file.people.filter(person => person.entraId)
  const perGroup = 10_000
  const inLine: Promise<void>[] = []
  for (let i = 0; i < count; i += perGroup) {
    const group = groups[(i / perGroup) % groups.length]!
    const own = (i / perGroup) % 2 === 0
    const partnership = own ? file.partnership.id : `neighbour-${i % 20}`
    const drafts = Array.from({ length: Math.min(perGroup, count - i) }, (_, n) => {
      const owner = owners[n % owners.length]!
      const ref = `${codeOf(group)}-${10 + Math.floor(i / perGroup / 100)}-${String(i + n).padStart(3, '0')}`
      const whose = { ref, group: group.id, owners: [{ person: owner.id, agency: owner.agency }] }
      const past = actionOf({ ...whose, dueOn: addDays('2018-01-02', (i + n) % 400) })
      return actionDraft({ ...past, status: 'complete' }, undefined)
    })
    inLine.push(commitAll(store, groupPartition(partnership, group.id), drafts))
    if (inLine.length >= 4) await Promise.all(inLine.splice(0))
  }
  await Promise.all(inLine)
}

async function recordActions(store: Store, file: PartnershipFile, count: number): Promise<Target[]> {
  const groups = file.groups.filter(group => group.kind === 'sub-group')
  const owners = file.people.filter(person => person.entraId)
  const targets: Target[] = []
  for (const [g, group] of groups.entries()) {
    const drafts: Draft[] = []
    for (let i = g; i < count; i += groups.length) {
      const owner = owners[i % owners.length]!
      const ref = `${codeOf(group)}-19-${String(drafts.length + 1).padStart(3, '0')}`
      const own = { ref, group: group.id, owners: [{ person: owner.id, agency: owner.agency }] }
      drafts.push(draftOf(file, { ...own, dueOn: dueOn(drafts.length) }))
      targets[i] = { ref, person: owner.id, entraId: owner.entraId! }
    }
    await commitAll(store, groupPartition(file.partnership.id, group.id), drafts)
  }
  return targets
}

type Own = { ref: string; group: string; owners: { person: string; agency: string }[]; dueOn: string }

function draftOf(file: PartnershipFile, own: Own): Draft {
  const action = actionOf(own)
  return actionDraft(action, nextAttention(action, file))
}

function actionOf(own: Own): Action {
  return {
    schema: 1,
    ...own,
    eachAgency: false,
    dueMoves: [],
    marking: 'OFFICIAL',
    what: 'Report to the group how many schools have had the audit, and what it found.',
    status: 'open',
    version: 1,
    history: [{ at: startsAt, by: own.owners[0]!.person, verb: 'record' }],
    chasedOn: today,
  }
}

async function commitAll(store: Store, partition: Parameters<Store['commit']>[0], drafts: Draft[]) {
  for (let i = 0; i < drafts.length; i += commitHolds) {
    const writes = drafts.slice(i, i + commitHolds).map(create => ({ create }))
    await store.commit(partition, writes)
  }
}
