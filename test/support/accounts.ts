import type { PartnershipFile } from '../../src/partnership/arrangements.ts'

export const tenant = 'tenant-of-the-partnership'

/** Gives everybody with a post an account, so that they can be met. */
export function withAccounts(file: PartnershipFile): PartnershipFile {
  const people = file.people.map(person =>
    person.vacant ? person : { ...person, entraId: `entra-${person.id}`, tenant },
  )
  return { ...file, people }
}
