import { codeOf, type Group, type PartnershipFile } from './arrangements.ts'
import { isClosed } from './working-days.ts'

/** A fault in what a file says, though every line of it has the right shape. */
export type Found = { path: (string | number)[]; problem: string }

/** Checks of a partnership file that look across its parts. Pure; the order does not matter. */
export function crossChecks(file: PartnershipFile): Found[] {
  return [
    ...doubles(file),
    ...unknownAgencies(file),
    ...unknownPeople(file),
    ...unknownReportingLines(file),
    ...codes(file),
    ...identities(file),
    ...closures(file),
  ]
}

function doubles(file: PartnershipFile): Found[] {
  const lists = {
    agencies: file.agencies,
    people: file.people,
    groups: file.groups,
    priorities: file.priorities ?? [],
  }
  return Object.entries(lists).flatMap(([name, items]) =>
    items.flatMap((item, i) =>
      items.findIndex(other => other.id === item.id) < i
        ? [
            {
              path: [name, i, 'id'],
              problem: `is used twice (${item.id}). Give each of the ${name} an id of its own`,
            },
          ]
        : [],
    ),
  )
}

function unknownAgencies(file: PartnershipFile): Found[] {
  const known = new Set([...file.agencies.map(agency => agency.id), 'not-stated'])
  return file.people.flatMap((person, i) =>
    known.has(person.agency)
      ? []
      : [
          {
            path: ['people', i, 'agency'],
            problem: `names no agency of this file (${person.agency}). Add the agency, or write not-stated`,
          },
        ],
  )
}

function unknownPeople(file: PartnershipFile): Found[] {
  const known = new Set(file.people.map(person => person.id))
  const check = (id: string | undefined, path: (string | number)[]): Found[] =>
    id === undefined || known.has(id)
      ? []
      : [{ path, problem: `names nobody in people (${id}). Add the person, or correct the id` }]
  return [
    ...file.agencies.flatMap((agency, i) => check(agency.lead, ['agencies', i, 'lead'])),
    ...file.people.flatMap((person, i) => check(person.deputy, ['people', i, 'deputy'])),
    ...file.groups.flatMap((group, g) => [
      ...(group.chairs ?? []).flatMap((chair, c) =>
        check(chair.person, ['groups', g, 'chairs', c, 'person']),
      ),
      ...(group.members ?? []).flatMap((member, m) => check(member, ['groups', g, 'members', m])),
    ]),
  ]
}

function unknownReportingLines(file: PartnershipFile): Found[] {
  const known = new Set(file.groups.map(group => group.id))
  return file.groups.flatMap((group, g) =>
    (group.reportsTo ?? []).flatMap((to, r) => {
      if (to === group.id)
        return [{ path: ['groups', g, 'reportsTo', r], problem: 'reports to itself. Name the body above it' }]
      if (known.has(to)) return []
      return [
        {
          path: ['groups', g, 'reportsTo', r],
          problem: `names no group of this file (${to}). Add the group, or correct the id`,
        },
      ]
    }),
  )
}

function codes(file: PartnershipFile): Found[] {
  const first = new Map<string, Group>()
  return file.groups.flatMap((group, g): Found[] => {
    const code = codeOf(group)
    const path = ['groups', g, group.code === undefined ? 'id' : 'code']
    if (code === 'RR')
      return [{ path, problem: 'gives the code RR, which is kept for rapid reviews. Write another code' }]
    const other = first.get(code)
    if (other)
      return [{ path, problem: `gives the code ${code}, which ${other.id} has too. Write a code of its own` }]
    first.set(code, group)
    return []
  })
}

function identities(file: PartnershipFile): Found[] {
  const seen = new Set<string>()
  return file.people.flatMap((person, i): Found[] => {
    if ((person.entraId === undefined) !== (person.tenant === undefined)) {
      return [
        { path: ['people', i, 'entraId'], problem: 'and tenant belong together. Write both, or neither' },
      ]
    }
    if (person.entraId === undefined) return []
    const key = `${person.tenant}/${person.entraId}`
    if (seen.has(key))
      return [
        { path: ['people', i, 'entraId'], problem: 'is given to two people. One account is one person' },
      ]
    seen.add(key)
    return []
  })
}

function closures(file: PartnershipFile): Found[] {
  return file.partnership.extraClosures.flatMap((day, i): Found[] => {
    try {
      isClosed(day, { extraClosures: [] })
      return []
    } catch {
      return [
        {
          path: ['partnership', 'extraClosures', i],
          problem: `is beyond the years whose bank holidays are known (${day}). Remove it`,
        },
      ]
    }
  })
}
