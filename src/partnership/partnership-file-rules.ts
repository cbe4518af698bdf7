import { z } from 'zod'
import { codeOf, codePattern } from './arrangements.ts'
import { isDay } from './day.ts'
import { endsBeforeItBegins, looseDate, type Term } from './terms.ts'
import { isClosed } from './working-days.ts'

/** A fault in what a file says, though every line of it has the right shape. */
export type Found = { path: (string | number)[]; problem: string }

const word = z.string().optional().catch(undefined)
const dated = { from: word, to: word }
/** An id alone, or a person with dates. */
const membership = z
  .union([
    z.string().transform(person => ({ person, from: undefined, to: undefined })),
    z.object({ person: word, ...dated }),
  ])
  .catch({ person: undefined })
const list = <T extends z.ZodType>(item: T) => z.array(item).catch([])

/** Of a file with faults of shape: what of it can still be looked at, so that every fault is found at once. */
export const skeleton = z.object({
  partnership: z
    .object({ extraClosures: list(word), names: list(z.object(dated).catch({})) })
    .catch({ extraClosures: [], names: [] }),
  agencies: list(z.object({ id: word, lead: word, ...dated }).catch({})),
  people: list(
    z.object({ id: word, agency: word, deputy: word, entraId: word, tenant: word, ...dated }).catch({}),
  ),
  groups: list(
    z
      .object({
        id: word,
        code: word,
        reportsTo: list(word),
        chairs: list(z.object({ person: word, ...dated }).catch({})),
        members: list(membership),
        observers: list(membership),
        meets: z.object({ every: word, on: word, startsOn: word }).catch({}),
      })
      .catch({ reportsTo: [], chairs: [], members: [], observers: [], meets: {} }),
  ),
  priorities: list(z.object({ id: word, ...dated }).catch({})),
})

type Skeleton = z.infer<typeof skeleton>

/** Checks of a partnership file that look across its parts. Pure; the order does not matter. */
export function crossChecks(file: Skeleton): Found[] {
  return [
    ...doubles(file),
    ...unknownAgencies(file),
    ...unknownPeople(file),
    ...unknownReportingLines(file),
    ...codes(file),
    ...identities(file),
    ...closures(file),
    ...terms(file),
    ...series(file),
  ]
}

function doubles(file: Skeleton): Found[] {
  const lists = {
    agencies: file.agencies,
    people: file.people,
    groups: file.groups,
    priorities: file.priorities,
  }
  return Object.entries(lists).flatMap(([name, items]) =>
    items.flatMap((item, i) =>
      item.id !== undefined && items.findIndex(other => other.id === item.id) < i
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
    ...file.agencies.flatMap((agency, i) => check(agency.lead, ['agencies', i, 'lead'])),
    ...file.people.flatMap((person, i) => check(person.deputy, ['people', i, 'deputy'])),
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

/** What other refs begin with. */
const reserved: Readonly<Record<string, string>> = {
  RR: 'rapid reviews',
  CL: 'the challenge log',
  LB: 'learning bulletins',
}

function codes(file: Skeleton): Found[] {
  const ids = new Map(file.groups.map(group => [group.id?.toUpperCase(), group.id]))
  const first = new Map<string, string>()
  return file.groups.flatMap(({ id, code: own }, g): Found[] => {
    if (id === undefined) return []
    const code = codeOf({ id, code: own })
    const path = ['groups', g, own === undefined ? 'id' : 'code']
    if (own === undefined && !codePattern.test(code))
      return [{ path, problem: `gives no code for its refs (${code}). Add a code, such as QIO` }]
    const kept = Object.hasOwn(reserved, code) ? reserved[code] : undefined
    if (kept)
      return [{ path, problem: `gives the code ${code}, which is kept for ${kept}. Write another code` }]
    const other = first.get(code) ?? ids.get(code)
    if (other !== undefined && other !== id)
      return [{ path, problem: `gives the code ${code}, which is ${other}’s. Write a code of its own` }]
    first.set(code, id)
    return []
  })
}

function identities(file: Skeleton): Found[] {
  const seen = new Set<string>()
  return file.people.flatMap((person, i): Found[] => {
    if ((person.entraId === undefined) !== (person.tenant === undefined)) {
      return [
        { path: ['people', i, 'entraId'], problem: 'and tenant belong together. Write both, or neither' },
      ]
    }
    if (person.entraId === undefined) return []
    const key = `${person.tenant}/${person.entraId}`.toLowerCase()
    if (seen.has(key))
      return [
        { path: ['people', i, 'entraId'], problem: 'is given to two people. One account is one person' },
      ]
    seen.add(key)
    return []
  })
}

function closures(file: Skeleton): Found[] {
  return file.partnership.extraClosures.flatMap((day, i): Found[] => {
    if (day === undefined || !isDay(day)) return []
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

function terms(file: Skeleton): Found[] {
  const check = (
    path: (string | number)[],
    term: { from?: string | undefined; to?: string | undefined },
  ): Found[] => {
    const written = [term.from, term.to].every(
      date => date === undefined || looseDate.safeParse(date).success,
    )
    return written && endsBeforeItBegins(term as Term)
      ? [{ path: [...path, 'to'], problem: 'is before its from. Correct one of the two' }]
      : []
  }
  return [
    ...file.partnership.names.flatMap((name, i) => check(['partnership', 'names', i], name)),
    ...(['agencies', 'people', 'priorities'] as const).flatMap(name =>
      file[name].flatMap((one, i) => check([name, i], one)),
    ),
    ...file.groups.flatMap((group, g) =>
      (['chairs', 'members', 'observers'] as const).flatMap(name =>
        group[name].flatMap((seat, i) => check(['groups', g, name, i], seat)),
      ),
    ),
  ]
}

/** A meeting day says on which day of which months from when: with less, no agenda could be made. */
function series(file: Skeleton): Found[] {
  return file.groups.flatMap(({ meets }, g): Found[] => {
    const missing = (['every', 'on', 'startsOn'] as const).filter(key => meets[key] === undefined)
    const begun = meets.on !== undefined || meets.startsOn !== undefined
    if (!begun || missing.length === 0) return []
    const problem = `needs ${missing.join(' and ')} too. Write every, on and startsOn together`
    return [{ path: ['groups', g, 'meets'], problem }]
  })
}
