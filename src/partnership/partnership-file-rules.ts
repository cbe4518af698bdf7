import { z } from 'zod'
import { codeOf, codePattern } from './arrangements.ts'
import { dateFaults } from './partnership-file-dates.ts'
import { referenceFaults } from './partnership-file-references.ts'

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
/** An id alone, a person with dates, or a list of such. */
const held = z
  .union([z.array(membership), membership])
  .transform(one => [one].flat())
  .catch([])
  .default([])
const list = <T extends z.ZodType>(item: T) => z.array(item).catch([])

/** Of a file with faults of shape: what of it can still be looked at, so that every fault is found at once. */
export const skeleton = z.object({
  partnership: z
    .object({
      extraClosures: list(word),
      names: list(z.object({ name: word, ...dated }).catch({})),
      businessManager: word,
    })
    .catch({ extraClosures: [], names: [] }),
  agencies: list(z.object({ id: word, lead: held, ...dated }).catch({ lead: [] })),
  people: list(
    z
      .object({ id: word, agency: word, deputy: held, entraId: word, tenant: word, ...dated })
      .catch({ deputy: [] }),
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
        meets: z.object({ every: word, on: word, startsOn: word, dates: list(word) }).catch({ dates: [] }),
      })
      .catch({ reportsTo: [], chairs: [], members: [], observers: [], meets: { dates: [] } }),
  ),
  priorities: list(z.object({ id: word, ...dated }).catch({})),
  bulletins: z
    .object({
      authors: list(
        z
          .object({
            person: word,
            mayReach: z
              .object({ agencies: list(word), groups: list(word) })
              .catch({ agencies: [], groups: [] }),
          })
          .catch({ mayReach: { agencies: [], groups: [] } }),
      ),
    })
    .catch({ authors: [] }),
})

export type Skeleton = z.infer<typeof skeleton>

/** Checks of a partnership file that look across its parts. Pure; the order does not matter. */
export function crossChecks(file: Skeleton): Found[] {
  return [
    ...doubles(file),
    ...referenceFaults(file),
    ...codes(file),
    ...identities(file),
    ...dateFaults(file),
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
