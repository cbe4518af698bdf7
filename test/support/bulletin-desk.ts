import type { PartnershipFile } from '../../src/partnership/arrangements.ts'
import { tenant } from './accounts.ts'
import { birminghamToWorkWith } from './birmingham.ts'
import type { Card } from './fake-connector.ts'
import type { Member } from './member.ts'

/** Birmingham with so many practitioners more, who have an account and roles, and read bulletins. */
export function withPractitioners(
  count: number,
  file: PartnershipFile = birminghamToWorkWith(),
): PartnershipFile {
  const agencies = ['wmp', 'bct', 'bchc', 'schools']
  const people = Array.from({ length: count }, (_, i) => ({
    id: `practitioner-${i}`,
    title: `Practitioner ${i}`,
    agency: agencies[i % agencies.length] ?? 'wmp',
    entraId: `entra-practitioner-${i}`,
    tenant,
    locality: i % 2 === 0 ? 'Erdington' : 'Selly Oak',
    roles: [i % 3 === 0 ? 'Health visitor' : 'Social worker'],
  }))
  return { ...file, people: [...file.people, ...people] }
}

/** What an author fills in, when nothing is wrong. */
export const filledIn = {
  title: 'Seeing the Bigger Picture',
  text: 'Consider the **journey of a child**, taking into account the whole family.',
  source: 'multi-agency audit of cases involving children vulnerable to neglect',
  links: '',
  picture: '',
  alt: '',
  marking: 'OFFICIAL',
  acknowledge: 'true',
  replyTo: 'learning@example.org',
  agencies: '',
  groups: '',
  roles: '',
  localities: '',
}

/** Fills in the form for a bulletin and keeps it; returns its card and its reference. */
export async function write(
  author: Member,
  more: object = {},
): Promise<{ card: Card | undefined; ref: string }> {
  const { card: form } = await author.type('new bulletin')
  const { card } = await author.press(form, 'Keep the draft', { ...filledIn, ...more })
  return { card, ref: /LB-\d\d-\d{3}/.exec(JSON.stringify(card))?.[0] ?? '' }
}
