import { readFileSync } from 'node:fs'
import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { readPartnershipFile } from '../../src/partnership/read-partnership-file.ts'
import { withAccounts } from './accounts.ts'

let read: PartnershipFile | undefined

/** The real arrangements of 2018/19, exactly as the report gives them. Each caller may change its own. */
export function birmingham(): PartnershipFile {
  read ??= readFixture()
  return structuredClone(read)
}

/** Read once in a process: parsing YAML takes as long as many a journey. */
function readFixture(): PartnershipFile {
  const yaml = new URL('../data/bscb-2018-19.partnership.yaml', import.meta.url)
  const reading = readPartnershipFile(readFileSync(yaml, 'utf8'))
  if ('faults' in reading) throw new Error(`The file has faults: ${JSON.stringify(reading.faults)}`)
  return reading.file
}

/**
 * Birmingham with what the report does not say, and the tests choose: accounts, who leads for which agency, who is a
 * member of which group, and on which day of the month the SCR Sub-Group meets (the report: monthly, every other
 * meeting Learning into Action).
 */
export function birminghamToWorkWith(): PartnershipFile {
  const file = withAccounts(birmingham())
  const leads: Record<string, string> = {
    bcc: 'ad-cyp',
    wmp: 'vice-chair',
    bct: 'ad-child-protection',
    bwc: 'chief-nurse-bwc',
    yos: 'yos-performance',
  }
  const members: Record<string, string[]> = {
    qio: ['yos-performance', 'ad-cyp'],
    ld: ['ad-cyp'],
    scr: ['vice-chair', 'ad-early-help'],
  }
  return {
    ...file,
    agencies: file.agencies.map(agency => ({ ...agency, lead: leads[agency.id] })),
    groups: file.groups.map(group => ({
      ...group,
      members: members[group.id] ?? [],
      meets:
        group.id === 'scr'
          ? { ...group.meets, on: 'second thursday', at: '14:00', startsOn: '2018-04-01' }
          : group.meets,
    })),
  }
}
