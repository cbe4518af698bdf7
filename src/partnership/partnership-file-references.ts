import type { Found, Skeleton } from './partnership-file-rules.ts'

/** Whatever names an agency, a person or a group that the file does not have, or itself. */
export function referenceFaults(file: Skeleton): Found[] {
  return [
    ...unknownAgencies(file),
    ...unknownPeople(file),
    ...unknownReportingLines(file),
    ...ownDeputies(file),
    ...unknownReach(file),
  ]
}

function unknownAgencies(file: Skeleton): Found[] {
  const known = new Set([...file.agencies.map(agency => agency.id), 'not-stated'])
  return file.people.flatMap((person, i) =>
    person.agency === undefined || known.has(person.agency)
      ? []
      : [
          {
            path: ['people', i, 'agency'],
            problem: `names no agency of this file (${person.agency}). Add the agency, or write not-stated`,
          },
        ],
  )
}

function unknownPeople(file: Skeleton): Found[] {
  const known = new Set(file.people.map(person => person.id))
  const check = (id: string | undefined, path: (string | number)[]): Found[] =>
    id === undefined || known.has(id)
      ? []
      : [{ path, problem: `names nobody in people (${id}). Add the person, or correct the id` }]
  return [
    ...file.agencies.flatMap((agency, i) =>
      agency.lead.flatMap(({ person }) => check(person, ['agencies', i, 'lead'])),
    ),
    ...check(file.partnership.businessManager, ['partnership', 'businessManager']),
    ...file.people.flatMap(({ deputy }, i) =>
      deputy.flatMap(({ person }) => check(person, ['people', i, 'deputy'])),
    ),
    ...file.bulletins.authors.flatMap((one, i) => check(one.person, ['bulletins', 'authors', i, 'person'])),
    ...file.groups.flatMap((group, g) => [
      ...group.chairs.flatMap((chair, c) => check(chair.person, ['groups', g, 'chairs', c, 'person'])),
      ...(['members', 'observers'] as const).flatMap(name =>
        group[name].flatMap((one, i) => check(one.person, ['groups', g, name, i])),
      ),
    ]),
  ]
}

function unknownReportingLines(file: Skeleton): Found[] {
  const known = new Set(file.groups.map(group => group.id))
  return file.groups.flatMap((group, g) =>
    group.reportsTo.flatMap((to, r) => {
      if (to === undefined) return []
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

function ownDeputies(file: Skeleton): Found[] {
  return file.people.flatMap(({ id, deputy }, i) =>
    deputy.some(({ person }) => person !== undefined && person === id)
      ? [
          {
            path: ['people', i, 'deputy'],
            problem: 'is the person themselves. Name somebody else, or leave the line out',
          },
        ]
      : [],
  )
}

/** Whom authors of bulletins may reach. */
function unknownReach(file: Skeleton): Found[] {
  const known = {
    agencies: new Set(file.agencies.map(agency => agency.id)),
    groups: new Set(file.groups.map(group => group.id)),
  }
  return file.bulletins.authors.flatMap(({ mayReach }, i) =>
    (['agencies', 'groups'] as const).flatMap(name =>
      mayReach[name].flatMap((id, r): Found[] => {
        if (id === undefined || known[name].has(id)) return []
        const problem = `names none of the ${name} of this file (${id}). Add it, or correct the id`
        return [{ path: ['bulletins', 'authors', i, 'mayReach', name, r], problem }]
      }),
    ),
  )
}
