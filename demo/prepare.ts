import { readFileSync } from 'node:fs'
import type { PartnershipFile } from '../src/partnership/arrangements.ts'
import type { Day } from '../src/partnership/day.ts'
import { readPartnershipFile } from '../src/partnership/read-partnership-file.ts'
import { addWorkingDays } from '../src/partnership/working-days.ts'

export const demoTenant = '00000000-0000-0000-0000-0000000000001'

export const demoAccount = (person: string): string => `demo-${person}`

/** The demo partnership: everybody has an account, and agendas are due on `today` and in the weeks after. */
export function demoPartnership(today: Day): PartnershipFile {
  const reading = readPartnershipFile(readFileSync(new URL('partnership.yaml', import.meta.url), 'utf8'))
  if ('faults' in reading)
    throw new Error('demo/partnership.yaml is not in order: npm run partnership -- check it.')
  const { file } = reading
  const meetingIn = (days: number) => addWorkingDays(today, days, file.partnership)
  const dates: Record<string, Day[]> = {
    scr: [meetingIn(-17), meetingIn(5), meetingIn(27)],
    qio: [meetingIn(8), meetingIn(30)],
  }
  return {
    ...file,
    people: file.people.map(person => ({ ...person, entraId: demoAccount(person.id), tenant: demoTenant })),
    groups: file.groups.map(group =>
      group.meets ? { ...group, meets: { ...group.meets, dates: dates[group.id] ?? [] } } : group,
    ),
  }
}
